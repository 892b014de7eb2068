from __future__ import annotations

import io
import uuid
import zipfile

import pytest
from django.db import connection

from reports import originals, publishing, runs
from reports.districts import database_gazetteer
from reports.extraction import extract_isolated
from reports.ingest import process
from reports.models import AuditEntry, IndexChange, IngestRun, Metric, Parse, Report, Section, SourceFile
from reports.parsing.pipeline import parse
from reports.receiving import Arrival, Given, receive
from reports.storing import context_of, store

pytestmark = pytest.mark.django_db

TEXT = """泸县2011年学前教育工作总结

一、扩大学前教育资源
2011年，全县新建乡镇中心幼儿园3所，投入资金860万元，学前三年毛入园率达到71.5%。

二、加强师资队伍建设
公开招聘幼儿教师45名，培训园长120人次。

三、下一步打算
2012年计划新建幼儿园2所。
"""


def bring(text=TEXT, name="泸县2011年学前教育工作总结.txt", **arrival):
    content = text if isinstance(text, bytes) else text.encode()
    run = receive(io.BytesIO(content), name, Arrival(**arrival))
    process(run)
    run.refresh_from_db()
    return run


def test_a_file_becomes_report_sections_metrics_with_their_source(data_dir):
    run = bring()
    assert (run.state, run.progress, run.error_code) == (IngestRun.State.DONE, 100, "")
    report = Report.objects.get()
    assert report.state == Report.State.DRAFT
    assert (report.period_start, report.issuer.code) == (2011, "510521")
    for section in report.sections.all():
        assert section.text.strip() in report.text[section.start : section.end]
    for metric in report.metrics.all():
        assert report.text[metric.start : metric.end] == metric.printed
        assert metric.printed in metric.sentence
    rate = report.metrics.get(printed="71.5%")
    assert (str(rate.base_value), rate.status, rate.period_start) == ("71.500000", "actual", 2011)
    assert originals.path_of(report.source.sha256).read_bytes() == TEXT.encode()


def test_drafts_are_not_for_the_index_and_publishing_is_one_change_a_report(data_dir):
    bring()
    assert not IndexChange.objects.exists()
    publishing.publish(Report.objects.all(), None)
    assert list(IndexChange.objects.values_list("report_id", flat=True)) == [Report.objects.get().pk]


def test_the_same_bytes_again_change_nothing(data_dir):
    bring()
    before = [list(model.objects.values()) for model in (SourceFile, Parse, Report, Section, Metric)]
    again = bring(name="另一个名字.txt")
    assert again.state == IngestRun.State.DUPLICATE
    assert "泸县2011年学前教育工作总结" in again.message
    assert [list(model.objects.values()) for model in (SourceFile, Parse, Report, Section, Metric)] == before


def test_storing_the_same_parse_again_keeps_every_id(data_dir):
    bring(publish=True)
    source = SourceFile.objects.get()
    ids = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Report, Section, Metric)]
    extracted = extract_isolated(originals.path_of(source.sha256), filename=source.name)
    store(source, extracted, parse(extracted, context_of(source), database_gazetteer(), source.name))
    assert [list(m.objects.order_by("pk").values_list("pk", flat=True)) for m in (Report, Section, Metric)] == ids
    assert Report.objects.get().state == Report.State.PUBLISHED
    assert not Section.objects.filter(archived=True).exists()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "空.txt", "empty"),
        (b"   \n\n ", "空白.txt", "empty"),
        (b"%PDF-1.7\n%broken", "坏.pdf", "corrupt"),
        (b"PK\x03\x04 half a docx", "截断.docx", "corrupt"),
        (b"Rar!\x1a\x07\x00" + b"x" * 50, "总结.rar", "unsupported"),
        (b"\x7fELF" + bytes(200), "改了后缀.docx", "unsupported"),
    ],
)
def test_bad_files_get_one_chinese_sentence_and_leave_nothing(data_dir, content, name, code):
    run = bring(content, name)
    assert (run.state, run.error_code) == (IngestRun.State.REFUSED, code)
    assert run.message.endswith("。")
    assert "Traceback" not in run.message
    assert not SourceFile.objects.exists()
    assert [p for p in (data_dir / "files").rglob("*") if p.is_file()] == []


def test_a_file_over_the_limit_is_refused_before_it_is_kept(data_dir, settings):
    settings.MAX_UPLOAD_BYTES = 100
    run = bring("长" * 200)
    assert (run.state, run.error_code) == (IngestRun.State.REFUSED, "too_large")
    assert [p for p in (data_dir / "files").rglob("*") if p.is_file()] == []


def test_members_of_an_archive_keep_the_names_of_their_folders(data_dir):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("泸县/2014/总结.txt", TEXT)
    (member,) = process(receive(io.BytesIO(packed.getvalue()), "各县.zip", Arrival(folder="上报")))
    assert member.source.folder == "2014 泸县 各县 上报"


