"""The only writer: files into originals, parsed values into rows.

``receive`` keeps the bytes and queues a run, ``process`` carries it out. Both may be repeated, also after a worker
was killed half-way: the same bytes are stored once, the same parse changes nothing. Rows, the run's end and the note
for the index are written in one transaction.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import audit, correcting, originals, runs, taking_out
from reports.deriving import newest_parse
from reports.districts import database_gazetteer
from reports.extraction import EXTRACTORS, RefusedFile, detect_format, expand, extract_isolated
from reports.extraction.archives import Member
from reports.extraction.refusals import refusal
from reports.heartbeat import beating
from reports.models import AuditEntry, District, IngestRun, Report, SourceFile
from reports.originals import Stored
from reports.parsing.pipeline import PARSER_VERSION, parse
from reports.parsing.serialise import from_json
from reports.parsing.types import ExtractedText, ParsedSource
from reports.recognising import names_of, recognise, text_of
from reports.screening import SecrecyMark, secrecy_mark, secrecy_mark_in_name, stopped_message
from reports.storing import context_of, keep_parse, store

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


def receive(content: BinaryIO, name: str, arrival: Arrival = Arrival()) -> IngestRun:
    """Keep one file and return its run: queued, or already ended as refused or duplicate. A bad file never raises."""
    run = _run(name, arrival)
    try:
        if mark := secrecy_mark_in_name(run.file_name):
            raise StoppedFile(mark)
        source = _keep(content, run.file_name, arrival)
    except RefusedFile as reason:
        return runs.refuse(run, reason.code, reason.message)
    except StoppedFile as reason:
        return _stop(run, reason)
    except OSError:
        logger.exception("file not kept")
        return _not_written(run)
    run.source = source
    if twin := _what_it_repeats(source):
        return runs.finish(run, IngestRun.State.DUPLICATE, twin)
    run.save()
    return run


def refuse_unwritten(name: str, arrival: Arrival) -> IngestRun:
    """The run of a file that found no room on the disk before it could be received."""
    return _not_written(_run(name, arrival))


def _not_written(run: IngestRun) -> IngestRun:
    return runs.refuse(run, "too_large", _("文件没有写进磁盘，可能是空间不足。请联系管理员，稍后再传。"))


def _run(name: str, arrival: Arrival) -> IngestRun:
    return IngestRun(
        file_name=originals.shown_name(name),
        batch=arrival.batch,
        publish=arrival.publish,
        asks=arrival.asks,
        choice=IngestRun.Choice.REPLACE if arrival.replaces else "",
        resembles=arrival.replaces,
        started_by=arrival.user,
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


def _what_it_repeats(source: SourceFile) -> str:
    """A sentence naming what is already there, or empty: a source that never got its reports is taken in again."""
    report = source.reports.exclude(state=Report.State.ARCHIVED).order_by("index").first()
    if report is None:
        return ""
    return _("与已入库的《%(title)s》逐字相同，已跳过。") % {"title": report.title}


def process(run: IngestRun) -> list[IngestRun]:
    """Carry a queued run out to its end, unless another worker has it.

    Returns the runs of an archive's members, still queued; else an empty list. A fault of ours is noted on the run
    and raised.
    """
    if not runs.take_up(run):
        return []
    if run.attempts > runs.MOST_ATTEMPTS:
        runs.refuse(run, "failed", _("这个文件几次中断了处理，已停止。请把它拆成几份，或另存一份后再传。"))
        return []
    with beating(run):
        try:
            return _carried_out(run)
        except RefusedFile as reason:
            runs.refuse(run, reason.code, reason.message)
        except StoppedFile as reason:
            _stop(run, reason)
        except runs.Cancelled:
            if run.source is not None:
                runs.forget(run.source)
        except Exception:
            runs.refuse(run, "failed", _("处理时出了差错，没有入库，原件已留下。请重试；再不行请联系管理员。"))
            raise
    return []


def _carried_out(run: IngestRun) -> list[IngestRun]:
    if run.source is None or not originals.path_of(run.source.sha256).exists():
        raise RefusedFile("empty", _("服务器上找不到这个文件的原件，没有入库。请重新上传。"))
    if run.source.format in ARCHIVES:
        return _process_archive(run, run.source)
    _process_file(run, run.source)
    return []


def _process_file(run: IngestRun, source: SourceFile) -> None:
    extracted, parsed = _understood(run, source)
    if run.asks and not run.choice and not taking_out.is_live(source) and _asks(run, source, extracted, parsed):
        return
    runs.advance(run, IngestRun.Stage.STORE, 90)
    with transaction.atomic():
        if not IngestRun.objects.filter(pk=run.pk, state=IngestRun.State.RUNNING).exists():
            raise runs.Cancelled
        if twin := _what_it_repeats(source):
            runs.finish(run, IngestRun.State.DUPLICATE, twin)
            return
        _take_the_place(run, source)
        reports = store(source, extracted, parsed, publish=run.publish, user=run.started_by)
        run.warnings, run.parser_version = list(parsed.warnings), PARSER_VERSION
        if source.replaces is not None:
            taking_out.make_room(source.replaces, reports[0], run.started_by)
        run.stage = IngestRun.Stage.INDEX if run.publish else IngestRun.Stage.STORE
        runs.finish(run, IngestRun.State.DONE, "、".join(f"《{report.title}》" for report in reports))


def _understood(run: IngestRun, source: SourceFile) -> tuple[ExtractedText, ParsedSource]:
    """What the file says; taken from the kept parse where the person was asked meanwhile."""
    kept = newest_parse(source) if run.choice else None
    if kept is not None and kept.parser_version == PARSER_VERSION:
        return ExtractedText(kept.extracted_text, source.format, pages=tuple(kept.pages)), from_json(kept.result)
    runs.advance(run, IngestRun.Stage.EXTRACT, 10)
    extracted = extract_isolated(
        originals.path_of(source.sha256),
        filename=source.name,
        progress=lambda done, total: runs.advance(
            run, IngestRun.Stage.EXTRACT, 10 + 40 * done // max(1, total), f"识别第 {done} 页，共 {total} 页"
        ),
    )
    if mark := secrecy_mark("\n".join((*extracted.boilerplate, extracted.text))):
        raise StoppedFile(mark)
    runs.advance(run, IngestRun.Stage.STRUCTURE, 50)
    parsed = parse(extracted, context_of(source), database_gazetteer(source.is_sample), source.name)
    if not parsed.reports:
        raise RefusedFile("no_text", _("文件里没有读到报告正文。请检查文件内容，或换一份可以复制文字的版本。"))
    return extracted, parsed


def _asks(run: IngestRun, source: SourceFile, extracted: ExtractedText, parsed: ParsedSource) -> bool:
    """Whether the text is much like a known one: then the run waits for the person's choice."""
    runs.advance(run, IngestRun.Stage.STRUCTURE, 80)
    twin = recognise(source, text_of(parsed), names_of(parsed))
    if twin is None:
        return False
    keep_parse(source, extracted, parsed)
    run.resembles, run.likeness, run.changed_sentences = twin.source, twin.likeness.ratio, twin.likeness.changed
    run.state, run.message = IngestRun.State.ASKING, ""
    run.save()
    return True


