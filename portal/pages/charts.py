"""Line charts and sparklines as coordinates for server-drawn SVG. Gaps break the line, they are never bridged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from django.utils.translation import gettext as _

LEFT, RIGHT, TOP, BOTTOM = 40.0, 290.0, 12.0, 166.0
WIDTH = 336
CLOSE = 13.0
"""Points of height under which two end labels would run into each other."""
WIDEST_LABEL = 34.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A value's place, its link, and what is said on hover and focus: first line the value, second the sentence."""

    x: str
    y: str
    year: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Label:
    x: str
    y: str
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to be drawn. ``text`` is it in words (≥120), ``title`` the sentence it comes from."""

    value: Decimal
    text: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template prints; coordinates are strings with one decimal."""

    name: str
    unit: str
    years: str
    actual: str
    planned: str
    dots: tuple[Dot, ...]
    plan_dots: tuple[Dot, ...]
    grid: tuple[Label, ...]
    ticks: tuple[Label, ...]
    gaps: tuple[tuple[str, str], ...]
    last: Label | None
    last_plan: Label | None


def line_chart(
    name: str,
    unit: str,
    years: Sequence[int],
    actual: Mapping[int, Mark],
    planned: Mapping[int, Mark],
    missing: frozenset[int] = frozenset(),
) -> Chart | None:
    """None without any value. ``missing`` years (no report at all) are shaded."""
    values = [mark.value for mark in (*actual.values(), *planned.values())]
    if not values or not years:
        return None
    marks = axis(min(values), max(values))
    low, high = marks[0], marks[-1]

    def across(year: int) -> float:
        return LEFT + (RIGHT - LEFT) * ((year - years[0]) / (years[-1] - years[0]) if len(years) > 1 else 0.5)

    def height(value: Decimal) -> float:
        return BOTTOM - (BOTTOM - TOP) * float((value - low) / (high - low))

    # A plan that was overtaken has its dot; its label would stand in the line.
    ahead = planned if not actual or max(planned, default=0) >= max(actual) else {}
    last, last_plan = _apart(_end_label(actual, across, height), _end_label(ahead, across, height))
    return Chart(
        name=name,
        unit=unit,
        years=f"{years[0]}—{years[-1]}",
        actual=_path(actual, across, height),
        planned=_path(planned, across, height),
        dots=_dots(actual, across, height, unit, _("实际")),
        plan_dots=_dots(planned, across, height, unit, _("计划")),
        grid=tuple(Label(_f(LEFT), _f(height(mark)), _plain(mark), "end") for mark in marks),
        ticks=tuple(Label(_f(across(year)), "183", str(year), "middle") for year in _few(years)),
        gaps=_gaps(missing, across, half=(RIGHT - LEFT) / max(1, len(years) - 1) / 3),
        last=last,
        last_plan=last_plan,
    )


Across = Callable[[int], float]
Height = Callable[[Decimal], float]


def _dots(series: Mapping[int, Mark], across: Across, height: Height, unit: str, kind: str) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            _f(across(year)),
            _f(height(mark.value)),
            year,
            f"{year} {kind} {mark.text} {unit}".strip() + f"\n{mark.title}",
            mark.url,
        )
        for year, mark in sorted(series.items())
    )


def _gaps(missing: frozenset[int], across: Across, half: float) -> tuple[tuple[str, str], ...]:
    """Left edge and width of the shade over each missing year, ``half`` to either side and within the chart."""
    edges = [(max(LEFT, across(year) - half), min(RIGHT, across(year) + half)) for year in sorted(missing)]
    return tuple((_f(left), _f(right - left)) for left, right in edges)


def _path(series: Mapping[int, Mark], across: Across, height: Height) -> str:
    """``M`` begins anew after each year that has no value."""
    points, previous = [], None
    for year in sorted(series):
        move = "L" if previous == year - 1 else "M"
        points.append(f"{move}{_f(across(year))} {_f(height(series[year].value))}")
        previous = year
    return "".join(points)


def _end_label(series: Mapping[int, Mark], across: Across, height: Height) -> Label | None:
    if not series:
        return None
    year = max(series)
    value = series[year].value
    return Label(_f(across(year) + 8), _f(height(value) + 4), _plain(value))


def _collide(first: Label, second: Label) -> bool:
    """Whether the label of an earlier year runs into the dot or label of a later one."""
    ahead = float(second.x) - float(first.x)
    return 0 < ahead < WIDEST_LABEL and abs(float(first.y) - float(second.y)) < CLOSE


def _apart(first: Label | None, second: Label | None) -> tuple[Label | None, Label | None]:
    """Two end labels moved apart; one of two equal ones is enough."""
    if first and second and _collide(first, second):
        away = CLOSE if float(first.y) > float(second.y) else -CLOSE
        return Label(_f(float(first.x) - 8), _f(float(first.y) + away), first.text, "middle"), second
    if first and second and first.x == second.x and abs(float(first.y) - float(second.y)) < CLOSE:
        if first.text == second.text:
            return first, None
        down = CLOSE if float(second.y) >= float(first.y) else -CLOSE
        second = Label(second.x, _f(float(first.y) + down), second.text)
    return first, second


def axis(low: Decimal, high: Decimal) -> list[Decimal]:
    """Three to six round marks that hold all values; 0 only where a value is near it.

    >>> [str(mark) for mark in axis(Decimal("61.2"), Decimal("95.1"))]
    ['60', '70', '80', '90', '100']
    >>> [str(mark) for mark in axis(Decimal(5), Decimal(5))]
    ['4', '5', '6']
    """
    if low == high:
        pad = abs(low) / 5 or Decimal(1)
        return [_tidy(low - pad), _tidy(low), _tidy(low + pad)]
    rough = (high - low) / 4
    magnitude = Decimal(10) ** floor(log10(float(rough)))
    step = next(magnitude * factor for factor in (1, 2, Decimal("2.5"), 5, 10) if magnitude * factor >= rough)
    first = floor(low / step)
    marks = [step * first]
    while marks[-1] < high:
        marks.append(marks[-1] + step)
    return [_tidy(mark) for mark in marks]


@dataclass(frozen=True, slots=True)
class Spark:
    """A line of 120 by 28 without axis; ``x`` and ``y`` place the last dot, ``alone`` values without neighbours."""

    path: str
    x: str
    y: str
    alone: tuple[tuple[str, str], ...] = ()


def sparkline(years: Sequence[int], values: Mapping[int, Decimal]) -> Spark | None:
    """None for fewer than two values. A value without neighbours is a dot: nothing is bridged."""
    if len(values) < 2:
        return None
    low, high = min(values.values()), max(values.values())
    first, last = years[0], years[-1]

    def across(year: int) -> float:
        return 3 + 114 * (year - first) / max(1, last - first)

    def height(value: Decimal) -> float:
        return 14.0 if low == high else 24 - 20 * float((value - low) / (high - low))

    marks = {year: Mark(value) for year, value in values.items()}
    end = max(values)
    alone = tuple(
        (_f(across(year)), _f(height(values[year])))
        for year in sorted(values)
        if year - 1 not in values and year + 1 not in values
    )
    return Spark(_path(marks, across, height), _f(across(end)), _f(height(values[end])), alone)


def _few(years: Sequence[int]) -> list[int]:
    """First, middle and last year; all where they are few."""
    return list(years) if len(years) <= 4 else [years[0], years[len(years) // 2], years[-1]]


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _plain(value: Decimal) -> str:
    return f"{_tidy(value):,f}".replace("-", "−")


def _f(number: float) -> str:
    return f"{number:.1f}"