def test_the_rest_of_an_archive_goes_on_when_one_member_is_bad(data_dir):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("好.txt", TEXT)
        archive.writestr("坏.pdf", b"%PDF-1.7\n%broken")
    run = receive(io.BytesIO(packed.getvalue()), "两份.zip", Arrival())
    members = process(run)
    for member in members:
        process(member)
    states = dict(IngestRun.objects.exclude(pk=run.pk).values_list("file_name", "state"))
    assert states == {"两份.zip!/好.txt": "done", "两份.zip!/坏.pdf": "refused"}
    assert Report.objects.count() == 1


def test_a_run_is_carried_out_once_however_many_workers_try(data_dir):
    run = receive(io.BytesIO(TEXT.encode()), "总结.txt", Arrival())
    twin = IngestRun.objects.get(pk=run.pk)
    process(run)
    assert process(twin) == []
    assert Report.objects.count() == 1


def test_what_the_uploader_says_decides_for_a_text_that_only_says_our_county(data_dir):
    from reports.models import District

    luxian = District.objects.get(code="510521")
    text = "学前教育工作总结\n\n一、主要做法\n我县新建幼儿园3所。\n\n二、存在问题\n师资不足。\n"
    bring(text, "总结.txt", given=Given(luxian, 2013, "学前教育"))
    report = Report.objects.get()
    assert (report.issuer, report.period_start, report.period_basis) == (luxian, 2013, "given")


def test_a_failure_half_way_writes_nothing(data_dir, monkeypatch):
    monkeypatch.setattr("reports.materialise._write_metrics", lambda *_a: (_ for _ in ()).throw(RuntimeError("stop")))
    run = receive(io.BytesIO(TEXT.encode()), "总结.txt", Arrival(publish=True))
    with pytest.raises(RuntimeError, match="stop"):
        process(run)
    assert not any(m.objects.exists() for m in (Parse, Report, Section, Metric, IndexChange))


def test_the_cost_of_a_parse_does_not_grow_with_its_rows(data_dir, django_assert_max_num_queries):
    long = TEXT + "".join(f"（{n}）学校{n}新建校舍{n + 100}平方米。\n" for n in range(1, 60))
    with django_assert_max_num_queries(60):
        bring(long, publish=True)
    assert Metric.objects.count() > 30
    assert len(connection.queries) < 100


def kept_files(data_dir):
    return [p for p in (data_dir / "files").rglob("*") if p.is_file()]


def test_a_secrecy_mark_stops_a_file_and_nothing_of_it_stays(data_dir):
    run = bring("机密★10年\n" + TEXT)
    assert (run.state, run.error_code, run.source) == (IngestRun.State.REFUSED, "classified", None)
    assert "机密★10年" in run.message
    assert not any(model.objects.exists() for model in (SourceFile, Parse, Report))
    assert kept_files(data_dir) == []
    assert AuditEntry.objects.get().act == "stop"


def test_a_mark_in_the_name_stops_a_file_before_it_is_read(data_dir):
    run = receive(io.BytesIO(TEXT.encode()), "【机密】总结.txt", Arrival())
    assert (run.state, run.error_code) == (IngestRun.State.REFUSED, "classified")
    assert not (data_dir / "files").exists()


def test_nothing_of_an_archive_with_a_marked_file_stays_but_its_other_members(data_dir):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("好.txt", TEXT)
        archive.writestr("涉密.txt", "秘密★5年\n" + TEXT)
    run = receive(io.BytesIO(packed.getvalue()), "两份.zip", Arrival())
    for member in process(run):
        process(member)
    assert [path.read_bytes() for path in kept_files(data_dir)] == [TEXT.encode()]
    assert list(SourceFile.objects.values_list("name", flat=True)) == ["两份.zip!/好.txt"]


NEWER = TEXT.replace("45名", "48名")


def test_a_newer_version_is_asked_about_and_takes_the_place_of_the_old(data_dir):
    old = bring(publish=True).source
    run = bring(NEWER, "修订.txt", asks=True)
    assert (run.state, run.resembles, run.changed_sentences) == (IngestRun.State.ASKING, old, 1)
    assert 0.6 < run.likeness < 1
    assert Report.objects.count() == 1
    assert runs.choose(run, "replace")
    assert not runs.choose(run, "keep")
    process(run)
    run.refresh_from_db()
    assert (run.state, run.source.replaces) == (IngestRun.State.DONE, old)
    assert [r.state for r in Report.objects.order_by("pk")] == ["published", "draft"]
    publishing.publish(run.source.reports.all(), None)
    assert [r.state for r in Report.objects.order_by("pk")] == ["withdrawn", "published"]
    assert Parse.objects.filter(source=run.source).count() == 1


def test_both_can_be_kept_and_the_new_one_discarded(data_dir):
    bring()
    run = bring(NEWER, "修订.txt", asks=True)
    assert runs.cancel(run)
    assert not runs.cancel(run)
    assert SourceFile.objects.count() == Report.objects.count() == len(kept_files(data_dir)) == 1
    run = bring(NEWER, "修订.txt", asks=True)
    runs.choose(run, "keep")
    process(run)
    assert Report.objects.filter(state="draft").count() == 2
    assert not SourceFile.objects.filter(replaces__isnull=False).exists()


