"""What a file names outside itself is neither fetched nor read, and what it unpacks stays where it was put."""

from __future__ import annotations

import io
import socket
import stat
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.extraction import expand, office
from reports.parsing.types import ExtractedText
from tests.hostile.asking import read
from tests.reports.extraction.word_files import OFFICE, RELATIONS, para, run, write_docx

SECRET = "geheim-7f3a"
needs_libreoffice = pytest.mark.skipif(
    office.find_program() is None,
    reason="LibreOffice is not installed (libreoffice-writer-nogui): what doc, rtf and odt reach is not tried",
)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine and a note of every call that reaches it."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    caller, _ = server.accept()
                except TimeoutError:
                    continue
                calls.append("called")
                caller.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
        done.set()
        thread.join()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


def test_the_listener_hears(listener: tuple[str, list[str]]) -> None:
    address, calls = listener
    with socket.create_connection(("127.0.0.1", int(address.split(":")[2].split("/")[0]))) as caller:
        caller.recv(1)
    assert calls == ["called"]


def test_links_of_a_page_are_not_followed(tmp_path: Path, listener: tuple[str, list[str]], secret: Path) -> None:
    address, calls = listener
    (tmp_path / "a.html").write_text(
        f'<html><head><base href="{address}"><link rel="stylesheet" href="{address}"><script src="{address}"></script>'
        f'<meta http-equiv="refresh" content="0;url={address}"></head><body><p>全市教育工作稳步推进，成绩突出。</p>'
        f'<img src="{address}"><iframe src="file://{secret}"></iframe><object data="file://{secret}"></object></body>',
        "utf-8",
    )
    answer = read(tmp_path / "a.html")
    assert isinstance(answer, ExtractedText)
    assert (answer.text.strip(), calls) == ("全市教育工作稳步推进，成绩突出。", [])
    assert SECRET not in str(answer)


def test_what_a_word_file_links_to_is_not_fetched(
    tmp_path: Path, listener: tuple[str, list[str]], secret: Path
) -> None:
    address, calls = listener
    path = write_docx(tmp_path / "a.docx", para("全市教育工作稳步推进。") + '<w:altChunk r:id="rc"/>')
    links = (
        "".join(
            f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
            for key, kind, target in (
                ("rt", "attachedTemplate", address),
                ("rc", "aFChunk", address),
                ("rh", "header", f"file://{secret}"),
                ("rn", "numbering", f"file://{secret}"),
            )
        )
        + f'<Relationship Id="ru" Type="{OFFICE}/footnotes" Target="../../../../../../{secret}"/>'
    )
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    answer = read(path)
    assert isinstance(answer, ExtractedText)
    assert (answer.text, calls) == ("全市教育工作稳步推进。\n", [])
    assert SECRET not in str(answer)


@needs_libreoffice
@pytest.mark.slow
def test_what_rich_text_links_to_or_carries(tmp_path: Path, listener: tuple[str, list[str]], secret: Path) -> None:
    address, calls = listener
    (tmp_path / "a.rtf").write_text(
        r"{\rtf1\ansi\ansicpg936 \u20840?\u24066?\u25945?\u32946?\u12290?\par "
        rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}" \\d}}{{\fldrslt }}}}'
        rf'{{\field{{\*\fldinst INCLUDETEXT "{secret}"}}{{\fldrslt }}}}'
        rf"{{\*\template {address}}}"
        r"{\object\objemb\objw100\objh100{\*\objclass Package}{\*\objdata 01050000020000000800000050616b616765"
        + "00" * 200
        + "4d5a" * 400
        + r"}{\result {\pard x\par}}}\par}",
        "ascii",
    )
    answer = read(tmp_path / "a.rtf")
    assert SECRET not in str(answer)
    assert calls == []
    if isinstance(answer, ExtractedText):
        assert answer.text.startswith("全市教育。")


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_an_old_word_file_cut_short(tmp_path: Path, share: float) -> None:
    write_docx(tmp_path / "a.docx", para("全市教育工作稳步推进。") * 300)
    program = office.find_program()
    assert program is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    data = (tmp_path / "a.doc").read_bytes()
    (tmp_path / "b.doc").write_bytes(data[: int(len(data) * share)])
    answer = read(tmp_path / "b.doc")  # LibreOffice mends what it can
    assert isinstance(answer, ExtractedText) or answer.code in {"corrupt", "unsupported", "no_text", "empty"}


def zip_of(path: Path, *entries: tuple[zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return path


def outcome(path: Path) -> list[tuple[str, str]]:
    """Names and refusals (or ``read``) of an archive's members."""
    found: list[tuple[str, str]] = []
    with expand(path) as members:
        for member in members:
            if member.refusal:
                assert member.refusal.message.endswith("。")
            found.append((member.name, member.refusal.code if member.refusal else "read"))
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_archive_writes_nowhere_but_in_its_own_folder(tmp_path: Path, secret: Path) -> None:
    link = zipfile.ZipInfo("总结.docx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    device = zipfile.ZipInfo("dev")
    device.external_attr = (stat.S_IFCHR | 0o666) << 16
    climbing = [
        zipfile.ZipInfo(name) for name in ("../../逃出.txt", "/tmp/逃出.txt", "..\\..\\逃出.txt", "C:\\逃出.txt")
    ]
    path = zip_of(
        tmp_path / "a.zip",
        (link, str(secret).encode()),
        (device, b""),
        *((entry, "全市教育工作。".encode()) for entry in climbing),
    )
    before = everything(tmp_path.parent)
    codes = [code for _, code in outcome(path)]
    assert codes == ["unsupported", "unsupported", "read", "read", "read", "read"]
    assert everything(tmp_path.parent) == before
    assert not Path("/tmp/逃出.txt").exists()


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", (zipfile.ZipInfo("a.txt"), "全市教育工作。".encode()))
    data = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    path.write_bytes(data)
    assert outcome(path) == [("a.zip!/a.txt", "encrypted")]


def test_archives_within_archives(tmp_path: Path) -> None:
    inner = b"x" * 1000
    for depth in range(40):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{depth}.zip", inner)
        inner = buffer.getvalue()
    (tmp_path / "a.zip").write_bytes(inner)
    ((_, code),) = outcome(tmp_path / "a.zip")
    assert code == "too_complex"


def test_an_archive_whose_files_share_one_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.txt", b"0" * 40_000_000)
    assert {code for _, code in outcome(tmp_path / "a.zip")} == {"too_complex"}


def test_a_field_that_names_a_file_shows_what_was_saved(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "/etc/hostname"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("所含文字")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    answer = read(write_docx(tmp_path / "a.docx", para(inner=field)))
    assert isinstance(answer, ExtractedText)
    assert answer.text == "所含文字\n"
