"""The made-up corpus as rows of the database, for measuring whole pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC
from itertools import groupby
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.corpus_numbers import numbers
from reports.models import District, Metric, Report, Section, SourceFile

BATCH = 400


def fill(count: int, seed: int = 1) -> int:
    """Writes ``count`` published sections in their reports, without outbox rows: build the index afterwards."""
    places: dict[str, District] = {}
    reports: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for _, sections in groupby(Corpus(seed).sections(count), key=lambda document: document["report"]):
        documents = list(sections)
        reports.append((documents[0], documents))
        if len(reports) == BATCH:
            _write(reports, places)
            reports.clear()
    _write(reports, places)
    return Section.objects.count()


def _write(reports: list[tuple[dict[str, Any], list[dict[str, Any]]]], places: dict[str, District]) -> None:
    sources = SourceFile.objects.bulk_create(
        SourceFile(sha256=hashlib.sha256(str(head["report"]).encode()).hexdigest(), name="x.txt", size=1, format="txt")
        for head, _ in reports
    )
    made = Report.objects.bulk_create(
        Report(
            source=source, index=0, anchor=str(head["report"]), title=head["title"], kind=head["kind"],
            topic=head["topic"], text="\n".join(one["text"] for one in documents), period_start=head["period"],
            period_end=head["period"], issuer=_city(head, places), state=Report.State.PUBLISHED,
            published_at=head["published_at"].replace(tzinfo=UTC),
        )
        for source, (head, documents) in zip(sources, reports, strict=True)
    )  # fmt: skip
    pairs = [
        (report, document, section)
        for report, (_, documents) in zip(made, reports, strict=True)
        for document, section in zip(documents, _sections(report, documents, places), strict=True)
    ]
    Section.objects.bulk_create(section for _, _, section in pairs)
    Metric.objects.bulk_create(
        number for report, document, section in pairs for number in numbers(report, section, document)
    )


def _sections(report: Report, documents: list[dict[str, Any]], places: dict[str, District]) -> Iterator[Section]:
    at = 0
    for number, document in enumerate(documents):
        heading, _, text = document["text"].partition("\n")
        end = at + len(document["text"])
        yield Section(
            report=report, index=number, anchor=str(number), level=1, heading=heading[:300], text=text,
            start=at, end=end, district=_place(document, places), topic=document["topic"],
            stage=document.get("stage", ""),
        )  # fmt: skip
        at = end + 1


def _city(document: dict[str, Any], places: dict[str, District]) -> District:
    code = document["district"].partition(",")[2]
    if code not in places:
        places[code] = _made(code, document["places"].partition("\n")[2], District.Level.PREFECTURE, None)
    return places[code]


def _place(document: dict[str, Any], places: dict[str, District]) -> District:
    code = document["district"].partition(",")[0]
    if code not in places:
        places[code] = _made(code, document["own_district"], District.Level.COUNTY, _city(document, places))
    return places[code]


def _made(code: str, name: str, level: str, parent: District | None) -> District:
    return District.objects.get_or_create(code=code, defaults={"name": name, "level": level, "parent": parent})[0]
