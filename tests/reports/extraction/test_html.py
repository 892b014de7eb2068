"""Web pages: the article comes out, the site around it is put aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction.html import extract
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

SITE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>云江市2012年教育工作总结_云江教育网</title>
<style>p{{color:red}}</style><script>var a = "脚本";</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/n">教育新闻</a><a href="/t">通知公告</a></div>
<div id="wrap"><div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/z">工作总结</a></div>
<h1>云江市2012年教育工作总结</h1><div class="article">{body}</div>
<div class="related"><h3>相关文章</h3><ul><li><a href="/1">临江区2011年学前教育总结</a></li></ul></div></div>
<div class="footer">版权所有：云江市教育局 <a href="/b">备案号</a></div></body></html>"""
BODY = """<p>　　2012年，全市教育工作取得新的成绩。</p><h2>一、学前教育</h2><p>新建幼儿园12所，投入资金900万元。</p>
<table><tr><th>指标</th><th>单位</th><th>2012年</th></tr><tr><td rowspan="2">在校生</td><td>人</td><td>38216</td></tr>
<tr><td>万人</td><td>3.8</td></tr></table><p>二是加强管理，<br>三是提高质量。</p><p><strong>二、义务教育</strong></p>
<p>控辍保学工作扎实推进。</p>"""


def read(tmp_path: Path, source: str, codec: str = "utf-8") -> ExtractedText:
    (tmp_path / "a.html").write_bytes(source.encode(codec))
    return extract(tmp_path / "a.html")


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030")])
def test_an_article_of_a_site(tmp_path: Path, charset: str, codec: str) -> None:
    found = read(tmp_path, SITE.format(charset=charset, body=BODY), codec)
    assert found.text.strip().split("\n") == [
        "云江市2012年教育工作总结",
        "2012年，全市教育工作取得新的成绩。",
        "一、学前教育",
        "新建幼儿园12所，投入资金900万元。",
        "指标\t单位\t2012年",
        "在校生\t人\t38216",
        "\t万人\t3.8",
        "二是加强管理，",
        "三是提高质量。",
        "二、义务教育",
        "控辍保学工作扎实推进。",
    ]
    assert found.encoding == codec
    assert found.title == "云江市2012年教育工作总结_云江教育网"
    assert [(found.text[s.start : s.end], s.level) for s in found.styled_lines] == [
        ("云江市2012年教育工作总结", 1),
        ("一、学前教育", 2),
        ("二、义务教育", None),
    ]
    assert found.tables[0].rows[2] == ("在校生", "万人", "3.8")
    aside = "\n".join(found.boilerplate)
    assert all(words in aside for words in ("教育新闻", "当前位置", "临江区2011年", "版权所有"))
    assert "脚本" not in aside + found.text


def test_a_page_of_one_paragraph_is_not_its_navigation(tmp_path: Path) -> None:
    paragraph = "2012年，全市新建幼儿园12所，招聘教师120名。"
    found = read(tmp_path, SITE.format(charset="utf-8", body=f"<p>{paragraph}</p>"))
    assert paragraph in found.text
    assert "教育新闻" not in found.text


def test_text_without_paragraphs_and_with_layout_tables(tmp_path: Path) -> None:
    passage = "全县教育系统认真落实各项部署，工作取得实效。<br><br>一、学前教育<br>　　新建幼儿园6所，改建4所。" * 3
    source = f"<table><tr><td><a href=/>首页</a></td><td>{passage}</td></tr></table>"
    found = read(tmp_path, f"<html><body>{source}</body></html>")
    assert found.tables == ()
    assert found.text.split("\n")[1] == "一、学前教育"


def test_unclosed_and_misnested_tags(tmp_path: Path) -> None:
    found = read(tmp_path, "<html><body><p>全市教育工作，<b>取得<p>新的成绩。</b><div>二、义务教育，均衡发展。")
    assert found.text.split() == ["全市教育工作，取得", "新的成绩。", "二、义务教育，均衡发展。"]


def test_hidden_text_is_not_shown(tmp_path: Path) -> None:
    found = read(
        tmp_path, "<html><body><p>全市教育工作，稳步推进。</p><p style='display:none'>暗藏的文字，不显示。</p>"
    )
    assert found.text.strip() == "全市教育工作，稳步推进。"


@pytest.mark.parametrize("source", ["", "<html></html>", "<html><body><script>var a=1;</script></body></html>"])
def test_pages_without_text(tmp_path: Path, source: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        read(tmp_path, source)
    assert refused.value.code == "no_text"
