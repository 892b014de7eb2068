"""``manage.py followup``: what reports planned, and what later ones say of it. Proposals, with both sentences."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.named_district import named_district
from portal.quoted import quoted
from reports.models import Verdict
from reports.parsing.follow_up import FollowUp, follow_up
from reports.selectors.statements import statements


class Command(BaseCommand):
    help = "计划和目标，以及后来的报告怎么说。判定只是建议，须由人确认。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--district", action="append", default=[], metavar="D", help="区县名称或代码，可写多次")
        parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")

    def handle(self, *_args: Any, district: list[str], **options: Any) -> None:
        codes = [named_district(name).code for name in district]
        settled = dict(Verdict.objects.filter(settled=True).values_list("plan_id", "word"))
        for found in follow_up(statements(codes)):
            word = settled.get(found.plan.id, "")
            told = json.dumps(as_json(found, word), ensure_ascii=False) if options["json"] else as_text(found, word)
            self.stdout.write(told)


def as_json(found: FollowUp, settled: str) -> dict[str, Any]:
    """The answer as docs/contracts.md gives it; with several yearly actuals, the last one.

    ``settled`` is what a person decided upon these very numbers, else empty.
    """
    plan = found.plan
    return {
        "district": plan.district,
        "district_code": plan.district_code,
        "indicator": plan.indicator,
        "period": plan.period_end,
        "plan": quoted(plan),
        "actual": quoted(found.actuals[-1]) if found.actuals else None,
        "verdict": settled or found.verdict,
        "confirmed": bool(settled),
        "score": found.score,
    }


def as_text(found: FollowUp, settled: str) -> str:
    plan = found.plan
    verdict = f"{settled}（已确认）" if settled else found.verdict
    said = f"；后来：{found.actuals[-1].printed}" if found.actuals else ""
    return f"{verdict}　{plan.district} {plan.period_end or ''} {plan.indicator} 计划 {plan.printed}{said}"
