"""Pages whose font has no table of characters: told, never put into the text as garbage."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reports.extraction import extract, ocr
from reports.extraction.ocr import ScansFound
from reports.extraction.pdf_legible import UNKNOWN, is_legible
from reports.extraction.pdf_lines import raised_figures
from reports.extraction.pdf_weave import Character
from tests.reports.extraction.pdf_files import FONT, Page, write_pdf

PROSE = "全市新建幼儿园十二所，招聘教师八十名，毛入园率达到百分之八十五，比上年提高三个百分点，办学条件明显改善。"


def characters(text: str) -> list[Character | None]:
    return [Character(code, 0, 1, 0, 1, index) for index, code in enumerate(text)]


def picked(first: int, last: int, count: int = 200) -> str:
    chance = random.Random(3)  # noqa: S311 - characters to read, no secrets
    return "".join(chr(chance.randrange(first, last)) for _ in range(count))


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        (PROSE * 4, True),
        ("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜" * 4, True),
        ("School year 2012/2013: 38,216 pupils (96.5%), 12 new schools. " * 3, True),
        ("2012 2013 38,216 37,540 96.5% 97.1% -1.8 " * 4, True),
        (UNKNOWN * 20 + "教育", True),  # too few to judge
        (UNKNOWN * 40 + PROSE, False),
        (UNKNOWN * 5 + PROSE * 4, True),
        (picked(0xE000, 0xF8FF), False),
        ("\uf0b7" * 4 + PROSE, True),
        (picked(0x4E00, 0x9FA5), False),
        (picked(0xA1, 0xFF), False),
        (picked(0x21, 0x7E), False),
    ],
)
def test_legible(text: str, legible: bool) -> None:
    assert is_legible(characters(text)) is legible


def unmapped(path: Path, *pages: Page) -> Path:
    """The font without what says which characters its shapes are."""
    write_pdf(path, list(pages))
    data = path.read_bytes().replace(b"/Encoding /UniGB-UCS2-H ", b"/Encoding /Identity-H     ")
    path.write_bytes(data.replace(b"(Adobe) /Ordering (GB1)", b"(Any) /Ordering (Other)"))
    assert FONT not in data
    return path


def page(text: str) -> Page:
    found = Page()
    found.paragraph(text)
    return found


def test_a_font_without_a_table_of_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(ScansFound, match="所用的字体没有编码表"):
        extract(unmapped(tmp_path / "a.pdf", page(PROSE * 3)))


def test_sideways_text_is_turned(tmp_path: Path) -> None:
    """A wide table's page: the text runs upwards, the page says that it is to be shown turned."""
    lines = [PROSE[:20], PROSE[20:40], PROSE[40:]]
    for quarters, (matrix, step) in enumerate((("0 1 -1 0", 24), ("0 -1 1 0", -24)), 1):
        turned = Page()
        for number, line in enumerate(lines):
            y = 60 if quarters == 1 else 780
            place = f"{matrix} {300 + number * step} {y} Tm"
            turned.commands.append(f"BT /F1 14 Tf {place} <{line.encode('utf-16-be').hex()}> Tj ET")
        assert extract(write_pdf(tmp_path / f"{quarters}.pdf", [turned])).text.replace("\n", "") == PROSE


def test_pale_type_under_the_text_is_a_watermark(tmp_path: Path) -> None:
    marked = Page()
    marked.commands.append("0.85 g")
    marked.text("内部资料", 200, 700, 60)
    marked.text("二〇一三年度", 90, 740, 14)  # pale, but nothing is printed over it
    marked.commands.append("0 g")
    marked.y = 720
    marked.paragraph(PROSE)
    found = extract(write_pdf(tmp_path / "a.pdf", [marked]))
    assert found.boilerplate == ("内部资料",)
    assert found.text == f"二〇一三年度\n{PROSE}\n"


def test_radicals_are_read_as_the_characters_they_show(tmp_path: Path) -> None:
    assert extract(write_pdf(tmp_path / "a.pdf", [page("⼀、⼯作⽬标与⻓期规划")])).text == "一、工作目标与长期规划\n"


def test_recognised_text_under_a_scan_is_told(tmp_path: Path) -> None:
    layered = page(PROSE)
    layered.commands.insert(0, "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x41 EI Q")
    drawn = list(layered.commands)
    layered.commands = [command.replace("BT ", "BT 3 Tr ") for command in drawn]
    found = extract(write_pdf(tmp_path / "a.pdf", [layered]))
    assert found.text == f"{PROSE}\n"
    assert found.warnings == ("第1页是扫描件，文字是扫描软件识别的，可能有错字，请对照原件。",)
    layered.commands = drawn
    assert extract(write_pdf(tmp_path / "b.pdf", [layered])).warnings == ()


def test_a_font_without_height_has_no_raised_figures() -> None:
    assert raised_figures([Character("全", 0, 1, 5, 5, 0), Character("1", 1, 2, 5, 4, 1)]) == set()
