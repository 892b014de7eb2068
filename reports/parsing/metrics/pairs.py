"""Numbers that belong together: 由58%上升到79.6% (one indicator, two times), A、B分别为1和2 (two subjects, two numbers)."""

# ruff: noqa: E501  a line of a table is one decision

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reports.parsing.metrics.naming import Named, stage_in
from reports.parsing.metrics.phrases import phrase_before
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.timing import When, period_at
from reports.parsing.metrics.words import QUALIFIERS, STAGE
from reports.parsing.types import Span

_FROM: Final = re.compile(
    r"(?P<subject>[^,;:。()]{0,40}?)(?<!自)(?:由|从)(?!业|教|事|而|此|中|小|幼|县|省|市|区|各|学)(?P<when>[^,;:。()]{0,16})$"
)
_TO: Final = re.compile(
    r"^(?:人|名|所)?(?:大幅|进一步|逐步|分别)?(?:调整|增加|增长|提高|上升|提升|发展|扩大|扩展|跃升|攀升|升|增|减少|下降|降低|缩减|压缩|压减|合并|整合|降|减|优化|变)(?:为|到|至|成)(?:了)?(?P<when>[^,;:。()]{0,12})$"
)
_SINCE: Final = frozenset("从自由")
"""从2001年至2010年,小学由49所减少到25所: the first is that of the first year."""
_SAME_YEAR: Final = re.compile(r"年初|期初|[今本]年")
_EACH: Final = re.compile(
    r"(?P<subjects>[^,;:。()]{1,70}?)(?P<rest>分别|依次|各)(?:占|有|为|是|达到?|完成|招收|新建|增长|提高|上升|下降)?[^,;:。()]{0,8}$"
)
_EACH_WORD: Final = re.compile(r"分别|依次|各")
"""Nothing is dealt out without one of these."""
_MEASURED: Final = re.compile(r"(?:率|比例|占比|数|面积|人数|经费|标准)$")
_SPENT: Final = re.compile(r"(?:项目|工程)?(?:已|共|累计)?(?:完成|计划|到位|投入)?(?:总)?(?:投资|投入|资金|经费)$")
"""校舍维修和新建食堂项目完成投资分别为36万元和52万元: what was spent is said once, behind the last."""
_SHORTEST_TAIL: Final = 3
_LEVELS: Final = frozenset("国省市州盟县区旗镇乡校")
"""省、市示范幼儿园分别达6所、55所."""
_STANDS_AT: Final = re.compile(r"(?:已|共)?(?:达|有|为|是)")
_HOW_MANY: Final = re.compile(r"^[两三四五六七八九十]+(?:个|科|所|类|项|级|地)?")
_SO_MANY_RATES: Final = re.compile(r"(?:这|等)?“?[两三四五六]率”?$")
_A_YEAR: Final = re.compile(r"(?:19|20)\d\d年?")
_ALIKE: Final = re.compile(
    r"(?P<subjects>[^,;:。()\d]{3,60}?)(?<![平生人户校师班])[均都皆](?:已|全部|继续)?(?:达|为|是|保持|实现|控制|稳定|在|超过|高于|低于)"
)
_BARE_RATE: Final = 4
_A_RATE: Final = re.compile(r"[一-龥]率$")
_EACH_ONE: Final = re.compile(r"分别|依次")
_FEWEST: Final = 2
_AND: Final = re.compile(r"、|和(?!谐)|与|(?<!普)及(?!格|时)")


def from_to(first: Setting, second: Setting) -> bool:
    """Whether the two say what something was and what it became.

    The words between them have to say so: 由58%上升到79.6%, 从128所调整为96所.
    """
    if "由" not in first.left and "从" not in first.left:
        return False
    return _TO.match(second.left) is not None and _FROM.search(first.left) is not None


def from_subject(setting: Setting) -> str:
    """What changed: the words before 由."""
    match = _FROM.search(setting.left)
    return match["subject"] if match else ""


def was(folded: str, times: Sequence[When], setting: Setting, usual: When) -> When | None:
    """The time of what something was, where the words between 由 and the number state it."""
    start = setting.quantity.start - len(setting.left)
    own = [time for time in times if start <= time.at < setting.quantity.start]
    if own:
        return own[-1]
    holds = governing(folded, times, setting, usual)
    if holds.start != holds.last and folded[max(0, holds.at - 1) : holds.at] in _SINCE:
        return holds._replace(last=holds.start)
    return holds if _SAME_YEAR.search(setting.left) else None


def governing(folded: str, times: Sequence[When], first: Setting, usual: When) -> When:
    """The time that held before 由."""
    at = first.quantity.start - len(first.left) + len(from_subject(first))
    return period_at(folded, [time for time in times if time.at < at], first.quantity.start, usual)


def became(folded: str, times: Sequence[When], first: Setting, second: Setting, usual: When) -> When:
    """The time of what it became: stated between the two numbers, else the one that held before 由, its last year."""
    between = [time for time in times if first.quantity.end <= time.at < second.quantity.start]
    if between:
        return between[-1]
    when = governing(folded, times, first, usual)
    return when if when.start == when.last else when._replace(start=when.last)


def earlier_than(when: When) -> When:
    """The year before: what a report compares with where it does not say. Inferred, never stated."""
    if when.start is None:
        return when
    return when._replace(start=when.start - 1, last=when.start - 1, half=None, as_of=None)


def deals_out(folded: str, span: Span) -> bool:
    """Whether the sentence may deal out numbers at all: most do not."""
    return _EACH_WORD.search(folded, *span) is not None


