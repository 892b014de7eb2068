"""``manage.py work``: the background process. Takes files in, keeps the index true, shows that it lives."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal.health import WORKER_SIGN
from portal.upkeep import true_index
from reports import following
from reports.tasks import take_up_abandoned
from search import outbox

logger = logging.getLogger("portal.work")
INDEX_SECONDS = 0.5
RULES_SECONDS = 3.0
"""How often to ask whether staff changed the dictionary: then the index is built anew."""
ABANDONED_SECONDS = 15.0


class Command(BaseCommand):
    help = "后台进程：处理上传的文件，更新索引。`make run` 会自动启动它；可以同时开几个。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        threading.Thread(target=show_life, daemon=True, name="life").start()
        threading.Thread(target=keep_true, daemon=True, name="index").start()
        call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0)


def show_life() -> None:
    """Touch the sign that this process lives, apart from the index's work: a rebuild may take minutes."""
    while True:
        try:
            Path(settings.DATA_DIR, WORKER_SIGN).touch()
        except OSError:
            logger.exception("no sign of life could be left; trying again")
        time.sleep(INDEX_SECONDS)


def keep_true() -> None:
    """Bring index and verdicts up to date whenever something waits, take up what a killed worker left; for ever."""
    next_look = next_rules = 0.0
    while True:
        try:
            close_old_connections()
            rules_due = time.monotonic() >= next_rules
            if rules_due:
                next_rules = time.monotonic() + RULES_SECONDS
            update_index(rules_due)
            following.bring_up_to_date()
            if time.monotonic() >= next_look:
                take_up_abandoned()
                next_look = time.monotonic() + ABANDONED_SECONDS
        except Exception:
            logger.exception("index not brought up to date; trying again")
        time.sleep(INDEX_SECONDS)


def update_index(rules_due: bool) -> None:
    """Bring in what waits; when ``rules_due``, also look whether the words changed that texts are cut by."""
    if outbox.pending() or (rules_due and outbox.outdated()):
        true_index()
