from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports import heartbeat, tasks
from reports.models import IngestRun, Report
from reports.receiving import Arrival
from tests.reports.brought import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(data_dir):
    return tasks.receive(io.BytesIO(TEXT.encode()), "总结.txt", Arrival())


def long_ago():
    return timezone.now() - timedelta(minutes=5)


def queued_tasks():
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()


def test_a_received_file_waits_with_a_task_however_long(run):
    IngestRun.objects.update(created_at=long_ago())
    assert tasks.take_up_abandoned() == 0
    assert queued_tasks() == 1


def test_a_run_that_lost_its_task_gets_another(run):
    DBTaskResult.objects.all().delete()
    assert tasks.take_up_abandoned() == 0
    IngestRun.objects.update(created_at=long_ago())
    assert tasks.take_up_abandoned() == 1
    assert tasks.take_up_abandoned() == 0
    assert queued_tasks() == 1


def test_a_task_that_died_with_its_worker_is_done_again(run):
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=long_ago())
    IngestRun.objects.update(state="running", heartbeat=long_ago(), attempts=1)
    assert [each.pk for each in heartbeat.silent()] == [run.pk]
    assert tasks.take_up_abandoned() == 1
    tasks.process_run.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts, Report.objects.count()) == ("done", 2, 1)


def test_a_task_just_begun_is_left_alone(run):
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now())
    IngestRun.objects.update(created_at=long_ago())
    assert tasks.take_up_abandoned() == 0


def test_carrying_out_beats(run):
    with heartbeat.beating(run):
        assert heartbeat.silent() == []
