"""What a reviewer says of single numbers, as changes for ``reports.correcting``."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.pages import parameters
from portal.pages.review_changes import UnclearFormError, place_in, place_json, words_anchor, year_in
from reports.correcting import Change
from reports.models import Metric
from reports.parsing.apply import text_anchor
from reports.parsing.reviewed_metrics import seen_of
from reports.selectors.review import Desk


def of_reviews(desk: Desk, numbers: list[Metric], verdict: str) -> list[Change]:
    """``verdict`` is confirmed or rejected, for rows of this report."""
    changes = []
    for row in numbers:
        value = desk.parsed_number(row)
        if value is not None:
            anchor = text_anchor(desk.parsed, desk.extracted, value.start, value.end)
            changes.append(Change("metric", "review", anchor, seen_of(value), verdict))
    return changes


def of_values(desk: Desk, row: Metric, form: QueryDict) -> list[Change]:
    """What a person reads otherwise in one number; only what differs is kept."""
    value = desk.parsed_number(row)
    if value is None:
        raise UnclearFormError(_("这个数已经不在了，没有保存。请看过新的内容后再改。"))
    wanted = _values(form)
    if wanted["value"] is None:
        del wanted["value"]
    old = {name: getattr(value, name) for name in wanted if name != "district"}
    old["district"] = place_json(value.district)
    after = {name: new for name, new in wanted.items() if old[name] != new}
    anchor = text_anchor(desk.parsed, desk.extracted, value.start, value.end)
    if not after:
        return [Change("metric", "review", anchor, seen_of(value), "confirmed")]
    return [Change("metric", "values", anchor, seen_of(value), after)]


def of_addition(desk: Desk, form: QueryDict) -> list[Change]:
    """A number the parser did not read: the words of a line, and what they measure."""
    if not parameters.text(form, "words", 200):
        raise UnclearFormError(_("没有写出原文中的数，没有补录。请照原文写，如 12所。"))
    after = _values(form, required=False)
    if after.get("indicator") is None:
        raise UnclearFormError(_("没有写指标名，没有补录。"))
    return [Change("metric", "add", words_anchor(desk, form), None, after)]


def _values(form: QueryDict, *, required: bool = True) -> dict[str, Any]:
    indicator = parameters.text(form, "indicator", 80)
    if required and not indicator:
        raise UnclearFormError(_("指标名不能为空，没有保存。"))
    first, last = year_in(form, "start"), year_in(form, "end")
    if first and last and last < first:
        raise UnclearFormError(_("截止年早于起始年，没有保存。请改成先后相符的年份。"))
    values = {
        "indicator": indicator or None,
        "qualifier": parameters.text(form, "qualifier", 120),
        "value": _number(parameters.text(form, "value", 30)),
        "unit": parameters.text(form, "unit", 20),
        "period_start": first or last,
        "period_end": last or first,
        "status": parameters.one_of(form, "status", tuple(Metric.Status.values)) or "actual",
        "district": place_in(form, "district"),
    }
    if required:
        return values
    return {name: value for name, value in values.items() if value not in (None, "") or name == "qualifier"}


def _number(words: str) -> float | None:
    """A number as staff type it: 1,830 and full-width digits too; empty is None."""
    plain = unicodedata.normalize("NFKC", words).replace(",", "").replace(" ", "").replace("−", "-")
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        raise UnclearFormError(_("数值“%(value)s”读不懂，没有保存。请写数字，如 1830 或 68.4。") % {"value": words})
    return float(value)
