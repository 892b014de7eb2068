"""What a caller may ask for: parameters as data. Whatever is not understood is refused, never guessed or left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.pages import parameters
from portal.pages.parameters import YEARS, whole_number
from reports.models import District, Metric, Report, Verdict
from reports.selectors import places
from reports.selectors.listing import ORDERS
from search.request import SORTS

Kind = Literal["text", "year", "number", "district", "choice"]
LARGEST_ID: Final = 2**53
MOST_VALUES: Final = 50
PER_PAGE: Final = 20
MOST_PER_PAGE: Final = 100
FARTHEST: Final = 10**6


class BadRequestError(Exception):
    """A request that cannot be answered as it stands; ``str()`` is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One that stands in the query string. ``many``: may be repeated, and reads as a tuple.

    ``low`` and ``high`` bound a number; ``choices`` are the values of a closed list; ``example`` is one that answers.
    """

    name: str
    kind: Kind
    about: str
    example: str
    many: bool = False
    required: bool = False
    choices: Sequence[str] = ()
    low: int = 1
    high: int = LARGEST_ID


PAGE = Parameter("page", "number", "第几页，从 1 起", "1", high=FARTHEST)
PER = Parameter("per", "number", f"每页几条，默认 {PER_PAGE}，最多 {MOST_PER_PAGE}", "20", high=MOST_PER_PAGE)
AFTER = Parameter("after", "number", "从这个编号之后接着取；next 的地址里已带上", "1", low=0)
DISTRICT = Parameter("district", "district", "区县的代码或名称，连同其前身", "泸县")
CITY = Parameter("district", "district", "市或区县的代码或名称；市连同其区县", "云江市", required=True)
REPORT = Parameter("report", "number", "报告编号", "1")
INDICATOR = Parameter("indicator", "text", "指标的名称、别称或网址名", "招聘教师数")
YEAR = Parameter("year", "year", "报告所写的年度", "2012")
TOPIC = Parameter("topic", "text", "主题", "义务教育")
KIND = Parameter("kind", "choice", "报告类型", "annual", choices=Report.Kind.values)
STATUS = Parameter("status", "choice", "实际、计划、目标或进行中", "actual", choices=Metric.Status.values)
TITLE = Parameter("q", "text", "题名中的文字", "总结")
ORDER = Parameter("sort", "choice", "次序", "newest", choices=tuple(ORDERS))
PLACE = Parameter("q", "text", "名称、拼音、首字母或代码的一部分", "泸")
PARENT = Parameter("parent", "district", "上级的代码或名称", "泸州市")
VERDICT = Parameter("verdict", "choice", "结论", "完成", many=True, choices=Verdict.Word.values)
SEARCH = (
    Parameter("q", "text", "检索词，语法与检索页相同", "薄弱学校"),
    Parameter("within", "text", "在此前的检索结果中再找", "泸县"),
    Parameter("scope", "choice", "检索全文、题名或小标题", "all", choices=("all", "title", "headings")),
    Parameter("year", "year", "年度", "2012", many=True),
    Parameter("year_from", "year", "起始年", "2011"),
    Parameter("year_to", "year", "截止年", "2013"),
    Parameter("district", "district", "区县的代码或名称", "泸县", many=True),
    Parameter("topic", "text", "主题", "义务教育", many=True),
    Parameter("kind", "choice", "报告类型", "annual", many=True, choices=Report.Kind.values),
    Parameter("stage", "text", "学段", "小学", many=True),
    Parameter("metrics", "choice", "1：只要有数据的节", "1", choices=("1",)),
    Parameter("expand", "choice", "0：不按同义词扩展", "0", choices=("0", "1")),
    Parameter("sort", "choice", "次序", "relevance", choices=tuple(SORTS)),
)


def given(query: QueryDict, known: Sequence[Parameter]) -> dict[str, Any]:
    """Every known parameter with its value; what is not given is None, or () for many. Raises BadRequestError."""
    names = [parameter.name for parameter in known]
    for name in query:
        if name not in names:
            shown = parameters.clean(name, 40)
            told = "、".join(names) or _("无")
            raise BadRequestError(_("没有“%(name)s”这个参数。可用的参数：%(known)s。") % {"name": shown, "known": told})
    return {parameter.name: _read(query, parameter) for parameter in known}


def _read(query: QueryDict, parameter: Parameter) -> Any:
    raw = query.getlist(parameter.name)
    if len(raw) > (MOST_VALUES if parameter.many else 1):
        raise BadRequestError(_("参数 %(name)s 给得太多。请减少后再试。") % {"name": parameter.name})
    values = tuple(_value(each, parameter) for each in raw if each != "")
    if parameter.required and not values:
        raise BadRequestError(_("缺少参数 %(name)s：%(about)s。") % {"name": parameter.name, "about": parameter.about})
    if parameter.many:
        return values
    return values[0] if values else None


def _value(raw: str, parameter: Parameter) -> Any:
    found = READERS[parameter.kind](raw, parameter)
    if found is None:
        shown = {"name": parameter.name, "value": parameters.clean(raw, 40), "wanted": _wanted(parameter)}
        raise BadRequestError(_("参数 %(name)s 的值“%(value)s”不能用：应为%(wanted)s。") % shown)
    return found


def _wanted(parameter: Parameter) -> str:
    words: Mapping[Kind, str] = {
        "text": _("不太长的文字"),
        "year": _("%(low)s—%(high)s 间的年份") % {"low": YEARS.start, "high": YEARS.stop - 1},
        "number": _("%(low)s 到 %(high)s 的整数") % {"low": parameter.low, "high": parameter.high},
        "district": _("唯一的区县名称，或六位代码"),
        "choice": _("其中之一：%(choices)s") % {"choices": "、".join(parameter.choices)},
    }
    return words[parameter.kind]


def _text(raw: str, _parameter: Parameter) -> str | None:
    return parameters.clean(raw) if len(raw) <= parameters.TEXT_LENGTH else None


def _year(raw: str, _parameter: Parameter) -> int | None:
    return whole_number(raw, YEARS.start, YEARS.stop - 1)


def _number(raw: str, parameter: Parameter) -> int | None:
    return whole_number(raw, parameter.low, parameter.high)


def _district(raw: str, _parameter: Parameter) -> District | None:
    return places.district_given(parameters.clean(raw, 60))


def _choice(raw: str, parameter: Parameter) -> str | None:
    return raw if raw in parameter.choices else None


READERS: Final = {"text": _text, "year": _year, "number": _number, "district": _district, "choice": _choice}
