"""``/upload/``: files in, and how far each one came. The page may be left; the work goes on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.pages import parameters
from portal.pages.parameters import address
from portal.pages.stages import STAGES, StageCell, stage_cells
from portal.pages.upload_given import UnclearDefaultsError, given_for_all, known_fields, pasted
from portal.upload_handler import not_written
from reports import receiving, tasks
from reports.models import IngestRun, Report
from reports.receiving import Arrival
from reports.selectors import batches
from reports.selectors.batches import Batch, RunLine

FOLDER_LENGTH = 300


@dataclass(frozen=True, slots=True)
class UploadLine:
    """A row of the table."""

    line: RunLine
    stages: tuple[StageCell, ...]


@login_required
@permission_required("reports.add_sourcefile", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request)
    batch = batches.batch(request.user, _asked_batch(request))
    template = "parts/upload_runs.html" if getattr(request, "htmx", False) else "upload.html"
    return render(request, template, _context(request, batch))


def _asked_batch(request: HttpRequest) -> uuid.UUID | None:
    asked = parameters.text(request.GET, "batch", 40)
    if asked == "all":
        return None
    try:
        return uuid.UUID(asked)
    except ValueError:
        return batches.newest_batch(request.user)


def _context(request: HttpRequest, batch: Batch) -> dict[str, object]:
    return {
        "batch": batch,
        "lines": [UploadLine(line, stage_cells(line.run)) for line in batch.lines],
        "stages": STAGES,
        "refused": batch.counts[IngestRun.State.REFUSED],
        "duplicates": batch.counts[IngestRun.State.DUPLICATE],
        "asking": batch.counts[IngestRun.State.ASKING],
        "done": batch.counts[IngestRun.State.DONE],
        "to_review": _to_review(batch) if request.user.has_perm("reports.view_draft") else 0,
        "limit": settings.MAX_UPLOAD_BYTES // 1024 // 1024,
        **known_fields(request, {key: parameters.text(request.GET, key, 60) for key in ("district", "year", "topic")}),
        "may_publish": request.user.has_perm("reports.publish_report") and not settings.FOUR_EYES,
    }


def _to_review(batch: Batch) -> int:
    """Reports of the files shown that wait for review."""
    found = {each.report.pk: each.report.state for line in batch.lines for each in line.reports}
    return list(found.values()).count(Report.State.DRAFT)


def _receive(request: HttpRequest) -> HttpResponse:
    """Files of one batch, all at once or one a request with the batch's key; by script the answer is JSON."""
    try:
        batch = _batch_to_add_to(request)
        given = given_for_all(request)
        files = [*_chosen(request), *pasted(request)]
        unwritten = not_written(request)
        if not files and not unwritten:
            raise UnclearDefaultsError(_("没有选文件。请选一个或多个文件、一个文件夹，或粘贴文字后再上传。"))
    except UnclearDefaultsError as unclear:
        if _wants_json(request):
            return JsonResponse({"message": str(unclear)}, status=400)
        messages.error(request, str(unclear))
        return redirect("/upload/")
    publish = request.POST.get("publish") == "1" and request.user.has_perm("reports.publish_report")
    arrival = Arrival(given=given, user=request.user, batch=batch, publish=publish, asks=True)  # type: ignore[arg-type]
    for name in unwritten:
        receiving.refuse_unwritten(name, arrival)
    for file, folder in files:
        tasks.receive(file, file.name or "", replace(arrival, folder=folder))  # type: ignore[arg-type]
    where = address("/upload/", batch=batch)
    return JsonResponse({"batch": str(batch), "url": where}, status=201) if _wants_json(request) else redirect(where)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _batch_to_add_to(request: HttpRequest) -> uuid.UUID:
    """The batch that a script goes on with, or a new one; somebody else's batch is nobody's to add to."""
    asked = parameters.text(request.POST, "batch", 40)
    if not asked:
        return uuid.uuid4()
    try:
        key = uuid.UUID(asked)
    except ValueError:
        raise UnclearDefaultsError(_("批次编号读不懂，文件没有上传。请刷新页面后再传。")) from None
    if batches.belongs_to_another(key, request.user):
        raise UnclearDefaultsError(_("这一批不是您开的，文件没有上传。请刷新页面后再传。"))
    return key


def _chosen(request: HttpRequest) -> list[tuple[UploadedFile[bytes], str]]:
    """The files, each with the folder it lay in, where the browser says so."""
    files = request.FILES.getlist("files")
    folders = parameters.texts_in_order(request.POST, "folder", FOLDER_LENGTH)
    if len(folders) != len(files):
        folders = [""] * len(files)
    return list(zip(files, folders, strict=True))
