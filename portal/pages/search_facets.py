"""The filters of the search page: what can be ticked, what is ticked, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.pages.search_address import Asked
from reports.models import District
from search.facets import FACETS
from search.searching import FacetValue, SearchResult

SHOWN = 8
BAR_WIDTH, BAR_TOP, BAR_BASE = 240.0, 8.0, 64.0
LISTS = {"district": "districts", "topic": "topics", "kind": "kinds", "stage": "stages"}
TITLES = {facet.field: facet.title for facet in FACETS}


@dataclass(frozen=True, slots=True)
class FacetItem:
    """A line with a tick box. ``exclude`` is what the address says to leave it out, ``restore`` the way back."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    indented: bool
    exclude: str
    restore: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """``items`` are shown, ``more`` fold out. ``clear`` is empty where nothing is ticked."""

    field: str
    title: str
    items: tuple[FacetItem, ...]
    more: tuple[FacetItem, ...]
    clear: str
    excluded: int


@dataclass(frozen=True, slots=True)
class Bar:
    year: int
    x: str
    y: str
    width: str
    height: str
    chosen: bool
    title: str


@dataclass(frozen=True, slots=True)
class YearBars:
    """The histogram of years. ``span`` is what is chosen, in words; ``left`` and ``right`` frame it."""

    bars: tuple[Bar, ...]
    years: tuple[FacetItem, ...]
    ticks: tuple[tuple[str, int, str], ...]
    span: str
    clear: str
    left: str
    right: str
    brush: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on. ``css`` is empty, is-not or is-syn."""

    key: str
    value: str
    remove: str
    hint: str
    css: str = ""


def groups(result: SearchResult, asked: Asked) -> list[FacetGroup]:
    """District, topic, kind and stage; a group without values is left out."""
    made = [_group(name, result.facets.get(name, ()), asked) for name in LISTS]
    return [group for group in made if group.items]


def _group(name: str, values: Sequence[FacetValue], asked: Asked) -> FacetGroup:
    ordered = [(value, False) for value in values]
    if name == "district":
        ordered = _as_tree(values)
    items = [_item(name, value, asked, indented=indented) for value, indented in ordered]
    shown = [item for index, item in enumerate(items) if index < SHOWN + 1 or item.selected or item.excluded]
    # A single line is not worth folding away.
    if len(items) - len(shown) <= 1:
        shown = items
    more = tuple(item for item in items if item not in shown)
    on = any(item.selected or item.excluded for item in items)
    clear = asked.url(**{LISTS[name]: (), "excluded": _others(asked, name)}) if on else ""
    return FacetGroup(name, TITLES[name], tuple(shown), more, clear, sum(item.excluded for item in items))


def _others(asked: Asked, name: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in asked.excluded if pair[0] != name)


def _item(name: str, value: FacetValue, asked: Asked, *, indented: bool = False) -> FacetItem:
    return FacetItem(
        value.value,
        value.label,
        value.count,
        value.selected,
        value.excluded,
        indented,
        f"{name}:{value.value}",
        asked.without("excluded", (name, value.value)),
    )


def _as_tree(values: Sequence[FacetValue]) -> list[tuple[FacetValue, bool]]:
    """Cities by count, each followed by its districts in the city's own order. One query."""
    by_code = {value.value: value for value in values}
    rows = (
        District.objects.filter(code__in=by_code).values_list("code", "parent__code", "order").order_by("order", "code")
    )
    parents = {code: parent for code, parent, _order in rows}
    order = {code: place for place, (code, _parent, _order) in enumerate(rows)}
    tops = [value for value in values if parents.get(value.value) not in by_code]
    tree: list[tuple[FacetValue, bool]] = []
    for top in tops:
        tree.append((top, False))
        below = [value for value in values if parents.get(value.value) == top.value]
        tree.extend((value, True) for value in sorted(below, key=lambda value: order.get(value.value, 0)))
    return tree


