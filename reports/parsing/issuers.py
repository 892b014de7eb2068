"""Who issued a report: the place, and the institution where the text names one.

Trust, in order: the title, letterhead and signature, the city above the districts of a compilation, the file's
and folder's name, names the text uses of itself again and again, what the uploader said. A place named in
passing is no issuer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reports.parsing.districts import common_parent
from reports.parsing.folding import fold
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.titles import ORGAN
from reports.parsing.types import Issuer, ParseContext, Place

INSTITUTION = re.compile(
    r"(?:教育局|教体局|教育体育局|教育和体育局|教育科技局|教科局|文教局|教育委员会|教育工作委员会|教育厅|教委|人民政府|"
    r"[\u4e00-\u9fff]{0,8}?(?:中学|小学|幼儿园|职业学校|学校|学院))"
)
CITY_PART = re.compile(r"(市本级|市直属?|市属)(?=学校|单位|教育|中小学)")
SELF = {
    "县": re.compile(r"[我全]县|县[局委]|县政府"),
    "区": re.compile(r"[我全]区|区[局委]|区政府"),
    "市": re.compile(r"[我全]市(?!场)|市政府"),
}
OWN = re.compile(
    r"(?:教育|中学|小学|[一二三四五六]中|[一二三四]小|职教|职高|职中|县|区|市|幼儿园|师范|实验|外国语|高中)"
)
LEADERS = re.compile(r"[县区市]?委、(?:[县区市]?人大、)?[县区市]?(?:人民)?政府")
OFFICE = (
    r"(?:教育局|教体局|教育体育局|教育和体育局|教育科技局|教科局|文教局|教育委员会|教育工作委员会|教育厅|教委|教育系统)"
)
PRINTED_BY = re.compile(
    rf".{{2,24}}?{OFFICE}(?:办公室)?(?:文件|函|简报|\s*(?:\d{{4}}|[二一][〇○零一二三四五六七八九]{{3}})年.{{1,3}}月.{{1,3}}日印发)"
)
"""A letterhead, or the line of the printing under a document."""
SPEAKER = re.compile(
    rf"\S{{2,24}}?(?:{OFFICE}[^。,;:]{{0,8}}(?:局长|主任|书记|厅长)|(?:中学|小学|学校|幼儿园)(?:校长|园长))(?:\s*\S{{1,4}}(?:\s\S)?)?"
)
SPEECH = re.compile("发言|讲话")
"""At a meeting of the city speaks the county: the speaker comes before the title's place."""
OPENS_WITH = re.compile(
    r"(?:(?:\d{4}|[二一][〇○零一二三四五六七八九]{3}|20[xX×*_]{2}|[xX×*_]{1,4})年(?:度|以来|来|上半年|下半年)?,?|今年(?:以来)?,?|一年来,?|近年来,?"
    r"|“十[一二三四]?五”(?:期间|以来)?,?|\d{1,2}月\d{1,2}日(?:[至-](?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午)?,)?(?:在[^。;]{2,60}?(?:领导|指导|支持|关心|帮助)下,)?"
)
SUBJECT = re.compile(
    rf"(?:{OFFICE}|[县区市]?人民政府教育督导[室团]|教育(?:事业|系统|战线|工作|改革|发展)?(?![部局厅委]))(?!的|关于|印发|下发|出台|发布|发出|转发|要求|部署|批准|授予|召开|举办|文件|通知|《)"
)
OPENING_LINES = 3
FIRST_PARAGRAPH = 400
NO_RANK = "旗盟州"
OTHERS = frozenset("与和赴向到同跟")
FEWEST = 3
TEXT_LIMIT = 60_000
"""Characters of a report in which its own name is looked for: enough to count, and bounded."""


