from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from reports.models import AuditEntry, Report
from tests.portal.review.visits import SHUFFLED, fields, html, send
from tests.reports.brought import TEXT, bring_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir", "open_reading")]


def test_the_second_of_two_is_told(report, enter):
    send(enter("管理员"), report, "fields", **fields(title="甲题名"))
    answer = send(enter("审核员"), report, "fields", revision=0, **fields(title="乙题名"))
    assert "管理员 刚刚改过这份报告" in html(answer)
    assert Report.objects.get().title == "甲题名"
    enter("管理员").get(f"/review/{report.pk}/")
    assert "管理员 也正在审核" in html(enter("审核员").get(f"/review/{report.pk}/"))


def test_publishing_goes_on_to_the_next_and_a_double_click_is_harmless(report, reviewer):
    other = bring_report(TEXT.replace("泸县", "合江县"), name="另一份.txt")
    answer = send(reviewer, report, "publish")
    assert answer.redirect_chain[0][0] == f"/review/{other.pk}/"
    assert "已发布" in html(answer)
    assert "已经发布过了" in html(send(reviewer, report, "publish"))
    assert AuditEntry.objects.filter(act="publish").count() == 1
    assert send(reviewer, other, "publish").redirect_chain[0][0] == "/review/"


def test_only_what_has_no_flags_is_published_together(reviewer):
    clean = bring_report(TEXT.replace("泸县", "合江县"), name="无事.txt")
    other = bring_report(SHUFFLED, name="有事.txt")
    answer = reviewer.post("/review/publish/", {"report": [clean.pk, other.pk, "x", "999"]}, follow=True)
    assert "发布了 1 份" in html(answer)
    assert list(Report.objects.filter(state="published")) == [clean]


def test_four_eyes_on_the_page(reviewer, settings):
    settings.FOUR_EYES = True
    own = bring_report(uploaded_by=User.objects.get(username="审核员"))
    page = html(reviewer.get(f"/review/{own.pk}/"))
    assert "须由另一位审核员发布" in page
    assert 'id="publish"' not in page
    assert "须由另一位" in html(send(reviewer, own, "publish"))
    assert Report.objects.get().state == "draft"


def test_sending_back_needs_a_reason_and_the_editor_submits_again(report, enter):
    assert "写明理由" in html(send(enter("审核员"), report, "return", reason=" "))
    send(enter("审核员"), report, "return", reason="缺附表")
    editor = enter("编辑")
    assert "退回理由： 缺附表" in html(editor.get(f"/review/{report.pk}/")) or "退回理由：缺附表" in html(
        editor.get(f"/review/{report.pk}/")
    )
    send(editor, report, "submit")
    assert Report.objects.get().state == "draft"


def test_withdrawing_needs_a_reason_and_is_kept(reviewer):
    report = bring_report(publish=True)
    send(reviewer, report, "withdraw", reason="")
    assert Report.objects.get().state == "published"
    page = html(send(reviewer, report, "withdraw", reason="数据有误"))
    assert Report.objects.get().state == "withdrawn"
    assert "数据有误" in page


def test_versions_their_difference_and_the_way_back(reviewer):
    old = bring_report(publish=True)
    new = bring_report(TEXT.replace("94名", "98名"), name="修订.txt", replaces=old.source)
    send(reviewer, new, "publish")
    page = html(reviewer.get(f"/review/{new.pk}/versions/"))
    assert "公开招聘教师<del>94</del>名，培训教师3120人次。" in page
    assert "公开招聘教师<ins>98</ins>名，培训教师3120人次。" in page
    assert "第 2 版" in page
    send(reviewer, new, "rollback", reason="")
    send(reviewer, new, "rollback", reason="修订有误")
    assert dict(Report.objects.values_list("pk", "state")) == {old.pk: "published", new.pk: "withdrawn"}
    assert "没有可以恢复" in html(send(reviewer, old, "rollback", reason="再来"))


NASTY = ['总结"><script>alert(1)</script>.txt', "长" * 300, "😀表情👨‍👩‍👧.txt", "a'b\"c.txt", "\u202etxt.总结"]


@pytest.mark.parametrize("name", NASTY)
def test_names_of_every_kind_are_shown_as_text(reviewer, name):
    report = bring_report(name=name[:300])
    send(reviewer, report, "fields", **fields(title=name[:300]))
    for address in ("/review/", f"/review/{report.pk}/", f"/review/{report.pk}/versions/"):
        answer = reviewer.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in html(answer)


def test_a_very_long_original_is_shown_in_part_and_says_so(reviewer, monkeypatch):
    monkeypatch.setattr("portal.pages.review_lines.MOST_SHOWN", 60)
    monkeypatch.setattr("portal.pages.review.MOST_ROWS", 2)
    page = html(reviewer.get(f"/review/{bring_report().pk}/"))
    assert "只显示开头的部分" in page
    assert "只列出前 2 个" in page
    assert "3120人次" not in page


def test_a_drafts_own_page_says_what_to_look_at_before_it_is_published(reviewer):
    report = bring_report(SHUFFLED)
    page = html(reviewer.get(f"/reports/{report.pk}/"))
    assert "发布前请看：段落错位 2" in page
    assert "2 条，逐条查看" in page
