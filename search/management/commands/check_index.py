"""Compares database and index."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.checking import IndexDifference, compare, repair


class Command(BaseCommand):
    help = "核对数据库与索引；不一致而未修复时退出码为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="修复不一致之处")

    def handle(self, *_args: Any, **options: Any) -> None:
        difference = compare()
        if difference and options["repair"]:
            self._print(difference)
            repair(difference)
            difference = compare()
        self._print(difference)
        if difference:
            sys.exit(1)

    def _print(self, difference: IndexDifference) -> None:
        if not difference:
            self.stdout.write("索引与数据库一致。")
            return
        if difference.broken:
            self.stderr.write(f"索引无法读取（{difference.broken}）：请用 --repair 重建。")
        self.stderr.write(
            f"索引缺 {len(difference.missing)} 节，多 {len(difference.surplus)} 节，"
            f"过时 {len(difference.changed)} 节，待处理的变更 {difference.pending} 条。"
        )
