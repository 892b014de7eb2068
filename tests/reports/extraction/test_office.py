"""Formats that LibreOffice converts first; and saved web pages, which need nothing."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reports.extraction import RefusedFile, extract, extract_isolated, office
from tests.reports.extraction.word_files import cell, item, level, numbering, para, table, write_docx

PROGRAM = office.find_program()
needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None,
    reason="LibreOffice is not installed (libreoffice-writer-nogui): doc, wps, rtf and xls are not tried",
)


def converted(path: Path, suffix: str) -> Path:
    assert PROGRAM is not None
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    subprocess.run(
        [PROGRAM, profile, "--headless", "--convert-to", suffix, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
    )
    return path.with_suffix(f".{suffix}")


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_old_word_files_keep_numbers_and_tables(tmp_path: Path, suffix: str) -> None:
    body = (
        item("学前教育")
        + para("全市新建幼儿园12所。")
        + table(cell("指标") + cell("值"), cell("在校生") + cell("38216"))
        + item("义务教育")
    )
    lists = numbering(level(0, "chineseCountingThousand", "%1、"))
    found = extract_isolated(converted(write_docx(tmp_path / "a.docx", body, numbering=lists), suffix))
    assert [line for line in found.text.split("\n") if line] == [
        "一、学前教育", "全市新建幼儿园12所。", "指标\t值", "在校生\t38216", "二、义务教育",
    ]  # fmt: skip
    assert found.format == suffix


RTF = rb"""{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}
{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc39\levelfollow2\levelstartat1
{\leveltext\'02\'00\'a1\'a2;}{\levelnumbers\'01;}\f0}\listid1}}
{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}
\pard\ls1\ilvl0\f0 \u23398?\u21069?\par \pard\plain\f0 \'bd\'cc\'d3\'fd\par}"""


@needs_libreoffice
@pytest.mark.slow
def test_rich_text_as_word_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(RTF)
    found = extract_isolated(tmp_path / "a.doc")
    assert (found.text, found.format) == ("一、学前\n教育\n", "rtf")


@needs_libreoffice
@pytest.mark.slow
def test_rich_text_whose_list_definitions_lost_their_marks(tmp_path: Path) -> None:
    lists = numbering(level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCountingThousand", "（%2）"))
    body = item("学前教育") + item("幼儿园", level=1) + item("普惠园", level=1) + item("义务教育")
    found = extract_isolated(converted(write_docx(tmp_path / "a.docx", body, numbering=lists), "rtf"))
    assert found.text.split() == ["一、学前教育", "（一）幼儿园", "（二）普惠园", "二、义务教育"]


@needs_libreoffice
@pytest.mark.slow
def test_old_workbooks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["指标", "2012年"])
    book.active.append(["在校生", 38216])
    book.save(tmp_path / "a.xlsx")
    found = extract_isolated(converted(tmp_path / "a.xlsx", "xls"))
    assert (found.text, found.format) == ("指标\t2012年\n在校生\t38216\n", "xls")


@needs_libreoffice
@pytest.mark.slow
def test_garbage_in_an_old_container(tmp_path: Path) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    (tmp_path / "a.doc").write_bytes(head + "WordDocument".encode("utf-16-le") + b"\0\0" + bytes(range(256)) * 50)
    with pytest.raises(RefusedFile) as refused:
        extract_isolated(tmp_path / "a.doc")
    assert refused.value.code in {"corrupt", "empty", "no_text"}


def test_without_libreoffice_the_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ())
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(RefusedFile, match="libreoffice-writer-nogui") as refused:
        extract(tmp_path / "a.odt")
    assert refused.value.code == "unsupported"


def test_a_password_of_old_word_is_seen_before_anything_starts(tmp_path: Path) -> None:
    header = b"\xec\xa5\xc1\0" + b"\0" * 7 + b"\x01" + b"\0" * 500
    directory = "WordDocument".encode("utf-16-le") + b"\0\0"
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + header + directory)
    with pytest.raises(RefusedFile) as refused:
        extract(tmp_path / "a.doc")
    assert refused.value.code == "encrypted"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_saved_page(tmp_path: Path, codec: str) -> None:
    import base64

    page = "<html><body><h1>年度总结</h1><p>全市新建幼儿园12所，招聘教师。</p></body></html>".encode(codec)
    (tmp_path / "a.mht").write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=" + codec.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(page) + b"\r\n--x\r\nContent-Type: image/png\r\n\r\n\r\n--x--\r\n"
    )  # fmt: skip
    found = extract(tmp_path / "a.mht")
    assert (found.text, found.format) == ("年度总结\n全市新建幼儿园12所，招聘教师。\n", "mht")
