"""``manage.py remove_samples``: the bundled reports and their districts out again; real data is not touched."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.upkeep import catch_up
from reports import samples


class Command(BaseCommand):
    help = "删除示例报告和虚构的区县，不动真实数据。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        removed = samples.remove()
        catch_up()
        self.stderr.write(f"已删除 {removed} 份示例报告和示例区县。")
