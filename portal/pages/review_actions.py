"""What a reviewer does: corrections, undo, publishing, sending back, withdrawing, rolling back. All by POST."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.pages import parameters, review_changes, review_numbers
from portal.pages.parameters import address
from portal.pages.review import may_change
from portal.pages.review_changes import UnclearFormError
from reports import correcting, publishing
from reports.access import visible_to
from reports.correcting import Change, ChangedMeanwhile
from reports.models import Correction, Report
from reports.parsing.corrections import CannotApply
from reports.selectors import review as selectors
from reports.selectors.review import Desk

REASON = 500
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def post_by(permission: str) -> Callable[[View[P]], View[P]]:
    """A POST by somebody who holds the permission; refused before anything is read."""

    def decorate(view: View[P]) -> View[P]:
        @login_required
        @require_POST
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return decorate


@post_by("reports.change_report")
def fields(request: HttpRequest, pk: int) -> HttpResponse:
    desk = _open(request, pk)
    visibility = parameters.one_of(request.POST, "visibility", tuple(Report.Visibility.values))
    other = bool(visibility) and visibility != desk.report.visibility
    if other:
        publishing.set_visibility(desk.report, _user(request), visibility)
    return _correct(request, desk, review_changes.of_fields, said=True, kept=other)


@post_by("reports.change_report")
def section(request: HttpRequest, pk: int) -> HttpResponse:
    return _correct(request, _open(request, pk), review_changes.of_section, said=True)


@post_by("reports.change_report")
def order(request: HttpRequest, pk: int) -> HttpResponse:
    return _correct(request, _open(request, pk), review_changes.of_repairs)


@post_by("reports.change_report")
def mask(request: HttpRequest, pk: int) -> HttpResponse:
    return _correct(request, _open(request, pk), review_changes.of_mask)


@post_by("reports.change_metric")
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, reject or change one number; add one; confirm all sure ones."""
    desk = _open(request, pk)
    do, _colon, key = parameters.text(request.POST, "do", 40).partition(":")
    rows = [row for row in desk.numbers if str(row.pk) == key]
    if do == "sure":
        return _correct(request, desk, lambda d, _f: review_numbers.of_reviews(d, d.sure, "confirmed"))
    if do == "add":
        return _correct(request, desk, review_numbers.of_addition)
    if do in ("confirmed", "rejected", "values") and not rows:
        messages.error(request, _("这个数已经不在了，没有保存。请看过新的内容后再改。"))
        return redirect("review", pk)
    if do in ("confirmed", "rejected"):
        return _correct(request, desk, lambda d, _f: review_numbers.of_reviews(d, rows, do))
    if do == "values":
        return _correct(request, desk, lambda d, form: review_numbers.of_values(d, rows[0], form))
    messages.error(request, _("没有说明要做什么，没有保存。"))
    return redirect("review", pk)


@post_by("reports.change_report")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the correction named, or one's own last one."""
    desk = _open(request, pk)
    key = parameters.whole_number(parameters.text(request.POST, "correction", 20), 1, 10**12)
    source, user = desk.report.source, _user(request)
    found = Correction.objects.filter(source=source, pk=key).first() if key else correcting.last_of(source, user)
    if found is None:
        messages.info(request, _("没有可以撤销的改动。"))
        return _back(request, pk)
    if found.kind == "metric" and not user.has_perm("reports.change_metric"):
        raise PermissionDenied
    try:
        correcting.undo(found, user, _seen(request))
    except (ChangedMeanwhile, CannotApply) as reason:
        messages.error(request, str(reason))
    else:
        messages.info(request, _("已撤销。"))
    return _back(request, pk)


