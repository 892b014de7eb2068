"""The time a report is about: not the web page's date, not a cited document's, not the year of plans.

Sources in the order of trust: the title, the first sentences, dates on the cover or under the text, the file's
name, what the uploader said, and last the year that the sentences speak of. Where nothing tells, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from reports.parsing.folding import fold
from reports.parsing.marks import numeral
from reports.parsing.types import ParseContext, Period, PeriodBasis

CN_YEAR = re.compile(
    r"[二一][〇○零ＯO0一二三四五六七八九]{3}(?=年)|(?:二[〇○零ＯO0]|一九)[〇○零ＯO0一二三四五六七八九]{2}(?=学年|[-—~～至到])"
)
CN_DIGITS = str.maketrans("〇○零OＯ一二三四五六七八九", "00000123456789")
YEAR = r"((?:19[89]|20[0-4])\d)"
SPAN = re.compile(rf"{YEAR}\s*年?\s*[-—~～至到/]{{1,2}}\s*{YEAR}\s*(学年|年)")
SCHOOL_YEAR = re.compile(rf"{YEAR}\s*[-—~～至/]{{1,2}}\s*((?:20)?\d\d)\s*学年度?")
SINGLE = re.compile(
    rf"{YEAR}\s*(?:年(?!级)|学年|-\s*年|(?=年度))|(?<!\d){YEAR}(?=(?:工作|教育|学前|上半年|春|秋|[县区市]文?教))"
)
SHORT_YEAR = re.compile(
    r"(?<![\d.\-—~近第])(?=0[1-9]|1[1-46-9]|2[1-46-9])(?=\d\d年度?[^。,]{0,20}(?:总结|小结|汇报|报告|述职|计划|要点|安排))"
)
"""09年工作总结; 10, 15 and 20 may as well count the years that a report looks back on."""
PLAN = re.compile(r"^.{0,10}(?:计划|思路|打算|要点|安排|规划|目标|展望|部署|设想)")
PLANS = re.compile(r"(?:总结|小结|汇报).{1,8}(?:计划|思路|打算|要点|安排|规划)\s*(?=\(20\d\d年?\)$)")
"""总结暨工作计划(2023年): the plans' year stands behind them."""
LOOKS_BACK = re.compile(
    rf"(?:总结|汇报|回顾|小结|情况)(?:[和及与暨、]|以及)\s*{YEAR}年.{{0,10}}(?:计划|思路|打算|要点|安排|规划|目标|展望|部署|设想)"
)
"""A summary, and plans of a year that is named."""
QUARTER = re.compile(r"(?:第?([一二三四1-4])季度)")
HALVES = ((re.compile("上半年"), 1), (re.compile("下半年"), 2), (re.compile("半年"), 1))
TERMS = ((re.compile("春季?(?:学期|期)|第二学期|下学期"), 2), (re.compile("秋季?(?:学期|期)|第一学期|上学期"), 1))
MEETING = re.compile(
    rf"在[^。，,]{{0,16}}{YEAR}\s*年[^。，,]{{0,24}}(?:会|大会|现场会|座谈会|推进会|培训班|典礼)(?:议)?上"
)
QUOTED = re.compile(r"《[^》\n]{0,120}》|[(\[][^()\[\]\n]{0,10}\d{4}[)\]]\s*\d+号|[\[(]\d{4}[\])]\s*第?\d*号")
NUMBER = re.compile(rf"[^\s《》。,，]{{1,14}}[\[(]{YEAR}[\])]\s*第?\s*\d+\s*号$")
BLOTTED = re.compile(
    r"[xX×*]{2,4}年|20[xX×*_]{2}|(?:于|在|至|到|止|从|自)月(?:份|日|底|初)|月日|万元?余元|[了资入]万元"
)
LOST_ZERO = re.compile(r"二(?=一[一二三四五六七八九]年[一二三四五六七八九十]{1,3}月)")
"""二一一年十二月: the 〇 that a print lost."""
DATE = re.compile(
    rf"(?:\S{{2,24}}(?:局|委|厅|府|校|学|园|会)\s*)?[\[(]?{YEAR}年\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月"
    r"(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?[\])]?"
)
DATE_AND_GREETING = re.compile(rf"[\[(]{YEAR}年\s*(\d{{1,2}})月\s*\d{{1,2}}日[\])](?=(?:同志|各位|尊敬|老师|同学))")
"""(2005年9月9日)同志们：the day of a speech, run into its greeting."""
SHORT_DATE = re.compile(rf"[\[(]?{YEAR}[-/.](\d{{1,2}})[-/.]\d{{1,2}}[\])]?")
OPENING = re.compile(
    rf"^(?:截至|截止|自)?{YEAR}(?:年(?:以来|来|度|上半年|下半年|是|,|我|全|在|,|、|\s)|以?来,|[上下]半年)"
)
FIRST_MARK = re.compile(r"^(?:[一二三四五]、|\([一二]\)|1[.、])\s*")
HEADED = re.compile(rf"^{YEAR}年.{{0,8}}(?:工作)?(?:总结|回顾|情况|小结)")
LONE_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
NAMED_YEAR = re.compile(rf"(?<!\d){YEAR}年(?!级|度?规划)")
REPORTED = re.compile(
    rf"(?:现将|将|就|对|认真总结了?)(?:(?!总结|汇报|回顾|小结|印发|[,;]请)[^。\n]){{0,16}}?{YEAR}年.{{0,30}}?(?:总结|汇报|报告)(?:如下|于后)?"
)
SEASON = re.compile(rf"^(?:为|按照|根据|\d{{1,2}}月)[^。\n]{{0,60}}?{YEAR}年(?:[春秋]|上半年|下半年|第[一二]学期)")
"""为了解各校2014年秋季开学情况: a first sentence that names the season it is about."""
AHEAD = re.compile(r"(?:到|至|力争|预计|计划|将于|明年|规划|拟)\s*$")
COMPARED = re.compile(r"(?:比|较|与|同|由|从|自|是|相对|相比|建于|始于)\s*$")
"""Before a year that only measures another: 比2015年增加, 由2015年的."""
FIVE_YEARS = re.compile(r"十([一二三四五]?)[·、]?五(?!年|所|个|名|周年|里|届|中|小)")
FIVE_YEARS_PLAN = re.compile(r"(?:发展|专项)?规划(?:纲要)?(?:\(.{2,12}\))?$")
"""教育事业发展“十三五”规划: the plan itself."""
REVIEW = re.compile(r"总结|回顾|情况|成就|成效|汇报|综述|评估|自查|纪实")
MIDWAY = re.compile(r"中期|开局|首年|前[一二三四\d]年|以来")
YEARS_DEED = re.compile(
    rf"(?:^|[。;,\n\]]){YEAR}年(?!级|度?规划|以[来前]|开始|起|\d|,?由?当时|[^。;]{{0,8}}(?:始建|创建|创办|建校))"
)
YEARS_SUM = re.compile(rf"(?:^|[。\n]){YEAR}年(?:度|全年)?,?(?:共|累计|全[县区市校局]|我[县区市校局])")
AS_OF = re.compile(rf"截[至止](?:到|目前|时间:?[为是]?)?{YEAR}年")


