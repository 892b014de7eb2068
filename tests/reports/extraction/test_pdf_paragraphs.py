"""Lines that simple programs write: cut by counting characters, centred by counting, punctuation over the margin."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction import extract
from tests.reports.extraction.pdf_files import SIZE, Page, write_pdf

LEFT, COUNT = 60.0, 30
TITLE = "青溪县教育局2013年工作总结和2014年工作思路"
PARAGRAPHS = [
    "2013年，全县教育系统投入资金3862.5万元，新建校舍12400平方米，改建校舍8600平方米，办学条件有了明显改善，群众满意度达到95.7%，比上年提高2.3个百分点。",
    "一、学前教育",
    "全年新建幼儿园12所，改扩建26所，新增学位1080个，招聘教师236名，学前三年毛入园率达到71.5%，提前完成“十二五”规划目标；普惠性幼儿园占86%。",
    "二、义务教育",
    "小学适龄儿童入学率保持100%，初中入学率99.6%，辍学率控制在1.2%以内；资助家庭经济困难学生18352人次，发放资金1746.8万元，没有一名学生因贫失学。",
]


def counted(text: str) -> list[str]:
    return [text[at : at + COUNT] for at in range(0, len(text), COUNT)]


def hanging(text: str) -> list[str]:
    """Filled to the margin; punctuation that would begin a line stays on the last one."""
    rows, width = [""], 0.0
    for char in text:
        needed = 0.5 if char.isascii() else 1.0
        if width + needed > COUNT and char not in "，。；：、”%":
            rows.append("")
            width = 0.0
        rows[-1] += char
        width += needed
    return rows


@pytest.mark.parametrize("cut", [counted, hanging])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_paragraphs_come_out_whole(tmp_path: Path, cut: type[list[str]], indent: str) -> None:
    page = Page(y=740)
    for place, part in enumerate((TITLE[:20], TITLE[20:])):
        size = 1.5 * SIZE
        page.text(part, (595 - len(part) * size) / 2, 740 - 34 * place, size)
    page.y -= 90
    for paragraph in PARAGRAPHS:
        for line in cut(indent + paragraph):
            x = LEFT + SIZE * (len(line) - len(line.lstrip("　")))
            page.text(line.lstrip("　"), x, page.y)
            page.y -= 22
    assert extract(write_pdf(tmp_path / "a.pdf", [page])).text.strip().split("\n") == [TITLE, *PARAGRAPHS]
