"""Names of money: 计划投资, 投入资金, 生均公用经费; the parts of a total take over its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.parsing.indicators import canonical_name
from reports.parsing.metrics.naming import Name, Named, label_of, last_of_kind, stage_in
from reports.parsing.metrics.phrases import LONGEST_NAME, phrase_after, phrase_before, split_phrase, without_tail
from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import FoundVerb, verbs_in
from reports.parsing.patterns import change_before

KINDS: Final = frozenset({"money"})

_PLANNED: Final = re.compile(
    r"(?:计划|规划|预计|拟|预算|约需|需要?|将)(?:再|共|总|完成|筹集)?(?:投资|投入)|预算(?:总)?投资"
)
_LENT: Final = re.compile(r"(?:生源地)?(?:信用)?(?:助学)?(?:贷款|助学金|奖学金)")
_ESTIMATED: Final = re.compile(r"(?P<how>概算|估算)(?:的)?(?:总)?投资|总投资(?P<which>概算|估算)")
_INVESTED: Final = re.compile(r"投资(?!人|者|方)")
_SPENT: Final = re.compile(r"投入|斥资|耗资|出资")
_EDUCATION: Final = re.compile(r"(?:财政性?|教育|经费|学前)[^,]{0,10}投入$")
_FUND: Final = re.compile(
    r"[^,;:。()、]{0,24}?(?:经费|资金|补助|补贴|生活费|助学金|奖学金|奖金|捐款|捐资|收入|支出|费用|工程款|债务|贷款|工资|津贴|绩效|标准|学费|杂费|教科书费|"
    r"保险|保费|基金|物资|价值|产值|债|投资额|拨款|款|费|金|值|额)(?:标准|定额|总额|预算|决算)?"
)
_PARTS: Final = re.compile(r"其中|分别|包括")
_SOURCE: Final = re.compile(
    r"争|财政|补助|资助|自筹|捐|社会|中央|自治|省|市|州|盟|县|区|镇|乡|本级|筹|配套|专项|银行|贷款|其他"
)
_GIVEN: Final = frozenset({"资助", "补助", "奖励", "减免", "发放"})
_SHORT_PART: Final = 6
_MADE: Final = re.compile(r"新建|改扩建|改造|维修|培训|配备|购置|补助|资助|奖励")
_DONE: Final = re.compile(r"(?:已|共|累计)?(?:完成|到位)$")
_WORKS: Final = re.compile(r"(?:改造|维修|加固|项目|工程)$")
_NEAR: Final = 40
_PER_HEAD: Final = re.compile(
    r"(?:给予|享受|按照?|为|以|最高|最低|平均)*(?P<per>(?:人均|生均|均)(?:每[年月天])?$|(?:每(?:生|人|名|位|天|日|月|年|学期|学年|学时|餐|期|个?学生|个?孩子)){1,3})(?:学生|教师|幼儿)?(?:的?(?:标准|补助|补贴|资助|奖励|发放|核拨|拨付|最高|最低|平均)){0,3}$"
)
_BOUND: Final = re.compile(r"最高|最低|最高为|最低为")
_ALLOWANCE: Final = re.compile(
    r"[^,;:。()每、\d]{0,14}?(?:补助|补贴|津贴|资助|助学金|奖学金|公用经费|生活费|午餐|营养餐|供餐|保险|学费|杂费|奖励|绩效|保教费|住宿费|定额|标准)(?:金|费|资金|经费)?(?:标准|定额)?"
)
_STANDARDS: Final = ("标准", "定额", "公用经费")
_PAID_OUT: Final = frozenset({"兑现", "发放", "拨付", "落实"})
_OF_WORKS: Final = frozenset({"投资", "计划投资"})
_WORTH: Final = ("价值", "价值约")
_SHORTEST_THING: Final = 2
_A_HEAD: Final = re.compile(r"(?P<owner>.*?)(?P<thing>(?:生均|人均)[一-龥]{0,6}(?:补助|补贴))")
_BARE: Final = frozenset({"标准", "定额"})
_EVERY: Final = re.compile(r"每[生人名位天日月年期餐]|每个?学[生期年]")
_TOTALS: Final = frozenset({"投入资金", "投资", "计划投资", "教育经费总投入", "财政性教育经费"})
_GENERIC: Final = frozenset(
    {"资金", "经费", "款", "费用", "资金总额", "物资", "价值", "专项资金", "专项经费", "项目资金", "金额", "建设资金"}
)
_RAISED: Final = re.compile(
    r"(?:兑现|上争|争取|筹资|免收|免除|落实|发放|下达|下拨|拨付|安排|筹集|筹措|到位|募集|捐赠|捐资|捐|减免|补助|资助|奖励|配套|融资|清偿|化解|节约|收取)"
)


def name_money(setting: Setting, earlier: Sequence[Named]) -> Name:
    """What the money is: a plan to invest, an investment, a fund of its own name, or a part of the one before."""
    left = without_tail(setting.left)
    previous = last_of_kind(KINDS, earlier)
    head = _PER_HEAD.search(left)
    if head or _BOUND.fullmatch(phrase_before(left)):
        inside = last_of_kind(KINDS, [named for named in earlier if named.setting.sentence == setting.sentence])
        return _standard(setting, left, head, inside if head else inside or previous)
    if change_before(setting.left) and earlier and len(phrase_before(left)) <= 3:
        name = earlier[-1].name
        return Name(name.indicator, name.qualifiers, name.verb, name.noun, name.stage, 0.9)
    planned = _planned(setting)
    if planned:
        return _with_count(planned, setting, earlier)
    known = _worth(setting, left, earlier) or _paid_to(setting, left, earlier) or canonical_name(phrase_before(left))
    if known:
        named = Name(known, noun=known)
        return _with_count(named, setting, earlier) if known in _OF_WORKS else named
    if previous and _is_part(setting, previous):
        return Name(previous.indicator, (phrase_before(left),), noun=previous.noun, stage=previous.stage)
    if _SPENT.search(left):
        return _with_use("教育经费总投入" if _EDUCATION.search(left) else "投入资金", _SPENT, setting)
    if _INVESTED.search(left):
        return _with_count(_with_use("投资", _INVESTED, setting), setting, earlier)
    stage = stage_in(left)
    label = label_of(setting)
    if label and _FUND.search(label) and not _FUND.search(left):
        return _named(label, label, stage or phrase_before(left))
    if previous and stage and len(phrase_before(left)) <= len(stage) + 3 and not _FUND.search(left):
        return Name(previous.indicator, (stage,), noun=previous.noun, stage=stage)
    after = phrase_after(setting.right)
    return _fund(left, after) or _by_noun(left, after, previous, earlier)


def _paid_to(setting: Setting, left: str, earlier: Sequence[Named]) -> str:
    """办理生源地贷款320人、180万元: the money is that of the loan whose takers were just counted."""
    if left or not earlier or setting.quantity.start - earlier[-1].setting.quantity.end > 1:
        return ""
    fund = _LENT.search(earlier[-1].setting.left)
    return f"{fund.group()}金额" if fund else ""


def _worth(setting: Setting, left: str, earlier: Sequence[Named]) -> str:
    """课桌凳47万套,价值5691万元; 享受价值4元的营养餐: what is worth so much is named beside it."""
    if not left.endswith(_WORTH) or left.endswith("总价值"):
        return ""
    what = phrase_after(setting.right) if setting.right.startswith("的") else ""
    counted = earlier[-1] if earlier and phrase_before(left) in _WORTH else None
    if not what and counted and counted.setting.quantity.kind == "count" and setting.lead.endswith(","):
        what = counted.name.noun or counted.name.indicator.removesuffix("数")
    return f"{what}价值" if what else ""


def _planned(setting: Setting) -> Name | None:
    """What is estimated is told from what is planned."""
    estimated = _ESTIMATED.search(setting.left)
    if estimated:
        return Name(f"{estimated['how'] or estimated['which']}总投资")
    return _with_use("计划投资", _PLANNED, setting) if _PLANNED.search(setting.left) else None


def _standard(setting: Setting, left: str, head: re.Match[str] | None, previous: Name | None) -> Name:
    """按每生每年300元核拨: what is paid a head is named beside it or in the words before."""
    per = head["per"] if head else ""
    before = left[: head.start()] if head else ""
    thing = (
        _allowance(before, -1)
        or _allowance(left[len(before) :], 0)
        or _allowance(setting.right, 0)
        or _allowance(setting.lead, -1)
    )
    stage = stage_in(before)
    if previous and len(thing) == _SHORTEST_THING and thing in previous.indicator:
        thing = ""
    if thing:
        noun = phrase_before(thing)
        noun = noun if noun.endswith(_STANDARDS) else f"{noun}标准"
        return Name(
            canonical_name(noun) or noun[-LONGEST_NAME:], _said(stage, per), noun=noun, stage=stage, certain=0.9
        )
    if previous:
        noun = previous.indicator.removesuffix("资金").removesuffix("金额")
        noun = noun if noun.endswith(_STANDARDS) else f"{noun}标准"
        kept = () if previous.stage and stage else tuple(q for q in previous.qualifiers if q != previous.stage)
        return Name(
            canonical_name(noun) or noun,
            _said(stage, *(kept if not per else ()), per),
            noun=noun,
            stage=stage,
            certain=0.8,
        )
    return Name(f"{phrase_before(left)}标准", certain=0.7)


def _allowance(text: str, which: int) -> str:
    """What is paid, as the text names it first (0) or last (-1); the word 标准 alone names nothing."""
    found = [words for words in _ALLOWANCE.findall(_EVERY.sub(",", text)) if words not in _BARE]
    if not found:
        return ""
    words = str(found[which])
    return words[_fund_begins(words, verbs_in(words)) :]


def _said(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _is_part(setting: Setting, previous: Name) -> bool:
    """其中，学校自筹6046.79万元: a source of the total named before, not a fund of its own."""
    inside = _PARTS.search(setting.lead + setting.clause) is not None
    left = phrase_before(setting.left)
    short = len(left) <= _SHORT_PART and not _FUND.search(left) and not verbs_in(left)
    if inside and left and (left.endswith("类") or short):
        return True
    return inside and previous.indicator in _TOTALS and _SOURCE.search(setting.left) is not None


def _with_use(indicator: str, expression: re.Pattern[str], setting: Setting) -> Name:
    match = list(expression.finditer(setting.left))[-1]
    use = phrase_before(re.sub(r"^(?:资金|经费|专项|了)+", "", setting.left[match.end() :]))
    source = phrase_before(setting.left[: match.start()])
    source = _DONE.sub("", source).removesuffix("总")
    verbs = verbs_in(source)
    owner = source if 2 <= len(source) <= 12 and (not verbs or _WORKS.search(source)) else ""
    qualifiers = tuple(part for part in (owner, use) if len(part) >= 2 and part not in _GENERIC)
    return Name(indicator, qualifiers, "投入", indicator)


def _with_count(name: Name, setting: Setting, earlier: Sequence[Named]) -> Name:
    """新建村小3所,估算投资412.5万元: the money is for what the clause before counts."""
    if name.qualifiers or not earlier or not setting.lead.endswith(","):
        return name
    inside = [named for named in earlier if named.setting.sentence == setting.sentence]
    counts = [named for named in inside if named.setting.quantity.kind in {"count", "area"}]
    if not counts or ";" in setting.lead[-_NEAR:]:
        return name
    last = counts[-1].name
    works = last.verb and last.noun and name.indicator in _OF_WORKS
    built = f"{last.verb}{last.noun}".removesuffix("面积") if works else ""
    return name._replace(qualifiers=(*last.qualifiers, *((built,) if built else ())))


def _fund(left: str, after: str) -> Name | None:
    found = _FUND.findall(left)
    if found:
        phrase = left[: left.rfind(found[-1]) + len(found[-1])]
        verbs = verbs_in(phrase)
        own = phrase[_fund_begins(phrase, verbs) :]
        own = own if len(phrase_before(own)) >= 2 else phrase
        return _named(own, phrase, stage_in(left[len(phrase) :]))
    if after and _FUND.search(after):
        return _named(after, left, stage_in(left))
    return None


def _fund_begins(phrase: str, verbs: Sequence[FoundVerb]) -> int:
    """Where the fund's own name begins: 发放|生活补助, 安排|校舍维修改造资金, 落实|资金."""
    if not verbs:
        return 0
    last = verbs[-1]
    before = verbs[-2].end if len(verbs) > 1 else 0
    if last.end == len(phrase) or (
        _MADE.match(last.name) and phrase_before(phrase[last.end :]) in _GENERIC and not _RAISED.search(phrase)
    ):
        return before
    return last.start if last.name == "补助" or (last.name == "减免" and phrase.endswith("费")) else last.end