def _take_the_place(run: IngestRun, source: SourceFile) -> None:
    """A new version inherits what people corrected in the old one; readers see it once it is published."""
    if run.choice == IngestRun.Choice.REPLACE and run.resembles not in (None, source):
        source.replaces = run.resembles
        source.save(update_fields=["replaces"])
        correcting.carry_over(run.resembles, source)


def _process_archive(run: IngestRun, source: SourceFile) -> list[IngestRun]:
    """Receive every member; the archive itself is not kept, its members are the originals."""
    runs.advance(run, IngestRun.Stage.EXTRACT, 10)
    given = Given(
        source.given_district, source.given_year, source.given_topic, source.is_sample, source.given_visibility
    )
    arrival = Arrival(given, source.folder, run.started_by, run.batch, run.publish, run.asks)
    members = []
    with expand(originals.path_of(source.sha256), source.name) as archive:
        for member in archive:
            members.append(_member(run, member, arrival))
            runs.advance(run, IngestRun.Stage.EXTRACT, min(90, 10 + len(members)), f"已解开 {len(members)} 个文件")
    run.stage, run.source = IngestRun.Stage.INDEX, None
    runs.finish(run, IngestRun.State.DONE, _("解开 %(count)s 个文件。") % {"count": len(members)})
    runs.forget(source)
    return [member for member in members if member.state == IngestRun.State.QUEUED]


def _member(run: IngestRun, member: Member, arrival: Arrival) -> IngestRun:
    """The run of a member; where a killed worker already received it, that one."""
    earlier = IngestRun.objects.filter(file_name=originals.shown_name(member.name), batch=run.batch)
    known = earlier.filter(created_at__gt=run.created_at, started_by=run.started_by).first()
    if known is not None:
        return known
    if member.path is not None:
        with member.path.open("rb") as content:
            folder = f"{member.folder} {arrival.folder}".strip()
            return receive(content, member.name, replace(arrival, folder=folder))
    reason = member.refusal or refusal("corrupt")
    return runs.refuse(_run(member.name, arrival), reason.code, reason.message)


def _stop(run: IngestRun, reason: StoppedFile) -> IngestRun:
    """End the run of a marked file; nothing of it is kept but that it was stopped."""
    audit.note(run.started_by, AuditEntry.Act.STOP, label=run.file_name, reason=reason.mark.name)
    return runs.refuse(run, "classified", str(reason))
