"""An archive's members, each received as a file of its own that knows the archive it lay in."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from reports import originals, runs
from reports.extraction import expand
from reports.extraction.archives import Member
from reports.extraction.refusals import refusal
from reports.models import IngestRun, SourceFile
from reports.receiving import Arrival, Given, receive, run_of


def receive_members(run: IngestRun, source: SourceFile) -> list[IngestRun]:
    """Receive every member and return the runs that are queued; the archive itself is not kept.

    Members come in the same order each time, and each makes one run: those that a killed worker already received
    are the first ones.
    """
    runs.advance(run, IngestRun.Stage.EXTRACT, 10)
    given = Given(
        source.given_district, source.given_year, source.given_topic, source.is_sample, source.given_visibility
    )
    arrival = Arrival(given, source.folder, run.started_by, run.batch, run.publish, run.asks, archive=run)
    members = list(run.members.order_by("pk"))
    known = len(members)
    with expand(originals.path_of(source.sha256), source.name) as archive:
        for number, member in enumerate(archive):
            if number >= known:
                members.append(_received(member, arrival))
            runs.advance(run, IngestRun.Stage.EXTRACT, min(90, 10 + number), f"已解开 {number + 1} 个文件")
    run.stage, run.source = IngestRun.Stage.INDEX, None
    runs.finish(run, IngestRun.State.DONE, _("解开 %(count)s 个文件。") % {"count": len(members)})
    runs.forget(source)
    return [member for member in members if member.state == IngestRun.State.QUEUED]


def _received(member: Member, arrival: Arrival) -> IngestRun:
    if member.path is not None:
        with member.path.open("rb") as content:
            folder = f"{member.folder} {arrival.folder}".strip()
            return receive(content, member.name, replace(arrival, folder=folder))
    reason = member.refusal or refusal("corrupt")
    return runs.refuse(run_of(member.name, arrival), reason.code, reason.message)
