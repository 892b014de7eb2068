"""How the portal stands, for its administrators: disk, index, background process, queues, versions, backup."""

from __future__ import annotations

import platform
import shutil
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import django
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.backup import LAST_BACKUP
from portal.health import WORKER_SIGN, WORKER_SILENT_AFTER
from reports.models import IngestRun, Parse, SourceFile
from reports.parsing.pipeline import PARSER_VERSION
from reports.taking_out import taken_out
from search.index_status import IndexStatus
from search.index_status import status as index_status

LITTLE_SPACE = 0.1
"""Share of the disk below which the page warns: a rebuild needs room for a second index."""
BACKUP_IS_OLD = timedelta(days=7)
"""From here on the page warns."""


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of the disk that holds DATA_DIR."""

    free: int
    total: int

    @property
    def is_short(self) -> bool:
        return self.free < self.total * LITTLE_SPACE


@dataclass(frozen=True, slots=True)
class Queues:
    """Files waiting, at work and waiting for their uploader's choice; tasks that no worker has taken yet."""

    waiting: int
    running: int
    asking: int
    tasks: int


@dataclass(frozen=True, slots=True)
class SystemState:
    """``worker_silent``: seconds since the background process last showed itself; None when it never did."""

    disk: Disk
    index: IndexStatus
    worker_silent: float | None
    queues: Queues
    versions: tuple[tuple[str, str], ...]
    last_backup: datetime | None
    unread: int = 0
    """Files held whose newest parse is an older parser's."""

    @property
    def worker_lives(self) -> bool:
        return self.worker_silent is not None and self.worker_silent <= WORKER_SILENT_AFTER

    @property
    def backup_is_old(self) -> bool:
        return self.last_backup is not None and timezone.now() - self.last_backup > BACKUP_IS_OLD


def system_state() -> SystemState:
    usage = shutil.disk_usage(settings.DATA_DIR)
    alive = _touched(WORKER_SIGN)
    return SystemState(
        disk=Disk(usage.free, usage.total),
        index=index_status(),
        worker_silent=None if alive is None else max(0.0, time.time() - alive),
        queues=_queues(),
        versions=versions(),
        last_backup=_last_backup(),
        unread=_read_by_an_older_parser(),
    )


def _read_by_an_older_parser() -> int:
    """Originals that ``reparse --all`` would read anew with a newer parser than they were read with."""
    now = Parse.objects.filter(source=OuterRef("pk"), parser_version=PARSER_VERSION)
    parsed = SourceFile.objects.filter(parses__isnull=False).exclude(pk__in=taken_out())
    return parsed.exclude(Exists(now)).distinct().count()


def versions() -> tuple[tuple[str, str], ...]:
    return (
        ("文澜", _own_version()),
        ("解析器", PARSER_VERSION),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
    )


def _own_version() -> str:
    """As installed; a copy that runs from its folder says it in pyproject.toml."""
    try:
        return version("wenlan")
    except PackageNotFoundError:
        import tomllib

        with (Path(settings.BASE_DIR) / "pyproject.toml").open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])


def _queues() -> Queues:
    def runs(state: str) -> int:
        return IngestRun.objects.filter(state=state).count()

    return Queues(
        waiting=runs(IngestRun.State.QUEUED),
        running=runs(IngestRun.State.RUNNING),
        asking=runs(IngestRun.State.ASKING),
        tasks=DBTaskResult.objects.filter(status=TaskResultStatus.READY).count(),
    )


def _touched(name: str) -> float | None:
    try:
        return Path(settings.DATA_DIR, name).stat().st_mtime
    except FileNotFoundError:
        return None


def _last_backup() -> datetime | None:
    made = _touched(LAST_BACKUP)
    return None if made is None else datetime.fromtimestamp(made, tz=timezone.get_current_timezone())
