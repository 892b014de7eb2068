"""A report's running text and its list of numbers. Written here and not in a template: a long report has hundreds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from portal.pages.report import NumberLine
from portal.pages.typeset import Piece
from reports.models import Report

register = template.Library()

NUMBER = '<a class="wl-num {css}"{anchor} href="/numbers/{pk}/" title="{hint}">{words}</a>'
ROW = (
    '<th scope="row">{name}{place}</th><td class="n"><a class="wl-num {css}" href="#n{pk}" title="{hint}">{printed}</a>'
    '</td><td class="y">{year}</td>'
)


@register.simple_tag
def running(pieces: Sequence[Piece], numbers: Mapping[int, NumberLine]) -> SafeString:
    """Pieces of text: recognised numbers underlined, searched words marked, all of it escaped."""
    return mark_safe("".join(_piece(piece, numbers) for piece in pieces))  # noqa: S308 - each piece is escaped below


def _piece(piece: Piece, numbers: Mapping[int, NumberLine]) -> str:
    words = conditional_escape(piece.text)
    if piece.number is None:
        words = format_html("<b>{}</b>", words) if piece.strong else words
        return format_html("<mark>{}</mark>", words) if piece.marked else words
    words = format_html("<mark>{}</mark>", words) if piece.marked else words
    line = numbers[piece.number.pk]
    anchor = format_html(' id="n{}"', piece.number.pk) if piece.opens_number else ""
    return format_html(NUMBER, css=line.css, anchor=anchor, pk=piece.number.pk, hint=line.hint, words=words)


@register.simple_tag
def number_cells(line: NumberLine, report: Report) -> SafeString:
    """The first cells of a number's row: what it measures and where, how it is printed, and its year."""
    metric = line.metric
    other_place = metric.district is not None and metric.district_id != report.issuer_id
    place = format_html('<br><span class="wl-dim">{}</span>', metric.district) if other_place else ""
    return format_html(
        ROW, name=f"{metric.qualifier}{line.indicator}", place=place, css=line.css, pk=metric.pk, hint=line.hint,
        printed=metric.printed, year=line.year,
    )  # fmt: skip
