"""Every unit reads its own example."""

from __future__ import annotations

import pytest

from reports.parsing.folding import fold
from reports.parsing.metrics.quantities import find_quantities
from reports.parsing.units import BY_WRITTEN, UNITS, Unit


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.written)
def test_unit_is_read_from_its_example(unit: Unit) -> None:
    found = find_quantities(fold(f"共{unit.example}。"))
    assert [quantity.unit for quantity in found] == [unit.name]
    assert found[0].base_unit == unit.base
    assert found[0].base_value == found[0].value * unit.factor


def test_no_unit_is_written_twice() -> None:
    assert len(BY_WRITTEN) == len(UNITS)


@pytest.mark.parametrize(
    "text",
    [
        "12人民",
        "3名单",
        "5家长",
        "12班主任",
        "4个月",
        "2个方面",
        "5分钟",
        "3个学期",
        "2012年",
        "15周岁",
        "2011级",
        "7年级",
        "5月",
        "1号",
    ],
)
def test_what_only_looks_like_a_unit(text: str) -> None:
    assert find_quantities(fold(text)) == []
