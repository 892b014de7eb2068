"""Is this file one that is already held, in another form or as a newer version? Fingerprints as rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from reports.models import Fingerprint, FingerprintKey, Report, SourceFile
from reports.near_duplicates import ALIKE, KEYS, Likeness, likeness, packed, resemblance, sketch, unpacked
from reports.parsing.folding import fold
from reports.parsing.types import ParsedSource

MOST_CANDIDATES = 12
SAME_TITLE = 0.5
"""Share of common sentences that is enough where title and year are the same too: a short report's next version."""

Name = tuple[str, int | None]
"""A report's title, folded, and the first year it is about."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The known source that a new one is most like."""

    source: SourceFile
    likeness: Likeness


def text_of(parsed: ParsedSource) -> str:
    return "\n".join(report.text for report in parsed.reports)


def stored_text(source: SourceFile) -> str:
    """The text of all reports a source stands for now."""
    live = source.reports.exclude(state=Report.State.ARCHIVED).order_by("index")
    return "\n".join(live.values_list("text", flat=True))


def names_of(parsed: ParsedSource) -> frozenset[Name]:
    return frozenset((fold(report.title), report.period.start) for report in parsed.reports)


def places_of(parsed: ParsedSource) -> frozenset[str]:
    """The codes of the places that issued the reports."""
    return frozenset(report.issuer.code for report in parsed.reports if report.issuer)


def recognise(
    source: SourceFile, text: str, names: frozenset[Name] = frozenset(), places: frozenset[str] = frozenset()
) -> Resemblance | None:
    """The source whose reports say mostly the same, sentence by sentence; None where there is none.

    What another place issued is no version of this, however much the two copy from one model.
    """
    mine = sketch(text)
    shared = FingerprintKey.objects.filter(value__in=mine[:KEYS]).exclude(fingerprint__source=source)
    ranked = shared.values_list("fingerprint").annotate(common=Count("pk")).order_by("-common", "-fingerprint")
    candidates = Fingerprint.objects.select_related("source").in_bulk([pk for pk, _n in ranked[:MOST_CANDIDATES]])
    best: Resemblance | None = None
    for candidate in sorted(candidates.values(), key=lambda each: -each.pk):
        if resemblance(mine, unpacked(bytes(candidate.sketch))) < ALIKE or _is_elsewhere(candidate.source, places):
            continue
        like = likeness(stored_text(candidate.source), text)
        named = like.ratio >= SAME_TITLE and bool(names & _stored_names(candidate.source))
        if (like.is_same_report or named) and (best is None or like.ratio > best.likeness.ratio):
            best = Resemblance(candidate.source, like)
    return best


def _is_elsewhere(source: SourceFile, places: frozenset[str]) -> bool:
    """Whether both say who issued them, and none of the places is the same."""
    live = source.reports.exclude(state=Report.State.ARCHIVED)
    issuers = set(live.filter(issuer__isnull=False).values_list("issuer__code", flat=True))
    return bool(places and issuers) and not places & issuers


def _stored_names(source: SourceFile) -> frozenset[Name]:
    live = source.reports.exclude(state=Report.State.ARCHIVED)
    return frozenset((fold(title), year) for title, year in live.values_list("title", "period_start"))


def remember(source: SourceFile, text: str) -> None:
    """Keep the fingerprint of a source's text; the same text again changes nothing."""
    values = sketch(text)
    known = Fingerprint.objects.filter(source=source).first()
    if known is not None and bytes(known.sketch) == packed(values):
        return
    fingerprint, _made = Fingerprint.objects.update_or_create(source=source, defaults={"sketch": packed(values)})
    fingerprint.keys.all().delete()
    FingerprintKey.objects.bulk_create(FingerprintKey(fingerprint=fingerprint, value=value) for value in values[:KEYS])
