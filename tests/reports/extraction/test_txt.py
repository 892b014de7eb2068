from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction.txt import extract
from reports.extraction.types import RefusedFile


def test_line_ends_and_characters_nobody_sees(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("一、\u200b学前\r\n二、\x07义务\r三\x0c四\ufeff".encode("gb18030"))
    found = extract(tmp_path / "a.txt")
    assert (found.text, found.encoding, found.warnings) == ("一、学前\n二、义务\n三\n四", "gb18030", ())


def test_damaged_places_are_marked_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("全市教育工作总结".encode() * 50 + b"\xe5\x85")
    (warning,) = extract(tmp_path / "a.txt").warnings
    assert "1处" in warning


@pytest.mark.parametrize(("data", "code"), [(b" \r\n\t", "empty"), (b"\x00\x01\x02\x03" * 500, "corrupt")])
def test_refusals(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(RefusedFile) as refused:
        extract(tmp_path / "a.txt")
    assert refused.value.code == code
