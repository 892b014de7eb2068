"""Review where things happen at once: two people, two clicks, a newer version, a newer parser."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from reports.ingest import process
from reports.models import AuditEntry, Correction, IngestRun, Metric, Report
from search import outbox
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.reports.brought import TEXT, bring_report

OTHER = TEXT.replace("泸县", "合江县")


@pytest.fixture
def report(transactional_db, data_dir):
    return bring_report()


@pytest.fixture
def second(report):
    return bring_report(OTHER, name="合江县2012年教育工作总结.txt")


def published() -> list[int]:
    """Reports of which the record says that they were published, as often as it says so."""
    return list(AuditEntry.objects.filter(act="publish").values_list("report_id", flat=True))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_double_click_publishes_one_report_once(visit, report, second, log_in, script):
    here = visit(java_script_enabled=script)
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    here.page.locator("#publish button").dblclick()
    here.page.wait_for_url(f"{here.base}/review/{second.pk}/")
    here.page.wait_for_timeout(300)
    assert published() == [report.pk]
    assert Report.objects.get(pk=second.pk).state == "draft"


def test_a_key_held_down_publishes_one_report(visit, report, second, log_in):
    here = visit()
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    here.page.keyboard.down("p")
    here.page.wait_for_url(f"{here.base}/review/{second.pk}/")
    for _repeat in range(5):
        here.page.keyboard.down("p")
    here.page.wait_for_timeout(500)
    assert published() == [report.pk]


def test_two_people_at_one_report(visit, report, log_in):
    one, other = visit(), visit()
    log_in(one, "审核员")
    log_in(other, "审核员", "李老师")
    one.go(f"/review/{report.pk}/")
    other.go(f"/review/{report.pk}/")
    expect(other.page.locator(".wl-sub")).to_contain_text("王老师 也正在审核这份文件")
    other.page.fill("#f-title", "李老师的题名")
    other.page.get_by_role("button", name="保存", exact=True).click()
    expect(other.page.locator("#f-title")).to_have_value("李老师的题名")
    one.page.locator("tr[data-row=number]", has_text="94名").get_by_role("button", name="确认").click()
    expect(one.page.locator("body > [role=status]")).to_contain_text("李老师 刚刚改过这份报告")
    assert Metric.objects.get(printed="94名", archived=False).review == "open"
    other.page.locator("#publish button").click()
    other.page.wait_for_url(f"{other.base}/review/")
    one.page.locator("#publish button").click()
    one.page.wait_for_url(f"{one.base}/review/")
    expect(one.page.locator("body > [role=status]")).to_contain_text("已经发布过了")
    assert published() == [report.pk]


def test_sure_numbers_together_then_the_doubtful_ones(visit, transactional_db, data_dir, log_in):
    """A rate over a hundred is read surely and still is for a person to judge."""
    report = bring_report(TEXT.replace("公开招聘", "小学入学率达到103%。公开招聘"))
    sure = Metric.objects.filter(report=report, archived=False, confidence__gte=0.95).exclude(printed="103%").count()
    here = visit()
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    expect(here.page.locator("tr[data-row=number]").first).to_contain_text("103%")
    here.page.get_by_role("button", name=f"确认把握 0.95 以上的 {sure} 个").click()
    expect(here.page.locator("tr[data-row=number] svg[aria-label^='已确认']")).to_have_count(sure)
    here.page.locator("body").press("j")
    expect(here.page.locator("tr[data-row].is-at")).to_contain_text("103%")
    here.page.keyboard.press("x")
    expect(here.page.locator("tr[data-row=number] svg[aria-label^='已驳回']")).to_have_count(1)
    assert Metric.objects.filter(review="confirmed", archived=False).count() == sure


def test_a_border_moved_by_keys_merged_and_taken_back(visit, report, log_in):
    here = visit()
    page = here.page
    log_in(here, "编辑")
    here.go(f"/review/{report.pk}/")
    page.locator("tr[data-row=section]", has_text="规范招生行为").locator("td").first.click()
    page.keyboard.press("[")
    expect(page.locator(".ln.is-head", has_text="全年投入资金8460万元")).to_be_visible()
    page.keyboard.press("]")
    expect(page.locator(".ln.is-head", has_text="规范招生行为")).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator("tr[data-row=section]", has_text="规范招生行为")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("tr[data-row=section]", has_text="规范招生行为")).to_have_count(1)
    page.locator("tr[data-row=section]", has_text="教师队伍").locator("th a").click()
    page.locator("tr.is-at input[name=district]").fill("合江县")
    page.locator("tr.is-at").get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("tr[data-row=section]", has_text="教师队伍")).to_contain_text("合江县")


def test_pieces_put_in_order_are_accepted_or_left_as_printed(visit, transactional_db, data_dir, log_in):
    from tests.portal.review.visits import SHUFFLED

    report = bring_report(SHUFFLED, name="次序.txt")
    here = visit()
    log_in(here, "编辑")
    here.go(f"/review/{report.pk}/")
    rows = here.page.locator("tr[data-row=section] th")
    repairs = here.page.locator(".wl-repairs")
    expect(rows.first).to_contain_text("学前教育")
    expect(repairs).to_contain_text("原文次序错乱：将")
    here.page.get_by_role("button", name="还原为原文次序").click()
    expect(rows.first).to_contain_text("教师队伍")
    expect(repairs.locator("summary")).to_have_text("修补与提示 1 条，都已核对")
    here.page.keyboard.press("u")
    expect(rows.first).to_contain_text("学前教育")
    here.page.get_by_role("button", name="采纳").click()
    expect(here.page.get_by_role("button", name="采纳")).to_have_count(0)
    repairs.locator("summary").click()
    expect(here.page.get_by_role("button", name="还原为原文次序")).to_be_visible()


def test_a_shuffled_file_from_upload_to_readers_the_undone_repair_outlives_a_new_parse(
    visit, transactional_db, data_dir, log_in
):
    from django.core.management import call_command

    from tests.portal.review.visits import SHUFFLED

    here = visit()
    page = here.page
    log_in(here, "审核员")
    page.goto(f"{here.base}/upload/")
    page.set_input_files("input[name=files] >> nth=0", {
        "name": "泸县2012年总结.txt", "mimeType": "text/plain", "buffer": SHUFFLED.encode(),
    })  # fmt: skip
    page.wait_for_url("**batch=**")
    process(IngestRun.objects.get())
    page.reload()
    page.locator(".wl-up .res a").click()
    page.get_by_role("button", name="还原为原文次序").click()
    expect(page.locator("tr[data-row=section] th").first).to_contain_text("教师队伍")
    call_command("reparse", all=True)
    page.reload()
    expect(page.locator("tr[data-row=section] th").first).to_contain_text("教师队伍")
    expect(page.locator(".wl-repairs")).to_contain_text("按审核意见恢复了原文次序")
    page.keyboard.press("p")
    page.wait_for_url(f"{here.base}/review/")
    report = Report.objects.get()
    here.go(report.get_absolute_url())
    read = page.locator(".wl-doc").inner_text()
    assert read.index("教师队伍") < read.index("学前教育")


def run_of(text: str, name: str, user: str) -> IngestRun:
    """A file as the upload leaves it, carried out as the worker does."""
    import io

    from django.contrib.auth.models import User

    from reports.receiving import Arrival, receive

    run = receive(io.BytesIO(text.encode()), name, Arrival(user=User.objects.get(username=user), asks=True))
    process(run)
    run.refresh_from_db()
    return run


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_newer_version_is_shown_beside_the_old_and_chosen(visit, transactional_db, data_dir, log_in, size):
    long = TEXT + "".join(f"第{n}项工作按时完成，群众满意。\n" for n in range(12))
    old = bring_report(long, publish=True)
    here = visit(size)
    log_in(here, "审核员")
    runs = {word: run_of(long.replace("94名", f"9{n}名"), f"{word}.txt", "王老师")
            for n, word in ((5, "作为新版"), (6, "两份都留"), (7, "放弃"))}  # fmt: skip
    for word, run in runs.items():
        assert run.state == "asking", word
        assert violations(here, f"/upload/{run.pk}/difference/") == []
        assert here.sideways() <= 0
        expect(here.page.locator(".wl-diff del")).to_have_text("94")
        here.page.get_by_role("button", name=word).click()
        run.refresh_from_db()
        process(run)
    runs["放弃"].refresh_from_db()
    assert runs["放弃"].state == "cancelled"
    new, beside = (Report.objects.get(source__name=f"{word}.txt") for word in ("作为新版", "两份都留"))
    assert (new.source.replaces, beside.source.replaces) == (old.source, None)
    here.go(f"/review/{new.pk}/")
    here.page.locator("#publish button").click()
    here.page.wait_for_url(re.compile("/review/"))
    old.refresh_from_db()
    assert old.state == "withdrawn"
    assert violations(here, f"/review/{new.pk}/versions/") == []
    here.page.get_by_label("恢复上一版的理由").fill("新版有误")
    here.page.get_by_role("button", name="恢复上一版，撤回这一版").click()
    expect(here.page.locator("body > [role=status]")).to_contain_text("已恢复上一版的 1 份报告")
    old.refresh_from_db()
    assert old.state == "published"


def test_withdrawn_with_a_reason_it_is_gone_everywhere(visit, report, log_in):
    from reports import publishing

    publishing.publish([report], None)
    outbox.drain()
    here, reader = visit(), visit()
    reader.go("/search/?q=薄弱学校")
    expect(reader.page.locator(f"#main a[href^='/reports/{report.pk}/']").first).to_be_visible()
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    here.page.get_by_text("撤回", exact=True).first.click()
    here.page.get_by_label("撤回的理由").fill("数据有误")
    here.page.locator("form[action$='/withdraw/'] button").click()
    expect(here.page.locator("body > [role=status]")).to_contain_text("已撤回")
    for address in ("/search/?q=薄弱学校", "/reports/", "/districts/510521/", "/"):
        reader.go(address)
        expect(reader.page.locator(f"a[href^='/reports/{report.pk}/']")).to_have_count(0)
    assert reader.go(f"/reports/{report.pk}/").status == 404
    reader.complaints = [each for each in reader.complaints if "404" not in each]


def test_a_correction_that_a_newer_parser_no_longer_understands(visit, report, log_in, monkeypatch):
    here = visit()
    page = here.page
    log_in(here, "审核员")
    here.go(f"/review/{report.pk}/")
    page.locator("tr[data-row=number]", has_text="94名").get_by_role("button", name="确认").click()
    expect(page.locator("tr[data-row=number] svg[aria-label^='已确认']")).to_have_count(1)
    with monkeypatch.context() as newer:
        newer.setattr("reports.storing.PARSER_VERSION", "99")
        newer.setattr("reports.parsing.pipeline.find_metrics", lambda *_args: ())
        with pytest.raises(SystemExit, match="1"):
            call_command("reparse", str(report.source.pk))
    assert Correction.objects.get().state == "conflict"
    here.go("/review/")
    expect(page.locator("tbody tr").first).to_contain_text("更正冲突 1")
    assert violations(here, f"/review/{report.pk}/") == []
    expect(page.locator("#understood")).to_contain_text("原来核对的数现在没有读出来")
    page.get_by_role("button", name="去掉这条更正").click()
    expect(page.locator("#understood")).not_to_contain_text("原来核对的数现在没有读出来")
    assert Correction.objects.get().state == "undone"
