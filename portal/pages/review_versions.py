"""``/review/<id>/versions/``: which file replaced which, what differs, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.pages import parameters
from reports import publishing
from reports.access import visible_to
from reports.models import Report, SourceFile
from reports.near_duplicates import DiffLine
from reports.selectors.versions import changes, versions_of
from reports.word_differences import Words, word_difference

CONTEXT = 2
"""Unchanged sentences shown around a change."""
MOST_EFFORT = 1_500_000
"""Characters of one side times those of the other, over all changed sentences of a page, up to which words are
compared: some 400 changed sentences. Of later ones all is marked."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A row of the difference: both sentences in stretches that changed or not."""

    kind: str
    old: tuple[Words, ...]
    new: tuple[Words, ...]


@login_required
@permission_required("reports.view_draft", raise_exception=True)
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    report = visible_to(request.user).select_related("source__replaces").filter(pk=pk).first()
    if report is None:
        raise Http404
    chain = versions_of(report.source)
    other = _other(request, report, [version.source for version in chain])
    context = {
        "report": report,
        "versions": chain,
        "other": other,
        "lines": shortened(changes(other, report.source)) if other else [],
        "may_roll_back": report.state == Report.State.PUBLISHED and publishing.shown_before(report.source).exists(),
    }
    return render(request, "review/versions.html", context)


def _other(request: HttpRequest, report: Report, sources: list[SourceFile]) -> SourceFile | None:
    """The version to compare with: the one asked for, else the one before."""
    asked = parameters.whole_number(parameters.text(request.GET, "with", 20), 1, 10**12)
    found = next((source for source in sources if source.pk == asked and source != report.source), None)
    return found or report.source.replaces


def shortened(lines: list[DiffLine]) -> list[ShownLine | None]:
    """The changes, word by word, with a little around them; None stands for unchanged sentences left out."""
    near = {at + step for at, line in enumerate(lines) if line.kind != "same" for step in range(-CONTEXT, CONTEXT + 1)}
    shown: list[ShownLine | None] = []
    effort = 0
    for at, line in enumerate(lines):
        if at in near:
            effort += len(line.old) * len(line.new)
            shown.append(_by_words(line) if effort <= MOST_EFFORT else _whole(line))
        elif shown and shown[-1] is not None:
            shown.append(None)
    return shown


def _by_words(line: DiffLine) -> ShownLine:
    return ShownLine(line.kind, *word_difference(line.old, line.new)) if line.kind == "changed" else _whole(line)


def _whole(line: DiffLine) -> ShownLine:
    old, new = ((Words(text, changed=line.kind != "same"),) if text else () for text in (line.old, line.new))
    return ShownLine(line.kind, old, new)
