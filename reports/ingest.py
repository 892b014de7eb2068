"""The only writer: what was received, parsed into rows.

``process`` carries a queued run out. It may be repeated, also after a worker was killed half-way: the same parse
changes nothing. Rows, the run's end and the note for the index are written in one transaction.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from reports import correcting, originals, runs, taking_out
from reports.deriving import newest_parse
from reports.districts import database_gazetteer
from reports.extraction import RefusedFile, extract_isolated
from reports.heartbeat import beating
from reports.models import IngestRun, SourceFile
from reports.parsing.pipeline import PARSER_VERSION, parse
from reports.parsing.serialise import from_json
from reports.parsing.types import ExtractedText, ParsedSource
from reports.receiving import ARCHIVES, StoppedFile, stop, what_it_repeats
from reports.recognising import names_of, places_of, recognise, text_of
from reports.screening import secrecy_mark
from reports.storing import context_of, keep_parse, store
from reports.unpacking import receive_members


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
            stop(run, reason)
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
        return receive_members(run, run.source)
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
        if twin := what_it_repeats(source):
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
    twin = recognise(source, text_of(parsed), names_of(parsed), places_of(parsed))
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
