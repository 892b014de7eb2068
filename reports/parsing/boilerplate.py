"""Take out what belongs to a site and not to a report, and list it.

Lines that the table in site_lines.py knows go. After a line that closes a page (相关推荐, 版权声明, a price) the
foot follows: short lines go too, until running text, a heading or a title with text under it appears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from reports.parsing.folding import fold
from reports.parsing.lines import Line, full_lines, lines_of
from reports.parsing.marks import find_mark
from reports.parsing.site_feet import SHOPS_NOTE
from reports.parsing.site_lines import SiteLine, site_line
from reports.parsing.titles import is_title
from reports.parsing.traced import Edit, Traced

RUNNING, SENTENCE = 50, 20
AHEAD = 7
ABSTRACT, ABOVE = 30, 40
ABSTRACT_MARK = re.compile(r"^[\[【]?(?:摘要|提要|导读|内容提要)[\]】]?\s*[:：]?\s*")
ABSTRACT_ABOVE, REPEATED_WITHIN = 3, 12
"""An abstract is longer than this, and stands within so many lines from the top."""
SIGNATURE = re.compile(
    r"(?:\d{4}|[二〇○零一九0-9]{4})年.{1,3}月.{1,3}日|.{2,20}(?:教育局|教体局|教育体育局|委员会|教育厅|教委|学校|中学|小学|幼儿园)"
)
SITE_TAIL = re.compile(
    r"(?<=[。！!])\s*(?:[\u4e00-\u9fff]{0,6}(?:公务员之家|秘书之家|文秘之家|总结之家)|[\w\u4e00-\u9fff]{1,10}(?:范文网|文库网?|文秘网|文档网|公文网|作文网)|"
    r"[\w.\-]{2,30}\.(?:com|cn|net|org)(?:\.cn)?|[（(](?:作者|编辑|责任编辑|通讯员|记者|供稿|撰稿|审核)[:：][^()（）\n]{2,60}[)）])[^。\n]{0,12}$",
    re.MULTILINE,
)
TAIL_CLUES = (
    *("作者", "编辑", "通讯员", "记者", "供稿", "撰稿", "审核"),
    *("之家", "范文网", "文库", "文秘网", "文档网", "公文网", "作文网", ".com", ".cn", ".net", ".org"),
)
"""One of these stands in every such tail."""

PAGE_AT_END = re.compile(r"(?<=[\u4e00-\u9fff，、；。,;”）)])[ \u3000]?([-—])[ ]?\d{1,3}[ ]?\1(?=\n)")
"""…的工作队伍-1-: a page's number that a pdf left behind the page's last words."""

TOP = 600
PAGE_TITLE = re.compile(
    r"(?P<title>[^\n]{5,60}?)\s*(?:[-_—|–]\s*){1,2}[^。;,\n\-_—|–]{2,16}(?:网|网站|门户|门户网站|文库|在线|平台|频道)"
    r"(?:\s*[-_—|–]{1,2}\s*[^。;,\n]{2,20})?"
)
"""The title as a browser shows it, the site's name behind it."""
TOP_LINES = 3
TAG_BEGINS = frozenset("[［【〔")
TAG = re.compile(r"\[(?![^\]]*(?:篇|范文|文档))[\u4e00-\u9fff]{2,16}\]")
SHOP = r"(?:范文\w{0,4}网|文库网?|文秘网?|公文网|文档网|作文网|总结网|范文|(?:公务员|秘书|文秘|总结)之家)"
WATERMARKS = re.compile(
    r"(?=[【\[（(hw课试更编学教姓单日_年第精范资文上词释—…-])(?:"
    r"…{1,4}此处隐藏\d+个?字…{0,4}|…{0,4}[(（][^()（）\n]{0,60}省略\d+字[^()（）\n]{0,20}[)）]…{0,4}|[(（]未完[，,]全文共\d+字[^\n]*$|[【\[（(](?:本文|全文)共\d{2,6}字[】\]）)]|编号[:：]\s*\d{6,}(?=[\u4e00-\u9fff])|"
    r"(?:课件下载|试题下载|资料下载)?[【\[（(]\s?(?:https?://)?www\.[a-zA-Z\d.\-]{2,40}\s?[】\]）)]|"
    rf"[【\[（(][^【】\[\]（）()\n]{{0,12}}{SHOP}[^【】\[\]（）()\n]{{0,4}}(?:收集|搜集|整理|首发|原创|提供|转载)[】\]）)]"
    rf"|(?:https?://)?www\.[a-zA-Z\d.\-]{{2,40}}\.(?:com|cn|net|org)(?:\.cn)?[\u4e00-\u9fff]{{0,10}}?(?:收集|搜集|整理|首发|原创|提供|转载)"
    rf"|更多(?:精彩|精品|优质|相关)?(?:内容|文章|范文|资料)[，,]?(?:敬?请(?:访问|关注|登录|浏览)|尽在)[\u4e00-\u9fff]{{1,8}}?(?:文库|范文网|文秘网|公文网|之家|网)"
    r"|[【\[（(](?:小编|本站|编辑|站长)(?:推荐|整理|提示|寄语|精选|提醒)[^】\]）)\n]{0,14}[】\]）)]"
    r"|(?:编号|学校|教师|姓名|单位|日期)[:：]\s*_{3,}|(?<!\d)(?<!\d_)(?<!\d__)_*年_{2,6}月_{2,6}日(?![,，])|[(（]此文内容仅供参考[^()（）\n]{0,12}[)）]"
    r"|上一[篇条][:：][^\n]{2,90}?下一[篇条][:：][^\n]{2,90}$|^(?:词条|释义)\s?\|\s?"
    r"|^第\s*\d{1,3}\s*页共\s*\d{1,3}\s*页(?=[\u4e00-\u9fff])"
    r"|精选优质文档[-—]{1,4}倾情为你奉上\s*|[-—]{1,4}精[选品][\u4e00-\u9fff]{0,10}(?:推荐|分享|奉上)[-—]{1,4}\s?|[(（](?:转载|摘|来)自[^()（）\n]{0,20}(?:网|http)[^()（）\n]{0,60}[)）]"
    r"|(?:范文|资料|文档)仅供参考[,，]\s*(?:请?自行编辑使用|切勿[^。，,\n]{1,8}))",
    re.MULTILINE,
)
"""A site's mark put into the middle of sentences; an office's own address in a sentence is none.

Most characters are passed over at a glance, as no mark begins with them.
"""

