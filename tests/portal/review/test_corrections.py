from __future__ import annotations

import pytest

from reports.models import AuditEntry, Correction, Metric, Report, Section
from tests.portal.review.visits import SHUFFLED, everything, fields, html, part, row, send
from tests.reports.brought import BROKEN, TEXT, bring_report, bring_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir", "open_reading")]


@pytest.mark.parametrize("address", ["/review/999999/", "/review/999999/versions/", f"/review/{10**25}/"])
def test_what_is_not_there_is_not_found(reviewer, address):
    assert reviewer.get(address).status_code == 404


def test_the_queue_puts_what_needs_a_person_first(reviewer):
    bring_source(TEXT.replace("泸县", "合江县"), "无事.txt")
    bring_source(SHUFFLED + "此项工作由张老师（13800001111）负责，已全部完成。\n", "有事.txt")
    page = html(reviewer.get("/review/"))
    assert page.index("有事.txt") < page.index("无事.txt")
    assert "手机号 1" in page
    assert "发布没有提示的 1 份" in page
    assert reviewer.get("/review/?order=age&uploader=谁&state=returned").status_code == 200
    assert reviewer.get("/review/?order=nonsense&state=published").status_code == 200


def test_the_screen_shows_the_original_and_what_was_understood(report, reviewer):
    page = html(reviewer.get(f"/review/{report.pk}/"))
    assert "新建乡镇中心幼儿园" in page
    assert page.count("is-head") == report.sections.count()
    assert 'value="泸县2012年教育工作总结"' in page
    assert "确认把握 0.95 以上的" in page
    assert f'id="n{row("94名").pk}"' in page


def test_the_screen_says_why_a_number_is_unsure_until_a_person_decides(reviewer):
    unsure = bring_report(TEXT.replace("完成薄弱学校改造23所", "对22所学校进行信息化改造"), name="存疑.txt")
    number = unsure.metrics.get(printed="22所")
    assert number.confidence < 0.9
    assert "存疑：原文说的只是其中一部分" in html(reviewer.get(f"/review/{unsure.pk}/"))
    send(reviewer, unsure, "number", do=f"confirmed:{number.pk}")
    assert "存疑：原文说的只是其中一部分" not in html(reviewer.get(f"/review/{unsure.pk}/"))


def test_the_cost_of_the_screen_does_not_grow(report, reviewer, django_assert_max_num_queries):
    longer = bring_report(
        TEXT + "".join(f"（{n}）学校{n}新建校舍{n + 100}平方米。\n" for n in range(1, 60)), name="长.txt"
    )
    for each in (report, longer):
        reviewer.get(f"/review/{each.pk}/")
        with django_assert_max_num_queries(60):
            reviewer.get(
                f"/review/{each.pk}/?number={each.metrics.first().pk}&section={each.sections.first().pk}&at=20"
            )


def test_title_year_and_place_are_changed_and_kept_with_who(report, reviewer):
    send(
        reviewer,
        report,
        "fields",
        **fields(title="泸县教育局总结", start="2011", end="", issuer="510502", topic="综合"),
    )
    report.refresh_from_db()
    assert (report.title, report.period_start, report.period_end, report.topic) == (
        "泸县教育局总结",
        2011,
        2011,
        "综合",
    )
    assert report.issuer.code == "510502"
    assert {each.who.username for each in Correction.objects.all()} == {"审核员"}
    assert "更正记录 4 条" in html(reviewer.get(f"/review/{report.pk}/"))


def test_saving_what_is_there_changes_nothing(report, reviewer):
    send(reviewer, report, "fields", **fields())
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"title": "  "}, "题名不能为空"),
        ({"issuer": "没有这个县"}, "没有叫“没有这个县”的区县"),
        ({"start": "去年"}, "年份“去年”读不懂"),
        ({"start": "2013", "end": "2012"}, "截止年早于起始年"),
        ({"issuer": "", "institution": "某局"}, "只填了机构"),
    ],
)
def test_what_cannot_be_understood_is_said_and_not_kept(report, reviewer, form, said):
    before = everything()
    assert said in html(send(reviewer, report, "fields", **fields(**form)))
    assert everything() == before


def test_visibility_is_changed_with_an_entry(report, reviewer):
    send(reviewer, report, "fields", **fields(visibility="unit"))
    assert Report.objects.get().visibility == "unit"
    assert AuditEntry.objects.get().act == "visibility"


