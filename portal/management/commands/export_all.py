"""``manage.py export_all``: everything in one file that ``import_all`` takes into a portal of any database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.management.commands.backup import tell_of_losses
from portal.moving.databases import OtherDatabaseError
from portal.moving.leaving import leave
from portal.moving.schema import is_current
from portal.progress import ProgressBar


class Command(BaseCommand):
    help = "把全部数据、原件和设置导出成一个文件，可导入使用其他数据库的空系统；系统可以照常使用。用 import_all 导入。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path, metavar="FILE", help="新文件；内含账号，请妥善保管")

    def handle(self, *_args: Any, place: Path, **_options: Any) -> None:
        if not is_current():
            raise CommandError("数据库还没有升级到本版本，没有导出。请先执行 migrate。", returncode=2)
        bar = ProgressBar(self.stderr)
        try:
            made = leave(Path(settings.DATA_DIR), place, timezone.localtime(), bar.show)
        except OtherDatabaseError as other:
            raise CommandError(
                f"不认识 {other} 这种数据库，没有导出。请用 SQLite 或 PostgreSQL。", returncode=2
            ) from None
        except FileExistsError:
            raise CommandError(f"{place} 已经存在，没有导出。请换一个文件名。", returncode=2) from None
        except OSError as fault:
            raise CommandError(f"没有导出成：{fault}。请检查文件夹和磁盘空间后再试。", returncode=1) from fault
        self.stdout.write(str(made.path))
        self.stderr.write(
            f"已导出 {made.originals} 份原件和全部数据，共 {made.size / 1e6:.1f} MB。文件内含账号，请妥善保管。"
        )
        tell_of_losses(made)
