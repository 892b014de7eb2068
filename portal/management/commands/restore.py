"""``manage.py restore``: a backup into an empty DATA_DIR, then migrations and the index."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from portal import restore
from portal.management.commands.backup import database_file
from search import outbox


class Command(BaseCommand):
    help = "把 backup 做的备份恢复到空的 DATA_DIR，并重建索引。已有数据时拒绝。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path, metavar="FILE", help="备份文件")

    def handle(self, *_args: Any, place: Path, **_options: Any) -> None:
        if not place.is_file():
            raise CommandError(f"没有 {place} 这个文件，没有恢复。请核对路径。", returncode=2)
        connections.close_all()
        try:
            restored = restore.read(place, database_file(), Path(settings.DATA_DIR))
        except restore.CannotRestoreError as reason:
            raise CommandError(str(reason), returncode=1) from reason
        call_command("migrate", interactive=False, verbosity=0)
        sections = outbox.rebuild()
        told = f"已恢复 {restored.made} 的备份：{restored.originals} 份原件，{sections} 节可检索。"
        self.stderr.write(told + (f"备份时已缺 {restored.missing} 份原件。" if restored.missing else ""))