def test_numbers_are_confirmed_rejected_and_taken_back(report, reviewer):
    send(reviewer, report, "number", do=f"confirmed:{row('94名').pk}")
    send(reviewer, report, "number", do=f"rejected:{row('7所').pk}")
    assert (row("94名").review, row("7所").review) == ("confirmed", "rejected")
    assert row("94名").decided_by.who.username == "审核员"
    send(reviewer, report, "undo")
    assert (row("94名").review, row("7所").review) == ("confirmed", "open")


def test_all_sure_numbers_at_once(report, reviewer):
    sure = report.metrics.filter(confidence__gte=0.95).count()
    assert sure > 2
    send(reviewer, report, "number", do="sure")
    assert report.metrics.filter(review="confirmed").count() == sure


def number_form(**changed):
    values = {"indicator": "投入资金", "qualifier": "", "value": "8460", "unit": "万元", "start": "2012", "end": "2012"}
    return values | {"status": "actual", "district": "510521"} | changed


def test_a_number_is_corrected(report, reviewer):
    key = row("8460万元").pk
    page = html(reviewer.get(f"/review/{report.pk}/?number={key}"))
    assert 'name="value" inputmode="decimal" maxlength="30" value="8460"' in page
    form = number_form(indicator="薄弱学校改造资金", value="８，４６０", start="2011", end="2011", status="planned")
    send(reviewer, report, "number", do=f"values:{key}", **form)
    metric = row("8460万元")
    assert (metric.pk, metric.indicator_name, metric.review) == (key, "薄弱学校改造资金", "confirmed")
    assert (metric.base_value, metric.period_start, metric.status) == (84_600_000, 2011, "planned")


def test_saving_a_number_as_it_is_confirms_it(report, reviewer):
    metric = row("8460万元")
    form = number_form(indicator=metric.indicator_name, qualifier=metric.qualifier)
    send(reviewer, report, "number", do=f"values:{metric.pk}", **form)
    assert row("8460万元").review == "confirmed"
    assert Correction.objects.get().field == "review"


def test_a_number_is_added_from_the_line(reviewer):
    report = bring_report(TEXT.replace("坚持免试", "共有第三方评估2轮次，坚持免试"))
    text = report.source.parses.get().extracted_text
    at = text.index("共有第三方")
    send(reviewer, report, "number", do="add", at=at, words="2轮次", indicator="评估轮次", value="2", unit="轮次")
    metric = row("2轮次")
    assert (metric.indicator_name, metric.review, metric.value) == ("评估轮次", "confirmed", 2)
    assert metric.sentence.startswith("共有第三方评估")
    for form in ({"words": "9轮次"}, {"words": ""}, {"words": "2轮次", "indicator": ""}, {"at": ""}):
        before = everything()
        send(reviewer, report, "number", **({"do": "add", "at": at, "words": "2轮次", "indicator": "评估"} | form))
        assert everything() == before


@pytest.mark.parametrize(
    "form", [{"value": "很多"}, {"value": "1e400"}, {"indicator": ""}, {"district": "没有"}, {"start": "二"}]
)
def test_an_impossible_number_is_refused(report, reviewer, form):
    before = everything()
    answer = send(reviewer, report, "number", do=f"values:{row('8460万元').pk}", **number_form(**form))
    assert "没有保存" in html(answer)
    assert everything() == before


@pytest.mark.parametrize("do", ["", "confirmed:", "confirmed:999999", "values:x", "drop:1", "rejected:1;2"])
def test_nonsense_is_answered_with_a_sentence(report, reviewer, do):
    before = everything()
    assert "没有保存" in html(send(reviewer, report, "number", do=do))
    assert everything() == before


def test_sections_are_split_moved_merged_and_filed(report, reviewer):
    text = report.source.parses.get().extracted_text
    at = text.index("公开招聘")
    send(reviewer, report, "section", do="split", at=at, words="培训教师")
    assert Section.objects.filter(archived=False, text__startswith="培训教师").exists()
    send(reviewer, report, "undo")
    section = part("规范招生行为")
    send(
        reviewer,
        report,
        "section",
        do="save",
        section=section.pk,
        heading="规范招生",
        district="510502",
        topic="招生",
        level="1",
    )
    section.refresh_from_db()
    assert (section.heading, section.district.code, section.topic, section.level) == ("规范招生", "510502", "招生", 1)
    send(reviewer, report, "section", do="merge", section=section.pk)
    section.refresh_from_db()
    assert section.archived
    send(reviewer, report, "section", do="down", section=part("教师队伍").pk)
    moved = Section.objects.filter(archived=False, mark="三、").first()
    assert moved is None or moved.text.strip().startswith("公开招聘")
    send(reviewer, report, "section", do="move", section=part("学前教育").pk, at=text.index("2012年，全县"))


