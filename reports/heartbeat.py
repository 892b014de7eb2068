"""A sign of life while a run is carried out, so that a killed worker's runs can be told from slow ones."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from reports.models import IngestRun

BEAT_SECONDS = 5.0
DEAD_AFTER = timedelta(seconds=30)
WAITED_LONG = timedelta(seconds=30)


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


def silent() -> list[IngestRun]:
    """Runs whose worker died: they are running, but quiet longer than a living worker ever is."""
    return list(IngestRun.objects.filter(state=IngestRun.State.RUNNING, heartbeat__lt=timezone.now() - DEAD_AFTER))


def waiting() -> list[IngestRun]:
    """Runs that have been queued for a while: they may have lost their place in the queue."""
    before = timezone.now() - WAITED_LONG
    return list(IngestRun.objects.filter(state=IngestRun.State.QUEUED, created_at__lt=before))