YEAR_BOOK = re.compile(rf"年鉴|{YEAR}年?卷")
"""A year-book bears the year in which it was printed, and tells of the one before: only its text says which."""


def with_digits(text: str) -> str:
    """二〇一一年 as 2011年; the length stays.

    >>> with_digits("二〇一一年工作总结")
    '2011年工作总结'
    """
    return CN_YEAR.sub(lambda found: found.group().translate(CN_DIGITS), fold(text))


def find_period(title: str, text: str, context: ParseContext, lead: str = "") -> Period:
    """The period of one report; ``lead`` is its letterhead.

    >>> find_period("2013年工作总结和2014年工作思路", "", ParseContext()).start
    2013
    >>> find_period("20**年工作总结", "今年以来，", ParseContext()).basis
    'none'
    """
    for basis, period in _readings(title, text, context, lead):
        if period is not None:
            return _with_half(replace(period, basis=basis), with_digits(title))
    return _with_half(Period(), with_digits(title))


def _readings(title: str, text: str, context: ParseContext, lead: str) -> Iterator[tuple[PeriodBasis, Period | None]]:
    """What each source tells, in the order of trust; a source is read only where those before it told nothing."""
    stated = None if YEAR_BOOK.search(with_digits(title)) else _stated(with_digits(title))
    yield "text", _contradicted(stated, text)
    yield "title", stated
    yield "text", _from_opening(text)
    yield "cover", _from_dates(lead, text, title)
    named = with_digits(context.filename)
    yield "filename", None if YEAR_BOOK.search(named) else _stated(named, loose=True)
    yield "given", _year(context.given_year)
    yield "inferred", _of_five_years(with_digits(title), text)
    blotted = BLOTTED.search(fold(text[:5000])) or BLOTTED.search(fold(title))
    yield "inferred", None if blotted else _before_plans(with_digits(title))
    told = QUOTED.sub("", with_digits(text))
    yield "inferred", _from_sentences(told) or _only_year(told, whole_years=not blotted)
    yield "inferred", _of_meeting(with_digits(title))
    yield "filename", None if blotted else _stated(with_digits(context.folder), loose=True)


