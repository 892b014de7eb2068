"""Background work, thin: fetch, call ingest."""

from __future__ import annotations

from typing import BinaryIO

from django_tasks import task

from reports import ingest
from reports.heartbeat import abandoned
from reports.models import IngestRun


@task()
def process_run(run_id: int) -> None:
    """Carry out one queued run; an archive's members are queued in turn. Safe to repeat."""
    run = IngestRun.objects.select_related("source__given_district").filter(pk=run_id).first()
    if run is not None:
        for member in ingest.process(run):
            process_run.enqueue(member.pk)


def receive(content: BinaryIO, name: str, arrival: ingest.Arrival) -> IngestRun:
    """Keep one file and leave the rest to a worker; the answer is there before the file is understood."""
    run = ingest.receive(content, name, arrival)
    if run.state == IngestRun.State.QUEUED:
        process_run.enqueue(run.pk)
    return run


def take_up_abandoned() -> int:
    """Queue again what a killed worker left behind; returns how many runs that were."""
    runs = abandoned()
    for run in runs:
        IngestRun.objects.filter(pk=run.pk).update(state=IngestRun.State.QUEUED)
        process_run.enqueue(run.pk)
    return len(runs)