def find_issuer(
    title: str,
    edges: Sequence[str],
    body: str,
    districts: Sequence[Place],
    gazetteer: Gazetteer,
    context: ParseContext,
    year: int | None,
) -> Issuer | None:
    """The issuer, or None where nothing tells. ``edges`` are the lines of the letterhead and the signature."""
    codes = [place.code for place in districts]
    above = common_parent(codes, gazetteer)
    codes += [place.code for place in (above, context.given_place) if place]
    named = (
        (_speaker(body, gazetteer, year, codes) if SPEECH.search(title) else None)
        or _named(title, gazetteer, year, codes)
        or _first_named(edges, gazetteer, year, codes)
        or _speaker(body, gazetteer, year, codes)
    )
    if named:
        return named
    if above:
        return Issuer(above.name, above.code)
    named = None if districts else _opening(body, gazetteer, year, codes) or _named_clause(body, gazetteer, year, codes)
    if named:
        return named
    for name in (context.filename, context.folder):
        named = _named(name, gazetteer, year, codes)
        if named:
            return named
    place = _own_name(fold(body[:TEXT_LIMIT]), gazetteer, year) or context.given_place
    return Issuer(place.name, place.code) if place else None


def _first_named(lines: Sequence[str], gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    for line in lines:
        folded = fold(line.strip())
        if ORGAN.fullmatch(folded) or PRINTED_BY.fullmatch(folded):
            named = _named(line, gazetteer, year, codes)
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
    return one if one and one.name[-1] in {_own_rank(body), *NO_RANK} else None


def _own_rank(body: str) -> str:
    """What the text calls its own place most often: 县, 区, 市; "" where it names none."""
    counts = {rank: len(words.findall(fold(body[:TEXT_LIMIT]))) for rank, words in SELF.items()}
    best = max(counts, key=lambda rank: counts[rank])
    return best if counts[best] else ""


def _opening(body: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    """2010年，甲县教育局紧紧围绕…: whose deeds the first sentence tells. What an office issued is not its deed here."""
    for line in body.split("\n", OPENING_LINES)[:OPENING_LINES]:
        folded = fold(line[:200])
        begin = OPENS_WITH.match(folded)
        words = folded[begin.end() : begin.end() + 40].removeprefix("是") if begin else ""
        mentions = gazetteer.find(words)
        if not mentions or mentions[0].start:
            continue
        end = mentions[0].end
        for mention in mentions[1:]:
            end = mention.end if mention.start == end else end
        if SUBJECT.match(words, end):
            return _named(words, gazetteer, year, codes)
    return None


def _named(words: str, gazetteer: Gazetteer, year: int | None, codes: Sequence[str]) -> Issuer | None:
    """The innermost place of the first chain of names (泸州市江阳区…), with the institution behind it."""
    words = fold(words)
    mentions = gazetteer.find(words)
    if not mentions:
        return None
    chain = [mentions[0]]
    for mention in mentions[1:]:
        if mention.start != chain[-1].end:
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


def _own_name(body: str, gazetteer: Gazetteer, year: int | None) -> Place | None:
    """The one place of the text's own rank (我县 …) whose name its schools and offices bear."""
    named = {name: len(words.findall(body)) for name, words in SELF.items()}
    rank = max(named, key=lambda name: named[name])
    if named[rank] < FEWEST:
        return None
    led = set()
    counts: Counter[str] = Counter()
    places: dict[str, Place] = {}
    for mention in gazetteer.find(body):
        fits = [place for place in mention.candidates if place.name.endswith(rank)]
        if len(fits) == 1 and (OWN.match(body, mention.end) or mention.name.endswith(rank)):
            counts[fits[0].code] += 1
            if LEADERS.match(body, mention.end) and body[mention.start - 1 : mention.start] not in OTHERS:
                led.add(fits[0].code)
            places[fits[0].code] = fits[0]
    ranked = counts.most_common(2)
    if len(led) == 1 and led == set(counts):
        return gazetteer.place(ranked[0][0], year) or places[ranked[0][0]]
    if not ranked or ranked[0][1] < FEWEST or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    code = ranked[0][0]
    return gazetteer.place(code, year) or places[code]