def year_bars(result: SearchResult, asked: Asked) -> YearBars | None:
    """None where no year is known at all."""
    values = {int(value.value): value for value in result.facets.get("year", ()) if value.value.isdigit()}
    if not values:
        return None
    years = range(min(values), max(values) + 1)
    step = BAR_WIDTH / len(years)
    most = max(value.count for value in values.values()) or 1
    chosen = {year for year in years if _is_chosen(year, asked)}

    def bar(index: int, year: int) -> Bar:
        count = values[year].count if year in values else 0
        height = (BAR_BASE - BAR_TOP) * count / most
        title = _("%(year)s 年，%(count)s 条") % {"year": year, "count": count}
        gap = min(1.5, step / 8)
        return Bar(
            year, _f(index * step + gap), _f(BAR_BASE - height), _f(step - 2 * gap), _f(height), year in chosen, title
        )

    left, right = _brush(asked, years, step)
    return YearBars(
        bars=tuple(bar(index, year) for index, year in enumerate(years)),
        years=tuple(_item("year", values[year], asked) for year in sorted(values, reverse=True)),
        ticks=_ticks(years, step),
        span=_span(asked),
        clear=asked.url(years=(), year_from=None, year_to=None) if _span(asked) else "",
        left=_f(left),
        right=_f(right),
        brush=_f(right - left),
    )


def _is_chosen(year: int, asked: Asked) -> bool:
    if year in asked.years:
        return True
    if asked.year_from is None and asked.year_to is None:
        return False
    return (asked.year_from or year) <= year <= (asked.year_to or year)


def _brush(asked: Asked, years: range, step: float) -> tuple[float, float]:
    if asked.year_from is None and asked.year_to is None:
        return 0.0, 0.0
    first = min(max(asked.year_from or years[0], years[0]), years[-1])
    last = max(min(asked.year_to or years[-1], years[-1]), first)
    return (first - years[0]) * step, (last - years[0] + 1) * step


def _ticks(years: range, step: float) -> tuple[tuple[str, int, str], ...]:
    """(x, year, anchor): the ends, and the round years between them where there is room."""
    inner = [year for year in years[2:-2] if year % 5 == 0] if len(years) > 6 else []
    middle = [((year - years[0] + 0.5) * step, year, "middle") for year in inner]
    ends = [(0.0, years[0], "start"), (BAR_WIDTH, years[-1], "end")] if len(years) > 1 else []
    single = [] if ends else [(BAR_WIDTH / 2, years[0], "middle")]
    return tuple((_f(x), year, anchor) for x, year, anchor in [*ends[:1], *middle, *ends[1:], *single])


def _span(asked: Asked) -> str:
    if asked.year_from or asked.year_to:
        return f"{asked.year_from or ''}—{asked.year_to or ''}"
    return "、".join(str(year) for year in asked.years)


def _f(number: float) -> str:
    return f"{number:.1f}"


def chips(result: SearchResult, asked: Asked) -> list[Chip]:
    """Every filter that is on, each with its way out."""
    labels = {(name, value.value): value.label for name, values in result.facets.items() for value in values}
    made = []
    if asked.within:
        made.append(Chip(_("结果中"), asked.within, asked.url(within=""), _("不在结果中检索")))
    if asked.year_from or asked.year_to:
        off = asked.url(year_from=None, year_to=None)
        made.append(Chip(_("年度"), f"{asked.year_from or ''}—{asked.year_to or ''}", off, _("去掉年度条件")))
    made += [Chip(_("年度"), str(year), asked.without("years", year), _("去掉年度条件")) for year in asked.years]
    for name, attribute in LISTS.items():
        for value in getattr(asked, attribute):
            label = labels.get((name, value), value)
            made.append(Chip(TITLES[name], label, asked.without(attribute, value), _("去掉%s") % label))
    if asked.metrics:
        made.append(Chip(_("指标"), _("只看含数的节"), asked.url(metrics=False), _("去掉指标条件")))
    for name, value in asked.excluded:
        label = labels.get((name, value), value)
        off = asked.without("excluded", (name, value))
        made.append(Chip(_("不含"), label, off, _("去掉排除条件"), "is-not"))
    if result.expanded:
        made.append(Chip(_("已扩展"), "、".join(result.expanded), asked.url(expand=False), _("不用同义词"), "is-syn"))
    return made
