"""Builds the index anew beside the live one; replaces haystack's command, which empties the live one first."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.outbox import rebuild


class Command(BaseCommand):
    help = "重建索引：在旁边新建，完成后一次切换，检索不中断。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noinput", action="store_true", help="保留，为兼容；本命令从不询问")

    def handle(self, *_args: Any, **_options: Any) -> None:
        begun = time.monotonic()
        number = rebuild()
        self.stderr.write(f"已建索引：{number} 节，用时 {time.monotonic() - begun:.1f} 秒。")
