"""Charts never bridge a gap."""

from __future__ import annotations

from decimal import Decimal

from portal.pages.charts import Mark, axis, line_chart, sparkline


def marks(**values: str) -> dict[int, Mark]:
    return {int(year[1:]): Mark(Decimal(value)) for year, value in values.items()}


def test_a_missing_year_breaks_the_line():
    chart = line_chart("指标", "%", range(2011, 2016), marks(y2011="1", y2012="2", y2014="3", y2015="4"), {})
    assert chart is not None
    assert chart.actual.count("M") == 2
    assert len(chart.dots) == 4
    assert chart.last is not None
    assert chart.last.text == "4"


def test_nothing_to_draw():
    assert line_chart("指标", "%", range(2011, 2016), {}, {}) is None
    assert sparkline([2011], {2011: Decimal(1)}) is None


def test_a_sparkline_shows_lonely_values_as_dots():
    spark = sparkline([2011, 2013], {2011: Decimal(1), 2013: Decimal(2)})
    assert spark is not None
    assert "L" not in spark.path
    assert len(spark.alone) == 2


def test_labels_of_neighbouring_years_do_not_collide():
    chart = line_chart("指标", "%", range(2010, 2026), marks(y2020="90", y2024="95.4"), marks(y2025="95"))
    assert chart is not None
    assert chart.last is not None
    assert chart.last_plan is not None
    assert chart.last.anchor == "middle"
    assert abs(float(chart.last.y) - float(chart.last_plan.y)) >= 13


def test_equal_end_labels_stand_once_and_close_ones_apart():
    chart = line_chart("指标", "%", [2011, 2012], marks(y2011="1", y2012="2"), marks(y2012="2"))
    assert chart is not None
    assert chart.last_plan is None
    chart = line_chart("指标", "%", [2011, 2012], marks(y2011="0", y2012="2"), marks(y2012="2.05"))
    assert chart is not None
    assert chart.last is not None
    assert chart.last_plan is not None
    assert abs(float(chart.last.y) - float(chart.last_plan.y)) >= 13


def test_axis_holds_all_values_in_few_round_marks():
    for low, high in (("61.2", "95.1"), ("0", "3"), ("-5", "5"), ("0.001", "0.0023"), ("183000000", "990000000")):
        found = axis(Decimal(low), Decimal(high))
        assert found[0] <= Decimal(low)
        assert found[-1] >= Decimal(high)
        assert 3 <= len(found) <= 7