def _year(year: int | None) -> Period | None:
    return Period(year, year) if year else None


def _with_half(period: Period, title: str) -> Period:
    """The unit that the title names: 上半年, 第一季度, 春季学期."""
    quarter = QUARTER.search(title)
    if quarter:
        return replace(period, unit="quarter", half="一二三四1234".index(quarter.group(1)) % 4 + 1)
    for pattern, number in TERMS:
        if pattern.search(title):
            return replace(period, unit="term", half=number)
    if period.unit == "year":
        for pattern, number in HALVES:
            if pattern.search(title):
                return replace(period, unit="half", half=number)
    return period


def _stated(title: str, loose: bool = False) -> Period | None:
    """The years that a title names; a year of plans only where there is no other, a meeting's year not at all."""
    title = SHORT_YEAR.sub("20", MEETING.sub("", title))
    school = SCHOOL_YEAR.search(title)
    if school:
        first = int(school.group(1))
        return Period(first, first + 1, unit="school_year")
    span = SPAN.search(title)
    if span and int(span.group(1)) <= int(span.group(2)) <= int(span.group(1)) + 10:
        unit = "school_year" if span.group(3) == "学年" else "year"
        return Period(int(span.group(1)), int(span.group(2)), unit="school_year" if unit == "school_year" else "year")
    five = FIVE_YEARS.search(title)
    if five and FIVE_YEARS_PLAN.search(title, five.end()):
        return _five_years(five)
    behind = PLANS.search(title)
    years = [
        (int(found.group(1) or found.group(2)), bool(PLAN.match(title[found.end() :])))
        for found in SINGLE.finditer(title, 0, behind.end() if behind else len(title))
    ]
    if behind and not years:
        return None
    if not years and loose:
        years = [(int(year), False) for year in LONE_YEAR.findall(title)]
    done = [year for year, plan in years if not plan]
    if not done and not FIVE_YEARS.search(title) and not LOOKS_BACK.search(title):
        done = [year for year, _ in years]
    return Period(done[0], done[0]) if done else None


def _from_opening(text: str) -> Period | None:
    """2011年，在县委…的领导下: the first words of a first paragraph, or of a first heading."""
    for line in text.split("\n", 40)[:12]:
        folded = QUOTED.sub("", with_digits(line[:160]))
        folded = FIRST_MARK.sub("", folded)
        school = SCHOOL_YEAR.match(folded)
        if school:
            return Period(int(school.group(1)), int(school.group(1)) + 1, unit="school_year")
        found = OPENING.match(folded) or HEADED.match(folded)
        if found:
            return Period(int(found.group(1)), int(found.group(1)))
        found = REPORTED.search(folded)
        if found:
            return Period(int(found.group(1)), int(found.group(1)))
    season = SEASON.match(QUOTED.sub("", with_digits(text[:160])))
    return _year(int(season.group(1))) if season else None


