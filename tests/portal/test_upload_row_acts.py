"""Acts of a row of the upload table: 移除 takes a file out before readers see it, 换一份 puts another in its place."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from reports import correcting, originals, publishing, runs, taking_out
from reports.extraction import RefusedFile
from reports.ingest import process
from reports.models import AuditEntry, Correction, IngestRun, Report, SourceFile
from reports.reparsing import reparse
from tests.reports.test_correcting import title

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
State = IngestRun.State

TEXT = """江川区2012年学前教育工作总结

一、扩大学前教育资源
2012年，全区新建幼儿园3所，学前三年毛入园率达到71.5%。
二、规范办园行为
全区开展办园行为专项检查两次，取缔无证园4所，整改到位19所，家长满意度明显提高。
"""
OTHER = """临泉区2013年职业教育工作总结

一、专业建设
全区新开设专业2个，实训基地通过验收，校企合作单位达到12家。
"""


def file(content: str | bytes = TEXT, name: str = "总结.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


@pytest.fixture
def editor(person):
    return person("编辑")


def bring(client, content: str | bytes = TEXT, name: str = "总结.txt") -> IngestRun:
    client.post("/upload/", {"files": file(content, name)})
    run = IngestRun.objects.latest("pk")
    process(run)
    run.refresh_from_db()
    return run


def remove(client, run: IngestRun) -> str:
    return client.post(f"/upload/{run.pk}/", {"do": "remove"}, follow=True).content.decode()


def swap(client, run: IngestRun, content: str | bytes, name: str = "换上的.txt", **fields: str) -> str:
    form = {"files": file(content, name), **fields}
    return client.post(f"/upload/{run.pk}/another/", form, follow=True).content.decode()


def table(client) -> str:
    return client.get("/upload/?batch=all").content.decode()


def acts(act: str) -> list[tuple[str, str]]:
    found = AuditEntry.objects.filter(act=act).order_by("pk")
    return [(entry.label, entry.who.get_username() if entry.who else "") for entry in found]


def states(run: IngestRun) -> list[str]:
    return list(run.source.reports.order_by("pk").values_list("state", flat=True))


def test_a_draft_is_taken_out_of_table_and_queue_and_kept(editor, person):
    run = bring(editor)
    report = run.source.reports.get()
    assert report.title in table(editor)
    text = remove(editor, run)
    assert "已移除“总结.txt”。其中 1 份待审核的报告不再列出" in text
    assert report.title not in table(editor)
    assert report.title not in editor.get("/review/").content.decode()
    assert editor.get(f"/review/{report.pk}/").status_code == 404
    assert states(run) == ["archived"]
    assert originals.path_of(run.source.sha256).exists()
    assert acts("take_out") == [(report.title, "编辑一"), ("总结.txt", "编辑一")]


def test_a_second_click_changes_nothing(editor):
    run = bring(editor)
    remove(editor, run)
    assert "已经移除了" in remove(editor, run)
    assert len(acts("take_out")) == 2


def test_the_same_file_again_brings_the_reports_back_with_what_people_corrected(editor):
    run = bring(editor)
    report = run.source.reports.get()
    correcting.record(run.source, None, [title(report, "江川区学前教育总结")])
    remove(editor, run)
    editor.post("/upload/", {"files": file(name="再传.txt"), "topic": "学前教育"})
    again = IngestRun.objects.latest("pk")
    assert again.state == State.QUEUED
    process(again)
    again.refresh_from_db()
    assert (again.state, states(again)) == (State.DONE, ["draft"])
    back = again.source.reports.get()
    assert (back.pk, back.title) == (report.pk, "江川区学前教育总结")
    assert (again.source.name, again.source.given_topic) == ("再传.txt", "学前教育")


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_readers_saw_is_never_taken_out(editor, withdrawn):
    run = bring(editor)
    report = run.source.reports.get()
    publishing.publish([report], None)
    if withdrawn:
        publishing.withdraw([report], None, "有误")
    assert f'action="/upload/{run.pk}/"' not in table(editor) or "移除：总结.txt" not in table(editor)
    assert "有发布过的报告，没有移除" in remove(editor, run)
    report.refresh_from_db()
    assert report.state == ("withdrawn" if withdrawn else "published")
    assert acts("take_out") == []


def test_a_file_that_a_colleague_brought_too_stays(editor, person):
    run = bring(editor)
    other = person("审核员")
    assert bring(other, name="同一份.txt").state == State.DUPLICATE
    assert "另有同事也上传了同一个文件" in remove(editor, run)
    assert states(run) == ["draft"]
    duplicate = IngestRun.objects.get(state=State.DUPLICATE)
    assert "已移除" in remove(other, duplicate)
    assert states(run) == ["draft"]
    remove(editor, run)
    assert states(run) == ["archived"]


def test_a_row_whose_reports_are_gone_says_so_and_offers_no_exchange(editor):
    run = bring(editor)
    run.source.reports.update(state="archived")
    page = table(editor)
    assert "已由另一个文件替代，或已移除。" in page
    assert "换一份：" not in page
    assert "移除：总结.txt" in page


def test_ones_own_duplicates_leave_with_the_file(editor):
    run, twin = bring(editor), bring(editor, name="又一份.txt")
    assert twin.state == State.DUPLICATE
    remove(editor, run)
    assert "又一份.txt" not in table(editor)


def test_refused_and_cancelled_rows_leave_the_list_and_their_bytes_the_disk(editor):
    refused = bring(editor, b"", "空.docx")
    editor.post("/upload/", {"files": file()})
    waiting = IngestRun.objects.latest("pk")
    assert "还在处理，没有移除" in remove(editor, waiting)
    editor.post(f"/upload/{waiting.pk}/", {"do": "cancel"})
    todo = 'only=todo" class="is-hot"><b>1</b>'
    assert todo in editor.get("/").content.decode()
    for run in (refused, waiting):
        remove(editor, run)
        assert run.file_name not in table(editor)
    assert todo not in editor.get("/").content.decode()
    assert not SourceFile.objects.exists()
    assert not [path for path in originals.files_dir().rglob("*") if path.is_file()]
    assert IngestRun.objects.filter(state=State.REMOVED).count() == 2


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.ASKING])
def test_a_running_parse_is_not_disturbed(editor, state):
    run = bring(editor)
    IngestRun.objects.filter(pk=run.pk).update(state=state)
    assert "还在处理，没有移除" in remove(editor, run)
    assert states(run) == ["draft"]
    assert "状态已经变了" in swap(editor, run, OTHER)
    assert IngestRun.objects.count() == 1


def test_others_rows_are_nobodys_to_act_on(editor, person):
    run = bring(editor)
    other = person("审核员")
    assert other.post(f"/upload/{run.pk}/", {"do": "remove"}).status_code == 404
    assert other.get(f"/upload/{run.pk}/another/").status_code == 404
    assert other.post(f"/upload/{run.pk}/another/", {"text": "另一份"}).status_code == 404
    assert states(run) == ["draft"]


def test_nothing_that_was_taken_out_comes_back_by_itself(editor, capsys):
    run = bring(editor)
    report = run.source.reports.get()
    change = title(report, "改过的题名")
    remove(editor, run)
    with pytest.raises(correcting.ChangedMeanwhile, match="移除"):
        correcting.record(run.source, None, [change])
    with pytest.raises(RefusedFile):
        reparse(run.source)
    call_command("reparse", "--all")
    assert publishing.publish(run.source.reports.all(), None) == 0
    assert states(run) == ["archived"]
    assert not Correction.objects.exists()
    assert list(taking_out.taken_out()) == [run.source]


def test_a_refused_file_gives_way_at_once(editor):
    run = bring(editor, b"", "空.docx")
    page = editor.get(f"/upload/{run.pk}/another/").content.decode()
    assert "空.docx" in page
    swap(editor, run, TEXT, year="2012")
    new = IngestRun.objects.get(state=State.QUEUED)
    assert (new.batch, new.file_name, new.source.given_year) == (run.batch, "换上的.txt", 2012)
    assert "空.docx" not in table(editor)
    run.refresh_from_db()
    assert (run.state, run.replacement) == (State.REMOVED, new)
    assert acts("swap") == [("空.docx", "编辑一")]
    assert AuditEntry.objects.get(act="swap").detail == {"by": "换上的.txt"}


def test_pasted_text_may_stand_in_too_and_nothing_is_said(editor):
    run = bring(editor, b"", "空.docx")
    answer = editor.post(f"/upload/{run.pk}/another/", {}, follow=True).content.decode()
    assert "没有选文件，没有换" in answer
    answer = editor.post(f"/upload/{run.pk}/another/", {"text": TEXT, "year": "二〇"}, follow=True).content.decode()
    assert "读不懂" in answer
    assert IngestRun.objects.count() == 1
    editor.post(f"/upload/{run.pk}/another/", {"text": TEXT})
    assert IngestRun.objects.get(state=State.QUEUED).file_name == "江川区2012年学前教育工作总结.txt"


def test_a_draft_stays_until_the_new_file_is_understood(editor):
    old = bring(editor)
    report = old.source.reports.get()
    correcting.record(old.source, None, [title(report, "江川区学前教育总结（定）")])
    swap(editor, old, TEXT.replace("3所", "5所"))
    assert states(old) == ["draft"]
    assert re.search(r"移除：总结\.txt", table(editor))
    assert "换一份：总结.txt" not in table(editor)
    new = IngestRun.objects.get(state=State.QUEUED)
    process(new)
    new.refresh_from_db()
    assert (new.state, states(new), states(old)) == (State.DONE, ["draft"], ["archived"])
    fresh = new.source.reports.get()
    assert fresh.title == "江川区学前教育总结（定）"
    assert "5所" in fresh.text
    page = table(editor)
    assert "总结.txt" not in page.replace("换上的.txt", "")
    versions = editor.get(f"/review/{fresh.pk}/versions/").content.decode()
    assert "总结.txt" in versions
    assert "没有发布过，已归档" in versions
    assert "<del>3</del>所" in versions
    assert originals.path_of(old.source.sha256).exists()
    assert acts("replace") == [("江川区学前教育总结（定）", "编辑一")]


@pytest.mark.parametrize(("content", "name"), [(b"", "空.docx"), (TEXT, "一样.txt"), (b"MZ\x90\x00", "程序.exe")])
def test_a_new_file_that_is_not_taken_in_takes_nothing_away(editor, content, name):
    old = bring(editor)
    swap(editor, old, content, name)
    new = IngestRun.objects.latest("pk")
    assert new.state in (State.REFUSED, State.DUPLICATE)
    old.refresh_from_db()
    assert (old.state, states(old)) == (State.DONE, ["draft"])
    assert "换一份：总结.txt" in table(editor)


def test_a_second_click_on_the_new_file_is_dropped(editor):
    old = bring(editor)
    swap(editor, old, OTHER)
    assert "状态已经变了" in swap(editor, old, OTHER)
    assert [run.state for run in IngestRun.objects.order_by("pk")] == [State.DONE, State.QUEUED, State.REMOVED]
    new = IngestRun.objects.get(state=State.QUEUED)
    process(new)
    assert Report.objects.exclude(state="archived").get().source == new.source
    assert len(acts("swap")) == 1


def test_where_the_new_file_failed_there_may_be_a_third(editor, monkeypatch):
    old = bring(editor)
    swap(editor, old, "机密★10年\n" + OTHER)
    failed = IngestRun.objects.get(state=State.QUEUED)
    process(failed)
    failed.refresh_from_db()
    assert failed.state == State.REFUSED
    swap(editor, failed, OTHER)
    third = IngestRun.objects.get(state=State.QUEUED)
    assert third.resembles == old.source
    process(third)
    assert states(old) == ["archived"]
    assert states(third) == ["draft"]


def test_what_is_published_stays_until_the_new_one_is(editor):
    old = bring(editor)
    publishing.publish(old.source.reports.all(), None)
    swap(editor, old, TEXT.replace("3所", "5所"))
    new = IngestRun.objects.get(state=State.QUEUED)
    process(new)
    assert (states(old), states(new)) == (["published"], ["draft"])
    publishing.publish(new.source.reports.all(), None)
    assert (states(old), states(new)) == (["withdrawn"], ["published"])


def test_a_file_removed_while_its_stand_in_is_read_stays_out(editor):
    old = bring(editor)
    swap(editor, old, OTHER)
    new = IngestRun.objects.get(state=State.QUEUED)
    remove(editor, old)
    process(new)
    assert (states(old), states(new)) == (["archived"], ["draft"])


def test_an_archive_cannot_stand_in_for_one_file(editor):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("一.txt", OTHER)
    old = bring(editor)
    assert "压缩包不能换下单个文件" in swap(editor, old, content.getvalue(), "一包.zip")
    assert states(old) == ["draft"]
    assert not IngestRun.objects.filter(state=State.QUEUED).exists()


def test_a_run_that_was_removed_is_carried_out_by_nobody(editor):
    run = bring(editor, b"", "空.docx")
    remove(editor, run)
    run.refresh_from_db()
    assert not runs.take_up(run)
    assert not runs.retry(run)
    assert not runs.cancel(run)


def test_rolling_back_to_what_was_never_shown_withdraws_nothing(editor, person):
    old = bring(editor)
    swap(editor, old, TEXT.replace("3所", "5所"))
    new = IngestRun.objects.get(state=State.QUEUED)
    process(new)
    report = new.source.reports.get()
    publishing.publish([report], None)
    reviewer = person("审核员")
    assert "恢复上一版" not in reviewer.get(f"/review/{report.pk}/versions/").content.decode()
    new.source.refresh_from_db()
    assert publishing.roll_back(new.source, None, "试") == 0
    assert states(new) == ["published"]
