"""Who issued a report: the place, and the institution where the text names one.

Trust, in order: the title, letterhead and signature, the city above the districts of a compilation, the file's
and folder's name, names the text uses of itself again and again, what the uploader said. A place named in
passing is no issuer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.parsing.districts import common_parent
from reports.parsing.folding import fold
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.own_names import own_name, own_rank
from reports.parsing.titles import BUREAU, ORGAN
from reports.parsing.types import Issuer, ParseContext, Place

INSTITUTION = re.compile(
    rf"(?:{BUREAU}|教育委员会|教育工作委员会|教育厅|教委|人民政府|"
    r"(?![全各我]|中小)[\u4e00-\u9fff]{0,8}?(?:中学|小学|幼儿园|职业学校|学校|学院))"
)
CITY_PART = re.compile(r"(市本级|市直属?|市属)(?=学校|单位|教育|中小学)")
ADDRESSED = re.compile(r"[^,。;:]{4,40}:\s*")
"""某市教育局：at the head of a letter: who reads it, not who writes it."""
LISTED = frozenset("、和及与,")
OFFICE = f"(?:{BUREAU}|教育委员会|教育工作委员会|教育厅|教委|教育系统)"
PRINTED_BY = re.compile(
    rf".{{2,24}}?{OFFICE}(?:办公室)?(?:文件|函|简报|\s*(?:\d{{4}}|[二一][〇○零一二三四五六七八九]{{3}})年.{{1,3}}月.{{1,3}}日印发)"
)
"""A letterhead, or the line of the printing under a document."""
SPEAKER = re.compile(
    rf"\S{{2,24}}?(?:{OFFICE}[^。,;:]{{0,8}}(?:局长|主任|书记|厅长)|人民政府副?[省市县区旗州]长|(?:中学|小学|学校|幼儿园)(?:校长|园长))(?:\s*\S{{1,4}}(?:\s\S)?)?"
)
SPEECH = re.compile("发言|讲话")
"""At a meeting of the city speaks the county: the speaker comes before the title's place."""
OPENS_WITH = re.compile(
    r"(?:(?:\d{4}|[二一][〇○零一二三四五六七八九]{3}|20[xX×*_]{2}|[xX×*_]{1,4})年(?:度|以来|来|上半年|下半年)?,?|今年(?:以来)?,?|一年来,?|近年来,?"
    r"|“十[一二三四]?五”(?:期间|以来)?,?|\d{1,2}月\d{1,2}日(?:[至-](?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午)?,)?(?:在[^。;]{2,60}?(?:领导|指导|支持|关心|帮助)下,)?"
)
SUBJECT = re.compile(
    rf"(?:(?<=[县区市旗州])(?:积极|认真|坚持|始终|高度重视|紧紧围绕|深入|狠抓|大力|全面|切实)|{OFFICE}|[县区市]?人民政府教育督导[室团]|教育(?:事业|系统|战线|工作|改革|发展)?(?![部局厅委]))(?!的|关于|印发|下发|出台|发布|发出|转发|要求|部署|批准|授予|召开|举办|文件|通知|《)"
)
LIES = re.compile("(?:地处|位于|坐落|座落|下辖|现辖|辖|幅员|总面积)")
"""甲县地处盆地中部: what a portrait of a place begins with."""
OPENING_LINES, UNDER_TITLE = 3, 2
FIRST_PARAGRAPH = 400
WE = re.compile(r"[我本][局县区市校委旗州园]\(([^()]{2,24})\)")
"""我局(甲市乙区教育局)今年…: who speaks, said once."""
BYLINE = re.compile(
    r"[(\[]?(?:文章|信息|稿件|作者)?(?:作者(?:单位|系|为)?|供稿(?:单位)?|撰稿|来源|出处|主办(?:单位)?|发布(?:机构|单位|者)|发文(?:机关|单位)"
    r"|责任部门|(?:报送|填报|呈报|汇报)?单位(?:名称)?|(?:汇报|发言|述职|报告)人)\s*:\s*(?P<who>[^。;]{4,40})"
)
WHOSE = re.compile(
    rf"{OFFICE}|[县区市][\u4e00-\u9fff]{{1,5}}[镇乡]$|教研室|教学研究室|教育督导|人民政府|县委|区委|政协|人大|中学|小学|学校|幼儿园"
)
SEATED = re.compile(
    r"(?:[我本][校园镇乡]|学校|[\u4e00-\u9fff](?:[镇乡]|[中小]学|中心校|幼儿园)|教育集团)[^。,;]{0,4}?(?:[座坐]落|位于|地处|隶属|属)[在于]?"
)
"""我校座落在甲县西南: where a school or town lies."""
SEAT_LIMIT = 1500
DATED = re.compile(r"\s*(?:\d{4}|[二一][〇○零一二三四五六七八九]{3})年.{1,3}月(?:.{1,3}日)?$")
NO_RANK = "旗盟州"
FEWEST_PARTS = 2


