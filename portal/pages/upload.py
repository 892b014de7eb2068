"""``/upload/``: files in, and how far each one came. The page may be left; the work goes on."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
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
from portal.pages.stages import STAGES, StageCell, archive_cells, stage_cells
from portal.pages.upload_given import UnclearDefaultsError, given_for_all, known_fields, pasted
from portal.upload_handler import not_written
from reports import receiving, tasks
from reports.models import IngestRun
from reports.receiving import Arrival
from reports.selectors import batches
from reports.selectors.batches import Batch, RunLine

FOLDER_LENGTH = 300


@dataclass(frozen=True, slots=True)
class UploadLine:
    """A row of the table. Of an archive ``fold`` is the address that shows or hides its files."""

    line: RunLine
    stages: tuple[StageCell, ...]
    is_open: bool = False
    fold: str = ""
    members: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What of the table is asked for: a batch or all, the archives unfolded, only what needs a person."""

    batch: uuid.UUID | None
    opened: tuple[int, ...] = ()
    troubled_only: bool = False

    def address(self, **changed: object) -> str:
        view = replace(self, **changed)  # type: ignore[arg-type]
        only = "todo" if view.troubled_only else ""
        return address("/upload/", batch=view.batch or "all", open=list(view.opened), only=only)

    def row(self, line: RunLine) -> UploadLine:
        key = line.run.pk
        is_open = key in self.opened
        turned = tuple(each for each in self.opened if each != key) if is_open else (*self.opened, key)
        fold = self.address(opened=turned) if line.members else ""
        unpacked = bool(line.members) and line.run.state == IngestRun.State.DONE
        return UploadLine(
            line, archive_cells() if unpacked else stage_cells(line.run), is_open, fold, _by_state(line.members)
        )


@login_required
@permission_required("reports.add_sourcefile", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request)
    view = View(_asked_batch(request), _opened(request), bool(parameters.one_of(request.GET, "only", ("todo",))))
    batch = batches.batch(request.user, view.batch, view.opened, view.troubled_only)
    template = "parts/upload_runs.html" if getattr(request, "htmx", False) else "upload.html"
    return render(request, template, _context(request, batch, view))


def _by_state(members: Mapping[str, int]) -> str:
    """
    >>> _by_state({"refused": 1, "done": 7})
    '未收 1，完成 7'
    """
    return _("，").join(f"{IngestRun.State(state).label} {count}" for state, count in members.items())


def _opened(request: HttpRequest) -> tuple[int, ...]:
    asked = (parameters.whole_number(key, 1, 10**12) for key in parameters.texts(request.GET, "open", 20))
    return tuple(key for key in asked if key is not None)


def _asked_batch(request: HttpRequest) -> uuid.UUID | None:
    asked = parameters.text(request.GET, "batch", 40)
    if asked == "all":
        return None
    try:
        return uuid.UUID(asked)
    except ValueError:
        return batches.newest_batch(request.user)


def _context(request: HttpRequest, batch: Batch, view: View) -> dict[str, object]:
    return {
        "batch": batch,
        "lines": [view.row(line) for line in batch.lines],
        "view": view,
        "here": view.address(),
        "troubled": view.address(opened=(), troubled_only=True),
        "whole": view.address(opened=(), troubled_only=False),
        "stages": STAGES,
        "refused": batch.counts[IngestRun.State.REFUSED],
        "duplicates": batch.counts[IngestRun.State.DUPLICATE],
        "asking": batch.counts[IngestRun.State.ASKING],
        "done": batch.counts[IngestRun.State.DONE],
        "to_review": batch.to_review if request.user.has_perm("reports.view_draft") else 0,
        "limit": settings.MAX_UPLOAD_BYTES // 1024 // 1024,
        **known_fields(request, {key: parameters.text(request.GET, key, 60) for key in ("district", "year", "topic")}),
        "may_publish": request.user.has_perm("reports.publish_report") and not settings.FOUR_EYES,
    }


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
