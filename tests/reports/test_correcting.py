from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from reports import correcting
from reports.correcting import Change, ChangedMeanwhile
from reports.deriving import derived_value
from reports.models import AuditEntry, Correction, IndexChange, Metric, Parse, Report, Section
from reports.parsing.apply import report_anchor, section_anchor, text_anchor
from reports.parsing.corrections import CannotApply
from reports.parsing.reviewed_metrics import seen_of
from tests.reports.brought import TEXT, bring_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def report():
    return bring_report()


@pytest.fixture
def reviewer():
    return User.objects.create_user("wang", first_name="王审核")


def parts(report):
    parsed, text = derived_value(report.source)
    return parsed.reports[0], text


def title(report, after):
    parsed, text = parts(report)
    return Change("report", "title", report_anchor(parsed, text), parsed.title, after)


def number(report, printed, field="review", after="confirmed"):
    parsed, text = parts(report)
    metric = next(m for m in parsed.metrics if m.printed == printed)
    return Change("metric", field, text_anchor(parsed, text, metric.start, metric.end), seen_of(metric), after)


def ids(model):
    return list(model.objects.filter(archived=False).order_by("pk").values_list("pk", flat=True))


def test_a_correction_is_kept_with_who_when_before_and_after(report, reviewer):
    [row] = correcting.record(report.source, reviewer, [title(report, "泸县教育局总结")])
    report.refresh_from_db()
    assert report.title == "泸县教育局总结"
    assert (row.who, row.before, row.after, row.state) == (
        reviewer,
        "泸县2012年教育工作总结",
        "泸县教育局总结",
        "active",
    )
    assert row.anchor["quote"].startswith("2012年，全县")
    assert "泸县教育局总结" not in str(Parse.objects.get().result)


def test_confirming_a_number_changes_that_row_alone(report, reviewer):
    before = {row["id"]: row for row in Metric.objects.values()}
    [row] = correcting.record(report.source, reviewer, [number(report, "94名")])
    changed = [row for row in Metric.objects.values() if row != before[row["id"]]]
    assert [(m["printed"], m["review"], m["decided_by_id"]) for m in changed] == [("94名", "confirmed", row.pk)]


def test_a_corrected_number_keeps_its_id(report, reviewer):
    pk = report.metrics.get(printed="8460万元").pk
    correcting.record(report.source, reviewer, [number(report, "8460万元", "values", {"indicator": "校舍改造资金"})])
    metric = report.metrics.get(printed="8460万元")
    assert (metric.pk, metric.indicator_name, metric.review) == (pk, "校舍改造资金", "confirmed")


def test_a_moved_border_keeps_the_section_id(report, reviewer):
    parsed, text = parts(report)
    section = next(s for s in parsed.sections if s.heading == "教师队伍")
    at = text.index("公开招聘")
    after = {"quote": text[at : at + 6], "before": text[at - 32 : at], "after": text[at + 6 : at + 38]}
    after |= {"start": at, "end": at + 6}
    known, pk = ids(Section), report.sections.get(heading="教师队伍").pk
    correcting.record(report.source, reviewer, [Change("border", "move", section_anchor(section, text), None, after)])
    assert ids(Section) == known
    moved = Section.objects.get(pk=pk)
    assert report.text[moved.start : moved.end].startswith("公开招聘") or "公开招聘" in moved.text


def test_splitting_and_undoing_gives_the_old_rows_back(report, reviewer):
    parsed, text = parts(report)
    known = [list(model.objects.filter(archived=False).order_by("pk").values()) for model in (Section, Metric)]
    at = text.index("培训教师")
    anchor = text_anchor(parsed, text, parsed.text.index("培训教师"), parsed.text.index("培训教师") + 4)
    [row] = correcting.record(report.source, reviewer, [Change("border", "split", anchor)])
    assert at
    assert report.sections.filter(archived=False).count() == len(known[0]) + 1
    correcting.undo(row, reviewer)
    assert [list(m.objects.filter(archived=False).order_by("pk").values()) for m in (Section, Metric)] == known
    row.refresh_from_db()
    assert row.state == Correction.State.UNDONE
    assert AuditEntry.objects.get().act == AuditEntry.Act.UNDO
    correcting.undo(row, reviewer)
    assert AuditEntry.objects.count() == 1


def test_what_finds_no_place_is_not_kept_at_all(report, reviewer):
    parsed, text = parts(report)
    first = section_anchor(parsed.sections[0], text)
    with pytest.raises(CannotApply, match="前面没有"):
        correcting.record(report.source, reviewer, [title(report, "新题名"), Change("border", "merge", first)])
    report.refresh_from_db()
    assert report.title == "泸县2012年教育工作总结"
    assert not Correction.objects.exists()
    assert correcting.revision(report.source) == 0


def test_the_second_of_two_reviewers_is_told(report, reviewer):
    other = User.objects.create_user("li", first_name="李审核")
    seen = correcting.revision(report.source)
    correcting.record(report.source, reviewer, [title(report, "王的题名")], seen)
    with pytest.raises(ChangedMeanwhile, match="王审核"):
        correcting.record(report.source, other, [title(report, "李的题名")], seen)
    report.refresh_from_db()
    assert report.title == "王的题名"
    correcting.record(report.source, reviewer, [title(report, "王再改")], seen)
    correcting.record(report.source, other, [title(report, "李的题名")], correcting.revision(report.source))


def test_who_else_has_it_open(report, reviewer):
    other = User.objects.create_user("li", first_name="李审核")
    assert correcting.sit_down(report.source, reviewer) == ""
    assert correcting.sit_down(report.source, reviewer) == ""
    assert correcting.sit_down(report.source, other) == "王审核"


def test_only_published_reports_are_noted_for_the_index(report, reviewer):
    correcting.record(report.source, reviewer, [title(report, "草稿")])
    assert not IndexChange.objects.exists()
    Report.objects.update(state="published", published_at="2024-01-01T00:00Z")
    correcting.record(report.source, reviewer, [title(report, "已发布")])
    assert list(IndexChange.objects.values_list("report_id", flat=True)) == [report.pk]


def test_unknown_kinds_are_not_recorded(report, reviewer):
    change = title(report, "x")
    with pytest.raises(ValueError, match="unknown"):
        correcting.record(report.source, reviewer, [Change("report", "text", change.anchor, None, "x")])


def test_a_new_version_inherits_corrections_whose_words_still_stand(report, reviewer):
    correcting.record(report.source, reviewer, [number(report, "94名"), number(report, "68.4%")])
    text = "关于报送总结的说明\n\n" + TEXT.replace("招聘教师94名", "招聘新教师90名")
    newer = bring_report(text, name="新版.txt").source
    assert correcting.carry_over(report.source, newer) == 2
    bring_report(text)
    review = dict(newer.reports.get().metrics.filter(archived=False).values_list("printed", "review"))
    assert review["68.4%"] == "confirmed"
    assert newer.corrections.filter(state="conflict").count() == 1