OUTLINE = re.compile(r"^目[录錄]/提[纲綱][:：]?…*\n(?:[^\n]{1,80}\n){1,60}?…+$", re.MULTILINE)
OUTLINE_CLUES = ("目录/提", "目錄/提")

ANOTHER_TEXT = "新闻推荐"
"""A newspapers' site prints another text below these words."""

EMPTY_DATE = "201X/X/XX"
"""What a shop prints between a document's name and its text."""
MARK_CLUES = (
    *(
        "范文",
        "文库",
        "文秘",
        "公文网",
        "文档网",
        "作文网",
        "总结网",
        "之家",
        "www.",
        "更多",
        "仅供参考",
        "上一篇",
        "上一条",
        "词条",
        "释义",
    ),
    *(
        "倾情为你",
        "-精",
        "—精",
        "载自",
        "摘自",
        "来自",
        "___",
        "页共",
        "此处隐藏",
        "编号",
        "本文共",
        "全文共",
        "省略",
        "未完",
    ),
    *("小编", "本站", "【编辑", "站长"),
)
"""One of these stands in every such mark."""


def take_out(text: Traced) -> tuple[Traced, tuple[str, ...]]:
    """The text without a site's lines, and those lines in order.

    >>> t, out = take_out(Traced.of("搜索\\n一、学前教育\\n新建园2所。公务员之家\\n相关推荐\\n心灵鸡汤"))
    >>> t.text.split(), out
    (['一、学前教育', '新建园2所。'], ('搜索', '公务员之家', '相关推荐', '心灵鸡汤'))
    """
    found = (_site_tails, _outlines, _watermarks, _title_tags, _page_titles, _site_lines, _abstracts)
    edits = sorted(edit for find in found for edit in find(text.text))
    edits = _without_overlaps(edits)
    taken = tuple(text.text[edit.start : edit.end].strip() for edit in edits)
    return text.edit(edits), taken


