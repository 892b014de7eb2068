"""Workbooks of Excel 2003 read without LibreOffice.

files/excel97.xls was saved by LibreOffice from a workbook of our own: percentages, dates, a formula, merged cells, a
hidden sheet.
"""

from __future__ import annotations

import random
import shutil
import struct
from pathlib import Path

import pytest

from reports.extraction import RefusedFile, extract, office, xls

FILE = Path(__file__).parent / "files" / "excel97.xls"


def test_cells_as_they_are_shown() -> None:
    found = xls.extract(FILE)
    assert found.text.split("\n") == [
        "基本情况", "云江市基础教育统计", "指标\t2012年\t2013年", "在校生\t38216\t37540.5", "毛入园率\t85.23%\t90%",
        "截止日期\t2013-12-31\t2013-12-31 08:30", "合计\t75756.5\t是", "学前\t公办\t民办", "12", "经费", "项目\t万元",
        "营养餐\t1234567.89", "",
    ]  # fmt: skip
    assert [len(table.rows) for table in found.tables] == [6, 2]
    assert found.warnings == ("隐藏的工作表没有读取；如需收录请取消隐藏后重新上传。",)


def test_without_libreoffice_the_file_is_read_and_the_reader_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ())
    shutil.copyfile(FILE, tmp_path / "统计.xls")
    found = extract(tmp_path / "统计.xls")
    assert (found.format, found.tables[1].rows[1]) == ("xls", ("营养餐", "1234567.89"))
    assert found.warnings[0].startswith("服务器上没有安装 LibreOffice，文件由本系统直接读取：单元格")


def test_a_password_is_told(tmp_path: Path) -> None:
    """The record after a workbook's first one says that the rest is enciphered (FILEPASS, [MS-XLS] 2.4.117)."""
    data = FILE.read_bytes()
    start = data.index(struct.pack("<HHHH", 0x809, 16, 0x600, 5))
    second = start + 20
    (tmp_path / "a.xls").write_bytes(data[:second] + struct.pack("<H", 0x2F) + data[second + 2 :])
    with pytest.raises(RefusedFile) as refused:
        xls.extract(tmp_path / "a.xls")
    assert refused.value.code == "encrypted"


def test_flipped_bytes_end_in_a_text_or_a_refusal(tmp_path: Path) -> None:
    chance, data = random.Random(97), FILE.read_bytes()  # noqa: S311 - bytes to damage, no secrets
    codes = set()
    for number in range(120):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 4, 40))):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / f"{number}.xls").write_bytes(damaged)
        try:
            codes.add("text" if xls.extract(tmp_path / f"{number}.xls").text else "")
        except RefusedFile as refused:
            codes.add(refused.code)
    assert {"text", "corrupt"} <= codes <= {"text", "corrupt", "encrypted", "empty", "no_text", "too_complex"}


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    data = FILE.read_bytes()
    (tmp_path / "a.xls").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(RefusedFile) as refused:
        xls.extract(tmp_path / "a.xls")
    assert refused.value.code == "corrupt"
