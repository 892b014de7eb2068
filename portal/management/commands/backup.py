"""``manage.py backup``: the database and all originals in one file that ``restore`` takes back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal import backup

OTHER_DATABASE = (
    "数据库不是 SQLite，请改用 export_all 和 import_all；或用 pg_dump 并复制 DATA_DIR/files，见 docs/operations.md。"
)


class Command(BaseCommand):
    help = "把数据库和全部原件备份成一个文件；系统可以照常使用。用 restore 恢复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path, metavar="FILE|FOLDER", help="新文件，或放备份的文件夹（按时间取名）")

    def handle(self, *_args: Any, place: Path, **_options: Any) -> None:
        moment = timezone.localtime()
        target = place / backup.default_name(moment) if place.is_dir() else place
        try:
            made = backup.write(database_file(), Path(settings.DATA_DIR), target, moment)
        except FileExistsError:
            raise CommandError(f"{target} 已经存在，没有备份。请换一个文件名，或给一个文件夹。", returncode=2) from None
        except OSError as fault:
            raise CommandError(f"没有备份成：{fault}。请检查文件夹和磁盘空间后再试。", returncode=1) from fault
        self.stdout.write(str(made.path))
        self.stderr.write(f"已备份 {made.originals} 份原件和数据库，共 {made.size / 1e6:.1f} MB。")
        tell_of_losses(made)


def tell_of_losses(made: backup.Backup) -> None:
    """Raise CommandError where originals are missing or changed on the disk; the file itself stands."""
    for what, lost in (("磁盘上找不到", made.missing), ("磁盘上已损坏", made.damaged)):
        if lost:
            some = "、".join(sha256[:12] for sha256 in lost[:10])
            raise CommandError(f"其余已存好，但有 {len(lost)} 份原件{what}：{some}。请检查磁盘。", returncode=1)


def database_file() -> Path:
    """Where SQLite keeps the database; raises CommandError for any other kind of database."""
    about = settings.DATABASES["default"]
    if not about["ENGINE"].endswith("sqlite3"):
        raise CommandError(OTHER_DATABASE, returncode=2)
    return Path(about["NAME"])
