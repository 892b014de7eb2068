from __future__ import annotations

from portal.pages.review_lines import Source
from reports.fixtures.gazetteers import standard_gazetteer
from reports.models import Metric
from reports.parsing.borders import split
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText, ParseContext
from tests.reports.brought import TEXT


def source(text, pages=()):
    parsed = parse(ExtractedText(text, "txt"), ParseContext(filename="总结"), standard_gazetteer(), "总结.txt")
    report = parsed.reports[0]
    numbers = [
        Metric(pk=at, printed=m.printed, origin=[list(span) for span in m.origin])
        for at, m in enumerate(report.metrics)
    ]
    return Source(text, report, numbers, pages), report


def words(line):
    return "".join(piece.text for piece in line.pieces)


def test_every_line_with_text_is_there_once_and_in_order():
    lines = list(source(TEXT)[0].lines(whole=True))
    assert [words(line) for line in lines] == [line for line in TEXT.split("\n") if line]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(TEXT[line.start :].startswith(words(line)) for line in lines)


def test_borders_and_their_levels_stand_where_sections_begin():
    made, report = source(TEXT)
    heads = [(words(line), line.level) for line in made.lines(whole=True) if line.section is not None]
    assert heads[1:4] == [("一、学前教育", 1), ("二、义务教育", 1), ("1. 改善办学条件", 2)]
    assert len(heads) == len(report.sections)


def test_numbers_are_cut_out():
    lines = list(source(TEXT)[0].lines(whole=True))
    [line] = [line for line in lines if "68.4%" in words(line)]
    assert [piece.text for piece in line.pieces if piece.number] == ["7所", "68.4%"]
    assert all(piece.opens_number for piece in line.pieces if piece.number)


def test_a_border_in_mid_line_parts_the_line():
    _made, report = source(TEXT)
    parted = Source(TEXT, split(report, TEXT, report.text.index("培训教师")), [], ())
    lines = [line for line in parted.lines(whole=True) if "公开招聘" in words(line) or words(line).startswith("培训")]
    assert [line.number > 0 for line in lines] == [True, False]
    assert words(lines[1]) == "培训教师3120人次。"


def test_what_was_taken_out_is_struck_through():
    text = "公务员之家 www.example.com 版权所有\n" + TEXT
    lines = list(source(text)[0].lines(whole=True))
    cut = [words(line) for line in lines if line.cut]
    assert cut in ([], ["公务员之家 www.example.com 版权所有"])
    assert not any(line.cut for line in lines[1:])


def test_pages_are_named_where_they_begin():
    second = TEXT.index("三、教师队伍")
    lines = list(source(TEXT, pages=(0, second))[0].lines(whole=True))
    assert [(line.page, words(line)) for line in lines if line.page] == [
        (1, "泸县2012年教育工作总结"),
        (2, "三、教师队伍"),
    ]


def test_pieces_that_were_put_in_order_say_where_they_are_read():
    text = "三、丙事\n做好丙事3件。\n四、丁事\n做好丁事4件。\n一、甲事\n做好甲事1件。\n二、乙事\n做好乙事2件。\n"
    made, _report = source(text)
    moved = [(words(line), line.note) for line in made.lines(whole=True) if line.moved]
    assert moved == [] or all("读作第" in note for _words, note in moved)


def test_a_part_of_a_file_shows_its_own_lines():
    made, report = source(TEXT)
    made.runs = made.runs[-1:]
    reach = made.reach(whole=False)
    assert TEXT[reach.start : reach.end].strip() in TEXT
    assert report.runs


def test_a_section_that_goes_on_elsewhere_says_where():
    body = TEXT.split("\n\n", 1)[1]
    cut = body.index("全年投入资金8460万元，完成薄弱") + len("全年投入资金8460万元，完成薄弱")
    text = f"{body[cut:].rstrip()}\n泸县2012年教育工作总结\n\n{body[:cut]}\n"
    made, report = source(text)
    lines = list(made.lines(whole=True))
    assert any("接到" in repair for repair in report.repairs)
    assert (lines[0].note, lines[0].moved, lines[0].section) == ("接第 4 节", True, None)
    [title] = [line for line in lines if words(line) == report.title]
    assert (title.note, title.moved) == ("题名", False)
