"""The only writer: files into originals, parsed values into rows.

``receive`` keeps the bytes and queues a run, ``process`` carries it out. Both may be repeated: the same bytes are
stored once, the same parse changes nothing. Rows, and the note for the index, are written in one transaction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import originals, publishing
from reports.districts import database_gazetteer
from reports.extraction import EXTRACTORS, RefusedFile, detect_format, expand, extract_isolated
from reports.extraction.archives import Member
from reports.extraction.refusals import refusal
from reports.heartbeat import beating
from reports.materialise import materialise
from reports.models import District, IngestRun, Parse, Report, SourceFile
from reports.parsing.pipeline import PARSER_VERSION, parse
from reports.parsing.serialise import to_json
from reports.parsing.types import ExtractedText, ParseContext, ParsedSource, Place

ARCHIVES = frozenset({"zip"})
RESERVE_BYTES = 200 * 1024 * 1024
"""Disk space that is left for the database and the index to breathe."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who brought the files says of all of them: for texts that only say 我县."""

    district: District | None = None
    year: int | None = None
    topic: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a file came: by whom, in which batch, from which folder, and whether it goes straight to readers."""

    given: Given = Given()
    folder: str = ""
    user: User | None = None
    batch: UUID | None = None
    publish: bool = False


def receive(content: BinaryIO, name: str, arrival: Arrival = Arrival()) -> IngestRun:
    """Keep one file and return its run: queued, or already ended as refused or duplicate. A bad file never raises."""
    run = IngestRun(
        file_name=originals.shown_name(name), batch=arrival.batch, publish=arrival.publish, started_by=arrival.user
    )
    try:
        source = _keep(content, run.file_name, arrival)
    except RefusedFile as reason:
        return _refuse(run, reason)
    run.source = source
    if twin := _what_it_repeats(source):
        return _finish(run, IngestRun.State.DUPLICATE, twin)
    run.save()
    return run


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
        originals.keep(path, stored)
    source, _created = SourceFile.objects.get_or_create(
        sha256=stored.sha256,
        defaults={
            "name": name,
            "folder": arrival.folder,
            "size": stored.size,
            "format": form,
            "given_district": arrival.given.district,
            "given_year": arrival.given.year,
            "given_topic": arrival.given.topic,
            "is_sample": arrival.given.is_sample,
            "uploaded_by": arrival.user,
        },
    )
    return source


def _what_it_repeats(source: SourceFile) -> str:
    """A sentence naming what is already there, or empty: a source that never got its reports is taken in again."""
    report = source.reports.order_by("index").first()
    if report is None:
        return ""
    return _("与已入库的《%(title)s》逐字相同，已跳过。") % {"title": report.title}


def process(run: IngestRun) -> list[IngestRun]:
    """Carry a queued run out to its end, unless another worker has it.

    Returns the runs of an archive's members, still queued; else an empty list.
    """
    queued = IngestRun.objects.filter(pk=run.pk, state=IngestRun.State.QUEUED)
    if run.source is None or not queued.update(state=IngestRun.State.RUNNING, heartbeat=timezone.now()):
        return []
    with beating(run):
        try:
            if run.source.format in ARCHIVES:
                return _process_archive(run, run.source)
            _process_file(run, run.source)
        except RefusedFile as reason:
            _refuse(run, reason)
    return []


def _process_file(run: IngestRun, source: SourceFile) -> None:
    _advance(run, IngestRun.Stage.EXTRACT, 10)
    extracted = extract_isolated(originals.path_of(source.sha256), filename=source.name)
    _advance(run, IngestRun.Stage.STRUCTURE, 50)
    parsed = parse(extracted, context_of(source), database_gazetteer(source.is_sample), source.name)
    if not parsed.reports:
        raise RefusedFile("no_text", _("文件里没有读到报告正文。请检查文件内容，或换一份可以复制文字的版本。"))
    _advance(run, IngestRun.Stage.STORE, 90)
    reports = store(source, extracted, parsed, publish=run.publish, user=run.started_by)
    run.warnings = list(parsed.warnings)
    run.parser_version = PARSER_VERSION
    run.stage = IngestRun.Stage.INDEX if run.publish else IngestRun.Stage.STORE
    _finish(run, IngestRun.State.DONE, "、".join(f"《{report.title}》" for report in reports))


def _process_archive(run: IngestRun, source: SourceFile) -> list[IngestRun]:
    _advance(run, IngestRun.Stage.EXTRACT, 10)
    given = Given(source.given_district, source.given_year, source.given_topic, source.is_sample)
    arrival = Arrival(given, source.folder, run.started_by, run.batch, run.publish)
    members = []
    with expand(originals.path_of(source.sha256), source.name) as archive:
        for member in archive:
            members.append(_receive_member(member, arrival))
            _advance(run, IngestRun.Stage.EXTRACT, min(90, 10 + len(members)))
    run.stage = IngestRun.Stage.INDEX
    _finish(run, IngestRun.State.DONE, _("解开 %(count)s 个文件。") % {"count": len(members)})
    return [member for member in members if member.state == IngestRun.State.QUEUED]


def _receive_member(member: Member, arrival: Arrival) -> IngestRun:
    if member.path is not None:
        with member.path.open("rb") as content:
            return receive(content, member.name, arrival)
    run = IngestRun(
        file_name=originals.shown_name(member.name),
        batch=arrival.batch,
        publish=arrival.publish,
        started_by=arrival.user,
    )
    return _refuse(run, member.refusal or refusal("corrupt"))


def context_of(source: SourceFile) -> ParseContext:
    """What is known of a source besides its text."""
    place = source.given_district
    return ParseContext(
        filename=Path(source.name.rsplit("!/", 1)[-1]).stem,
        folder=source.folder,
        given_place=Place(place.name, place.code) if place else None,
        given_year=source.given_year,
        given_topic=source.given_topic or None,
    )


def store(
    source: SourceFile,
    extracted: ExtractedText,
    parsed: ParsedSource,
    *,
    publish: bool = False,
    user: User | None = None,
) -> list[Report]:
    """Write what was understood of one source. All of it, with the note for the index, or nothing."""
    result = json.loads(json.dumps(to_json(parsed)))
    with transaction.atomic():
        Parse.objects.get_or_create(
            source=source,
            parser_version=PARSER_VERSION,
            defaults={"extracted_text": extracted.text, "result": result},
        )
        reports = materialise(source, parsed)
        if publish:
            publishing.publish(reports, user)
        publishing.note_change(source.reports.exclude(state=Report.State.DRAFT))
    return reports


def _advance(run: IngestRun, stage: IngestRun.Stage, progress: int) -> None:
    run.stage, run.progress, run.state = stage, progress, IngestRun.State.RUNNING
    run.heartbeat = timezone.now()
    run.save()


def _finish(run: IngestRun, state: IngestRun.State, message: str) -> IngestRun:
    run.state, run.message, run.progress, run.finished_at = state, message, 100, timezone.now()
    run.save()
    return run


def _refuse(run: IngestRun, reason: RefusedFile) -> IngestRun:
    """End the run with its sentence; bytes that no report came of do not stay behind."""
    source, run.source, run.error_code = run.source, None, reason.code
    _finish(run, IngestRun.State.REFUSED, reason.message)
    if source is not None and not source.reports.exists():
        source.delete()
        originals.discard(source.sha256)
    return run
