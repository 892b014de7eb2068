"""A sign of life while a run is carried out, so that a killed worker's runs can be told from slow ones."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from reports.models import IngestRun

BEAT_SECONDS = 5.0
DEAD_AFTER = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(minutes=10)


@contextlib.contextmanager
def beating(run: IngestRun) -> Iterator[None]:
    """Renew ``run.heartbeat`` every few seconds from a thread of its own until the block ends."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(BEAT_SECONDS):
                IngestRun.objects.filter(pk=run.pk).update(heartbeat=timezone.now())
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True, name=f"heartbeat-{run.pk}")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def abandoned() -> list[IngestRun]:
    """Runs whose worker died (running, but silent longer than a worker ever is) or that never got one."""
    now = timezone.now()
    silent = Q(state=IngestRun.State.RUNNING, heartbeat__lt=now - DEAD_AFTER)
    forgotten = Q(state=IngestRun.State.QUEUED, created_at__lt=now - FORGOTTEN_AFTER)
    return list(IngestRun.objects.filter(silent | forgotten))
