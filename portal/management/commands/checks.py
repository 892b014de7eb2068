"""``manage.py checks``: contradictions and implausible values, each with its sentences. Never a silent choice."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.named_district import named_district
from portal.quoted import quoted
from reports.parsing.checks import Finding, check
from reports.selectors.statements import districts_of_cities, statements


class Command(BaseCommand):
    help = "数据核对：合计与分项不符、同一指标两个数、超过百分之百、相差万倍。只列出，不代为取舍。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--district", action="append", default=[], metavar="D", help="区县名称或代码，可写多次")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")

    def handle(self, *_args: Any, district: list[str], **options: Any) -> None:
        known = statements([named_district(name).code for name in district])
        for found in check(known, districts_of_cities(known)):
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False) if options["json"] else found.message)


def as_json(found: Finding) -> dict[str, Any]:
    """The answer as docs/contracts.md gives it."""
    return {
        "kind": found.kind,
        "district": found.district,
        "indicator": found.indicator,
        "message": found.message,
        "state": "open",
        "statements": [quoted(statement, with_value=True) for statement in found.statements],
    }
