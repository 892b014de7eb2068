"""What a portal holds after people worked with it: corrections, masks, withdrawals, baskets, verdicts, findings."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.utils import timezone

from portal.upkeep import catch_up
from reports import correcting, cross_checking, following
from reports.models import Correction, Finding, Metric, Report, ReviewDesk, Verdict
from reports.parsing.apply import text_anchor
from tests.portal.rights.world import names, own, people
from tests.reports.brought import TEXT, bring_report
from tests.reports.test_correcting import number, parts

PERSONAL = TEXT.replace("泸县", "江阳区") + "新建食堂6所由张老师（13800001111）负责，已全部完成。\n"


def build() -> dict[str, object]:
    """Fill an empty, migrated portal, and bring its index up to date."""
    accounts = people()
    known = names(accounts)
    for user in accounts.values():
        own(user, known)
    hide_a_number(accounts["审核员"])
    live = Report.objects.get(pk=known["live"])
    correcting.record(live.source, accounts["审核员"], [number(live, "94名")])
    following.decide(Verdict.objects.get(pk=known["verdict"]), accounts["审核员"], "部分完成", "已建3所")
    cross_checking.decide(Finding.objects.get(pk=known["finding"]), accounts["审核员"], "explained", "口径不同")
    # Finer than milliseconds, and every decimal place: as databases keep them.
    User.objects.filter(pk=accounts["读者"].pk).update(last_login=timezone.now().replace(microsecond=123457))
    Metric.objects.filter(pk=known["number"]).update(value=Decimal("123456789.123456"), value_high=F("value"))
    # Who sits at a desk is told for some minutes only.
    ReviewDesk.objects.update(seen_at=timezone.now() - timedelta(days=1))
    # What was there and is gone: its id must not come back.
    gone = User.objects.create_user("离开的人")
    gone.delete()
    catch_up()
    return {name: known[name] for name in ("live", "draft", "withdrawn", "newer", "waiting", "slug")}


def hide_a_number(user: User) -> Report:
    report = bring_report(PERSONAL, name="江阳区.txt", publish=True)
    parsed, text = parts(report)
    start = parsed.text.index("13800001111")
    anchor = text_anchor(parsed, text, start, start + 11)
    correcting.record(report.source, user, [correcting.Change("mask", "text", anchor)])
    assert Correction.objects.filter(kind="mask").exists()
    return report


ADDRESSES = (
    "/", "/reports/", "/reports/{live}/", "/reports/{draft}/", "/reports/{withdrawn}/", "/reports/{newer}/",
    "/search/?q=薄弱学校", "/search/?q=招聘教师&year=2012", "/districts/", "/districts/510521/", "/coverage/",
    "/indicators/", "/indicators/{slug}/", "/compare/?district=510521&indicator={slug}", "/followup/", "/checks/",
    "/basket/", "/search/saved/", "/review/", "/review/{draft}/", "/review/{waiting}/versions/",
)  # fmt: skip
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|用时[^<]*|[0-9.]+ (?:毫秒|秒)|[0-9]+ 分钟前')
QUERIES = ("薄弱学校", "招聘教师", '"培训教师"', "13800001111", "安全 OR 招生", "district:泸县")


def seen(known: dict[str, object]) -> dict[str, Any]:
    """What searches find and what a reviewer sees at every address, but what changes from one visit to the next."""
    found: dict[str, Any] = {}
    for query in QUERIES:
        out = StringIO()
        call_command("search", query, json=True, stdout=out)
        found[query] = json.loads(out.getvalue()) | {"took_ms": 0}
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="审核员"))
    for address in ADDRESSES:
        answer = client.get(address.format(**known))
        assert answer.status_code == 200, (address, answer.status_code)
        found[address] = CHANGING.sub("", answer.content.decode())
    return found
