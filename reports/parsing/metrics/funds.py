"""Names of money: 计划投资, 投入资金, 生均公用经费; the parts of a total take over its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.naming import Name, last_of, stage_in
from reports.parsing.metrics.phrases import phrase_after, phrase_before, split_phrase
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import verbs_in

KINDS: Final = frozenset({"money"})

_PLANNED: Final = re.compile(
    r"(?:计划|规划|预计|拟|概算|预算|估算|需|约需)(?:再|共|总)?(?:投资|投入|总投资)|(?:概算|预算|估算)(?:总)?投资"
)
_INVESTED: Final = re.compile(r"投资")
_SPENT: Final = re.compile(r"投入")
_FUND: Final = re.compile(
    r"[^,;:。()、]{0,24}?(?:经费|资金|补助|补贴|生活费|助学金|奖学金|奖金|捐款|捐资|收入|支出|费用|工程款|债务|贷款|工资|津贴|绩效|标准|学费|杂费|教科书费|保险|保费|基金|物资|价值|投资额|拨款|款|费|金)(?!额)"
)
_PARTS: Final = re.compile(r"其中|分别|包括")
_SOURCE: Final = re.compile(r"上争|争取|财政|补助|资助|自筹|捐|社会|中央|省级|市级|县级|区级|本级|筹集|筹措|配套|专项")


def name_money(setting: Setting, before: Sequence[Setting], names: Sequence[Name]) -> Name:
    """What the money is: a plan to invest, an investment, a fund of its own name, or a part of the one before."""
    left, previous = setting.left, last_of(KINDS, before, names)
    if _PLANNED.search(left):
        return _with_use("计划投资", _PLANNED, setting)
    after = phrase_after(setting.right)
    if _SPENT.search(left):
        return _with_use("投入资金", _SPENT, setting)
    if _INVESTED.search(left):
        return _with_use("投资", _INVESTED, setting)
    if previous and _is_part(setting, previous):
        return Name(previous.indicator, (phrase_before(left),), noun=previous.noun, stage=previous.stage)
    stage = stage_in(left)
    if previous and stage and len(phrase_before(left)) <= len(stage) + 3:
        return Name(previous.indicator, (stage,), noun=previous.noun, stage=stage)
    return _fund(setting, after) or _by_noun(setting, after, previous)


def _is_part(setting: Setting, previous: Name) -> bool:
    if previous.indicator not in {"投入资金", "投资", "计划投资"} and not previous.noun:
        return False
    return (
        bool(_PARTS.search(setting.lead + setting.left))
        and bool(_SOURCE.search(setting.left))
        and previous.indicator in {"投入资金", "投资", "计划投资", "资金"}
    )


def _with_use(indicator: str, expression: re.Pattern[str], setting: Setting) -> Name:
    match = list(expression.finditer(setting.left))[-1]
    use = phrase_before(setting.left[match.end() :].removeprefix("资金").removeprefix("经费"))
    source = phrase_before(setting.left[: match.start()])
    qualifiers = tuple(
        part for part in (source if len(source) <= 12 else "", use) if part and part not in {"资金", "经费"}
    )
    return Name(indicator, qualifiers, "投入", indicator)


def _fund(setting: Setting, after: str) -> Name | None:
    found = _FUND.findall(setting.left)
    if found:
        phrase = setting.left[: setting.left.rfind(found[-1]) + len(found[-1])]
        tail = setting.left[len(phrase) :]
        verbs = verbs_in(phrase)
        own = phrase[verbs[-1].start if verbs[-1].name == "补助" else verbs[-1].end :] if verbs else phrase
        if len(phrase_before(own)) < 2:
            own = phrase
        return _named(own, stage_in(tail))
    if after and _FUND.search(after):
        return _named(after, stage_in(setting.left))
    return None


def _named(text: str, stage: str) -> Name:
    phrase = phrase_before(text)
    owner, _, thing = phrase.rpartition("的")
    phrase = thing if len(thing) >= 2 else phrase
    noun, qualifiers = split_phrase(phrase)
    indicator = canonical_name(phrase) or canonical_name(noun) or phrase[-22:]
    extra = tuple(part for part in (owner if len(owner) <= 12 else "", stage) if part)
    return Name(indicator, (*extra, *(q for q in qualifiers if q not in indicator)), noun=noun, stage=stage)


def _by_noun(setting: Setting, after: str, previous: Name | None) -> Name:
    verbs = [verb for verb in verbs_in(setting.left) if verb.name]
    phrase = phrase_before(setting.left[verbs[-1].end :] if verbs else setting.left)
    verb = verbs[-1].name if verbs else ""
    if phrase or after:
        return Name(f"{verb}{(phrase or after)[-18:]}" + ("" if phrase else "资金"), verb=verb, certain=0.7)
    if verb:
        return Name(f"{verb}资金", verb=verb, certain=0.7)
    if previous:
        return Name(previous.indicator, previous.qualifiers, certain=0.5)
    return Name("资金", certain=0.5)