def _named(text: str, context: str, stage: str) -> Name:
    phrase = phrase_before(text)
    owner, _, thing = phrase.rpartition("的")
    owner, phrase = (owner, thing) if len(thing) >= 2 else ("", phrase)
    head = _A_HEAD.fullmatch(phrase)
    if head:
        return Name(f"{head['thing']}标准", _said(phrase_before(head["owner"]), stage), noun=head["thing"], stage=stage)
    noun, qualifiers = split_phrase(phrase)
    indicator = canonical_name(phrase) or canonical_name(noun) or phrase[-LONGEST_NAME:]
    raised = _RAISED.findall(context)
    if indicator in _GENERIC and raised:
        indicator = f"{raised[-1]}{indicator}"
    extra = tuple(part for part in (owner if 2 <= len(owner) <= 12 else "", stage) if part)
    return Name(indicator, (*extra, *(q for q in qualifiers if q not in indicator)), noun=noun, stage=stage)


def _just_said(left: str, verb: str, previous: Name | None, earlier: Sequence[Named]) -> Name | None:
    """生活补助每人每月300元,全年兑现90万元; 教育支出占财政总支出的20%,达到6亿元: the money is that just named."""
    if verb in _PAID_OUT and previous and previous.indicator.endswith("标准"):
        return Name(f"{previous.indicator.removesuffix('标准')}资金", noun=previous.noun, verb=verb, certain=0.85)
    share = earlier[-1].name.indicator if earlier and not phrase_before(left) else ""
    subject = share.removesuffix("占比")
    return Name(subject, noun=subject, certain=0.85) if subject != share and _FUND.fullmatch(subject) else None


