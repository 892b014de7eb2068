"""The shapes in which sites wrap a report: the same report must come out of each, and nothing of the site."""

from __future__ import annotations

import pytest

from reports.extraction.html import extract_bytes

TITLE = "云江市2012年教育工作总结"
LINES = [
    "2012年，全市教育系统认真落实各项部署，各项工作取得新的成绩。",
    "一、学前教育",
    "新建幼儿园12所，招聘教师120名，投入资金900.8万元。",
    "二、义务教育",
    "控辍保学工作扎实推进，留守儿童关爱工作取得新的进展。",
]
A, B, C, D, E = LINES
MENU = " | ".join(f'<a href="/{word}">{word}</a>' for word in ("首页", "政务公开", "教育新闻", "招生考试", "联系我们"))
NEWS = "".join(f'<a href="/{n}">关于做好{n}年招生工作的通知，请各校遵照执行</a><br>' for n in range(2000, 2012))
RELATED = "".join(
    f"<li><a href='/{n}'>临江区{n}年教育工作总结</a><span>{n}-01-01</span></li>" for n in range(2000, 2009)
)
RIGHTS = "版权所有：云江市教育局　地址：云江市人民路1号　技术支持：云江软件"

PAGES = {
    "layout tables and line breaks": (
        f"<table><tr><td>{MENU}</td></tr>",
        f"<tr><td>{NEWS}</td><td><table><tr><td><font size=5><b>{TITLE}</b></font></td></tr>",
        f"<tr><td>　　{A}<br>　　<b>{B}</b><br>　　{C}<br><br>　　{D}<br>　　{E}</td></tr></table></td></tr>",
        f"<tr><td>{RIGHTS}</td></tr></table>",
    ),
    "nested sections of a phone article": (
        f'<h1 id="activity-name">{TITLE}</h1><div id="js_content"><section><section><span>{A}</span></section>',
        f"<section><strong>{B}</strong></section><p><span>{C[:9]}</span><span>{C[9:]}</span></p>",
        "<p><strong>二、</strong><strong>义务教育</strong></p>",
        f"<section><p>{E}</p></section></section></div><div><a>阅读原文</a> 阅读 1203</div>",
    ),
    "a page that Word wrote": (
        f"<div class=WordSection1><p class=MsoNormal>{TITLE[:8]}\n{TITLE[8:]}<o:p></o:p></p>",
        f"<p class=MsoNormal>{A[:12]}\n  {A[12:]}</p>",
        "<p><![if !supportLists]><span>一、</span><![endif]>学前\r\n教育</p>",
        f"<p>{C[:7]}\n{C[7:]}</p><p>{D}</p><p>{E}</p></div>",
    ),
    "a library of documents": (
        f'<div class="header">{MENU}</div><div class="main"><div class="left">',
        f'<div class="position">当前位置：<a>首页</a></div><h1>{TITLE}</h1>',
        f'<div class="content"><p>　　{A}</p><p>　　<strong>{B}</strong></p><p>　　{C}</p>',
        f'<div class="ad"><a href=x>点击下载完整版文档，格式DOC</a></div><p>　　{D}</p><p>　　{E}</p></div>',
        "<div>上一篇：<a>临江区2012年工作总结</a></div>",
        f'<div class="related"><h3>相关推荐</h3><ul>{RELATED}</ul></div>',
        f'</div><div class="right"><ul>{RELATED}</ul></div></div><div class="footer">{RIGHTS}</div>',
    ),
    "a document shown page by page": (
        f'<div id="hd">{MENU}</div><div class="reader"><div class="page p1"><div class="inner">',
        f"<div>{TITLE}</div><div>&nbsp;&nbsp; {A}</div><div>&nbsp;&nbsp; {B}</div><div>&nbsp;&nbsp; {C}</div>",
        f'<div>{C}</div></div><div class="pgnum">1</div></div><div class="page p2"><div class="inner">',
        f'<div>&nbsp;&nbsp; {D}</div><div>&nbsp;&nbsp; {E}</div></div><div class="pgnum">2</div></div></div>',
        "<div>你可能喜欢 <a>教育局述职报告</a></div>",
    ),
    "a gazette with its index card": (
        f'<div class="nav">{MENU}</div><div class="wzk"><table><tr><td>索引号</td><td>01523-2013-0007</td>',
        "<td>发布机构</td><td>云江市教育局</td></tr><tr><td>文号</td><td>无</td><td>成文日期</td><td>2013-01-06</td>",
        f'</tr></table><h1>{TITLE}</h1><div class="TRS_Editor"><style>.TRS_Editor p{{margin:0}}</style>',
        "".join(f'<p style="text-indent: 2em" align="justify">{text}</p>' for text in LINES),
        f'</div></div><div class="bottom">{RIGHTS}</div>',
    ),
    "preformatted text": (f"<pre>{TITLE}\n\n    {A}\n{B}\n    {C}\n{D}\n    {E}</pre>",),
    "bare blocks": tuple(f"<div>{text}</div>" for text in (MENU, TITLE, *LINES)),
    "an article in two containers": (
        f"<div>{MENU}</div><div><h2>{TITLE}</h2><div><p>{A}</p><p>{B}</p></div>",
        f"<div><p>{C}</p><p>{D}</p><p>{E}</p></div></div>",
    ),
}


def page(shape: str) -> bytes:
    body = "".join(PAGES[shape])
    return f"<html><head><title>{TITLE}-云江教育网</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("shape", sorted(PAGES))
def test_the_report_comes_out(shape: str) -> None:
    found = extract_bytes(page(shape))
    expected = [TITLE, *LINES]
    if "page by page" in shape:
        expected.insert(4, C)  # its first page holds most of the text
    assert found.text.strip().split("\n") == expected


def test_what_is_put_aside_is_listed_once() -> None:
    found = extract_bytes(page("a library of documents"))
    assert len(found.boilerplate) == len(set(found.boilerplate))
    assert any("版权所有" in text for text in found.boilerplate)


def test_the_name_of_the_site_is_no_headline() -> None:
    body = f"<h1>云江教育网</h1><div>{MENU}</div><div><p>{TITLE}</p><p>{A}</p><p>{C}</p><p>{E}</p></div>"
    found = extract_bytes(f"<html><head><title>{TITLE}-云江教育网</title></head><body>{body}</body></html>".encode())
    assert found.text.split("\n")[0] == TITLE


def test_numbers_of_lists_as_browsers_print_them() -> None:
    body = (
        "<ol><li><p>甲，已完成。</p><p>附言，已报。</p></li><li><p>乙，已完成。</p></li></ol><ol><li></li></ol><p>段落，到此。</p>"
        "<ol reversed><li>丙，已完成。</li><li>丁，已完成。</li></ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>戊，已完成。</li><li>己，已完成。</li></ol>"
        "<ol style='list-style: outside none'><li>庚，已完成。</li></ol>"
    )
    assert extract_bytes(f"<html><body>{body}</body></html>".encode()).text.split() == [
        *("1.", "甲，已完成。", "附言，已报。", "2.", "乙，已完成。", "段落，到此。"),
        *("2.", "丙，已完成。", "1.", "丁，已完成。", "一、戊，已完成。", "二、己，已完成。", "庚，已完成。"),
    ]


def test_a_short_page_of_divs_keeps_its_headings() -> None:
    done = "全市新建幼儿园12所，改扩建38所，招聘教师260名。"
    page = f"<div>一、学前教育</div><div><span>{done}</span></div><div>二、义务教育</div>"
    assert extract_bytes(page.encode()).text == f"一、学前教育\n{done}\n二、义务教育\n"
