"""A file with a list of checksums proves whole, or says why not."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from portal import sealed
from portal.sealed import MANIFEST, NotWholeError

KNOWN = re.compile(r"[a-z]+")
WORDS = "控辍保学\n学前教育\n".encode()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "a.zip"
    with sealed.sealing(made) as file, file.member("words") as write:
        write(WORDS[:5])
        write(WORDS[5:])
    return made


def read(place: Path) -> bytes:
    with sealed.unsealed(place, KNOWN) as file:
        return b"".join(file.chunks("words"))


def rewritten(place: Path, *members: tuple[str, bytes], about: dict | None = None, **options) -> Path:
    """The same list over other members."""
    with zipfile.ZipFile(place) as archive:
        manifest = json.loads(archive.read(MANIFEST)) | (about or {})
    other = place.with_name("b.zip")
    with warnings.catch_warnings(), zipfile.ZipFile(other, "w", **options) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in (*members, (MANIFEST, json.dumps(manifest).encode())):
            archive.writestr(name, content)
    return other


def entry(content: bytes, **changed: object) -> dict:
    return {"entries": {"words": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)} | changed}}


def test_what_went_in_comes_out(place, tmp_path):
    assert read(place) == WORDS
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    with sealed.unsealed(place, KNOWN) as file:
        assert list(file.lines("words", 100)) == WORDS.splitlines()
        file.unpack("words", tmp_path / "out" / "words", 0o440)
        file.need_room(tmp_path)
    assert (tmp_path / "out" / "words").read_bytes() == WORDS
    assert stat.S_IMODE((tmp_path / "out" / "words").stat().st_mode) == 0o440


def test_what_fails_leaves_nothing(tmp_path):
    with pytest.raises(FileNotFoundError), sealed.sealing(tmp_path / "a.zip") as file:
        file.add("words", tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept(place):
    with pytest.raises(FileExistsError), sealed.sealing(place):
        pass
    assert read(place) == WORDS


BOMB = b"0" * 5_000_000
FORGED = [
    ("changed", [("words", WORDS[::-1])], {}),
    ("changed", [("words", WORDS + b"more")], {}),
    ("changed", [("words", BOMB)], {}),
    ("missing", [("other", WORDS)], {}),
    ("foreign", [("words", WORDS), ("extra", b"")], {}),
    ("foreign", [("words", WORDS), ("../words", WORDS)], {}),
    ("foreign", [("words", WORDS), ("words", WORDS)], {}),
    ("foreign", [("words", WORDS), (MANIFEST, b"{}")], {}),
    ("foreign", [("words", WORDS)], {"entries": [1]}),
    ("foreign", [("words", WORDS)], {"entries": {"../words": entry(WORDS)["entries"]["words"]}}),
    ("foreign", [("words", WORDS)], {"entries": {"/etc/passwd": entry(WORDS)["entries"]["words"]}}),
    ("foreign", [("words", WORDS)], entry(WORDS, size=True)),
    ("foreign", [("words", WORDS)], entry(WORDS, size=-1)),
    ("foreign", [("words", WORDS)], entry(WORDS, size=1e99)),
    ("foreign", [("words", WORDS)], entry(WORDS, sha256="../x")),
    ("foreign", [("words", WORDS)], entry(WORDS, sha256=None)),
    ("foreign", [("words", WORDS)], entry(WORDS, mode=0o777)),
    ("changed", [("words", WORDS)], entry(WORDS, size=10**15)),
]


@pytest.mark.parametrize(("reason", "members", "about"), FORGED)
def test_forged_files_are_refused(place, reason, members, about):
    with pytest.raises(NotWholeError) as refused:
        read(rewritten(place, *members, about=about))
    assert refused.value.reason == reason


def test_a_link_in_the_zip_becomes_no_link(place, tmp_path):
    info = zipfile.ZipInfo("words")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    other = rewritten(place, about=entry(b"/etc/passwd"))
    with zipfile.ZipFile(other, "a") as archive:
        archive.writestr(info, b"/etc/passwd")
    with sealed.unsealed(other, KNOWN) as file:
        file.unpack("words", tmp_path / "words", 0o440)
    assert not (tmp_path / "words").is_symlink()
    assert (tmp_path / "words").read_bytes() == b"/etc/passwd"


def test_a_place_that_is_taken_is_not_written_through(place, tmp_path):
    (tmp_path / "words").symlink_to(tmp_path / "elsewhere")
    with sealed.unsealed(place, KNOWN) as file, pytest.raises(FileExistsError):
        file.unpack("words", tmp_path / "words", 0o440)
    assert not (tmp_path / "elsewhere").exists()


def test_more_than_the_disk_takes(place, tmp_path):
    huge = 1 << 60
    content = rewritten(place, ("words", WORDS), about=entry(WORDS))
    with sealed.unsealed(content, KNOWN) as file:
        file.entries["words"]["size"] = huge
        with pytest.raises(NotWholeError) as refused:
            file.need_room(tmp_path)
    assert refused.value.reason == "no_room"


def test_a_line_without_end_is_not_gathered(place):
    other = rewritten(place, ("words", BOMB), about=entry(BOMB), compression=zipfile.ZIP_DEFLATED)
    with sealed.unsealed(other, KNOWN) as file, pytest.raises(NotWholeError) as refused:
        list(file.lines("words", 1_000_000))
    assert refused.value.reason == "foreign"


@pytest.mark.parametrize("at", [10, 40, 60, -100, -30])
def test_a_flipped_byte_is_noticed_anywhere(place, at):
    content = bytearray(place.read_bytes())
    content[at] ^= 0xFF
    place.write_bytes(content)
    try:
        same = read(place) == WORDS
    except NotWholeError:
        return
    assert same, "a byte that matters changed unnoticed"


def test_no_file_of_ours(tmp_path):
    for content in (b"", b"PK\x03\x04 nothing", b"x" * 1000):
        place = tmp_path / "x.zip"
        place.write_bytes(content)
        with pytest.raises(NotWholeError, match="unreadable"):
            read(place)
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("words", WORDS)
    with pytest.raises(NotWholeError, match="foreign"):
        read(tmp_path / "y.zip")
    deep = b"[" * 200_000
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr(MANIFEST, deep)
    with pytest.raises(NotWholeError, match="foreign"):
        read(tmp_path / "z.zip")
