"""``manage.py reports``: what waits and what is published, and to publish, send back or withdraw it from the shell."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.upkeep import catch_up
from reports import publishing
from reports.models import Report

NEEDS_REASON = ("return", "withdraw")


class Command(BaseCommand):
    help = "列出报告，或发布、退回、撤回。与网页上的审核相同，都留记录。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=("list", "publish", "return", "withdraw"))
        parser.add_argument("reports", nargs="*", type=int, metavar="ID", help="报告编号；list 不用给")
        parser.add_argument("--state", choices=Report.State.values, help="list：只列这种状态的")
        parser.add_argument("--reason", default="", help="退回、撤回的理由")
        parser.add_argument("--json", action="store_true", help="list：每份报告一行 JSON")

    def handle(self, *_args: Any, act: str, reports: list[int], **options: Any) -> None:
        if act == "list":
            self.list(options["state"], as_json=options["json"])
            return
        found = list(Report.objects.filter(pk__in=reports).select_related("source"))
        missing = sorted(set(reports) - {report.pk for report in found})
        if missing or not found:
            raise CommandError(f"没有编号为 {missing or '（未给出）'} 的报告。请先用 reports list 查看。", returncode=2)
        if act in NEEDS_REASON and not options["reason"]:
            raise CommandError("请用 --reason 写明理由，留作记录。", returncode=2)
        count = self.carry_out(act, found, options["reason"])
        catch_up()
        self.stderr.write(f"共 {len(found)} 份，改动 {count} 份。")

    def carry_out(self, act: str, found: list[Report], reason: str) -> int:
        if act == "publish":
            return publishing.publish(found, None)
        if act == "withdraw":
            return publishing.withdraw(found, None, reason)
        return sum(publishing.send_back(report, None, reason) for report in found)

    def list(self, state: str | None, *, as_json: bool) -> None:
        rows = Report.objects.exclude(state=Report.State.ARCHIVED).select_related("issuer", "source").order_by("pk")
        for report in rows.filter(state=state) if state else rows:
            line = {
                "report_id": report.pk,
                "state": report.state,
                "title": report.title,
                "district": report.issuer.name if report.issuer else None,
                "year": report.period_start,
                "file": report.source.name,
                "flags": report.flags,
            }
            plain = f"{report.pk}\t{report.get_state_display()}\t{line['year'] or '—'}\t{report.title}"
            self.stdout.write(json.dumps(line, ensure_ascii=False) if as_json else plain)
