"""Which lines are titles of reports, and which only part one report of a collection from the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reports.parsing.folding import fold
from reports.parsing.marks import find_mark
from reports.parsing.openings import begins_inside

LONGEST = 60
ENDING = (
    r"(?:总结|小结|汇报|报告|讲话|发言|发言稿|讲话稿|计划|要点|打算|安排|思路|述职|情况|综述|意见|方案|规划|简报|通报|材料|回顾|自查|评估|调研|典型经验|"
    r"经验交流|致辞|主持词|纪实)"
)
TITLE = re.compile(
    rf"(?!--|—|本|该|我|这|以|对|按|根据|通过|为了|现将|下面|同志)[^。;!?:,/|>]{{2,50}}?{ENDING}(?:(?:与|及|和|暨|、)[^,。;]{{2,18}})?(?:范文稿?|范本|模[板版]|样[本稿]|例文|范例|汇编|选编|摘编|合编|选登|摘登|专辑|集锦|合集|简短|精选|大全|最新|通用|怎么写){{0,2}}(?:(?:\d+|[一二三四五六七八九十]{{1,3}}|多)篇)?(?:\([^()]{{1,24}}\))?(?:篇?[一二三四五六七八九十\d]{{1,3}})?。?"
)
SUBJECT = re.compile(
    r"教育|学校|中学|小学|幼儿|局|教学|招生|德育|学前|师资|校园|教体|教委|工作|年度|职教|特教|高考|控辍|均衡|学生|教师|营养|助学|留守|两基|普[九初高六]|扫盲|少先队|团委|工会|学[期年]|开学|督导|督学|校长|园长|校[安舍园]|[述履任]职"
)
INSTITUTION = re.compile(r"[局委厅校园科室站所]|中学|小学|[县区市省旗]|政府|学区|[xX×*]{2}")
BUREAU = "(?:教[育科体文和与学技术化卫生健康旅游]{0,11}局|[文科]教[育体和卫生]{0,4}局|科技教育局)"
"""教育局, 教体局, 教育和科学技术局, 文教局: what a county's office of education is called."""
ORGAN = re.compile(
    rf".{{2,24}}(?:{BUREAU}|教育委员会|教育厅|教委|人民政府(?:教育督导(?:室|团|委员会))?|教研室|教学研究室|中心校|学校|中学|小学|幼儿园)"
)
ITEM = re.compile(
    r"\[?(?:第\s*[一二三四五六七八九十\d]{1,3}\s*篇|篇\s*[一二三四五六七八九十\d]{1,3}|范文\s*[一二三四五六七八九十\d]{1,3})\]?\s*[:、.]?\s*(?P<rest>.{0,60})"
)
ITEM_END = re.compile(
    r"(?P<rest>.{2,50}?)(?<!\d)\s*[(\[]?\s*(?:篇|范文|第)\s*[(\[]?\s*[一二三四五六七八九十\d]{1,3}\s*篇?[)\]]?\s*:?"
)
ITEM_CLUE = re.compile("[第篇]|范文")
LIST_NUMBER = re.compile(r"^\d{1,2}[.、．]\s*(?=\D)")
"""1.某县学前教育小结 篇一: the number that a page's list put before."""
BLURB = re.compile(
    r"(?:整理|收集|搜集|分享|带来|推荐|准备)(?:的|了|关于|有关)*《?(?P<title>[^。;《》]{6,50}?)》?[,，](?:供|仅供|欢迎|希望|以供|方便)"
)
FILE_NAME = re.compile(
    r"《?(?P<title>[^。;《》]{5,50}?)(?:\.(?:docx?|pdf|wps|txt|pptx?)(?:_第\s*\d+\s*页|VIP|免费)?|_第\s*\d+\s*页)"
)
SHARED = re.compile(r"《(?P<title>[^。;《》]{5,50}?)(?:\(共\d+页\))?\.(?:docx?|pdf|wps|txt|pptx?)》由.*")
NAMED = re.compile(r"标\s*题\s*:\s*(?P<title>[^。;《》]{5,50})")
GLUED = re.compile(
    rf"[^。;:!?,\s]{{3,40}}?{ENDING}(?:[和及与暨、](?:\d{{4}}年)?[^。;:!?,]{{2,12}}?(?:思路|计划|要点|打算|安排))?"
    r"(?:范文稿?|范本|范例|样稿|汇编|集锦|合集){0,2}(?:\([^()]{1,24}\))?(?:篇?[一二三四五六七八九\d]{1,2}(?!年|、|[.]|\d|[xX*_]))?"
    r"(?=[\s?]*(?:一、|第一|[(]一|1[.、](?=[\u4e00-\u9fff])|[\u4e00-\u9fff]{2,3}(?:同志们|各位|尊敬的)|_{1,4}年|[xX]{1,4}年|[xX*]{1,3}\s?[县区市镇乡]|刚刚|首先|现[将就把]|党的|全省|紧紧围绕|以(?=[^。,]{2,30}为)|(?:20\d\d|20[xX*]{2}|[xX*]{2,4}|[二一][〇○零O0一二三四五六七八九]{3})年|过去|回顾|面对|围绕|坚持|我们|“十[一二三四]?五”|同志们|各位|尊敬的|今[年天日]|近年|一年来|半年来|本年|\d{1,2}月|自(?![查评我检])|在|[\u4e00-\u9fff]{2,14}[局校学园委府]\s*(?:20|二[〇○零0O])..年.{1,3}月|为了?|根据|按照|[三四五两]年来|[我全][县区市局校州旗]))"
)
ENDS = re.compile(ENDING)
AGAIN = 4
NOTICE = re.compile(r"[^。;:]{0,30}关于[^。;:]{4,60}的(?:通知|通报|函|批复|请示|决定|公告)")
"""What an office calls its letters: titles of documents that are no reports."""
LENGTH = re.compile(r"\s*\(?\d{3,5}\s*字\)?\s*$")
ATTACHED = re.compile(r"附件\s*\d{0,2}\s*[:、.]?\s*")
"""附件2：在全县教育工作会议上的讲话."""
TWICE = re.compile(r"[^\[\]【】]{4,40}\s?[\[【](?P<own>[^\[\]【】]{6,50})[\]】]")
"""创建文明学校总结 [丙县教育局创建工作总结]: the page's words for a text, and its own."""
DECORATED = re.compile(r"[【\[(（](?:小编)?(?:推荐|整理|精选|优秀)[】\])）]$")
YEARS = re.compile(r"(?:19|20)\d\d|20[xX×*_]{2}|[xX×*_]{2,4}(?=年)|[二一][〇○零一二三四五六七八九]{3}")
DECORATION = re.compile(
    r"(?:\((?:模板|通用|精选|共|合集|范文|最新|热门|实用|优秀|\d)[^()]*\)|范文|精选|\d+篇|[《》“”\"。\s]|年度|年)"
)