def _contradicted(stated: Period | None, text: str) -> Period | None:
    """现将2014年…情况汇报如下 under a title of a later year: pages date old texts anew, the text knows better."""
    if stated is None or stated.start != stated.end:
        return None
    for line in text.split("\n", 40)[:12]:
        found = REPORTED.search(QUOTED.sub("", with_digits(line[:400])))
        if found and found.group().startswith("现将"):
            year = int(found.group(1))
            return _year(year) if stated.start and year < stated.start else None
    return None


def _from_dates(lead: str, text: str, title: str) -> Period | None:
    """A date standing alone, or the document's own number.

    A date of January to March under a summary tells the year before; a number's year counts where the text agrees.
    """
    lines = text.split("\n")
    for line in [*lines[-6:][::-1], *lead.split("\n"), *lines[:6]]:
        words = with_digits(LOST_ZERO.sub("二〇", line.strip()))
        found = DATE.fullmatch(words) or SHORT_DATE.fullmatch(words) or DATE_AND_GREETING.match(words)
        if found:
            year, month = int(found.group(1)), numeral(found.group(2)) or 12
            looks_back = month <= 3 and not re.search("计划|要点|讲话|思路|主持词|致辞|发言", title)
            return Period(year - looks_back, year - looks_back)
    for line in [*lead.split("\n"), *lines[:4]]:
        number = NUMBER.match(with_digits(line.strip()))
        if number and f"{number.group(1)}年" in with_digits(text[:20_000]):
            return _year(int(number.group(1)))
    return None


def _of_meeting(title: str) -> Period | None:
    """A speech at a meeting of a year, where nothing else tells."""
    found = MEETING.search(title)
    return Period(int(found.group(1)), int(found.group(1))) if found else None


def _before_plans(title: str) -> Period | None:
    """教育局工作总结及2021年工作安排: a summary that only names the year of its plans is about the year before."""
    if not LOOKS_BACK.search(title) or len(SINGLE.findall(title)) != 1:
        return None
    found = SINGLE.search(title)
    return _year(int(found.group(1) or found.group(2)) - 1) if found else None


def _of_five_years(title: str, text: str) -> Period | None:
    """A review of a five-year plan: the year up to which its text counts (截至2020年), else the plan's five years."""
    found = FIVE_YEARS.search(title)
    if not found or not REVIEW.search(title, found.end()) or MIDWAY.search(title):
        return None
    whole = _five_years(found)
    first = whole.start or 0
    counted = [int(year) for year in AS_OF.findall(QUOTED.sub("", with_digits(text[:20_000])))]
    last = max((year for year in counted if first <= year <= first + 5), default=None)
    return _year(last) if last else whole


def _five_years(found: re.Match[str]) -> Period:
    """The years of a five-year plan: the tenth began in 2001."""
    first = 2001 + 5 * " 一二三四五".index(found.group(1) or " ")
    return Period(first, first + 4)


def _only_year(told: str, whole_years: bool) -> Period | None:
    """2015年共发展党员26名: the only year that the whole text names, at the beginning of a statement.

    Where other years were blotted out, only a year's sum at the beginning of a sentence tells.
    """
    years = {int(year) for year in LONE_YEAR.findall(told)}
    stated = YEARS_DEED if whole_years else YEARS_SUM
    told_once = len(years) == 1 and (stated.search(told) or (whole_years and AS_OF.search(told)))
    return _year(years.pop()) if told_once else None


def _from_sentences(told: str) -> Period | None:
    """The year of most statements, where it clearly leads and no statement is left behind it."""
    counts: Counter[int] = Counter()
    for found in NAMED_YEAR.finditer(told):
        before = told[max(0, found.start() - 6) : found.start()]
        if not AHEAD.search(before) and not COMPARED.search(before):
            counts[int(found.group(1))] += 1
    if not counts:
        return None
    year, votes = counts.most_common(1)[0]
    if votes >= 3 and votes * 2 > sum(counts.values()):
        return Period(year, year)
    return None
