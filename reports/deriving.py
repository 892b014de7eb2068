"""A source's rows from its parse and people's corrections. Called inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from reports.districts import database_gazetteer
from reports.materialise import materialise
from reports.models import Correction, Parse, Report, SourceFile
from reports.parsing import anchors
from reports.parsing.apply import apply
from reports.parsing.corrections import Conflict, CorrectionKind
from reports.parsing.corrections import Correction as CorrectionValue
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.serialise import from_json
from reports.parsing.types import ParsedSource


@dataclass(frozen=True, slots=True)
class Derived:
    """The rows as they are now, and the corrections that found no place."""

    reports: list[Report]
    conflicts: tuple[Conflict, ...]


def derive(source: SourceFile, parsed: ParsedSource, extracted_text: str) -> Derived:
    """Put every correction onto ``parsed``, write the rows, and note on each correction whether it holds."""
    rows = list(source.corrections.exclude(state=Correction.State.UNDONE).order_by("when", "id"))
    result, conflicts = apply(parsed, [value_of(row) for row in rows], extracted_text, _gazetteer(source, rows))
    reports = materialise(source, result)
    messages = {conflict.key: conflict.message for conflict in conflicts}
    changed = []
    for row in rows:
        message = messages.get(row.pk, "")[:200]
        state = Correction.State.CONFLICT if message else Correction.State.ACTIVE
        if (row.state, row.message) != (state, message):
            row.state, row.message = state, message
            changed.append(row)
    Correction.objects.bulk_update(changed, ["state", "message"], batch_size=500)
    return Derived(reports, conflicts)


def value_of(row: Correction) -> CorrectionValue:
    """The row as the pure parser side knows it; the key is the row's id."""
    return CorrectionValue(
        key=row.pk,
        kind=cast(CorrectionKind, row.kind),
        field=row.field,
        anchor=anchors.from_json(row.anchor),
        before=row.before,
        after=row.after,
    )


def newest_parse(source: SourceFile) -> Parse | None:
    return source.parses.order_by("-id").first()


def derived_value(source: SourceFile) -> tuple[ParsedSource, str] | None:
    """What the rows of a source stand for, as values, with the extracted text; None before it was parsed."""
    parse = newest_parse(source)
    if parse is None:
        return None
    rows = list(source.corrections.exclude(state=Correction.State.UNDONE).order_by("when", "id"))
    values, text = [value_of(row) for row in rows], parse.extracted_text
    result, _conflicts = apply(from_json(parse.result), values, text, _gazetteer(source, rows))
    return result, text


def _gazetteer(source: SourceFile, rows: Sequence[Correction]) -> Gazetteer | None:
    """The places by which numbers are read anew, where a correction may ask for it."""
    return database_gazetteer(source.is_sample) if any(row.kind != "metric" for row in rows) else None