@lru_cache(maxsize=4096)
def is_title(line: str) -> bool:
    """Does the line read like the title of a report?

    >>> is_title("江阳区教育局2011年工作总结"), is_title("一、2011年工作总结"), is_title("我们的工作总结如下：")
    (True, False, False)
    """
    bare = line.strip()
    if not 5 <= len(bare) <= LONGEST or "\t" in bare:
        return False
    folded = fold(bare)
    if find_mark(folded) or begins_inside(bare):
        return False
    return folded.rstrip("。")[-1:] != "等" and bool(TITLE.fullmatch(folded)) and bool(SUBJECT.search(folded))


def item_title(line: str) -> str | None:
    """The words of a line that parts a collection (第一篇：…, …篇2); None if it does not.

    >>> item_title("第一篇：县教育局工作总结"), item_title("【篇二】"), item_title("全区工作")
    ('县教育局工作总结', '', None)
    """
    bare = line.strip()
    if len(bare) > 70 or "\t" in bare:
        return None
    folded = fold(bare)
    if not ITEM_CLUE.search(folded):
        return None
    found = ITEM.fullmatch(folded) or ITEM_END.fullmatch(folded)
    if found is None:
        return None
    at = folded.find(found.group("rest")) if found.group("rest") else 0
    rest = LIST_NUMBER.sub("", bare[at : at + len(found.group("rest"))]).strip(" :：、《》【】")
    rest = DECORATED.sub("", rest[: len(LENGTH.sub("", fold(rest)))])
    if re.search("[。;]", fold(rest)):
        return None
    announced = folded.lstrip("[").startswith(("第", "篇", "范"))
    if rest and not announced and not is_title(rest):
        return None
    return rest