def find_issuer(
    title: str,
    edges: Sequence[str],
    body: str,
    districts: Sequence[Place],
    gazetteer: Gazetteer,
    context: ParseContext,
    year: int | None,
    site: Sequence[str] = (),
) -> Issuer | None:
    """The issuer, or None where nothing tells.

    ``edges`` are the lines of the letterhead and the signature, ``site`` what the page around the report says.
    """
    codes = [place.code for place in districts]
    above = common_parent(codes, gazetteer)
    codes += [place.code for place in (above, context.given_place) if place]
    named = (
        (_speaker(body, gazetteer, year, codes) if SPEECH.search(title) else None)
        or _named(title, gazetteer, year, codes)
        or _of_edges([*edges, *_under_title(body, districts)], districts, gazetteer, year, codes)
        or _speaker(body, gazetteer, year, codes)
    )
    if named:
        return named
    if above:
        return Issuer(above.name, above.code)
    if not districts and (named := _of_text(body, gazetteer, year, codes)):
        return named
    if named := _of_file_names(context, body, gazetteer, year, codes):
        return named
    if own := own_name(body, gazetteer, year):
        return Issuer(own.name, own.code)
    if not districts and (named := _byline(site, body, gazetteer, year, codes)):
        return named
    given = context.given_place
    return Issuer(given.name, given.code) if given else None


def _of_text(body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    return (
        _we(body, gazetteer, year, codes)
        or _opening(body, gazetteer, year, codes)
        or _named_clause(body, gazetteer, year, codes)
    )


def _of_file_names(
    context: ParseContext, body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]
) -> Issuer | None:
    """A city's folder may hold its counties' files, and one of several counties none of them for sure."""
    for name in (context.filename, context.folder):
        named = _named(name, gazetteer, year, codes)
        of_others = named and named.name.endswith("市") and own_rank(body) in {"县", "区"}
        if named and not of_others and not _lists_places(name, gazetteer):
            return named
    return None


def _of_edges(
    edges: Sequence[str], districts: Sequence[Place], gazetteer: Gazetteer, year: int | None, codes: Sequence[str]
) -> Issuer | None:
    """Who stands in the letterhead or the signature; in a compilation that is none of its districts."""
    named = _first_named(edges, gazetteer, year, codes)
    parts = {place.code for place in districts}
    return named if named and (len(parts) < FEWEST_PARTS or named.code not in parts) else None


def _under_title(body: str, districts: Sequence[Place]) -> list[str]:
    """Where a school or an office writes its name under the title; a compilation names its first part there."""
    return [] if districts else [line[:200] for line in body.split("\n", UNDER_TITLE)[:UNDER_TITLE]]


def _lists_places(words: str, gazetteer: Gazetteer) -> bool:
    """Whether several places are named side by side: 江阳区、龙马潭区."""
    words = fold(words)
    return any(words[one.end : other.start] in LISTED for one, other in pairwise(gazetteer.find(words)))


def _byline(
    lines: Sequence[str], body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]
) -> Issuer | None:
    """来源：甲县教育局: the office that the page names, if the text calls its place by the same rank."""
    for line in lines:
        folded = fold(line[:200])
        found = next((found for found in BYLINE.finditer(folded) if WHOSE.search(found.group("who"))), None)
        named = _named(found.group("who"), gazetteer, year, codes) if found else None
        if named and own_rank(body) in {"", named.name[-1], "县" if named.name[-1] in NO_RANK else ""}:
            return named
    return None


