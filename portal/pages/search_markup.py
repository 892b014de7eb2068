"""The lines that a page of results has by the dozen, as markup: the template language would take most of its time.

Whatever comes from a report or a visitor passes ``escape`` where it is written into the markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.pages.search_export import KINDS
from portal.pages.search_facets import FacetGroup, FacetItem
from portal.pages.search_hits import HitLine
from portal.pages.search_years import Bar, YearBars
from portal.templatetags.basket import collect_buttons
from search.highlight import Piece
from search.searching import FacetValue

HIT = """<article class="wl-hit"><h2><a href="{url}">{title}</a></h2>
{path}<p class="wl-snip">{snippet}</p>
<div class="wl-meta">{meta}{button}</div>
<div class="wl-tags{css}">{tags}</div>
</article>
"""
CHOSEN = ' class="on"'
GRIP = '<rect class="grip" x="{}" y="23" width="6" height="18" rx="2" transform="translate(-3 0)"/>'
NOTHING = SafeString("")


class Words(NamedTuple):
    """What every hit says in words, as markup; looked up once a page."""

    year: str
    more_hits: str
    more_numbers: str
    no_numbers: str


def year_ticks(years: Iterable[FacetValue]) -> SafeString:
    return _joined(_tick("year", year, "", "") for year in years)


def year_chart(years: YearBars) -> SafeString:
    """The histogram, with what is chosen framed; nothing without bars."""
    if not years.bars:
        return NOTHING
    label = escape(_("各年命中条数")) + (f"，{escape(_('已选'))} {escape(years.span)}" if years.span else "")
    brush = f'<rect class="brush" x="{years.left}" y="0" width="{years.brush}" height="64"/>' if years.brush else ""
    grips = "".join(GRIP.format(x) for x in (years.left, years.right)) if years.brush else ""
    bars = "".join(map(_rect, years.bars))
    ticks = "".join(f'<text x="{x}" y="77" text-anchor="{anchor}">{year}</text>' for x, year, anchor in years.ticks)
    return SafeString(
        '<svg class="wl-bars d-block w-100" viewBox="0 0 240 80" role="img"'
        f' aria-label="{label}" data-bars>{brush}{bars}<path class="axis" d="M0 64H240"/>{grips}{ticks}</svg>'
    )


def _rect(bar: Bar) -> str:
    return (
        f'<rect{CHOSEN if bar.chosen else ""} x="{bar.x}" y="{bar.y}" width="{bar.width}"'
        f' height="{bar.height}" data-year="{bar.year}"><title>{escape(bar.title)}</title></rect>'
    )


def facet_groups(groups: Iterable[FacetGroup]) -> SafeString:
    return _joined(map(_facet_group, groups))


def _facet_group(group: FacetGroup) -> str:
    field = group.field
    told = f"<span>{escape(_('排除 %(n)s') % {'n': group.excluded})}</span>" if group.excluded else ""
    if group.clear:
        told += f'<a class="ms-auto fw-normal" href="{escape(group.clear)}">{escape(_("清除"))}</a>'
    return (
        f'<fieldset class="wl-fac" id="facet-{field}"><legend>{escape(group.title)} {told}</legend>'
        f"{_narrowing(group) if group.is_open else ''}"
        f'<div class="wl-ticks{" is-all" if group.is_open else ""}">{facet_ticks(field, group.items)}</div>'
        f"{_unfolding(group) if group.folded or group.is_open else ''}</fieldset>\n"
    )


def _narrowing(group: FacetGroup) -> str:
    label = escape(_("在%(title)s列表中找") % {"title": group.title})
    hint = escape(_("在列表中找"))
    return (
        f'<input type="search" class="wl-field wl-narrow wl-js" data-narrow placeholder="{hint}" aria-label="{label}">'
    )


def _unfolding(group: FacetGroup) -> str:
    target, toggle = f"#facet-{group.field}", escape(group.toggle)
    words = _("收起") if group.is_open else _("另 %(n)s 项") % {"n": group.folded}
    return (
        f'<a class="wl-unfold" href="{toggle}{target}" hx-get="{toggle}" hx-target="{target}" hx-select="{target}"'
        ' hx-select-oob="#kept:innerHTML" hx-swap="outerHTML"'
        f' aria-expanded="{"true" if group.is_open else "false"}">{escape(words)}</a>'
    )


def facet_ticks(name: str, items: Iterable[FacetItem]) -> SafeString:
    """Tick boxes, each with the button that excludes its value or the link that brings it back."""
    exclude, restore = escape(_("排除")), escape(_("恢复"))
    return _joined(
        _tick(name, value, " is-in" if indented else "", _restore(value, way_back, restore))
        if way_back
        else _tick(name, value, " is-in" if indented else "", _exclude(name, value, exclude))
        for value, indented, way_back in items
    )


def _exclude(name: str, value: FacetValue, words: str) -> str:
    return (
        f'<button class="not" type="submit" form="search" name="not" value="{name}:{escape(value.value)}"'
        f' aria-label="{words}{escape(value.label)}">{words}</button>'
    )


def _restore(value: FacetValue, way_back: str, words: str) -> str:
    return f'<a class="not" href="{escape(way_back)}" aria-label="{words}{escape(value.label)}">{words}</a>'


def _tick(name: str, value: FacetValue, css: str, other: str) -> str:
    """``name`` is a facet's, ``css`` and ``other`` are markup."""
    code = escape(value.value)
    if value.selected:
        css += " is-on"
    if value.excluded:
        css += " is-not"
    if not value.count:
        css += " is-zero"
    return (
        f'<label class="wl-check{css}"><input type="checkbox" form="search" id="f-{name}-{code}" name="{name}"'
        f' value="{code}"{" checked" if value.selected else ""}><span>{escape(value.label)}</span>{other}'
        f"<b>{value.count:,}</b></label>"
    )


