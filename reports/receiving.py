"""Files into originals: the bytes are kept under their checksum and a run is queued, or the file is refused at once.

``receive`` may be repeated: the same bytes are stored once.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import audit, originals, runs, taking_out
from reports.extraction import EXTRACTORS, RefusedFile, detect_format
from reports.extraction.refusals import refusal
from reports.models import AuditEntry, District, IngestRun, Report, SourceFile
from reports.originals import Stored
from reports.screening import SecrecyMark, secrecy_mark_in_name, stopped_message

logger = logging.getLogger(__name__)
ARCHIVES = frozenset({"zip"})
RESERVE_BYTES = 200 * 1024 * 1024
"""Disk space that is left for the database and the index to breathe."""


class StoppedFile(Exception):  # noqa: N818 - an answer to the uploader, no error of ours
    """A file with a secrecy mark: it must not be kept."""

    def __init__(self, mark: SecrecyMark) -> None:
        super().__init__(stopped_message(mark))
        self.mark = mark


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who brought the files says of all of them: for texts that only say 我县."""

    district: District | None = None
    year: int | None = None
    topic: str = ""
    is_sample: bool = False
    visibility: str = Report.Visibility.ALL


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a file came: by whom, in which batch, from which folder, and whether it goes straight to readers."""

    given: Given = Given()
    folder: str = ""
    user: User | None = None
    batch: UUID | None = None
    publish: bool = False
    asks: bool = False
    """Whether to ask the person about a text that is much like a known one; else both are kept."""
    replaces: SourceFile | None = None
    """The file in whose place this one comes, where that is known beforehand."""
    archive: IngestRun | None = None
    """The run of the archive that this file lay in."""


def receive(content: BinaryIO, name: str, arrival: Arrival = Arrival()) -> IngestRun:
    """Keep one file and return its run: queued, or already ended as refused or duplicate. A bad file never raises."""
    run = run_of(name, arrival)
    try:
        if mark := secrecy_mark_in_name(run.file_name):
            raise StoppedFile(mark)
        source = _keep(content, run.file_name, arrival)
    except RefusedFile as reason:
        return runs.refuse(run, reason.code, reason.message)
    except StoppedFile as reason:
        return stop(run, reason)
    except OSError:
        logger.exception("file not kept")
        return _not_written(run)
    run.source = source
    if twin := what_it_repeats(source):
        return runs.finish(run, IngestRun.State.DUPLICATE, twin)
    run.save()
    return run


def refuse_unwritten(name: str, arrival: Arrival) -> IngestRun:
    """The run of a file that found no room on the disk before it could be received."""
    return _not_written(run_of(name, arrival))


def _not_written(run: IngestRun) -> IngestRun:
    return runs.refuse(run, "too_large", _("文件没有写进磁盘，可能是空间不足。请联系管理员，稍后再传。"))


def run_of(name: str, arrival: Arrival) -> IngestRun:
    return IngestRun(
        file_name=originals.shown_name(name),
        batch=arrival.batch,
        publish=arrival.publish,
        asks=arrival.asks,
        choice=IngestRun.Choice.REPLACE if arrival.replaces else "",
        resembles=arrival.replaces,
        started_by=arrival.user,
        archive=arrival.archive,
    )


def _keep(content: BinaryIO, name: str, arrival: Arrival) -> SourceFile:
    if originals.free_bytes() < RESERVE_BYTES:
        raise RefusedFile("too_large", _("服务器磁盘空间不足，文件没有收下。请联系管理员清理后再传。"))
    with originals.staged(content) as (path, stored):
        if stored.size > settings.MAX_UPLOAD_BYTES:
            limit = settings.MAX_UPLOAD_BYTES // 1024 // 1024
            raise RefusedFile(
                "too_large", _("文件超过 %(limit)s MB，没有收下。请拆分或压缩后再传。") % {"limit": limit}
            )
        form = detect_format(path, name)
        if form not in EXTRACTORS and form not in ARCHIVES:
            raise refusal(form)
        if arrival.replaces is not None and form in ARCHIVES:
            raise RefusedFile("unsupported", _("压缩包不能换下单个文件，没有收下。请选里面的那一个文件。"))
        originals.keep(path, stored)
    return _source_row(stored, name, form, arrival)


def _source_row(stored: Stored, name: str, form: str, arrival: Arrival) -> SourceFile:
    """The row of these bytes. Of a file that was taken out, what is said of it now holds."""
    said = {
        "name": name,
        "folder": arrival.folder,
        "given_district": arrival.given.district,
        "given_year": arrival.given.year,
        "given_topic": arrival.given.topic,
        "given_visibility": arrival.given.visibility,
        "uploaded_by": arrival.user,
    }
    fixed = {"size": stored.size, "format": form, "is_sample": arrival.given.is_sample}
    source, created = SourceFile.objects.get_or_create(sha256=stored.sha256, defaults={**said, **fixed})
    if not created and source.reports.exists() and not taking_out.is_live(source):
        SourceFile.objects.filter(pk=source.pk).update(**said, uploaded_at=timezone.now(), replaces=None)
        source.refresh_from_db()
    return source


def what_it_repeats(source: SourceFile) -> str:
    """A sentence naming what is already there, or empty: a source that never got its reports is taken in again."""
    report = source.reports.exclude(state=Report.State.ARCHIVED).order_by("index").first()
    if report is None:
        return ""
    return _("与已入库的《%(title)s》逐字相同，已跳过。") % {"title": report.title}


def stop(run: IngestRun, reason: StoppedFile) -> IngestRun:
    """End the run of a marked file; nothing of it is kept but that it was stopped."""
    audit.note(run.started_by, AuditEntry.Act.STOP, label=run.file_name, reason=reason.mark.name)
    return runs.refuse(run, "classified", str(reason))