def test_whoever_is_not_asked_keeps_both(data_dir):
    bring()
    assert bring(NEWER, "修订.txt").state == IngestRun.State.DONE


def test_two_runs_of_the_same_bytes_give_one_report(data_dir):
    first = receive(io.BytesIO(TEXT.encode()), "一.txt", Arrival())
    second = receive(io.BytesIO(TEXT.encode()), "二.txt", Arrival())
    process(first)
    process(second)
    assert list(IngestRun.objects.order_by("pk").values_list("state", flat=True)) == ["done", "duplicate"]
    assert Report.objects.count() == 1


def test_a_run_taken_back_while_it_is_carried_out_stores_nothing(data_dir, monkeypatch):
    run = receive(io.BytesIO(TEXT.encode()), "一.txt", Arrival())
    monkeypatch.setattr("reports.ingest.parse", lambda *args: (runs.cancel(run), parse(*args))[1])
    process(run)
    run.refresh_from_db()
    assert run.state == IngestRun.State.CANCELLED
    assert not SourceFile.objects.exists()
    assert kept_files(data_dir) == []


def test_a_fault_of_ours_is_noted_and_the_file_can_be_tried_again(data_dir, monkeypatch):
    run = receive(io.BytesIO(TEXT.encode()), "一.txt", Arrival())
    monkeypatch.setattr("reports.ingest.parse", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        process(run)
    run.refresh_from_db()
    assert (run.state, run.error_code) == (IngestRun.State.REFUSED, "failed")
    monkeypatch.undo()
    assert runs.retry(run)
    process(run)
    run.refresh_from_db()
    assert (run.state, run.error_code) == (IngestRun.State.DONE, "")


def test_what_kills_its_worker_again_and_again_is_refused(data_dir):
    run = receive(io.BytesIO(TEXT.encode()), "一.txt", Arrival())
    IngestRun.objects.update(attempts=runs.MOST_ATTEMPTS)
    process(run)
    run.refresh_from_db()
    assert (run.state, run.error_code) == (IngestRun.State.REFUSED, "failed")
    assert kept_files(data_dir)


def test_a_file_that_vanished_is_said_to_be_gone(data_dir):
    run = receive(io.BytesIO(TEXT.encode()), "一.txt", Arrival())
    kept_files(data_dir)[0].unlink()
    process(run)
    run.refresh_from_db()
    assert (run.state, run.source) == (IngestRun.State.REFUSED, None)
    assert "原件" in run.message


def test_a_full_disk_is_said_in_a_sentence(data_dir, monkeypatch):
    monkeypatch.setattr("reports.originals.free_bytes", lambda: 0)
    assert "磁盘空间不足" in receive(io.BytesIO(b"x"), "一.txt", Arrival()).message

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.undo()
    monkeypatch.setattr("reports.originals.os.fsync", full)
    run = receive(io.BytesIO(TEXT.encode()), "一.txt", Arrival())
    assert run.state == IngestRun.State.REFUSED
    assert not SourceFile.objects.exists()


def test_a_worker_killed_in_an_archive_receives_no_member_twice(data_dir):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲.txt", TEXT)
        archive.writestr("乙.txt", TEXT.replace("泸县", "合江县"))
    run = receive(io.BytesIO(packed.getvalue()), "两份.zip", Arrival())
    source = run.source
    members = process(run)
    IngestRun.objects.filter(pk=run.pk).update(state="queued", source=None)
    packed.seek(0)
    again = receive(packed, "两份.zip", Arrival())
    IngestRun.objects.filter(pk=again.pk).delete()
    IngestRun.objects.filter(pk=run.pk).update(state="queued", source=SourceFile.objects.get(sha256=source.sha256))
    assert [member.pk for member in process(run)] == [member.pk for member in members]
    assert IngestRun.objects.count() == 3


def test_archives_of_one_name_in_one_batch_lose_no_file(data_dir):
    batch = uuid.uuid4()
    received = []
    for place in ("泸县", "合江县"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("总结.txt", TEXT.replace("泸县", place))
        received.append(receive(io.BytesIO(packed.getvalue()), "总结.zip", Arrival(batch=batch)))
    members = [member for run in received for member in process(run)]
    for member in members:
        process(member)
    assert [member.archive for member in members] == received
    assert set(Report.objects.values_list("issuer__name", flat=True)) == {"泸县", "合江县"}


def test_the_given_visibility_is_that_of_the_reports(data_dir):
    bring(given=Given(visibility="unit"))
    assert Report.objects.get().visibility == "unit"


@pytest.mark.parametrize(("place", "state"), [("泸县", "asking"), ("合江县", "done")])
def test_what_another_place_issued_is_no_newer_version(data_dir, place, state):
    """Two counties fill in one model; their texts are as alike as two versions are."""
    bring(TEXT)
    copied = TEXT.replace("45名", "48名").replace("泸县", place)
    run = receive(io.BytesIO(copied.encode()), "又一份.txt", Arrival(asks=True))
    process(run)
    run.refresh_from_db()
    assert run.state == state