def own_words(title: str) -> str:
    """A title without the mark of an attachment before it, or a page's name for it.

    >>> own_words("附件2：全县教育工作总结"), own_words("附属小学工作总结")
    ('全县教育工作总结', '附属小学工作总结')
    """
    mark = ATTACHED.match(fold(title)) if title.startswith("附件") else None
    if mark and is_title(title[mark.end() :]):
        return title[mark.end() :]
    twice = TWICE.fullmatch(title)
    return twice.group("own") if twice and is_title(twice.group("own")) else title


def title_before_text(line: str) -> int:
    """The length of a title that runs into the text behind it; 0 if the line begins otherwise.

    >>> title_before_text("甲县教育局工作总结一、学前教育发展较快")
    9
    """
    folded = fold(line[:120])
    found = GLUED.match(folded)
    if found and is_title(line[: found.end()]):
        return once(line[: found.end()])
    return next((at for at in _repeating(folded) if is_title(line[:at])), 0)


def once(title: str) -> int:
    """The length of a title, of which a page may have printed the end twice in a row.

    >>> once("2022某局工作总结某局工作总结"), once("某局工作总结")
    (10, 6)
    """
    half = (len(title) + 1) // 2
    return next((at for at in range(half, len(title) - AGAIN) if title[:at].endswith(title[at:])), len(title))


def _repeating(folded: str) -> Iterator[int]:
    """市教育局党建工作总结|市教育局…: where the words behind an ending stand in the title too."""
    for found in ENDS.finditer(folded, AGAIN, LONGEST):
        again = folded[found.end() : found.end() + AGAIN + 2].lstrip()[:AGAIN]
        if len(again) == AGAIN and again in folded[: found.end()]:
            yield found.end()


def title_in_blurb(words: str) -> str:
    """The title that a page's lead-in text or a file's name on it tells, where the page has no other; "" if none.

    >>> title_in_blurb("以下是小编为大家整理的2012年某县教育工作总结,供大家参考。")
    '2012年某县教育工作总结'
    """
    folded = fold(words)
    found = BLURB.search(folded) or FILE_NAME.fullmatch(folded) or SHARED.fullmatch(folded) or NAMED.fullmatch(folded)
    title = words[found.start("title") : found.end("title")].rstrip(" |") if found else ""
    return title if is_title(title) or (found and found.re is NAMED) else ""


def core(title: str) -> str:
    """A title without year and decoration, for comparing.

    >>> core("2011年江阳区工作总结（通用3篇）")
    '江阳区工作总结'
    """
    return DECORATION.sub("", YEARS.sub("", fold(title)))


def same_title(left: str, right: str) -> bool:
    """Do two lines announce one report: a page's heading and the title proper?

    >>> same_title("某区学前教育小结。", "2011年某区学前教育小结"), same_title("2011年工作总结", "2012年工作总结")
    (True, False)
    """
    a, b = core(left), core(right)
    years_a, years_b = set(YEARS.findall(fold(left))), set(YEARS.findall(fold(right)))
    if years_a and years_b and years_a != years_b:
        return False
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and short in long and len(long) <= len(short) + 16
