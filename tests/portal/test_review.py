from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group, User

from reports import correcting
from reports.models import AuditEntry, Correction, IngestRun, Metric, Report, Section, SourceFile
from tests.reports.brought import TEXT, bring_report, bring_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
ROLES = ("visitor", "读者", "编辑", "审核员", "管理员")
SHUFFLED = (
    "三、教师队伍\n公开招聘教师94名。\n四、安全工作\n排查隐患16处。\n"
    "一、学前教育\n新建幼儿园7所。\n二、义务教育\n改造薄弱学校23所。\n"
)


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_READING = True


@pytest.fixture
def report():
    return bring_report()


@pytest.fixture
def enter(client, django_user_model):
    def as_(role):
        if role == "visitor":
            return client
        user, made = django_user_model.objects.get_or_create(username=role)
        if made:
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return as_


@pytest.fixture
def reviewer(enter):
    return enter("审核员")


def html(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def row(printed):
    return Metric.objects.get(printed=printed, archived=False)


def part(heading):
    return Section.objects.get(heading=heading, archived=False)


def send(client, report, act, **form):
    form.setdefault("revision", correcting.revision(report.source))
    return client.post(f"/review/{report.pk}/{act}/", form, follow=True)


def fields(**changed):
    values = {"title": "泸县2012年教育工作总结", "issuer": "510521", "institution": "", "start": "2012", "end": "2012"}
    return values | {"unit": "year", "half": "", "kind": "annual", "topic": "", "visibility": "all"} | changed


# address, method, form, roles that may; {report} and {number} are filled in.
RIGHTS = (
    ("/review/", "get", {}, ROLES[2:]),
    ("/review/{report}/", "get", {}, ROLES[2:]),
    ("/review/{report}/versions/", "get", {}, ROLES[2:]),
    ("/review/{report}/fields/", "post", {"title": "另一个题名"}, ROLES[2:]),
    ("/review/{report}/section/", "post", {"do": "merge", "section": "{section}"}, ROLES[2:]),
    ("/review/{report}/order/", "post", {"do": "accepted"}, ROLES[2:]),
    ("/review/{report}/mask/", "post", {}, ROLES[2:]),
    ("/review/{report}/undo/", "post", {}, ROLES[2:]),
    ("/review/{report}/submit/", "post", {}, ROLES[2:]),
    ("/review/{report}/number/", "post", {"do": "confirmed:{number}"}, ROLES[3:]),
    ("/review/{report}/publish/", "post", {}, ROLES[3:]),
    ("/review/{report}/return/", "post", {"reason": "缺附表"}, ROLES[3:]),
    ("/review/{report}/withdraw/", "post", {"reason": "有误"}, ROLES[3:]),
    ("/review/{report}/rollback/", "post", {"reason": "有误"}, ROLES[3:]),
    ("/review/publish/", "post", {"report": "{report}"}, ROLES[3:]),
    ("/upload/", "get", {}, ROLES[2:]),
    ("/upload/", "post", {"text": "另一份总结"}, ROLES[2:]),
    ("/upload/{run}/", "post", {"do": "cancel"}, ROLES[2:]),
    ("/upload/{run}/difference/", "get", {}, ROLES[2:]),
)
KEPT = (Report, Section, Metric, Correction, AuditEntry, IngestRun, SourceFile)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("address", "method", "form", "may"), RIGHTS, ids=[f"{r[1]} {r[0]}" for r in RIGHTS])
def test_rights(report, enter, role, address, method, form, may):
    client = enter(role)
    run = IngestRun.objects.create(file_name="总结.txt", started_by=User.objects.filter(username=role).first())
    names = {"report": report.pk, "number": row("94名").pk, "section": part("规范招生行为").pk, "run": run.pk}
    before = everything()
    filled = {key: value.format(**names) for key, value in form.items()}
    answer = getattr(client, method)(address.format(**names), filled)
    if role in may:
        assert answer.status_code in ((404,) if "difference" in address else (200, 302))
        assert "/login/" not in answer.headers.get("Location", "")
        return
    assert answer.status_code == 403 or answer.headers["Location"].startswith("/login/")
    assert everything() == before


@pytest.mark.parametrize("address", [row[0] for row in RIGHTS if row[1] == "post" and row[0] != "/upload/"])
def test_nothing_is_done_by_a_link(report, reviewer, address):
    before = everything()
    names = {"report": report.pk, "number": 1, "section": 1, "run": 1}
    assert reviewer.get(address.format(**names)).status_code == 405
    assert everything() == before


def test_an_editor_changes_drafts_but_not_what_readers_see(enter):
    report = bring_report(publish=True)
    before = everything()
    assert send(enter("编辑"), report, "fields", **fields(title="改题名")).status_code == 403
    assert everything() == before
    assert send(enter("审核员"), report, "fields", **fields(title="改题名")).status_code == 200
    assert Report.objects.get().title == "改题名"


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


def test_personal_numbers_are_hidden_from_readers(reviewer):
    report = bring_report(TEXT + "此项工作由张老师（13800001111、0830-2345678）负责，已全部完成。\n")
    assert "正文里有个人号码" in html(reviewer.get(f"/review/{report.pk}/"))
    send(reviewer, report, "mask")
    report.refresh_from_db()
    assert "13800001111" not in report.text
    assert report.flags == []
    assert not Section.objects.filter(archived=False, text__contains="13800001111").exists()


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
    assert "<del>公开招聘教师94名，培训教师3120人次。</del>" in page
    assert "<ins>公开招聘教师98名，培训教师3120人次。</ins>" in page
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