@post_by("reports.publish_report")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish and go on to the next; a second click finds it done."""
    report = _report(request, pk)
    user = _user(request)
    following = _next(request, pk)
    if reason := publishing.barred(report, user):
        messages.error(request, reason)
        return redirect("review", pk)
    if publishing.publish([report], user):
        messages.info(request, _("《%(title)s》已发布，读者可以检索和阅读。") % {"title": report.title})
    else:
        messages.info(request, _("《%(title)s》已经发布过了。") % {"title": report.title})
    return redirect("review", following) if following else redirect("review-queue")


@post_by("reports.publish_report")
def publish_clean(request: HttpRequest) -> HttpResponse:
    """Publish those chosen that have nothing a person must look at; only what the form showed."""
    chosen = {key for key in request.POST.getlist("report")[:2000] if key.isdecimal()}
    lines = [line for line in selectors.queue(request.user) if str(line.report.pk) in chosen and line.is_clean]
    count = publishing.publish([line.report for line in lines], _user(request))
    messages.info(request, _("发布了 %(count)s 份没有提示的报告。") % {"count": count})
    return redirect("review-queue")


@post_by("reports.publish_report")
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    following = _next(request, pk)
    reason = parameters.text(request.POST, "reason", REASON)
    if not reason:
        messages.error(request, _("退回要写明理由，好让上传的人知道改什么。没有退回。"))
        return redirect("review", pk)
    if not publishing.send_back(report, _user(request), reason):
        messages.error(request, _("这份报告已不在待审核，没有退回。"))
        return redirect("review", pk)
    messages.info(request, _("《%(title)s》已退回。") % {"title": report.title})
    return redirect("review", following) if following else redirect("review-queue")


@post_by("reports.change_report")
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """A returned report waits for review again."""
    if publishing.submit_again(_report(request, pk)):
        messages.info(request, _("已重新送审。"))
    return redirect("review", pk)


@post_by("reports.publish_report")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    reason = parameters.text(request.POST, "reason", REASON)
    if not reason:
        messages.error(request, _("撤回要写明理由，留作记录。没有撤回。"))
    elif publishing.withdraw([report], _user(request), reason):
        messages.info(request, _("已撤回，读者不再看到这份报告。"))
    else:
        messages.info(request, _("这份报告没有在发布中。"))
    return redirect("review", pk)


@post_by("reports.publish_report")
def roll_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the version before this one again."""
    report = _report(request, pk)
    reason = parameters.text(request.POST, "reason", REASON)
    if not reason:
        messages.error(request, _("恢复旧版要写明理由，留作记录。没有恢复。"))
    elif count := publishing.roll_back(report.source, _user(request), reason):
        messages.info(request, _("已恢复上一版的 %(count)s 份报告，这一版已撤回。") % {"count": count})
    else:
        messages.error(request, _("没有可以恢复的上一版。"))
    return redirect("review-versions", pk)


def _open(request: HttpRequest, pk: int) -> Desk:
    """The report to be changed by somebody who may; 404 for what they may not see, 403 for what they may not touch."""
    desk = selectors.desk(pk, request.user)
    if desk is None:
        raise Http404
    if not may_change(request, desk.report):
        raise PermissionDenied
    return desk


def _report(request: HttpRequest, pk: int) -> Report:
    report = visible_to(request.user).select_related("source", "source__replaces").filter(pk=pk).first()
    if report is None:
        raise Http404
    return report


def _correct(
    request: HttpRequest,
    desk: Desk,
    changes: Callable[[Desk, QueryDict], Sequence[Change]],
    *,
    said: bool = False,
    kept: bool = False,
) -> HttpResponse:
    """Record what the form says and show the report again; whatever is wrong is said in a sentence.

    ``said``: that it was kept is said too, where the page alone does not show it; ``kept``: something was already.
    """
    try:
        wanted = changes(desk, request.POST)
        if wanted:
            correcting.record(desk.report.source, _user(request), wanted, _seen(request))
        if said:
            messages.info(request, _("已保存。") if wanted or kept else _("没有改动，不用保存。"))
    except (UnclearFormError, CannotApply, ChangedMeanwhile) as reason:
        messages.error(request, str(reason))
    return _back(request, desk.report.pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen as it was: the same order of numbers, and the place the form came from."""
    order = parameters.one_of(request.POST, "order", ("text",))
    return redirect(address(f"/review/{pk}/", order=order))


def _seen(request: HttpRequest) -> int | None:
    return parameters.whole_number(parameters.text(request.POST, "revision", 20), 0, 10**12)


def _next(request: HttpRequest, pk: int) -> int | None:
    """The report after this one in the queue; after the last the first."""
    keys = [line.report.pk for line in selectors.queue(request.user)]
    at = keys.index(pk) if pk in keys else -1
    rest = [key for key in (*keys[at + 1 :], *keys[:at]) if key != pk]
    return rest[0] if rest else None


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
