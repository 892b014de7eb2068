"""Background work, thin: fetch, call receiving and ingest."""

from __future__ import annotations

from typing import BinaryIO

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from reports import heartbeat, ingest, receiving, taking_out
from reports.models import IngestRun


@task()
def process_run(run_id: int) -> None:
    """Carry out one queued run; an archive's members are queued in turn. Safe to repeat."""
    run = IngestRun.objects.select_related("source__given_district").filter(pk=run_id).first()
    if run is not None:
        for member in ingest.process(run):
            process_run.enqueue(member.pk)


def receive(content: BinaryIO, name: str, arrival: receiving.Arrival) -> IngestRun:
    """Keep one file and leave the rest to a worker; the answer is there before the file is understood."""
    run = receiving.receive(content, name, arrival)
    if run.state == IngestRun.State.QUEUED:
        process_run.enqueue(run.pk)
    return run


def receive_instead(content: BinaryIO, name: str, arrival: receiving.Arrival, old: IngestRun) -> IngestRun | None:
    """The same for a file that stands in for another one; None where that one has been given up already."""
    run = receiving.receive(content, name, arrival)
    if arrival.user is None or not taking_out.swap(old, run, arrival.user):
        return None
    if run.state == IngestRun.State.QUEUED:
        process_run.enqueue(run.pk)
    return run


def take_up_abandoned() -> int:
    """Queue again what a killed worker left behind; returns how many runs that were.

    A run that waits keeps its place as long as a task for it is there and no dead worker holds that task.
    """
    held = _runs_with_a_task()
    runs = heartbeat.silent() + [run for run in heartbeat.waiting() if run.pk not in held]
    for run in runs:
        IngestRun.objects.filter(pk=run.pk, state=IngestRun.State.RUNNING).update(state=IngestRun.State.QUEUED)
        process_run.enqueue(run.pk)
    return len(runs)


def _runs_with_a_task() -> set[int]:
    """Runs for which a task waits, or was begun too lately to have been lost."""
    lately = timezone.now() - heartbeat.DEAD_AFTER
    ready = Q(status=TaskResultStatus.READY)
    begun = Q(status=TaskResultStatus.RUNNING, started_at__gte=lately)
    tasks = DBTaskResult.objects.filter(ready | begun, task_path=process_run.module_path)
    return {int(held["args"][0]) for held in tasks.values_list("args_kwargs", flat=True) if held["args"]}