def _first_named(lines: Sequence[str], gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    for line in lines:
        folded = fold(line.strip()).replace("\t", ":", 1)
        byline = BYLINE.match(folded)
        who = byline.group("who") if byline and WHOSE.search(byline.group("who")) else DATED.sub("", folded)
        if byline or ORGAN.fullmatch(who) or PRINTED_BY.fullmatch(folded):
            named = _named(who, gazetteer, year, codes, at_start=True)
            if named:
                return named
    return None


def _speaker(body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    """The line under a speech's title: 甲县教育局局长 某某."""
    for line in body.split("\n", OPENING_LINES)[:OPENING_LINES]:
        if SPEAKER.fullmatch(fold(line.strip()[:60])):
            named = _named(line, gazetteer, year, codes)
            if named:
                return named
    return None


def _named_clause(body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    """…的领导下，甲县教育局充分发挥…: the one place whose office acts in a clause of the first paragraph."""
    found: list[Issuer] = []
    for clause in re.split("[,，。;；]", fold(next(iter(body.split("\n", 1)), "")[:FIRST_PARAGRAPH])):
        mentions = gazetteer.find(clause)
        if mentions and not mentions[0].start and SUBJECT.match(clause, mentions[-1].end):
            named = _named(clause, gazetteer, year, codes)
            found += [named] if named else []
    one = found[0] if found and len({each.code for each in found}) == 1 else None
    return one if one and one.name[-1] in {own_rank(body), *NO_RANK} else None


def _we(body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    """Who the text says that it is, or where its school lies."""
    folded = fold(body[:SEAT_LIMIT])
    found = WE.search(folded, 0, FIRST_PARAGRAPH)
    if found:
        return _named(found.group(1), gazetteer, year, codes)
    seat = SEATED.search(folded)
    return _named(folded[seat.end() : seat.end() + 24], gazetteer, year, codes, at_start=True) if seat else None


def _opening(body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    """2010年，甲县教育局紧紧围绕…: whose deeds the first sentence tells. What an office issued is not its deed here."""
    for line in body.split("\n", OPENING_LINES)[:OPENING_LINES]:
        folded = fold(line[:200])
        if ADDRESSED.fullmatch(folded):
            continue
        begin = OPENS_WITH.match(folded)
        at = begin.end() if begin else 0
        words = folded[at : at + 40].removeprefix("是")
        mentions = gazetteer.find(words)
        if not mentions or mentions[0].start:
            continue
        end = mentions[0].end
        for mention in mentions[1:]:
            end = mention.end if mention.start == end else end
        if (begin and SUBJECT.match(words, end)) or LIES.match(words, end):
            return _named(words, gazetteer, year, codes)
    return None


def _named(
    words: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str], at_start: bool = False
) -> Issuer | None:
    """The innermost place of the first chain of names (泸州市江阳区…), with the institution behind it.

    ``at_start``: the words must begin with it, as an office's name does.
    """
    words = fold(words)
    mentions = gazetteer.find(words)
    if not mentions or (at_start and mentions[0].start):
        return None
    chain = [mentions[0]]
    for mention in mentions[1:]:
        if mention.start != chain[-1].end or not _has_inside(chain[-1].candidates, mention.candidates):
            break
        chain.append(mention)
    name = words[chain[0].start : chain[-1].end]
    around = list(codes)
    place: Place | None = None
    for mention in chain:
        answer = gazetteer.resolve(mention.name, year, around)
        place = answer.place
        around = [place.code] if place else around
    if place is None:
        return None
    part = CITY_PART.match(words, chain[-1].end)
    if part:
        place = gazetteer.resolve(part.group(1), year, [place.code]).place or place
        return Issuer(place.name, place.code)
    behind = INSTITUTION.match(words, chain[-1].end)
    return Issuer(place.name, place.code, name + behind.group() if behind else None)


def _has_inside(outer: Sequence[Place], inner: Sequence[Place]) -> bool:
    """May one of the inner places lie in one of the outer? 古蔺县石屏小学 names a town, not 石屏县 far away."""
    regions = tuple(re.sub(r"(?:0000|00)$", "", place.code) for place in outer)
    return any(place.code.startswith(regions) for place in inner)
