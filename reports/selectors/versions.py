"""The versions of a report: which file replaced which, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.access import published
from reports.models import Report, SourceFile
from reports.near_duplicates import DiffLine, difference
from reports.recognising import stored_text

LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Version:
    """One file of the chain, with its reports; ``number`` counts from 1, the oldest."""

    number: int
    source: SourceFile
    reports: Sequence[Report]

    @property
    def is_shown(self) -> bool:
        return any(report.state == Report.State.PUBLISHED for report in self.reports)


def versions_of(source: SourceFile) -> list[Version]:
    """All versions, the newest first; a file without any is alone."""
    chain = [source]
    while chain[-1].replaces is not None and len(chain) < LONGEST_CHAIN and chain[-1].replaces not in chain:
        chain.append(chain[-1].replaces)
    while (newer := chain[0].successors.order_by("-pk").first()) and len(chain) < LONGEST_CHAIN and newer not in chain:
        chain.insert(0, newer)
    live = [list(each.reports.exclude(state=Report.State.ARCHIVED).order_by("index")) for each in chain]
    return [Version(len(chain) - at, each, live[at]) for at, each in enumerate(chain)]


def shown_instead(report_id: int) -> Report | None:
    """The published report of a newer version of a file, for a link to the version it replaced."""
    old = Report.objects.filter(pk=report_id, state=Report.State.WITHDRAWN).select_related("source").first()
    if old is None:
        return None
    chain = versions_of(old.source)
    seen = set(published().filter(source__in=[version.source for version in chain]))
    for version in chain:
        found = [report for report in version.reports if report in seen]
        if version.source != old.source and found:
            return next((report for report in found if report.index == old.index), found[0])
    return None


def changes(old: SourceFile, new: SourceFile) -> list[DiffLine]:
    """Sentence by sentence, what ``new`` says otherwise than ``old``."""
    return difference(_text(old), _text(new))


def _text(source: SourceFile) -> str:
    """What the file says; of one that gave way before it was published, what it said then."""
    return stored_text(source) or "\n".join(source.reports.order_by("index").values_list("text", flat=True))
