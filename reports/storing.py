"""What was understood of a source, kept: the parse as it is, the rows with people's corrections applied."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction

from reports import publishing
from reports.deriving import derive, newest_parse
from reports.models import Parse, Report, SourceFile
from reports.parsing.pipeline import PARSER_VERSION
from reports.parsing.serialise import to_json
from reports.parsing.types import ExtractedText, ParseContext, ParsedSource, Place
from reports.recognising import remember, text_of


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
    """Write what was understood of one source, people's corrections applied. All of it, with its notes, or nothing."""
    with transaction.atomic():
        keep_parse(source, extracted, parsed)
        known = set(source.reports.values_list("pk", flat=True))
        reports = derive(source, parsed, extracted.text).reports
        remember(source, text_of(parsed))
        if source.given_visibility != Report.Visibility.ALL:
            fresh = [report.pk for report in reports if report.pk not in known]
            Report.objects.filter(pk__in=fresh).update(visibility=source.given_visibility)
        if publish:
            publishing.publish(reports, user)
        publishing.note_change(source.reports.exclude(state=Report.State.DRAFT))
    return reports


def keep_parse(source: SourceFile, extracted: ExtractedText, parsed: ParsedSource) -> None:
    """Add the parse to those kept, unless it says what the newest one says."""
    result = json.loads(json.dumps(to_json(parsed)))
    newest = newest_parse(source)
    if newest is None or (newest.parser_version, newest.extracted_text, newest.result) != (
        PARSER_VERSION,
        extracted.text,
        result,
    ):
        Parse.objects.create(
            source=source,
            parser_version=PARSER_VERSION,
            extracted_text=extracted.text,
            pages=list(extracted.pages),
            result=result,
        )
