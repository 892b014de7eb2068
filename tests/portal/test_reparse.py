from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command

from reports import correcting, originals
from reports.correcting import Change
from reports.deriving import derived_value
from reports.models import Correction, Metric, Parse, Report, Section
from reports.parsing.apply import report_anchor, text_anchor
from reports.parsing.pipeline import PARSER_VERSION
from reports.parsing.reviewed_metrics import seen_of
from tests.reports.brought import bring_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def source():
    return bring_source(publish=True)


@pytest.fixture(autouse=True)
def no_index(monkeypatch):
    monkeypatch.setattr("search.outbox.drain", lambda: None)


def run(*args):
    out, code = io.StringIO(), 0
    try:
        call_command("reparse", *args, stdout=out, stderr=io.StringIO())
    except SystemExit as ended:
        code = int(ended.code)
    return out.getvalue(), code


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Section, Metric, Parse, Correction)]


def correct(source):
    parsed, text = derived_value(source)
    report = parsed.reports[0]
    metric = next(m for m in report.metrics if m.printed == "94名")
    anchor = text_anchor(report, text, metric.start, metric.end)
    correcting.record(
        source,
        None,
        [
            Change("report", "title", report_anchor(report, text), report.title, "改过的题名"),
            Change("metric", "values", anchor, seen_of(metric), {"indicator": "招聘特岗教师数"}),
        ],
    )


def test_the_same_parser_again_changes_nothing(source):
    before = everything()
    assert run("--all") == ("", 0)
    assert everything() == before


def test_a_newer_parser_keeps_corrections_ids_and_state(source, monkeypatch):
    correct(source)
    ids = [list(m.objects.order_by("pk").values_list("pk", flat=True)) for m in (Report, Section, Metric)]
    monkeypatch.setattr("reports.storing.PARSER_VERSION", "99")
    monkeypatch.setattr("reports.parsing.sections.stage_of", lambda _words: "学前")
    said, code = run(source.name)
    assert code == 0
    assert source.name in said
    report = Report.objects.get()
    assert (report.title, report.state) == ("改过的题名", "published")
    assert report.metrics.get(printed="94名").indicator_name == "招聘特岗教师数"
    assert [list(m.objects.order_by("pk").values_list("pk", flat=True)) for m in (Report, Section, Metric)] == ids
    assert list(Parse.objects.values_list("parser_version", flat=True)) == [PARSER_VERSION, "99"]
    assert set(report.sections.exclude(heading="").values_list("stage", flat=True)) == {"学前"}


def test_conflicts_are_said_and_give_exit_code_1(source, monkeypatch):
    correct(source)
    monkeypatch.setattr("reports.parsing.pipeline.find_metrics", lambda *_args: ())
    said, code = run(str(source.pk))
    assert code == 1
    assert re.search(
        r"冲突：未留名 \d{4}-\d\d-\d\d 的更正“改数据（.* → 招聘特岗教师数）”：原来核对的数现在没有读出来", said
    )
    assert Correction.objects.filter(state="conflict").count() == 1
    monkeypatch.undo()
    monkeypatch.setattr("search.outbox.drain", lambda: None)
    assert run("--all")[1] == 0
    assert not Correction.objects.filter(state="conflict").exists()


def test_a_lost_original_is_named_and_leaves_its_rows(source):
    before = everything()
    originals.path_of(source.sha256).unlink()
    assert run("--all")[1] == 1
    assert everything() == before


def test_a_published_reports_conflict_is_found_in_the_queue_and_on_the_home_page(source, monkeypatch, person):
    correct(source)
    reviewer = person("审核员")
    assert "更正有冲突" not in reviewer.get("/").content.decode()
    assert "都还落在原来的文字上" in reviewer.get("/review/?state=conflict").content.decode()
    monkeypatch.setattr("reports.parsing.pipeline.find_metrics", lambda *_args: ())
    run("--all")
    assert "<b>1</b>份更正有冲突" in reviewer.get("/").content.decode()
    queue = reviewer.get("/review/?state=conflict").content.decode()
    assert "改过的题名" in queue
    desk = reviewer.get(f"/review/{Report.objects.get().pk}/").content.decode()
    assert "1 条更正没有应用" in desk
    assert "→ 招聘特岗教师数" in " ".join(desk.split())


@pytest.mark.parametrize("args", [[], ["没有的文件.txt"], ["--all", "x"], ["abcdef12"]])
def test_wrong_usage_is_exit_code_2(source, args):
    with pytest.raises(CommandError) as wrong:
        run(*args)
    assert wrong.value.returncode == 2
