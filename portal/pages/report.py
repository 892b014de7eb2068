"""``/reports/<id>/``: one report, typeset for reading; its numbers, its original file, its citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.downloads import attachment
from portal.pages import figures, parameters, searched_words
from portal.pages.typeset import contents, typeset
from reports import originals, publishing
from reports.access import may_have_original, may_see_drafts, visible_to
from reports.exports.citations import Cited, reference
from reports.models import SHOWN_CONFIDENCE, Metric, Report, SourceFile
from reports.screening import without_personal_numbers
from reports.selectors import reading
from reports.selectors.hits import Noted
from reports.selectors.reading import Opened
from reports.selectors.versions import shown_instead
from search.searching import Hit
from search.similar import similar_sections

BASES = {
    "title": gettext_lazy("题名所载"),
    "text": gettext_lazy("正文所载"),
    "cover": gettext_lazy("封面所载"),
    "filename": gettext_lazy("文件名所载"),
    "given": gettext_lazy("上传时指定"),
    "inferred": gettext_lazy("推断"),
}
ALIKE = 5
HALVES = {1: gettext_lazy("上半年"), 2: gettext_lazy("下半年")}
TERMS = {1: gettext_lazy("第一学期"), 2: gettext_lazy("第二学期")}


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number as tables and notes show it."""

    metric: Metric
    indicator: str
    year: str
    converted: str
    css: str
    hint: str
    vouched: str


@dataclass(frozen=True, slots=True)
class Alike:
    """What other reports say of the same matter as the section called ``heading``."""

    heading: str
    hits: tuple[Hit, ...]


def report(request: HttpRequest, pk: int) -> HttpResponse:
    opened = reading.opened(pk, request.user)
    if opened is None:
        newer = shown_instead(pk)
        if newer is None:
            raise Http404
        messages.info(request, _("这份报告已由新版替代，下面是新版。"))
        return redirect(newer)
    return render(request, "report.html", _context(request, opened))


def _context(request: HttpRequest, opened: Opened) -> dict[str, object]:
    report = opened.report
    query = parameters.text(request.GET, "q")
    pending = opened.pending if request.GET.get("pending") == "1" else ()
    numbers = {number.pk: number_line(number) for number in (*opened.numbers, *pending)}
    marked = searched_words.spans_in(report, query, request.user)
    blocks = typeset(report.text, opened.sections, [*opened.numbers, *pending], marked, report.title)
    return {
        "report": report,
        "opened": opened,
        "query": query,
        "hits": len(marked),
        "blocks": blocks,
        "contents": contents(blocks, opened.sections),
        "numbers": numbers,
        "period": period_in_words(report),
        "basis": BASES.get(report.period_basis, ""),
        "citation": reference(cited(report)),
        "neighbours": reading.neighbours(report),
        "alike": alike(opened),
        "size": figures.file_size(report.source.size),
        "pending_shown": bool(pending),
        "file_name": _file_name(request, report.source),
        "original_open": may_have_original(request.user, report.source),
    }


def alike(opened: Opened) -> Alike | None:
    """Sections of other reports like the weightiest one of this; None for drafts, which the index does not know."""
    if opened.report.state != Report.State.PUBLISHED or not opened.sections:
        return None
    section = max(opened.sections, key=lambda each: len(each.text))
    hits = similar_sections(section, ALIKE)
    return Alike(f"{section.mark}{section.heading}", hits) if hits else None


def number_line(number: Metric) -> NumberLine:
    plan = number.status in (Metric.Status.PLANNED, Metric.Status.TARGET)
    confirmed = number.review == Metric.Review.CONFIRMED
    doubtful = not confirmed and number.confidence < SHOWN_CONFIDENCE
    marks = ("is-plan" if plan else "", "is-ok" if confirmed else "", "is-doubt" if doubtful else "")
    css = " ".join(mark for mark in marks if mark)
    name = number.indicator.name if number.indicator else number.indicator_name
    year = years_of(number) + (_(" 计划") if plan else "")
    place = number.district.name if number.district else ""
    converted = figures.converted(number.value, number.base_value, number.base_unit)
    facts = (f"{number.qualifier}{name}", place, year, str(number.get_status_display()), converted)
    hint = "，".join(fact for fact in facts if fact)
    return NumberLine(number, name, year, converted, css, hint, vouched(number))


