"""``manage.py import_all``: an export into an empty portal, then the index and what else is derived."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.moving.arriving import Arrived, CannotImportError, arrive
from portal.moving.databases import OtherDatabaseError
from portal.moving.schema import is_current, is_new
from portal.progress import ProgressBar
from portal.upkeep import catch_up
from reports.reference_data import load_after_migrate
from search import outbox


class Command(BaseCommand):
    help = "把 export_all 导出的文件导入空的系统（SQLite 或 PostgreSQL），并重建索引。已有数据时拒绝。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path, metavar="FILE", help="导出的文件")

    def handle(self, *_args: Any, place: Path, **_options: Any) -> None:
        if not place.is_file():
            raise CommandError(f"没有 {place} 这个文件，没有导入。请核对路径。", returncode=2)
        data = Path(settings.DATA_DIR)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_new():
            call_command("migrate", interactive=False, verbosity=0)
        elif not is_current():
            # To upgrade a house that is lived in is not for an import that may be meant for another one.
            raise CommandError("这里的数据库在用，而且还是旧版本，没有导入。请把 DATA_DIR 指向空的系统。", returncode=1)
        try:
            arrived = arrive(place, data, ProgressBar(self.stderr).show)
        except OtherDatabaseError as other:
            raise CommandError(
                f"不认识 {other} 这种数据库，没有导入。请用 SQLite 或 PostgreSQL。", returncode=2
            ) from None
        except CannotImportError as reason:
            raise CommandError(str(reason), returncode=1) from reason
        load_after_migrate()
        sections = outbox.rebuild()
        catch_up()
        self.tell(arrived, sections)

    def tell(self, arrived: Arrived, sections: int) -> None:
        self.stderr.write(f"已导入 {arrived.made} 的导出：{arrived.originals} 份原件，{sections} 节可检索。")
        if arrived.missing:
            self.stderr.write(f"导出时已缺 {arrived.missing} 份原件。")
        for table, count in arrived.left_out.items():
            self.stderr.write(f"{table}：{count} 行给出本系统没有的权限，未导入。")
        if arrived.settings:
            told = "，".join(f"{name}={value}" for name, value in arrived.settings.items())
            self.stderr.write(f"原系统的设置与这里不同：{told}。需要时写进环境变量。")
