"""The lines that a page of results has by the dozen, as markup: the template language would take most of its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.pages.markup import filled
from portal.pages.search_export import KINDS
from portal.pages.search_facets import FacetItem
from portal.pages.search_hits import HitLine, NumberTag
from portal.pages.search_years import Bar
from portal.templatetags.basket import collect_button
from search.highlight import Piece
from search.searching import FacetValue

TICK = (
    '<label class="wl-check{css}"><input type="checkbox" form="search" id="f-{name}-{value}" name="{name}"'
    ' value="{value}"{checked}><span>{label}</span>{other}<b>{count}</b></label>'
)
EXCLUDE = '<button class="not" type="submit" form="search" name="not" value="{}:{}" aria-label="{}{}">{}</button>'
RESTORE = '<a class="not" href="{}" aria-label="{}{}">{}</a>'
HIT = """<article class="wl-hit"><h2><a href="{url}">{title}</a></h2>
{path}<p class="wl-snip">{snippet}</p>
<div class="wl-meta">{meta}{button}</div>
<div class="wl-tags{css}">{tags}</div>
</article>
"""
TAG = '<a class="wl-tag {}" href="/reports/{}/#n{}" title="{}"><span>{}</span><b>{}</b><i>{}</i></a>'
MARK = "<mark>{}</mark>"
CHECKED = SafeString(" checked")
RECT = '<rect{} x="{}" y="{}" width="{}" height="{}" data-year="{}"><title>{}</title></rect>'
ON = SafeString(' class="on"')
NOTHING = SafeString("")


def year_ticks(years: Iterable[FacetValue]) -> SafeString:
    return _joined(_tick("year", year, "", NOTHING) for year in years)


def year_rects(bars: Iterable[Bar]) -> SafeString:
    return _joined(
        filled(RECT, ON if bar.chosen else "", bar.x, bar.y, bar.width, bar.height, str(bar.year), bar.title)
        for bar in bars
    )


def facet_ticks(name: str, items: Iterable[FacetItem]) -> SafeString:
    """Tick boxes, each with the button that excludes its value or the link that brings it back."""
    exclude, restore = _("排除"), _("恢复")
    return _joined(
        _tick(
            name,
            item.value,
            " is-in" if item.indented else "",
            filled(RESTORE, item.restore, restore, item.value.label, restore)
            if item.restore
            else filled(EXCLUDE, name, item.value.value, exclude, item.value.label, exclude),
        )
        for item in items
    )


def _tick(name: str, value: FacetValue, css: str, other: SafeString) -> SafeString:
    marks = (value.selected, " is-on"), (value.excluded, " is-not"), (not value.count, " is-zero")
    return filled(
        TICK,
        css=css + "".join(mark for holds, mark in marks if holds),
        name=name,
        value=value.value,
        checked=CHECKED if value.selected else "",
        label=value.label,
        other=other,
        count=f"{value.count:,}",
    )


def hits(lines: Iterable[HitLine], request: HttpRequest) -> SafeString:
    return _joined(_hit(line, request) for line in lines)


def _hit(line: HitLine, request: HttpRequest) -> SafeString:
    hit = line.hit
    path = SafeString(" › ").join(pieces(heading) for heading in hit.path_pieces)
    return filled(
        HIT,
        url=line.url,
        title=pieces(hit.title_pieces),
        path=filled('<div class="wl-path">{}</div>\n', SafeString(path)) if path else "",
        snippet=pieces(line.snippet),
        meta=_meta(line),
        button=collect_button(request, "section", hit.section_id),
        css="" if line.numbers else " wl-dim wl-only-l",
        tags=_tags(line.numbers, hit.report_id) + _unseen(line) if line.numbers else _("本节无数"),
    )


def _meta(line: HitLine) -> SafeString:
    hit = line.hit
    strong = (line.place, f"{hit.year} {_('年')}" if hit.year else "")
    plain = (hit.topic, KINDS.get(hit.kind, hit.kind))
    more = NOTHING
    if hit.more_in_report > 0:
        more = filled('<a href="{}">{}</a>', line.more_url, _("本报告另有 %s 处") % hit.more_in_report)
    return _joined(
        (
            *(filled("<span><b>{}</b></span>", words) for words in strong if words),
            *(filled("<span>{}</span>", words) for words in plain if words),
            more,
        )
    )


def _tags(numbers: Sequence[NumberTag], report: int) -> SafeString:
    return _joined(
        filled(TAG, tag.css, str(report), str(tag.pk), tag.hint, tag.name, tag.printed, tag.year) for tag in numbers
    )


def _unseen(line: HitLine) -> SafeString:
    if not line.unseen:
        return NOTHING
    return filled('<a class="wl-small" href="{}">{}</a>', line.url, _("另 %s 个数") % line.unseen)


def pieces(found: Iterable[Piece]) -> SafeString:
    """Text with its marked stretches.

    >>> pieces((Piece("<b>", False), Piece("控辍", True)))
    '&lt;b&gt;<mark>控辍</mark>'
    """
    return _joined(filled(MARK, text) if marked else filled("{}", text) for text, marked in found)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    """Every part is safe already."""
    return SafeString("".join(parts))
