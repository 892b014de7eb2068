"""``/upload/``: files in, and how far each one came. The page may be left; the work goes on."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.pages import parameters
from portal.pages.parameters import address
from portal.pages.stages import STAGES, StageCell, stage_cells
from reports import runs, tasks
from reports.ingest import Arrival, Given
from reports.models import IngestRun
from reports.selectors import batches, listing, places
from reports.selectors.batches import Batch, RunLine

PASTED_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class UploadLine:
    """A row of the table."""

    line: RunLine
    stages: tuple[StageCell, ...]


class UnclearDefaultsError(ValueError):
    """What was said of the whole batch cannot be understood; the message says what and why."""


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
        "limit": settings.MAX_UPLOAD_BYTES // 1024 // 1024,
        "given": {key: parameters.text(request.GET, key, 60) for key in ("district", "year", "topic")},
        "topics": listing.topics(request.user),
    }


def _receive(request: HttpRequest) -> HttpResponse:
    files = [*request.FILES.getlist("files"), *_pasted(request)]
    try:
        given = _given(request)
    except UnclearDefaultsError as unclear:
        messages.error(request, str(unclear))
        return redirect("/upload/")
    if not files:
        messages.error(request, _("没有选文件。请选一个或多个文件、一个文件夹，或粘贴文字后再上传。"))
        return redirect("/upload/")
    publish = request.POST.get("publish") == "1" and request.user.has_perm("reports.publish_report")
    arrival = Arrival(given=given, user=request.user, batch=uuid.uuid4(), publish=publish, asks=True)  # type: ignore[arg-type]
    _take_in(files, arrival)
    return redirect(address("/upload/", batch=arrival.batch))


def _take_in(files: Iterable[UploadedFile[bytes]], arrival: Arrival) -> None:
    for file in files:
        tasks.receive(file, file.name or "", arrival)  # type: ignore[arg-type]


def _pasted(request: HttpRequest) -> list[UploadedFile[bytes]]:
    words = request.POST.get("text", "").strip()[:PASTED_CHARACTERS]
    if not words:
        return []
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    name = _("粘贴文字-%(stamp)s.txt") % {"stamp": stamp}
    content = words.encode("utf-8", "replace")
    return [UploadedFile(io.BytesIO(content), name, "text/plain", len(content), "utf-8")]


def _given(request: HttpRequest) -> Given:
    """What holds for the whole batch; raises UnclearDefaultsError rather than guessing."""
    words = parameters.text(request.POST, "district", 60)
    district = places.district_given(words)
    if words and district is None:
        raise UnclearDefaultsError(
            _("没有叫“%(name)s”的报送单位，或同名的不止一个，文件没有上传。请改用代码，或留空。") % {"name": words}
        )
    year_words = parameters.text(request.POST, "year", 24)
    year = parameters.year(request.POST, "year")
    if year_words and year is None:
        raise UnclearDefaultsError(
            _("年度“%(year)s”读不懂，文件没有上传。请写四位数字，如 2012，或留空。") % {"year": year_words}
        )
    return Given(district, year, parameters.text(request.POST, "topic", 60))


@require_POST
@permission_required("reports.add_sourcefile", raise_exception=True)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a file, try it again, or answer what it asks: ``do`` is cancel, retry, or a choice."""
    run = batches.own_run(pk, request.user)
    if run is None:
        raise Http404
    done = _act(run, parameters.text(request.POST, "do", 10))
    if not done:
        messages.info(request, _("这个文件的状态已经变了，没有改动。请看下表的最新情况。"))
    return redirect(address("/upload/", batch=run.batch))


def _act(run: IngestRun, wish: str) -> bool:
    if wish == "cancel":
        return runs.cancel(run)
    queued = runs.retry(run) if wish == "retry" else runs.choose(run, wish)
    if queued:
        tasks.process_run.enqueue(run.pk)
    return queued
