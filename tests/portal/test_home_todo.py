"""What the home page says is to be done, and by whom."""

from __future__ import annotations

import re

import pytest

from reports.models import Finding, IngestRun, Metric, Verdict
from reports.selectors import places
from reports.selectors.waiting import Waiting, waiting_for
from tests.portal import rows
from tests.portal.rows import Number, Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def todo(city):
    """Two plans nobody has judged, one settled; two findings of the city, one explained, one of another city."""
    whole, counties = city
    schools = rows.indicator("新建幼儿园数", "所")
    numbers = [Number(f"{n}所", schools, str(n), "所", status="planned") for n in (3, 4, 5)]
    rows.report("江川区2013年工作打算", counties[0], 2013, [Part("打算", "建3所、4所、5所。", numbers)])
    for number, settled in zip(
        Metric.objects.filter(status="planned").order_by("pk"), (False, False, True), strict=True
    ):
        Verdict.objects.create(plan=number, district=counties[0], proposed="待确认", word="待确认", settled=settled)
    for key, place, state in (("a", whole, "open"), ("b", whole, "explained"), ("c", counties[0], "open")):
        Finding.objects.create(key=key, kind="range", city=place, message="x", state=state)
    return whole


def shown(client) -> list[tuple[str, str]]:
    page = client.get("/").content.decode()
    return re.findall(r"<b>([\d,]+)</b>([^<]+)</a>", page.partition('class="wl-todo"')[2].partition("</section>")[0])


def test_who_decides_sees_what_is_to_be_decided(todo, person):
    rows.report("临泉区草稿", None, 2013, [Part("小节", "话。")], state="draft")
    reviewer = person("审核员")
    assert shown(reviewer) == [
        ("1", "份报告待审核"),
        ("0", "个文件要处理"),
        ("2", "项承诺待确认"),
        ("1", "处数据待核对"),
    ]
    assert "共 2 件" in reviewer.get("/followup/?verdict=待确认&settled=no").content.decode()


def test_who_does_not_decide_is_not_asked(todo, person):
    editor = person("编辑")
    IngestRun.objects.create(file_name="一.txt", started_by=editor.get("/").wsgi_request.user)
    assert shown(editor) == [("0", "份报告待审核"), ("0", "个文件要处理"), ("1", "个文件处理中")]


def test_readers_have_nothing_to_do(todo, person):
    assert shown(person("读者")) == []


def test_without_any_report_there_is_nothing_to_decide(person):
    user = person("审核员").get("/").wsgi_request.user
    assert waiting_for(user, None) == Waiting(0, 0, 0)
    assert places.cities_held() == []