def hits(lines: Sequence[HitLine], request: HttpRequest) -> SafeString:
    words = Words(escape(_("年")), escape(_("本报告另有 %s 处")), escape(_("另 %s 个数")), escape(_("本节无数")))
    buttons = collect_buttons(request, "section", [line.hit.section_id for line in lines])
    return _joined(_hit(line, words, button) for line, button in zip(lines, buttons, strict=True))


def _hit(line: HitLine, words: Words, button: SafeString) -> str:
    hit = line.hit
    path = " › ".join(map(pieces, hit.path_pieces))
    return HIT.format(
        url=escape(line.url),
        title=pieces(hit.title_pieces),
        path=f'<div class="wl-path">{path}</div>\n' if path else "",
        snippet=pieces(line.snippet),
        meta=_meta(line, words),
        button=button,
        css="" if line.numbers else " wl-dim wl-only-l",
        tags=_tags(line, words) if line.numbers else words.no_numbers,
    )


def _meta(line: HitLine, words: Words) -> str:
    hit = line.hit
    parts = []
    if line.place:
        parts.append(f"<span><b>{escape(line.place)}</b></span>")
    if hit.year:
        parts.append(f"<span><b>{hit.year} {words.year}</b></span>")
    parts += [f"<span>{escape(plain)}</span>" for plain in (hit.topic, KINDS.get(hit.kind, hit.kind)) if plain]
    if hit.more_in_report > 0:
        parts.append(f'<a href="{escape(line.more_url)}">{words.more_hits % hit.more_in_report}</a>')
    return "".join(parts)


def _tags(line: HitLine, words: Words) -> str:
    """Links to the numbers, and to those that are not noted."""
    report = line.hit.report_id
    tags = [
        f'<a class="wl-tag {tag.css}" href="/reports/{report}/#n{tag.pk}" title="{escape(tag.hint)}">'
        f"<span>{escape(tag.name)}</span><b>{escape(tag.printed)}</b><i>{escape(tag.year)}</i></a>"
        for tag in line.numbers
    ]
    if line.unseen:
        tags.append(f'<a class="wl-small" href="{escape(line.url)}">{words.more_numbers % line.unseen}</a>')
    return "".join(tags)


def pieces(found: Iterable[Piece]) -> SafeString:
    """Text with its marked stretches.

    >>> pieces((Piece("<b>", False), Piece("控辍", True)))
    '&lt;b&gt;<mark>控辍</mark>'
    """
    return _joined(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in found)


def _joined(parts: Iterable[str]) -> SafeString:
    """Every part is markup already."""
    return SafeString("".join(parts))
