"""What a reviewer's form says, as changes for ``reports.correcting``. Every value is hostile until it passed here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.pages import parameters
from reports.correcting import Change
from reports.models import Report, Section
from reports.parsing import anchors
from reports.parsing.anchors import anchor_of
from reports.parsing.apply import report_anchor, section_anchor, text_anchor
from reports.parsing.borders import is_reordered
from reports.parsing.repairs import repairs_of
from reports.parsing.types import ParsedSection, Span
from reports.screening import personal_numbers
from reports.selectors import places
from reports.selectors.review import Desk

UNITS = ("year", "half", "quarter", "school_year", "term")
LONGEST_TITLE = 300
DEEPEST = 9
LONGEST_JOINT = 20


class UnclearFormError(ValueError):
    """What the form says cannot be understood; the message says what and why, in Chinese."""


def of_fields(desk: Desk, form: QueryDict) -> list[Change]:
    """Title, kind, topic, period and issuer: those that differ from what is there."""
    parsed, anchor = desk.parsed, report_anchor(desk.parsed, desk.extracted)
    title = parameters.text(form, "title", LONGEST_TITLE)
    if not title:
        raise UnclearFormError(_("题名不能为空，没有保存。"))
    period = {"start": parsed.period.start, "end": parsed.period.end} | {
        "unit": parsed.period.unit,
        "half": parsed.period.half,
    }
    issuer = place_json(parsed.issuer, "institution")
    wanted: dict[str, tuple[Any, Any]] = {
        "title": (parsed.title, title),
        "kind": (parsed.kind, parameters.one_of(form, "kind", tuple(Report.Kind.values)) or parsed.kind),
        "topic": (parsed.topic or "", parameters.text(form, "topic", 60)),
        "period": (period, _period(form)),
        "issuer": (issuer, _issuer(form)),
    }
    return [Change("report", name, anchor, old, new) for name, (old, new) in wanted.items() if old != new]


def _period(form: QueryDict) -> dict[str, Any]:
    first, last = year_in(form, "start"), year_in(form, "end")
    first, last = first or last, last or first
    if first is not None and last is not None and last < first:
        raise UnclearFormError(_("截止年早于起始年，没有保存。请改成先后相符的年份。"))
    unit = parameters.one_of(form, "unit", UNITS) or "year"
    half = parameters.whole_number(parameters.text(form, "half", 4), 1, 4)
    return {"start": first, "end": last, "unit": unit, "half": None if unit in ("year", "school_year") else half}


def year_in(form: QueryDict, key: str) -> int | None:
    words, year = parameters.text(form, key, 24), parameters.year(form, key)
    if words and year is None:
        raise UnclearFormError(_("年份“%(year)s”读不懂，没有保存。请写四位数字，如 2012。") % {"year": words})
    return year


def _issuer(form: QueryDict) -> dict[str, Any] | None:
    place = place_in(form, "issuer")
    institution = parameters.text(form, "institution", 120) or None
    if place is None and institution:
        raise UnclearFormError(_("只填了机构没有填地区，没有保存。请写明它是哪个地区的。"))
    return {**place, "institution": institution} if place else None


def place_in(form: QueryDict, key: str) -> dict[str, str] | None:
    """A district by name or code as a place; None for an empty field."""
    words = parameters.text(form, key, 60)
    if not words:
        return None
    found = places.district_given(words)
    if found is None:
        raise UnclearFormError(
            _("没有叫“%(name)s”的区县，或同名的不止一个，没有保存。请改用代码，如 510521。") % {"name": words}
        )
    return {"name": found.name, "code": found.code}


def place_json(value: Any, *more: str) -> dict[str, Any] | None:
    return {name: getattr(value, name) for name in ("name", "code", *more)} if value else None


def section_of(desk: Desk, form: QueryDict) -> Section:
    key = parameters.whole_number(parameters.text(form, "section", 20), 1, 10**12)
    found = next((section for section in desk.sections if section.pk == key), None)
    if found is None:
        raise UnclearFormError(_("这一节已经不在了，没有保存。请看过新的内容后再改。"))
    return found


def of_section(desk: Desk, form: QueryDict) -> list[Change]:
    """What ``do`` asks for a section: new words, another border, another depth."""
    do = parameters.one_of(form, "do", tuple(SECTION_ACTS))
    if not do:
        raise UnclearFormError(_("没有说明要做什么，没有保存。"))
    return SECTION_ACTS[do](desk, form)


def _section_fields(desk: Desk, form: QueryDict) -> list[Change]:
    section, anchor = _parsed_section(desk, form)
    level = parameters.whole_number(parameters.text(form, "level", 4), 1, DEEPEST) or section.level
    wanted: dict[str, tuple[Any, Any]] = {
        "heading": (section.heading, parameters.text(form, "heading", LONGEST_TITLE)),
        "district": (place_json(section.district), place_in(form, "district")),
        "topic": (section.topic or "", parameters.text(form, "topic", 60)),
        "level": (section.level, level),
    }
    return [Change("section", name, anchor, old, new) for name, (old, new) in wanted.items() if old != new]


def _parsed_section(desk: Desk, form: QueryDict) -> tuple[ParsedSection, anchors.Anchor]:
    section = desk.parsed.sections[section_of(desk, form).index]
    return section, section_anchor(section, desk.extracted)


def _merge(desk: Desk, form: QueryDict) -> list[Change]:
    section, anchor = _parsed_section(desk, form)
    return [Change("border", "merge", anchor, section.heading)]


def _split(desk: Desk, form: QueryDict) -> list[Change]:
    """A new section begins at the line ``at``, or at the words ``words`` in it."""
    return [Change("border", "split", words_anchor(desk, form))]


def _move(desk: Desk, form: QueryDict) -> list[Change]:
    section, anchor = _parsed_section(desk, form)
    return [Change("border", "move", anchor, section.heading, anchors.to_json(words_anchor(desk, form)))]


def _step(by: int) -> Callable[[Desk, QueryDict], list[Change]]:
    """The border goes up or down by one line."""

    def change(desk: Desk, form: QueryDict) -> list[Change]:
        section, anchor = _parsed_section(desk, form)
        line = neighbour_line(desk.extracted, anchor.start, by)
        if line is None:
            raise UnclearFormError(_("边界已经到头，没有移动。"))
        target = anchor_of(desk.extracted, line.start, line.end)
        return [Change("border", "move", anchor, section.heading, anchors.to_json(target))]

    return change


SECTION_ACTS: dict[str, Callable[[Desk, QueryDict], list[Change]]] = {
    "save": _section_fields,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "up": _step(-1),
    "down": _step(1),
}


def neighbour_line(text: str, at: int, by: int) -> Span | None:
    """The next line with words after the one that holds ``at``, or the one before it.

    >>> neighbour_line("甲\\n\\n乙丙\\n丁", 3, -1), neighbour_line("甲\\n\\n乙丙\\n丁", 3, 1)
    (Span(start=0, end=1), Span(start=6, end=7))
    """
    if by > 0:
        start = text.find("\n", at)
        while start >= 0:
            stop = text.find("\n", start + 1)
            line = text[start + 1 : stop if stop >= 0 else len(text)]
            if line.strip():
                return _bare(start + 1, line)
            start = stop
        return None
    stop = text.rfind("\n", 0, at)
    while stop > 0:
        start = text.rfind("\n", 0, stop) + 1
        if text[start:stop].strip():
            return _bare(start, text[start:stop])
        stop = start - 1
    return None


def _bare(start: int, line: str) -> Span:
    first = start + len(line) - len(line.lstrip())
    return Span(first, first + len(line.strip()))


def line_at(desk: Desk, form: QueryDict) -> Span:
    """The line of the extracted text that begins at the offset ``at``."""
    at = parameters.whole_number(parameters.text(form, "at", 20), 0, max(0, len(desk.extracted) - 1))
    if at is None:
        raise UnclearFormError(_("没有选中原文的哪一行，没有保存。请先点行号。"))
    stop = desk.extracted.find("\n", at)
    return _bare(at, desk.extracted[at : len(desk.extracted) if stop < 0 else stop])


def words_anchor(desk: Desk, form: QueryDict) -> anchors.Anchor:
    """The words named, in the line named; the whole line where none are."""
    line = line_at(desk, form)
    words = parameters.text(form, "words", 200)
    text = desk.extracted[line.start : line.end]
    if words and text.count(words) != 1:
        raise UnclearFormError(
            _("这一行里找不到“%(words)s”，或不止一处，没有保存。请照原文多写几个字。") % {"words": words}
        )
    start = line.start + (text.index(words) if words else 0)
    return anchor_of(desk.extracted, start, max(start + 1, start + len(words) if words else line.end))


def of_repairs(desk: Desk, form: QueryDict) -> list[Change]:
    """``do``: all that was mended is accepted, the pieces go back to what is printed, or one joint is parted."""
    do, _colon, number = parameters.text(form, "do", 20).partition(":")
    if do == "apart":
        return [_apart(desk, parameters.whole_number(number, 0, 10**6))]
    if do not in ("accepted", "printed"):
        raise UnclearFormError(_("没有说明要采纳还是还原，没有保存。"))
    if do == "printed" and not is_reordered(desk.parsed, desk.extracted):
        raise UnclearFormError(_("这份报告没有调整过次序，不用还原。"))
    anchor = report_anchor(desk.parsed, desk.extracted)
    return [Change("stitching", "order", anchor, list(desk.parsed.repairs), do)]


def _apart(desk: Desk, number: int | None) -> Change:
    """The words joined by the repair of that number, parted where the source breaks the line."""
    found = dict(enumerate(repairs_of(desk.parsed, desk.extracted))).get(-1 if number is None else number)
    if found is None or found.at is None:
        raise UnclearFormError(_("这一处已经不在了，没有断开。请看过新的内容后再改。"))
    line_end = desk.parsed.text.find("\n", found.at)
    stop = min(found.at + LONGEST_JOINT, line_end if line_end > 0 else len(desk.parsed.text))
    return Change("stitching", "joint", text_anchor(desk.parsed, desk.extracted, found.at, stop))


def of_mask(desk: Desk, form: QueryDict) -> list[Change]:
    """Every identity and telephone number of the report, or the one at ``at``, hidden from readers."""
    at = parameters.whole_number(parameters.text(form, "at", 20), 0, len(desk.parsed.text))
    found = [n for n in personal_numbers(desk.parsed.text) if at is None or n.start == at]
    if not found:
        raise UnclearFormError(_("没有找到要遮去的号码，没有保存。"))
    return [Change("mask", "text", text_anchor(desk.parsed, desk.extracted, n.start, n.end)) for n in found]
