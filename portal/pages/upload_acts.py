"""What the uploader does with one file of the table: cancel, retry, choose, take out, give another one for it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.pages import parameters
from portal.pages.parameters import address
from portal.pages.review_versions import shortened
from portal.pages.upload_given import UnclearDefaultsError, given_for_all, known_fields, pasted
from portal.pages.way_back import way_back
from portal.upload_handler import not_written
from reports import runs, taking_out, tasks
from reports.models import IngestRun
from reports.receiving import Arrival
from reports.selectors import batches
from reports.taking_out import CannotTakeOut

CHANGED = gettext_lazy("这个文件的状态已经变了，没有改动。请看下表的最新情况。")


@require_POST
@permission_required("reports.add_sourcefile", raise_exception=True)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a file, try it again, take it out, or answer what it asks.

    ``do`` is cancel, retry, remove, or a choice.
    """
    run = _own(request, pk)
    wish = parameters.text(request.POST, "do", 10)
    if wish == "remove":
        _remove(request, run)
    elif not _act(run, wish):
        messages.info(request, CHANGED)
    return redirect(way_back(request, "/upload/")) if "next" in request.POST else _to_table(run)


@require_safe
@permission_required("reports.add_sourcefile", raise_exception=True)
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file says otherwise than the one it is much like, side by side, before one chooses."""
    run = _own(request, pk)
    if run.state != IngestRun.State.ASKING or run.resembles is None:
        raise Http404
    lines = batches.difference_to_known(run)
    return render(request, "upload_difference.html", {"run": run, "lines": shortened(lines)})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("reports.add_sourcefile", raise_exception=True)
def another(request: HttpRequest, pk: int) -> HttpResponse:
    """Another file for this one: the earlier one is kept, and stands until the new one is understood."""
    run = _own(request, pk)
    if not taking_out.may_be_swapped(run):
        messages.info(request, CHANGED)
        return _to_table(run)
    if request.method == "POST":
        return _receive_another(request, run)
    return render(request, "upload_another.html", {"run": run, **known_fields(request, batches.said_of(run))})


def _receive_another(request: HttpRequest, run: IngestRun) -> HttpResponse:
    files = [request.FILES.get("files"), *(file for file, _folder in pasted(request))]
    file = next((each for each in files if each is not None), None)
    try:
        if not_written(request):
            raise UnclearDefaultsError(_("文件没有写进磁盘，可能是空间不足。请联系管理员，稍后再传。"))
        if file is None:
            raise UnclearDefaultsError(_("没有选文件，没有换。请选一个文件，或粘贴文字。"))
        given = given_for_all(request)
    except UnclearDefaultsError as unclear:
        messages.error(request, str(unclear))
        return redirect("upload-another", run.pk)
    user = cast(User, request.user)
    old = run.source if run.state == IngestRun.State.DONE else run.resembles if run.choice else None
    arrival = Arrival(given=given, user=user, batch=run.batch, asks=True, replaces=old)
    if tasks.receive_instead(file, file.name or "", arrival, run) is None:  # type: ignore[arg-type]
        messages.info(request, CHANGED)
    return _to_table(run)


def _own(request: HttpRequest, pk: int) -> IngestRun:
    run = batches.own_run(pk, request.user)
    if run is None:
        raise Http404
    return run


def _to_table(run: IngestRun) -> HttpResponse:
    return redirect(address("/upload/", batch=run.batch))


def _remove(request: HttpRequest, run: IngestRun) -> None:
    try:
        gone = taking_out.remove(run, cast(User, request.user))
    except CannotTakeOut as why:
        messages.warning(request, str(why))
        return
    said = _("已移除“%(name)s”。") % {"name": run.file_name}
    if gone:
        said += _("其中 %(count)s 份待审核的报告不再列出；再传一次同一个文件就能恢复。") % {"count": len(gone)}
    messages.info(request, said)


def _act(run: IngestRun, wish: str) -> bool:
    if wish == "cancel":
        return runs.cancel(run)
    queued = runs.retry(run) if wish == "retry" else runs.choose(run, wish)
    if queued:
        tasks.process_run.enqueue(run.pk)
    return queued