def _by_noun(left: str, after: str, previous: Name | None, earlier: Sequence[Named]) -> Name:
    verbs = [verb for verb in verbs_in(left) if verb.name]
    raised = _RAISED.findall(left)
    verb = raised[-1] if raised else verbs[-1].name if verbs else ""
    start = left.rfind(raised[-1]) + len(raised[-1]) if raised else verbs[-1].end if verbs else 0
    phrase = phrase_before(left[start:])
    if verb == "筹资":
        return Name("筹集资金", (phrase,) if phrase else (), verb=verb, certain=0.85)
    if phrase:
        listed = split_phrase(phrase).noun if "、" in phrase and "等" in phrase else phrase
        return Name(f"{verb}{listed[-18:]}", verb=verb, certain=0.75)
    if named := _just_said(left, verb, previous, earlier):
        return named
    carried = earlier[-1].name.verb if earlier and not left else ""
    if verb or carried in _GIVEN:
        name = f"{verb or carried}资金"
        return Name(canonical_name(name) or name, verb=verb or carried, certain=0.8)
    if after:
        return Name(f"{after[-18:]}资金", certain=0.7)
    if previous:
        return Name(previous.indicator, previous.qualifiers, noun=previous.noun, certain=0.6)
    return Name(phrase_before(left)[-LONGEST_NAME:] or "资金", certain=0.6)
