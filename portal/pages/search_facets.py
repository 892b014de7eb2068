"""The filters of the search page: what can be ticked, what is ticked, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.pages.search_address import LISTS, Asked
from portal.pages.search_tree import Branch, branches
from search.facets import FACETS
from search.searching import FacetValue, SearchResult

SHOWN = 9
"""Lines of a facet before the rest is folded away; ticked ones are always among them."""
TITLES = {facet.field: facet.title for facet in FACETS}


class FacetItem(NamedTuple):
    """A line with a tick box. ``restore`` is the way back from its exclusion, empty where it is not excluded."""

    value: FacetValue
    indented: bool = False
    restore: str = ""

    @property
    def is_ticked(self) -> bool:
        return self.value.selected or self.value.excluded


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """``folded`` lines are not among ``items``; ``toggle`` unfolds them, or folds them where ``is_open``.

    ``clear`` is empty where nothing is ticked.
    """

    field: str
    title: str
    items: tuple[FacetItem, ...]
    folded: int
    is_open: bool
    toggle: str
    clear: str
    excluded: int


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
    return [made for name in LISTS if (made := group(name, result.facets.get(name, ()), asked))]


def group(name: str, values: Sequence[FacetValue], asked: Asked) -> FacetGroup | None:
    """None where there is nothing to choose from."""
    if not values:
        return None
    tree = branches(values) if name == "district" else [Branch(value, ()) for value in values]
    every = _items(name, tree, asked)
    short = _folded(tree, every)
    is_open = name in asked.opened and len(short) < len(every)
    others = tuple(field for field in asked.opened if field != name)
    toggle = asked.url(page=asked.page, opened=others if is_open else (*others, name))
    on = any(item.is_ticked for item in every)
    return FacetGroup(
        field=name,
        title=TITLES[name],
        items=tuple(every if is_open else short),
        folded=0 if is_open else len(every) - len(short),
        is_open=is_open,
        toggle=toggle,
        clear=asked.url(**{LISTS[name]: (), "excluded": _others(asked, name)}) if on else "",
        excluded=sum(item.value.excluded for item in every),
    )


def _others(asked: Asked, name: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in asked.excluded if pair[0] != name)


def _items(name: str, tree: list[Branch], asked: Asked) -> list[FacetItem]:
    items = []
    for branch in tree:
        items.append(_item(name, branch.top, asked))
        items.extend(_item(name, value, asked, indented=True) for value in branch.below)
    return items


def _item(name: str, value: FacetValue, asked: Asked, *, indented: bool = False) -> FacetItem:
    restore = asked.without("excluded", (name, value.value)) if value.excluded else ""
    return FacetItem(value, indented, restore)


def _folded(tree: list[Branch], items: list[FacetItem]) -> list[FacetItem]:
    """What is shown at first, the ticked lines always; a single line is not worth folding away.

    Of several cities the first are shown alone, with their districts only where something is ticked among them.
    """
    if sum(bool(branch.below) for branch in tree) > 1:
        kept = {branch.top.value for branch in tree[:SHOWN]}
        kept |= {value.value for branch in tree if branch.is_touched for value in (branch.top, *branch.below)}
        shown = [item for item in items if item.value.value in kept]
    else:
        shown = [item for index, item in enumerate(items) if index < SHOWN or item.is_ticked]
    return shown if len(items) - len(shown) > 1 else items


def chips(result: SearchResult, asked: Asked) -> list[Chip]:
    """Every filter that is on, each with its way out."""
    made = []
    if asked.within:
        made.append(Chip(_("结果中"), asked.within, asked.url(within=""), _("不在结果中检索")))
    if asked.year_from or asked.year_to:
        off = asked.url(year_from=None, year_to=None)
        made.append(Chip(_("年度"), f"{asked.year_from or ''}—{asked.year_to or ''}", off, _("去掉年度条件")))
    made += [Chip(_("年度"), str(year), asked.without("years", year), _("去掉年度条件")) for year in asked.years]
    for name, attribute in LISTS.items():
        for value in getattr(asked, attribute):
            label = _label(result, name, value)
            made.append(Chip(TITLES[name], label, asked.without(attribute, value), _("去掉%s") % label))
    if asked.metrics:
        made.append(Chip(_("指标"), _("只看含数的节"), asked.url(metrics=False), _("去掉指标条件")))
    for name, value in asked.excluded:
        label = _label(result, name, value)
        off = asked.without("excluded", (name, value))
        made.append(Chip(_("不含"), label, off, _("去掉排除条件"), "is-not"))
    if result.expanded:
        made.append(Chip(_("已扩展"), "、".join(result.expanded), asked.url(expand=False), _("不用同义词"), "is-syn"))
    return made


def _label(result: SearchResult, name: str, value: str) -> str:
    return next((each.label for each in result.facets.get(name, ()) if each.value == value), value)
