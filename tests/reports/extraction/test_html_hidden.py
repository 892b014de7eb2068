"""What a web page holds and does not show; numbers of lists, which it shows and does not hold."""

from __future__ import annotations

import pytest

from reports.extraction import RefusedFile
from reports.extraction.html import extract_bytes

BEGUN, DONE = "落实资助资金26", "0万元，惠及困难学生3100人次，没有一名学生因贫失学。"
STYLE = "<style>.x1{font-size:0} .x2{display:none} @media print{.shown{display:none}} .x3 .shown{color:red}</style>"


def text_of(body: str) -> str:
    return extract_bytes(f"<html><head>{STYLE}</head><body>{body}</body></html>".encode("gb18030")).text.rstrip()


@pytest.mark.parametrize(
    "trick",
    [
        '<span style="display:none">网</span>',
        '<span style="font-size:0px">网</span>',
        '<font style="FONT-SIZE: 0">网</font>',
        '<span style="color:#FFF;font-size:1px">网</span>',
        "<font color=white>网</font>",
        '<span style="position:absolute;left:-9999px">网</span>',
        '<span style="width:0;height:0;overflow:hidden">网</span>',
        '<i style="opacity:0">网</i>',
        '<span class="a x1">网</span>',
        "<span class=x2>网</span>",
        "<del>90</del>",
        "<s>9</s>",
    ],
)
def test_what_is_not_shown_is_not_read(trick: str) -> None:
    assert text_of(f"<p>{BEGUN}{trick}{DONE}</p>") == BEGUN + DONE


def test_nor_is_it_in_a_table() -> None:
    rows = "<tr><td>指标<span style='font-size:0'>网</span></td><td>1</td></tr><tr><td>园</td><td>2</td></tr>"
    assert text_of(f"<p>{DONE}</p><table>{rows}</table>") == f"{DONE}\n指标\t1\n园\t2"


@pytest.mark.parametrize(
    "shown",
    [
        '<span class="shown">网</span>',  # hidden when printed only
        '<span style="background:#036;color:#fff">网</span>',
        '<span style="font-size:0.9em">网</span>',
        '<span style="font-size:10px;width:100px">网</span>',
        '<span style="opacity:0.5">网</span>',
    ],
)
def test_what_is_shown_is_read(shown: str) -> None:
    assert text_of(f"<p>{BEGUN}{shown}{DONE}</p>") == f"{BEGUN}网{DONE}"


def test_white_type_on_a_coloured_cell_is_shown() -> None:
    rows = "<tr bgcolor=#003366><td><font color=white>指标</font></td><td>1</td></tr><tr><td>园</td><td>2</td></tr>"
    assert "指标" in text_of(f"<p>{DONE}</p><table>{rows}</table>")


@pytest.mark.parametrize("frame", ['<div style="display:none">{}</div>', '<div style="font-size:0"><p>{}</p></div>'])
def test_a_page_that_a_script_will_show_is_read(frame: str) -> None:
    assert text_of(frame.format(DONE)) == DONE


def test_entities_written_twice_over() -> None:
    assert text_of(f"<p>{DONE}&amp;ldquo;双减&amp;rdquo;&amp;nbsp;AT&amp;T&#20840;</p>") == f"{DONE}“双减” AT&T全"


def test_readings_over_characters_are_no_text() -> None:
    assert text_of(f"<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字，{DONE}</p>") == f"漢字，{DONE}"


def test_numbers_of_lists_as_a_browser_shows_them() -> None:
    lists = (
        f"<ol><li>{DONE}</li><li value=5>甲，</li><li>乙，</li></ol><ol type=A start=3><li>丙，</li></ol>"
        "<ol><li>1、丁，</li></ol><ol style='list-style:none'><li>戊，</li></ol><ul><li>己，</li></ul>"
    )
    assert text_of(lists).split("\n") == [f"1. {DONE}", "5. 甲，", "6. 乙，", "C. 丙，", "1、丁，", "戊，", "己，"]


def test_a_page_of_frames_holds_nothing() -> None:
    with pytest.raises(RefusedFile, match="没有读到文字。请在浏览器中打开正文那一页"):
        extract_bytes(b"<html><frameset cols='20%,*'><frame src=a.htm><frame src=b.htm></frameset></html>")


def test_raised_figures_make_no_other_number() -> None:
    assert text_of(f"<p>{DONE}新建12<sup>3</sup>所，800m<sup>2</sup></p>") == f"{DONE}新建12³所，800m²"


def test_the_caption_of_a_table_stands_before_it() -> None:
    table = (
        "<table><caption>表1 基本情况</caption><tr><td>指标</td><td>1</td></tr><tr><td>园</td><td>2</td></tr></table>"
    )
    assert text_of(f"<p>{DONE}</p>{table}") == f"{DONE}\n表1 基本情况\n指标\t1\n园\t2"


def test_text_set_apart_as_data_is_read() -> None:
    assert text_of(f"<p><![CDATA[{DONE}]]></p><p>1 < 2</p>").startswith(DONE)


@pytest.mark.parametrize("junk", ["/*", "@", "{", ".a{", "<![CDATA[", "a,", "}"])
def test_endless_style_sheets_cost_one_pass(junk: str) -> None:
    assert DONE in extract_bytes(f"<style>{junk * 200_000}</style><p>{DONE}</p>".encode()).text
