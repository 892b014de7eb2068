"""``manage.py followup``: what reports planned, and what later ones say of it. Proposals, with both sentences."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.named_district import named_district
from portal.quoted import quoted
from reports.parsing.follow_up import FollowUp, follow_up
from reports.selectors.statements import statements


class Command(BaseCommand):
    help = "计划和目标，以及后来的报告怎么说。判定只是建议，须由人确认。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--district", action="append", default=[], metavar="D", help="区县名称或代码，可写多次")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")

    def handle(self, *_args: Any, district: list[str], **options: Any) -> None:
        codes = [named_district(name).code for name in district]
        for found in follow_up(statements(codes)):
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False) if options["json"] else as_text(found))


def as_json(found: FollowUp) -> dict[str, Any]:
    """The answer as docs/contracts.md gives it; with several yearly actuals, the last one."""
    plan = found.plan
    return {
        "district": plan.district,
        "district_code": plan.district_code,
        "indicator": plan.indicator,
        "period": plan.period_end,
        "plan": quoted(plan),
        "actual": quoted(found.actuals[-1]) if found.actuals else None,
        "verdict": found.verdict,
        "confirmed": False,
        "score": found.score,
    }


def as_text(found: FollowUp) -> str:
    plan = found.plan
    said = f"；后来：{found.actuals[-1].printed}" if found.actuals else ""
    return f"{found.verdict}　{plan.district} {plan.period_end or ''} {plan.indicator} 计划 {plan.printed}{said}"
