"""Why a number is unsure, in words for whoever checks it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.models import Metric
from reports.parsing.types import Doubt, ParsedMetric

WORDS: Final[dict[Doubt, Promise]] = {
    "part": _("原文说的只是其中一部分，不一定是全部"),
    "whose": _("这个数属于哪一类或哪一所学校没有写明"),
    "time": _("年份没有写明，按上文推断"),
    "carried": _("指标名承前省略，按上文推断"),
    "wording": _("指标名照原句拼成，可能不完整"),
    "small": _("数目小而写作汉字，可能只是一种说法"),
    "blotted": _("同一句里有数字被隐去"),
    "unit": _("表中没有写明单位"),
}
Key = tuple[int, int, str, str]


def doubts(metrics: Iterable[ParsedMetric]) -> dict[Key, Doubt]:
    """The doubts of a parse by where a number stands and how it was read; sure numbers have none."""
    return {(m.start, m.end, m.indicator[:80], m.qualifier[:120]): m.doubt for m in metrics if m.doubt}


def doubt_in_words(number: Metric, found: dict[Key, Doubt]) -> str:
    """Empty for a number that is sure, or that a person has decided on."""
    if number.review != Metric.Review.OPEN:
        return ""
    doubt = found.get((number.start, number.end, number.indicator_name, number.qualifier))
    return str(WORDS[doubt]) if doubt else ""