def _without_overlaps(edits: Sequence[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _site_tails(text: str) -> Iterator[Edit]:
    """…进一步加大力度。公务员之家: the site's name behind the last full stop of a paragraph."""
    for found in SITE_TAIL.finditer(text) if any(clue in text for clue in TAIL_CLUES) else ():
        yield Edit(found.start(), found.end())


def _watermarks(text: str) -> Iterator[Edit]:
    """投入96万元【某某范文网收集】，培训…: only where more than the mark stands in the line."""
    if EMPTY_DATE in text:
        yield from (Edit(found.start(), found.end()) for found in re.finditer(EMPTY_DATE, text))
    if "-\n" in text or "—\n" in text:
        yield from map(_page_number, PAGE_AT_END.finditer(text))
    for found in WATERMARKS.finditer(text) if any(clue in text for clue in MARK_CLUES) else ():
        yield Edit(found.start(), found.end(), "\n" if "隐藏" in found.group() or "省略" in found.group() else "")


def _outlines(text: str) -> Iterator[Edit]:
    """目录/提纲：…… to ……: what a site lists of the text's headings above it."""
    for found in OUTLINE.finditer(text, 0, TOP * 2) if any(clue in text for clue in OUTLINE_CLUES) else ():
        yield Edit(found.start(), found.end())


def _page_number(found: re.Match[str]) -> Edit:
    """A page's number behind its last words; with the line end where the sentence goes on below."""
    text, start, end = found.string, found.start(), found.end()
    goes_on = text[start - 1] not in "。；;" and not find_mark(fold(text[end + 1 : end + 21]))
    return Edit(start, end + goes_on)


def _title_tags(text: str) -> Iterator[Edit]:
    """[某区教育局局长]某区教育局述职报告: words that a page looks for, put before the title."""
    for line in lines_of(text[:TOP]):
        tag = TAG.match(fold(line.text[:80])) if line.text[:1] in TAG_BEGINS else None
        if tag and is_title(line.text[tag.end() :]):
            yield Edit(line.start, line.start + tag.end())
            return


def _page_titles(text: str) -> Iterator[Edit]:
    """某县召开总结表彰大会-某县新闻网: the site's name behind the title."""
    for line in islice((line for line in lines_of(text[:TOP]) if not line.blank), TOP_LINES):
        found = PAGE_TITLE.fullmatch(line.text)
        if found and not site_line(fold(line.text)):
            yield Edit(line.start + found.end("title"), line.end)


def _abstracts(text: str) -> Iterator[Edit]:
    """A paragraph that only begins what one of the next three says in full: the page's abstract of its text."""
    lines = list(islice((line for line in lines_of(text) if not line.blank), ABOVE))
    for index, line in enumerate(lines):
        words = ABSTRACT_MARK.sub("", line.text.rstrip("…. "))
        if (
            len(words) >= ABSTRACT
            and words[-1] not in "。！？；"
            and _is_repeated(words, [below.text for below in lines[index + 1 : index + 1 + REPEATED_WITHIN]])
        ):
            yield Edit(line.start, line.end)


def _is_repeated(words: str, below: Sequence[str]) -> bool:
    """Does one of the next three lines begin with the words, or do all lines from the next one on?"""
    words = words.replace(" ", "")
    packed = [line.replace(" ", "") for line in below]
    if any(len(line) > len(words) and line.startswith(words) for line in packed[:ABSTRACT_ABOVE]):
        return True
    return bool(packed) and words.startswith(packed[0]) and "".join(packed).startswith(words)


def _site_lines(text: str) -> Iterator[Edit]:
    lines = full_lines(text)
    in_foot = begun = False
    for index, line in enumerate(lines):
        folded = fold(line.text) if len(line.text) <= 400 else ""
        if "\t" in line.text or (folded and find_mark(folded) and not in_foot and not SHOPS_NOTE.fullmatch(folded)):
            in_foot, begun = False, True
            continue
        row = _row_of(line.text, folded)
        if row and _signs(row, lines[max(0, index - 2) : index]):
            continue
        if row:
            in_foot = in_foot or row.closing
            yield Edit(line.start, line.end)
            if line.text == ANOTHER_TEXT and not any(find_mark(fold(below.text[:20])) for below in lines[index + 1 :]):
                yield from (Edit(below.start, below.end) for below in lines[index + 1 :])
                return
        elif in_foot:
            below = lines[index + 1 : index + AHEAD]
            if _belongs(line, below) or (not begun and _opens(line, below)):
                in_foot, begun = False, True
            else:
                yield Edit(line.start, line.end)
        else:
            begun = begun or len(line.text) >= SENTENCE


def _opens(line: Line, following: Sequence[Line]) -> bool:
    """At the top of a page, before any text: a title with a sentence under it, however short."""
    if not is_title(line.text):
        return False
    for below in following[:3]:
        if len(below.text) >= SENTENCE and below.text[-1] in "。！：" and not site_line(fold(below.text[:400])):
            return True
        if is_title(below.text):
            return False
    return False


def _signs(row: SiteLine, above: Sequence[Line]) -> bool:
    """Is a bare date the report's own: under an office's name that stands under running text?"""
    if row.what != "date of the page" or len(above) < 2:
        return False
    return bool(SIGNATURE.fullmatch(fold(above[1].text))) and above[0].text[-1] in "。！!"


def _row_of(line: str, folded: str) -> SiteLine | None:
    """What makes the line a site's, apart from a mark that the site put into a sentence."""
    row = site_line(folded) if folded else None
    return site_line(fold(WATERMARKS.sub("", line))) if row and WATERMARKS.search(line) else row


def _belongs(line: Line, following: Sequence[Line]) -> bool:
    """Is a line in the foot of a page a report's after all? A title is, if text stands under it before the next."""
    if _substantial(line) or SIGNATURE.fullmatch(fold(line.text)):
        return True
    if not is_title(line.text):
        return any(map(_substantial, following[:2]))
    for below in following:
        if _substantial(below):
            return True
        if is_title(below.text):
            return False
    return False


def _substantial(line: Line) -> bool:
    folded = fold(line.text[:400])
    if site_line(folded):
        return False
    running = len(line.text) >= RUNNING and bool(re.search("[。,;]", folded))
    mark = find_mark(folded)
    return running or (mark is not None and not is_title(line.text[mark.length :].rstrip("0123456789-/. ")))
