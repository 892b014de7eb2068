from __future__ import annotations

import hashlib
import io
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import originals


def test_bytes_are_kept_under_their_checksum(data_dir):
    content = "一年来的工作".encode()
    with originals.staged(io.BytesIO(content)) as (path, stored):
        place = originals.keep(path, stored)
    assert place.read_bytes() == content
    assert stored.sha256 == hashlib.sha256(content).hexdigest() == place.name
    assert stored.size == len(content)
    assert not stat.S_IMODE(place.stat().st_mode) & 0o222, "an original is never written again"


def test_what_is_not_kept_leaves_nothing_behind(data_dir):
    with pytest.raises(RuntimeError), originals.staged(io.BytesIO(b"half")):
        raise RuntimeError
    assert list((data_dir / "files").iterdir()) == []


def test_a_stream_that_breaks_leaves_nothing_behind(data_dir):
    class Broken(io.BytesIO):
        def read(self, _size=-1):
            if self.tell():
                raise OSError("connection lost")
            return super().read(2)

    with pytest.raises(OSError, match="connection lost"), originals.staged(Broken(b"abcdef")):
        pass
    assert list((data_dir / "files").iterdir()) == []


def test_the_same_bytes_twice_are_one_file(data_dir):
    for _time in range(2):
        with originals.staged(io.BytesIO(b"same")) as (path, stored):
            originals.keep(path, stored)
    assert len([p for p in (data_dir / "files").rglob("*") if p.is_file()]) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\总结\\2011年.doc", "2011年.doc"),
        ("总结\u202efdp.docx", "总结fdp.docx"),
        ("a.zip!/内/层.docx", "a.zip!/内/层.docx"),
        ("  ", "未命名"),
        ("\x00\n", "未命名"),
    ],
)
def test_shown_names(name, shown):
    assert originals.shown_name(name) == shown


@given(st.text())
def test_any_name_becomes_one_that_can_be_stored(name):
    shown = originals.shown_name(name)
    assert 0 < len(shown) <= originals.NAME_LENGTH
    assert "\x00" not in shown