def vouched(number: Metric) -> str:
    """Who stands behind a number: a person, the machine's confidence, or nobody yet."""
    if number.review == Metric.Review.OPEN and number.confidence >= SHOWN_CONFIDENCE:
        return _("机器识别，把握很大，未经人工确认")
    return str(number.get_review_display())


def years_of(number: Metric | Noted) -> str:
    """``2013``, ``2013上半年``, ``2017—2018学年第二学期``: the half of a school year is a term."""
    if number.period_start is None:
        return "—"
    same = number.period_start == number.period_end
    years = str(number.period_end) if same else f"{number.period_start}—{number.period_end}"
    if same or not number.half:
        return years + str(HALVES.get(number.half or 0, ""))
    return years + _("学年") + str(TERMS.get(number.half, ""))


def period_in_words(report: Report) -> str:
    """``2013 年``, ``2014 年上半年``, ``2017—2018 学年第二学期``; — where the source does not tell."""
    if report.period_start is None:
        return "—"
    same = report.period_start == report.period_end
    years = str(report.period_end) if same else f"{report.period_start}—{report.period_end}"
    term = report.period_unit == "term"
    unit = _("学年") if report.period_unit == "school_year" or (term and not same) else _("年")
    quarter = _("第 %(n)s 季度") % {"n": report.half} if report.period_unit == "quarter" and report.half else ""
    half = str((TERMS if term else HALVES).get(report.half or 0, "")) if report.period_unit != "quarter" else ""
    return f"{years} {unit}{quarter or half}"


def cited(report: Report) -> Cited:
    """What a reference needs of a report; ``issuer`` should be loaded."""
    issuer = report.issuer.name if report.issuer else ""
    return Cited(report.pk, report.title, report.institution, issuer, report.period_end)


def number(request: HttpRequest, pk: int) -> HttpResponse:
    """One number with its sentence and where it stands; for htmx only the note itself."""
    found = reading.number_of(pk, request.user)
    if found is None:
        raise Http404
    template = "parts/number_note.html" if getattr(request, "htmx", False) else "number.html"
    context = {"line": number_line(found), "report": found.report, "number": found}
    return render(request, template, context)


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file byte for byte, for whoever may have it; other readers get the text that they may read."""
    report = visible_to(request.user).select_related("source").filter(pk=pk).first()
    if report is None:
        raise Http404
    if not may_have_original(request.user, report.source):
        return _readable_text(report)
    if not originals.path_of(report.source.sha256).exists():
        raise Http404
    content = originals.path_of(report.source.sha256).open("rb")
    name = _file_name(request, report.source).rsplit("!/", 1)[-1]
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")


def _file_name(request: HttpRequest, source: SourceFile) -> str:
    """Names of files are nobody's to correct: readers see them without telephone and identity numbers."""
    return source.name if may_see_drafts(request.user) else without_personal_numbers(source.name)


def _readable_text(report: Report) -> HttpResponse:
    """The report as its page shows it, as a text file that old editors read too."""
    answer = HttpResponse(report.text.encode("utf-8-sig"), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = attachment(f"{report.title}.txt")
    return answer


@require_POST
@permission_required("reports.publish_report", raise_exception=True)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let readers see a report, or take it back: ``do`` says which."""
    report = visible_to(request.user).select_related("source").filter(pk=pk).first()
    if report is None:
        raise Http404
    user = cast(User, request.user)
    reason = parameters.text(request.POST, "reason", 500)
    if request.POST.get("do") == "withdraw" and not reason:
        messages.error(request, _("撤回要写明理由，留作记录。没有撤回。"))
    elif request.POST.get("do") == "withdraw":
        publishing.withdraw([report], user, reason)
        messages.info(request, _("已撤回，读者不再看到这份报告。"))
    elif barred := publishing.barred(report, user):
        messages.error(request, barred)
    else:
        publishing.publish([report], user)
        messages.info(request, _("已发布，读者可以检索和阅读。"))
    return redirect(report)


def with_query(url: str, query: str) -> str:
    """A report's address that marks the words searched for; the part after # stays last."""
    if not query:
        return url
    path, _hash, anchor = url.partition("#")
    return f"{path}?{urlencode({'q': query})}{'#' + anchor if anchor else ''}"
