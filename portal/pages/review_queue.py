"""``/review/``: the reports that wait for a person."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.pages import parameters
from portal.pages.report import period_in_words
from reports import publishing
from reports.models import Report
from reports.selectors import review as selectors
from reports.selectors.review import QueueLine

STATES = {
    Report.State.DRAFT.value: gettext_lazy("待审核"),
    Report.State.RETURNED.value: gettext_lazy("已退回"),
    selectors.CONFLICTS: gettext_lazy("更正有冲突"),
}
NONE = {
    Report.State.DRAFT.value: gettext_lazy("没有等待审核的报告。"),
    Report.State.RETURNED.value: gettext_lazy("没有退回的报告。"),
    selectors.CONFLICTS: gettext_lazy("没有冲突：人工更正都还落在原来的文字上。"),
}


@login_required
@permission_required("reports.view_draft", raise_exception=True)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    state = parameters.one_of(request.GET, "state", STATES) or Report.State.DRAFT.value
    order = parameters.one_of(request.GET, "order", selectors.ORDERS) or "flags"
    uploader = parameters.text(request.GET, "uploader", 150)
    lines = selectors.queue(request.user, state, order, uploader)
    clean = [line for line in lines if line.is_clean and not publishing.barred(line.report, request.user)]  # type: ignore[arg-type]
    context = {
        "lines": [(line, period_in_words(line.report)) for line in lines],
        "clean": clean,
        "state": state,
        "states": STATES,
        "heading": STATES[state],
        "none": NONE[state],
        "order": order,
        "orders": {"flags": _("要看的在前"), "age": _("先到的在前"), "uploader": _("按上传人")},
        "uploader": uploader,
        "uploaders": selectors.uploaders(request.user),
    }
    return render(request, "review/queue.html", context)


def place_in(waiting: Sequence[QueueLine], report: Report) -> dict[str, object]:
    """Where the report stands in the queue, and its neighbours there."""
    keys = [line.report.pk for line in waiting]
    at = keys.index(report.pk) if report.pk in keys else -1
    return {
        "number": at + 1,
        "total": len(keys),
        "before": keys[at - 1] if at > 0 else None,
        "after": keys[at + 1] if 0 <= at < len(keys) - 1 else None,
    }
