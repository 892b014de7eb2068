"""Zip archives: every file by its own name, nothing outside the folder, nothing beyond the limits."""

from __future__ import annotations

import io
import stat
import tracemalloc
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest

from reports.extraction import RefusedFile, detect_format, expand
from reports.extraction.archives import ArchiveLimits


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return path


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return buffer.getvalue()


def contents(path: Path, limits: ArchiveLimits | None = None) -> dict[str, str]:
    """Name → text, or the code of the refusal."""
    with expand(path, limits=limits) as members:
        return {m.name: m.path.read_text("utf-8") if m.path else str(m.refusal and m.refusal.code) for m in members}


def test_folders_nested_archives_and_litter(tmp_path: Path) -> None:
    inner = zipped({"内/泸县.txt": "泸县".encode()})
    path = archive(
        tmp_path / "总结.zip",
        {
            "一/江阳区.txt": "江阳".encode(),
            "in.zip": inner,
            "__MACOSX/._a": b"x",
            "一/": b"",
            "Thumbs.db": b"x",
            "~$a.docx": b"x",
        },
    )
    assert contents(path) == {"总结.zip!/一/江阳区.txt": "江阳", "总结.zip!/in.zip!/内/泸县.txt": "泸县"}


@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_names_without_the_utf8_flag(tmp_path: Path, codec: str) -> None:
    name = "江阳区总结.txt".encode(codec)
    data = zipped({"x" * len(name): b"1"}).replace(b"x" * len(name), name)
    (tmp_path / "a.zip").write_bytes(data)
    assert list(contents(tmp_path / "a.zip")) == ["a.zip!/江阳区总结.txt"]


def test_names_that_another_program_packed_again_as_western_ones(tmp_path: Path) -> None:
    name = "江阳区/工作总结.txt".encode("gbk").decode("cp437")
    (tmp_path / "a.zip").write_bytes(zipped({name: b"1"}))
    assert list(contents(tmp_path / "a.zip")) == ["a.zip!/江阳区/工作总结.txt"]


def test_what_programs_leave_behind_is_passed_over(tmp_path: Path) -> None:
    litter = ["__MACOSX/._a.txt", "县/.DS_Store", "县/~$总结.docx", ".~lock.总结.docx#", "县/.git/config", "Thumbs.db"]
    more = ["System Volume Information/x", "$RECYCLE.BIN/y.txt", "~WRL0001.tmp", ".a.txt.swp"]
    (tmp_path / "a.zip").write_bytes(zipped(dict.fromkeys([*litter, *more, "县/./总结.txt", "../二.txt"], b"1")))
    assert list(contents(tmp_path / "a.zip")) == ["a.zip!/县/总结.txt", "a.zip!/二.txt"]


def test_folders_around_a_member_are_named_from_the_inside(tmp_path: Path) -> None:
    inner = zipped({"泸县/2014/总结.txt": b"1"})
    (tmp_path / "各县.zip").write_bytes(zipped({"泸州市/in.zip": inner, "三.txt": b"3"}))
    with expand(tmp_path / "各县.zip") as members:
        assert [member.folder for member in members] == ["2014 泸县 in 泸州市 各县", "各县"]


def test_names_that_would_leave_the_folder(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.zip", {"../../escape.txt": b"1", "/etc/passwd": b"2", "..\\..\\w.txt": b"3", "..": b"4"}
    )
    before = set(tmp_path.iterdir())
    assert contents(path) == {
        "a.zip!/escape.txt": "1",
        "a.zip!/etc/passwd": "2",
        "a.zip!/w.txt": "3",
        "a.zip!/无名": "4",
    }
    assert set(tmp_path.iterdir()) == before
    assert not (tmp_path.parent / "escape.txt").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as opened:
        opened.writestr(link, "/etc/passwd")
    assert contents(tmp_path / "a.zip") == {"a.zip!/link.txt": "unsupported"}


def test_a_damaged_member_leaves_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"first" * 50, "b.txt": b"second"}))
    data[38] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    assert contents(tmp_path / "a.zip") == {"a.zip!/a.txt": "corrupt", "a.zip!/b.txt": "second"}


def test_three_levels_are_too_many(tmp_path: Path) -> None:
    deep = zipped({"c.zip": zipped({"d.txt": b"1"})})
    assert contents(archive(tmp_path / "a.zip", {"b.zip": deep})) == {"a.zip!/b.zip!/c.zip": "too_complex"}


def test_sizes(tmp_path: Path) -> None:
    limits = ArchiveLimits(member_bytes=1000, total_bytes=1500)
    path = archive(tmp_path / "a.zip", {"big.txt": b"0" * 1001, "one.txt": b"1" * 900, "two.txt": b"2" * 900})
    assert list(contents(path, limits).values()) == ["too_large", "1" * 900, "too_complex"]


def test_a_bomb_stops_early(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"zeros.txt": b"0" * 30_000_000})
    assert contents(path) == {"a.zip!/zeros.txt": "too_complex"}


def test_too_many_members_and_no_archive_at_all(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{n}.txt": b"" for n in range(30)})
    with pytest.raises(RefusedFile) as refused:
        contents(path, ArchiveLimits(members=20))
    assert refused.value.code == "too_complex"
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(RefusedFile) as refused:
        contents(tmp_path / "b.zip")
    assert refused.value.code == "corrupt"


def test_nothing_stays_behind(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"1", "b.txt": b"2"})
    with expand(path) as members:
        first = next(members)
        assert first.path is not None
        folder = first.path.parent
        second = next(members)
        assert not first.path.exists()
        assert second.path is not None
    assert not folder.exists()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("name", ["总结.txt", "mimetype"])
def test_methods_that_unpack_without_a_bound_are_not_unpacked(tmp_path: Path, method: int, name: str) -> None:
    """A few kilobytes of them are gigabytes, and the process that unpacks an archive has no limit on memory."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as opened:
        opened.writestr(name, b"0" * 100_000_000)
    tracemalloc.start()
    assert contents(tmp_path / "a.zip") == {f"a.zip!/{name}": "unsupported"}
    assert detect_format(tmp_path / "a.zip") == "zip"
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_packed_kind_of_document_is_read_within_bounds(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}))
    assert detect_format(tmp_path / "a.odt") == "odt"


def test_after_the_last_byte_allowed_nothing_more_is_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{n}.txt": b"0" * 1000 for n in range(20)})
    with patch.object(zipfile.ZipFile, "open", autospec=True, side_effect=zipfile.ZipFile.open) as opening:
        found = contents(path, ArchiveLimits(total_bytes=1500))
    assert list(found.values()) == ["0" * 1000, *["too_complex"] * 19]
    assert opening.call_count == 2


def test_of_an_endless_name_the_end_is_taken(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{n}{'é' * 30_000}.txt": b"1" for n in range(100)})
    assert all(len(name) <= 1010 and name.endswith(".txt") for name in contents(path))
