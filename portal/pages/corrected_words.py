"""What a correction said before and after, in words, as the record of corrections shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reports.models import Correction, Metric, Report
from reports.word_differences import Words, word_difference

Said = Callable[[Any], str]
Sides = tuple[tuple[Words, ...], tuple[Words, ...]]


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _label(choices: Sequence[tuple[str, Any]], value: Any) -> str:
    return next((str(label) for known, label in choices if known == value), _plain(value))


def _kind(value: Any) -> str:
    return _label(Report.Kind.choices, value)


def _years(value: Any) -> str:
    """
    >>> _years({"start": 2011, "end": 2012}), _years({"start": 2011, "end": 2011}), _years(None)
    ('2011—2012', '2011', '')
    """
    years = [value.get(key) for key in ("start", "end")] if isinstance(value, Mapping) else []
    return "—".join(dict.fromkeys(str(year) for year in years if year is not None))


def _place(value: Any) -> str:
    """The institution where it is told, else the place."""
    return _plain(value.get("institution") or value.get("name")) if isinstance(value, Mapping) else ""


def _level(value: Any) -> str:
    return _("第 %(n)s 级") % {"n": value} if isinstance(value, int) else ""


SAID: dict[tuple[str, str], Said] = {
    ("report", "title"): _plain,
    ("report", "kind"): _kind,
    ("report", "topic"): _plain,
    ("report", "period"): _years,
    ("report", "issuer"): _place,
    ("section", "heading"): _plain,
    ("section", "district"): _place,
    ("section", "topic"): _plain,
    ("section", "level"): _level,
}
"""How each field of a correction is put into words; what is not here has no words of its own."""


def sides(row: Correction) -> Sides | None:
    """Both sides in stretches; None where the label says all there is to say."""
    if (row.kind, row.field) == ("metric", "values"):
        before, after = _of_number(row.before, row.after), _of_number(row.after, row.after)
    else:
        said = SAID.get((row.kind, row.field))
        if said is None:
            return None
        before, after = said(row.before), said(row.after)
    return word_difference(before or "—", after or "—")


def _of_number(side: Any, wanted: Any) -> str:
    """Of a number what was changed: the same facts of both sides."""
    if not (isinstance(side, Mapping) and isinstance(wanted, Mapping)):
        return ""
    return "，".join(_fact(name, side.get(name)) for name in wanted)


def _fact(name: str, value: Any) -> str:
    if name == "district":
        return _place(value) or "—"
    if name == "status":
        return _label(Metric.Status.choices, value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _plain(value) or "—"