def test_the_order_of_pieces_is_accepted_or_undone(reviewer):
    report = bring_report(SHUFFLED)
    assert "段落错位" in html(reviewer.get(f"/review/{report.pk}/"))
    send(reviewer, report, "order", do="accepted")
    report.refresh_from_db()
    assert not any(flag["kind"] == "order" for flag in report.flags)
    send(reviewer, report, "undo")
    send(reviewer, report, "order", do="printed")
    report.refresh_from_db()
    assert report.text.startswith("三、教师队伍") or "\n三、教师队伍" in report.text[:40]
    assert "还原" not in html(reviewer.get(f"/review/{report.pk}/"))


def test_every_repair_is_told_in_words_and_taken_back_alone(reviewer):
    report = bring_report(BROKEN)
    page = html(reviewer.get(f"/review/{report.pk}/"))
    assert "2 条待核对" in page
    assert "断开处已相接：“…" in page
    assert "还原为原文次序" not in page
    send(reviewer, report, "order", do="apart:0")
    report.refresh_from_db()
    assert "农村劳动\n力转移" in report.text
    page = html(reviewer.get(f"/review/{report.pk}/"))
    assert "按审核意见从中断开" in page
    assert "断开相接处" in page
    assert page.count("照原文断开") == 1
    assert [(flag["kind"], flag["count"]) for flag in report.flags] == [("repair", 1)]
    send(reviewer, report, "undo")
    report.refresh_from_db()
    assert "农村劳动力转移" in report.text


@pytest.mark.parametrize("do", ["apart", "apart:", "apart:x", "apart:7", "apart:-1", "printed"])
def test_what_cannot_be_taken_back_is_said(reviewer, do):
    report = bring_report(BROKEN)
    assert "没有断开" in (said := html(send(reviewer, report, "order", do=do))) or "不用还原" in said
    assert not Correction.objects.exists()


def test_checked_repairs_stay_in_sight_and_can_still_be_taken_back(reviewer):
    report = bring_report(SHUFFLED)
    send(reviewer, report, "order", do="accepted")
    page = html(reviewer.get(f"/review/{report.pk}/"))
    assert "都已核对" in page
    send(reviewer, report, "order", do="printed")
    report.refresh_from_db()
    assert report.repairs[0] == "按审核意见恢复了原文次序。"


def test_personal_numbers_are_hidden_from_readers(reviewer):
    report = bring_report(TEXT + "新建食堂6所由张老师（13800001111、0830-2345678）负责，已全部完成。\n")
    assert Metric.objects.filter(archived=False, sentence__contains="13800001111").exists()
    assert "正文里有个人号码" in html(reviewer.get(f"/review/{report.pk}/"))
    send(reviewer, report, "mask")
    report.refresh_from_db()
    assert "13800001111" not in report.text
    assert report.flags == []
    assert not Section.objects.filter(archived=False, text__contains="13800001111").exists()
    assert not Metric.objects.filter(archived=False, sentence__contains="13800001111").exists()


def test_saving_says_whether_anything_was_kept(report, reviewer):
    assert "没有改动，不用保存" in html(send(reviewer, report, "fields", **fields()))
    assert "已保存。" in html(send(reviewer, report, "fields", **fields(visibility="unit")))
    assert "已保存。" in html(send(reviewer, report, "fields", **fields(visibility="unit", topic="学前教育")))


def test_the_record_says_when_it_is_not_whole(report, reviewer, monkeypatch):
    monkeypatch.setattr("reports.selectors.review.HISTORY", 2)
    for topic in ("学前教育", "义务教育"):
        send(reviewer, report, "fields", **fields(topic=topic))
    assert "更正记录 2 条" in html(reviewer.get(f"/review/{report.pk}/"))
    send(reviewer, report, "fields", **fields(topic="职业教育"))
    assert "更正记录，最近 2 条" in html(reviewer.get(f"/review/{report.pk}/"))
