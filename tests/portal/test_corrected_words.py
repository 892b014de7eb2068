"""Each correction's record says what stood there before and after."""

from __future__ import annotations

import pytest

from portal.pages.corrected_words import SAID, sides
from reports.models import Correction
from reports.parsing.corrections import FIELDS


def shown(kind: str, field: str, before: object, after: object) -> str | None:
    both = sides(Correction(kind=kind, field=field, before=before, after=after))
    if both is None:
        return None
    return " → ".join("".join(f"[{w.text}]" if w.changed else w.text for w in side) for side in both)


@pytest.mark.parametrize(
    ("kind", "field", "before", "after", "words"),
    [
        ("report", "title", "泸县2011年总结", "泸县2012年总结", "泸县[2011]年总结 → 泸县[2012]年总结"),
        ("report", "kind", "annual", "special", "[年度]总结 → [专项]总结"),
        ("report", "topic", "", "学前教育", "[—] → [学前教育]"),
        ("report", "period", {"start": 2011, "end": 2011}, {"start": 2011, "end": 2012}, "2011 → 2011[—2012]"),
        ("report", "issuer", None, {"name": "泸县", "code": "510521"}, "[—] → [泸县]"),
        ("section", "level", 2, 3, "第 [2] 级 → 第 [3] 级"),
        ("metric", "values", {"value": 12.0, "unit": "所", "indicator": "新建"}, {"value": 21.0, "unit": "个"},
         "[12，所] → [21，个]"),
        ("metric", "values", {"district": None}, {"district": {"name": "泸县"}}, "[—] → [泸县]"),
        ("metric", "values", None, None, "— → —"),
        ("metric", "review", {}, "confirmed", None),
        ("mask", "text", None, None, None),
    ],
)  # fmt: skip
def test_before_and_after(kind, field, before, after, words):
    assert shown(kind, field, before, after) == words


def test_every_field_with_words_is_one_that_can_be_corrected():
    assert set(SAID) <= {(row.kind, row.name) for row in FIELDS}


@pytest.mark.parametrize("row", FIELDS, ids=lambda row: f"{row.kind}.{row.name}")
@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, {"name": 3, "start": "x"}])
def test_odd_values_of_old_rows_are_shown_somehow(row, odd):
    shown(row.kind, row.name, odd, row.example)
    shown(row.kind, row.name, row.example, odd)