def respective(settings: Sequence[Setting], at: int) -> list[str] | None:
    """The subjects of numbers in a row, one a number, where the sentence says 分别; None where it does not.

    Subjects share what follows the last of them: 小学、初中入学率分别为99%、98% gives 小学入学率 and 初中入学率.
    """
    match = _EACH.search(settings[at].left) if _EACH_WORD.search(settings[at].left) else None
    if match is None:
        return None
    rates = _SO_MANY_RATES.search(match["subjects"])
    listed = match["subjects"][: rates.start()] if rates else match["subjects"]
    subjects = [f"{part.strip()}{'率' if rates else ''}" for part in _AND.split(listed) if part.strip()]
    if all(_A_YEAR.fullmatch(subject) for subject in subjects[:-1]):
        return None
    if len(subjects) < _FEWEST or min(_run(settings, at), len(subjects)) != len(subjects):
        return None
    stands = _STANDS_AT.match(settings[at].left, match.end("rest")) is not None
    return [f"{subject}达到" for subject in _shared(subjects)] if stands else _shared(subjects)


def together(setting: Setting) -> list[str]:
    """The rates that one number states at once: 入学率、巩固率均达100%; empty where it states one.

    >>> from reports.parsing.metrics.quantities import find_quantities
    >>> from reports.parsing.metrics.settings import settings
    >>> from reports.parsing.types import Span
    >>> text = "小学入学率、巩固率均达100%"
    >>> together(settings(text, Span(0, len(text)), find_quantities(text))[0])
    ['小学入学率', '小学巩固率']
    """
    match = _ALIKE.search(setting.left) if setting.quantity.kind == "percent" else None
    if match is None:
        return []
    subjects = _shared([part.strip() for part in _AND.split(match["subjects"]) if part.strip()])
    if len(subjects) < _FEWEST or not all(_A_RATE.search(subject) for subject in subjects):
        return []
    return _staged(subjects)


def _staged(subjects: list[str]) -> list[str]:
    """小学入学率, 巩固率 → 小学入学率, 小学巩固率: a bare rate is of the stage just named."""
    stage, staged = "", []
    for subject in subjects:
        stage = stage_in(subject) or stage
        bare = len(subject) <= _BARE_RATE and not stage_in(subject)
        staged.append(f"{stage}{subject}" if bare else subject)
    return staged


def dealt_out(settings: Sequence[Setting], at: int, earlier: Sequence[Named]) -> list[tuple[Setting, Sequence[Named]]]:
    """招生3.1万人,在校生9.6万人,分别增长4%和7%: each number says of one counted before, seen as the last one.

    Empty where the sentence deals out nothing, or names of what beside 分别.
    """
    each = _EACH_ONE.search(settings[at].left)
    run = _run(settings, at) if each else 1
    if each is None or run < _FEWEST or len(phrase_before(settings[at].left[: each.start()])) >= _FEWEST:
        return []
    inside = [
        place
        for place, named in enumerate(earlier)
        if named.setting.sentence == settings[at].sentence and not named.setting.bracketed
    ][-run:]
    if len(inside) < run:
        return []
    dealt = [setting._replace(left=settings[at].left) for setting in settings[at : at + run]]
    return [(setting, earlier[: place + 1]) for setting, place in zip(dealt, inside, strict=True)]


def dealt_years(settings: Sequence[Setting], at: int, times: Sequence[When], usual: When) -> list[When]:
    """2011年、2012年和2013年分别为6所、4所、3所: a year a number; 2011-2013年分别为 too, and 分别比上年 after it.

    Empty where there are none.
    """
    run = _run(settings, at) if _EACH_ONE.search(settings[at].left) else 1
    if run < _FEWEST:
        return []
    stated = [time for time in times if time.at < settings[at].quantity.start and time.explicit]
    last = stated[-run:]
    if (
        len(last) == run
        and not last[0].local
        and all(time.start == time.last for time in last)
        and len({time.start for time in last}) == run
    ):
        return last if all(right.at - left.end <= _FEWEST for left, right in pairwise(last)) else []
    spans = [time for time in stated if not time.local or time.start != time.last]
    span = spans[-1] if spans else usual
    if span.local or span.start is None or span.last is None or span.last - span.start + 1 != run:
        return []
    return [span._replace(start=span.start + step, last=span.start + step) for step in range(run)]


def _run(settings: Sequence[Setting], at: int) -> int:
    """How many numbers stand in a row from this one on, with nothing but 、 or 和 between them."""
    run = 1
    while at + run < len(settings) and not settings[at + run].left:
        run += 1
    return run


def _shared(subjects: list[str]) -> list[str]:
    """小学, 初中入学率 → 小学入学率, 初中入学率; subjects that end alike already stay."""
    last = subjects[-1]
    head = STAGE.match(last) or QUALIFIERS.match(last)
    tail = last[head.end() :] if head else last[1:] if _LEVELS.issuperset([last[0], *subjects[:-1]]) else ""
    sizes = {len(subject) for subject in subjects[:-1]}
    if not tail and len(sizes) == 1 and _MEASURED.search(last) and not _MEASURED.search(subjects[0]):
        tail = _HOW_MANY.sub("", last[sizes.pop() :])
        tail = tail if len(tail) >= _SHORTEST_TAIL else ""
    spent = None if tail or any(_SPENT.search(subject) for subject in subjects[:-1]) else _SPENT.search(last)
    if spent:
        return [*(f"{subject}{spent.group()}" for subject in subjects[:-1]), last]
    return [subject if subject.endswith(last[-1]) else subject + tail for subject in subjects]
