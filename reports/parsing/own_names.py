"""The place that a text calls its own: 我县, with a name that its schools, offices and documents bear.

Names of others stand in a report too: cities that were visited, the city above. Only one that is left alone counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reports.parsing.districts import common_parent
from reports.parsing.folding import fold
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.place_words import WORDY_NAME
from reports.parsing.places import Mention
from reports.parsing.types import Place

SELF = {
    "县": re.compile(r"我县|全县|县[局委]|县政府|县教[育体科委]"),
    "区": re.compile(r"我区|全区|区[局委]|区政府|区教[育体科委]"),
    "市": re.compile(r"我市(?!场)|全市(?!场)|市政府"),
    "旗": re.compile(r"我旗|全旗|旗委|旗政府"),
    "州": re.compile(r"我州|全州|州委|州政府"),
}
"""Every line of an expression begins with a letter, not with a class: so a text is passed over at a glance."""
OWN = re.compile(
    r"(?:教育|中学|小学|[一二三四五六]中|[一二三四]小|职教|职高|职中|县|区|市|幼儿园|师范|实验|外国语|高中"
    r"|优质教育|特色教育|更加美好|美好明天|学子|儿女|人民的?教育)"
)
LEADERS = re.compile(r"[县区市]?委、(?:[县区市]?人大、)?[县区市]?(?:人民)?政府")
OTHERS = frozenset("与和赴向到同跟")
VISITED = re.compile(r"(?:赴|前往|学习|借鉴|参观|考察|来自|支援|结对|邀请|远赴|走进)[\u4e00-\u9fff、]{0,8}$")
BLOTTED = re.compile(r"[xX×*]{1,4}[县区市]")
"""Where the own name was taken out, another that is left proves little."""
FEWEST, FEWEST_ALONE = 3, 2
"""So often a name stands beside others, or as the only one of the text's own rank."""
OFTEN = 4
"""A name and 我县 together so often, where the text says 我县 less than ``FEWEST`` times."""
OWN_PAPER = re.compile("(?:制定|制订|出台|印发|下发|拟定|修订)了?《$")
"""制定了《甲县课程方案》: who made a paper counts twice."""
BEFORE_UPGRADES = 2005
"""A year before many counties became cities: where the report's own is not known, 我县 may mean one of them."""
FEWEST_DISTRICTS = 4
TEXT_LIMIT = 60_000
"""Characters of a report in which its own name is looked for: enough to count, and bounded."""


def own_rank(body: str) -> str:
    """What the text calls its own place most often: 县, 区, 市 …; "" where it names none.

    >>> own_rank("我县重视教育，全县新建园两所，比全市快。"), own_rank("各校努力。")
    ('县', '')
    """
    counts = _self_names(fold(body[:TEXT_LIMIT]))
    best = max(counts, key=lambda rank: counts[rank])
    return best if counts[best] else ""


def own_name(body: str, gazetteer: Gazetteer, year: int | None) -> Place | None:
    """The one place of the text's own rank (我县 …) whose name its schools and offices bear."""
    folded = fold(body[:TEXT_LIMIT])
    named = _self_names(folded)
    rank = max(named, key=lambda name: named[name])
    if not named[rank]:
        return None
    led: set[str] = set()
    counts: Counter[str] = Counter()
    places: dict[str, Place] = {}
    mentions = gazetteer.find(folded)
    for mention in mentions:
        place = _fitting(mention, rank, folded, gazetteer, year)
        if place is None:
            continue
        counts[place.code] += 2 if OWN_PAPER.search(folded, max(0, mention.start - 8), mention.start) else 1
        places[place.code] = place
        if LEADERS.match(folded, mention.end) and folded[mention.start - 1 : mention.start] not in OTHERS:
            led.add(place.code)
    _drop_places_above(counts, gazetteer)
    if named[rank] < FEWEST and named[rank] + max(counts.values(), default=0) < OFTEN:
        return None
    code = _leading(counts, led, FEWEST if BLOTTED.search(folded) else FEWEST_ALONE)
    if code is None and rank == "市":
        city = _city_of(mentions, gazetteer)
        return city if all(gazetteer.parent(counted) == city for counted in counts) else None
    return (gazetteer.place(code, year) or places[code]) if code else None


def _self_names(folded: str) -> dict[str, int]:
    return {rank: len(words.findall(folded)) for rank, words in SELF.items()}


def _fitting(mention: Mention, rank: str, folded: str, gazetteer: Gazetteer, year: int | None) -> Place | None:
    """The place of that rank, then or now, that a mention names as an owner, not as the aim of a visit."""
    fits = [place for place in mention.candidates if place.name.endswith(rank)]
    if not fits:
        then = gazetteer.resolve(mention.name, year or BEFORE_UPGRADES).place
        fits = [then] if then and then.name.endswith(rank) else []
    if (
        len(fits) != 1
        or WORDY_NAME.fullmatch(mention.name)
        or not (OWN.match(folded, mention.end) or mention.name.endswith(rank))
    ):
        return None
    return None if VISITED.search(folded, max(0, mention.start - 12), mention.start) else fits[0]


def _city_of(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Place | None:
    """我市 without a name, where the districts named are nearly all of one city."""
    districts = {place.code for mention in mentions if len(mention.candidates) == 1 for place in mention.candidates}
    named = [code for code in districts if not code.endswith("00")]
    city = common_parent(named, gazetteer) if len(named) >= FEWEST_DISTRICTS else None
    return city if city and city.name.endswith("市") else None


def _drop_places_above(counts: Counter[str], gazetteer: Gazetteer) -> None:
    """The city above a county-level city that is named too is not meant by 我市."""
    for code in list(counts):
        above = gazetteer.parent(code)
        if above is not None:
            counts.pop(above.code, None)


def _leading(counts: Counter[str], led: set[str], fewest_alone: int) -> str | None:
    ranked = counts.most_common(2)
    if not ranked:
        return None
    code, votes = ranked[0]
    if led == set(counts) and len(led) == 1:
        return code
    if len(ranked) == 1:
        return code if votes >= fewest_alone else None
    return code if votes >= FEWEST and ranked[1][1] * 2 <= votes else None
