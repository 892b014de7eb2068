"""html: a bare office page, a bureau's site, and a document shop's page with all its noise."""

from __future__ import annotations

from html import escape

from samples.building.page_order import printed_lines
from samples.building.source import Line, Source

#: Noise around the text, by page: before and after it. Each entry is (html tag and class, text).
NOISE: dict[str, tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]] = {
    "bare": ((), ()),
    "bureau": (
        (
            ("nav", "网站首页 | 机构概况 | 政务公开 | 办事服务 | 互动交流 | 教育督导"),
            ("div class=crumb", "当前位置：首页 > 政务公开 > 工作总结"),
            ("div class=meta", "发布时间：{published}　来源：{publisher}　浏览次数：1286 次　【字体：大 中 小】"),
        ),
        (
            ("div class=share", "分享到：微信 微博 打印本页 关闭窗口"),
            ("div class=prev", "上一篇：关于做好中小学幼儿园防汛安全工作的通知"),
            ("footer", "主办：云江市教育局　西ICP备99000000号　网站标识码：9905000099"),
        ),
    ),
    "shop": (
        (
            ("nav", "首页 范文大全 工作总结 心得体会 PPT模板 会员中心 登录 | 注册"),
            ("div class=meta", "{published} | 格式：DOC | 分类：办公文档 > 工作总结 | 下载：35 次"),
            ("aside", "开通会员 全站文档免费下载 限时 6.8 折"),
        ),
        (
            ("div class=pay", "下载文档 原价 12.00 元 现价 4.90 元 扫码支付后自动下载"),
            ("div class=service", "在线客服（9:00—21:00） 客服微信：sample-kefu99 如遇无法下载请联系客服"),
            (
                "div class=related",
                "相关推荐：幼儿园大班下学期工作总结 小学班主任工作总结 护士个人年终小结",
            ),
            ("footer", "本文档由网友上传，版权归原作者所有，如有侵权请联系我们删除 Copyright 2019 示例文库网"),
        ),
    ),
}
STYLE = (
    "body{font-family:'Noto Serif CJK SC',SimSun,serif;line-height:1.8}"
    "table{border-collapse:collapse}td{border:1px solid}"
)


def noise(source: Source) -> list[str]:
    """The site text around the report, as printed."""
    before, after = NOISE[source.head.get("page", "bare")]
    return [text.format_map(places(source)) for _, text in (*before, *after)]


def places(source: Source) -> dict[str, str]:
    return {"published": source.head.get("published", ""), "publisher": source.head.get("publisher", "")}


def html_text(source: Source, style: str = STYLE) -> str:
    """The whole page."""
    before, after = NOISE[source.head.get("page", "bare")]
    wrap = [
        "\n".join(f"<{tag}>{escape(text.format_map(places(source)))}</{tag.split()[0]}>" for tag, text in part)
        for part in (before, after)
    ]
    charset = "gbk" if source.head.get("encoding") == "gbk" else "utf-8"
    head = f'<meta charset="{charset}">\n<title>{escape(source.head["title"])}</title>\n<style>{style}</style>'
    page = f"{wrap[0]}\n<article>\n{body(source)}\n</article>\n{wrap[1]}"
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n{page}\n</body></html>\n'


def body(source: Source) -> str:
    """The paragraphs, headings and tables of all reports."""
    parts: list[str] = []
    for report in (report for report in source.reports if report.lines):
        titled = report.head.get("title_printed") != "no"
        lines = printed_lines(report)
        for index, line in enumerate(lines):
            if line.kind == "row":
                parts.append(table_row(line, lines, index))
            else:
                parts.append(element(line, is_title=titled and line.text == report.head["title"]))
    return "\n".join(parts)


def table_row(line: Line, lines: list[Line], index: int) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in line.text.split("\t"))
    first = index == 0 or lines[index - 1].kind != "row"
    last = index + 1 == len(lines) or lines[index + 1].kind != "row"
    return ("<table>" if first else "") + f"<tr>{cells}</tr>" + ("</table>" if last else "")


def element(line: Line, *, is_title: bool) -> str:
    text = escape(line.text)
    if is_title:
        return f"<h1>{text}</h1>"
    heading = next((mark for mark in line.marks if mark.kind == "heading" and mark.start == 0), None)
    if heading and heading.end == len(line.text):
        level = int(heading.fields[0].rstrip("?")) + 1
        return f"<h{level}>{text}</h{level}>"
    return f"<p>{text}</p>"


def html_bytes(source: Source) -> bytes:
    """The page in the source's encoding."""
    return html_text(source).encode("gb18030" if source.head.get("encoding") == "gbk" else "utf-8")
