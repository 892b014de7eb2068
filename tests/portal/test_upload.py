"""Upload: files in, one sentence a refusal, progress kept on the server."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.pages.stages import stage_cells
from reports.ingest import process
from reports.models import IngestRun, Report
from tests.portal import rows

pytestmark = pytest.mark.django_db

TEXT = """江川区2012年学前教育工作总结

一、扩大学前教育资源
2012年，全区新建幼儿园3所，学前三年毛入园率达到71.5%。
"""


def file(name: str = "江川区2012年学前教育工作总结.txt", content: str | bytes = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def page_after(client, **form: object) -> str:
    return client.post("/upload/", form, follow=True).content.decode()


def test_only_editors_may_upload(client, person, settings):
    settings.OPEN_READING = True
    assert client.get("/upload/")["Location"].startswith("/login/")
    reader = person("读者")
    assert reader.get("/upload/").status_code == 403
    assert reader.post("/upload/", {"files": file()}).status_code == 403
    assert not IngestRun.objects.exists()
    assert person("编辑").get("/upload/").status_code == 200


def test_a_file_is_received_processed_and_waits_for_review(person, data_dir):
    editor = person("编辑")
    assert "处理中" in page_after(editor, files=file())
    run = IngestRun.objects.get()
    process(run)
    text = editor.get("/upload/").content.decode()
    assert "待审核" in text
    assert Report.objects.get().title in text
    assert "hx-trigger" not in text


def test_a_batch_with_bad_files_goes_on_and_says_why(person, data_dir):
    editor = person("编辑")
    text = page_after(editor, files=[file("空.docx", b""), file("程序.exe", b"MZ\x90\x00"), file()])
    assert text.count("未收：") == 2
    refused = IngestRun.objects.filter(state=IngestRun.State.REFUSED)
    assert refused.count() == 2
    assert all(run.message.endswith("。") and run.message in text for run in refused)
    assert IngestRun.objects.filter(state=IngestRun.State.QUEUED).count() == 1


def test_the_same_file_twice_is_named_a_duplicate(person, data_dir):
    editor = person("编辑")
    page_after(editor, files=file())
    process(IngestRun.objects.get())
    assert "重复：" in page_after(editor, files=file("换个名字.txt"))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"district": "没有的区"}, "没有叫“没有的区”的报送单位"),
        ({"year": "去年"}, "年度“去年”读不懂"),
        ({"year": "99999"}, "年度“99999”读不懂"),
    ],
)
def test_unclear_defaults_stop_the_batch_instead_of_being_guessed(person, data_dir, form, sentence):
    assert sentence in page_after(person("编辑"), files=file(), **form)
    assert not IngestRun.objects.exists()


def test_defaults_reach_the_source(person, data_dir):
    rows.city(1)
    page_after(person("编辑"), files=file(), district="990502", year="２０１２", topic="学前教育")
    source = IngestRun.objects.get().source
    assert source is not None
    assert source.given_district is not None
    assert (source.given_district.code, source.given_year, source.given_topic) == ("990502", 2012, "学前教育")


def test_nothing_chosen_and_pasted_text(person, data_dir):
    editor = person("编辑")
    assert "没有选文件" in page_after(editor)
    page_after(editor, text=TEXT)
    assert IngestRun.objects.get().file_name == "江川区2012年学前教育工作总结.txt"


def test_publishing_at_once_needs_the_right(person, data_dir):
    page_after(person("编辑"), files=file(), publish="1")
    assert not IngestRun.objects.get().publish
    page_after(person("审核员"), files=file("另一份.txt", TEXT + "另一份。"), publish="1")
    assert IngestRun.objects.get(file_name="另一份.txt").publish


def test_a_waiting_file_can_be_cancelled_by_its_owner_alone(person, data_dir):
    editor = person("编辑")
    page_after(editor, files=file())
    run = IngestRun.objects.get()
    assert person("审核员").post(f"/upload/{run.pk}/", {"do": "cancel"}).status_code == 404
    run.refresh_from_db()
    assert run.state == IngestRun.State.QUEUED
    editor.post(f"/upload/{run.pk}/", {"do": "cancel"})
    run.refresh_from_db()
    assert run.state == IngestRun.State.CANCELLED
    assert process(run) == []
    for nonsense in ("", "retry-it", "<script>", "replace"):
        assert editor.post(f"/upload/{run.pk}/", {"do": nonsense}).status_code == 302


def works() -> str:
    line = "第{0}项工作：新建学校{0}所，投入资金{1}万元，培训教师{2}人次，成效明显。\n"
    return "".join(line.format(number, number * 3, number * 7) for number in range(1, 40))


def test_a_text_much_like_a_known_one_asks_and_the_answer_is_taken(person, data_dir):
    editor = person("编辑")
    known = f"江川区2012年教育工作总结\n\n一、主要工作\n{works()}"
    page_after(editor, files=file("江川区2012年教育工作总结.txt", known))
    process(IngestRun.objects.get())
    page_after(
        editor,
        files=file(
            "江川区2012年教育工作总结修改.txt", known.replace("第7项工作：新建学校7所", "第7项工作：新建学校8所")
        ),
    )
    run = IngestRun.objects.latest("pk")
    process(run)
    run.refresh_from_db()
    assert run.state == IngestRun.State.ASKING
    text = editor.get("/upload/").content.decode()
    assert "疑为新版：" in text
    assert "等您选择" in text
    assert "改动 1 句" in text
    assert 'value="replace"' in text
    editor.post(f"/upload/{run.pk}/", {"do": "replace"})
    run.refresh_from_db()
    assert (run.state, run.choice) == (IngestRun.State.QUEUED, IngestRun.Choice.REPLACE)
    process(run)
    assert Report.objects.count() == 2


SHORT = """合江县2013年教育工作总结

一、学前教育
新建乡镇中心幼儿园9所，学前三年毛入园率达到71.2%。投入资金2300万元。
二、义务教育
全年投入资金9460万元，完成薄弱学校改造31所。
坚持免试就近入学，公办学校不跨学区招生。
三、教师队伍
公开招聘教师104名，培训教师3520人次。
"""


@pytest.mark.parametrize(("title", "asks"), [("合江县2013年教育工作总结", True), ("合江县2014年教育工作总结", False)])
def test_a_short_reports_next_version_is_known_by_its_title_too(person, data_dir, title, asks):
    """Two sentences of seven are others: half of the text is not enough, half of it under the same title is."""
    editor = person("编辑")
    page_after(editor, files=file("一.txt", SHORT))
    process(IngestRun.objects.get())
    newer = SHORT.replace("合江县2013年教育工作总结", title).replace("9460", "9560").replace("3520", "3620")
    page_after(editor, files=file("二.txt", newer))
    run = IngestRun.objects.latest("pk")
    process(run)
    run.refresh_from_db()
    assert run.state == (IngestRun.State.ASKING if asks else IngestRun.State.DONE)


def test_every_state_has_its_place(person, data_dir):
    editor = person("编辑")
    page_after(editor, files=file())
    for state in IngestRun.State.values:
        IngestRun.objects.update(state=state)
        assert editor.get("/upload/").status_code == 200


def test_others_batches_and_nonsense_show_nothing(person, data_dir):
    editor = person("编辑")
    page_after(editor, files=file())
    run = IngestRun.objects.get()
    reviewer = person("审核员")
    assert run.file_name not in reviewer.get(f"/upload/?batch={run.batch}").content.decode()
    for batch in ("x", "\x00", "all", "0" * 32, "<script>"):
        assert editor.get("/upload/", {"batch": batch}).status_code == 200


def test_questions_do_not_grow_with_files(person, data_dir, django_assert_num_queries):
    editor = person("编辑")
    page_after(editor, files=file())
    editor.get("/upload/?batch=all")
    with CaptureQueriesContext(connection) as few:
        editor.get("/upload/?batch=all")
    asked = len(few)
    page_after(editor, files=[file(f"{number}.txt", f"{TEXT}{number}") for number in range(9)])
    with django_assert_num_queries(asked):
        editor.get("/upload/?batch=all")


def test_polling_gets_the_table_alone(person, data_dir):
    editor = person("编辑")
    page_after(editor, files=file())
    fragment = editor.get("/upload/", headers={"HX-Request": "true"}).content.decode()
    assert 'id="runs"' in fragment
    assert "every 2s" in fragment
    assert "<html" not in fragment


def test_stages_of_each_state():
    def css(state: str, stage: str) -> list[str]:
        return [cell.css.split()[0] for cell in stage_cells(IngestRun(state=state, stage=stage))]

    assert css("refused", "extract") == ["done", "fail", *["skip"] * 5]
    assert css("running", "metrics") == ["done"] * 4 + ["now", "wait", "wait"]
    assert css("done", "store") == ["done"] * 6 + ["wait"]
    assert css("duplicate", "receive") == ["done", *["skip"] * 6]


def by_script(client, **form: object):
    return client.post("/upload/", form, headers={"Accept": "application/json"})


def test_a_script_sends_file_after_file_into_one_batch(person, data_dir):
    editor = person("编辑")
    first = by_script(editor, files=file("一.txt"), folder="二〇一二年/江川区").json()
    again = by_script(editor, files=file("二.txt", TEXT + "二。"), folder="", batch=first["batch"])
    assert (again.status_code, again.json()["batch"]) == (201, first["batch"])
    assert IngestRun.objects.filter(batch=first["batch"]).count() == 2
    assert IngestRun.objects.get(file_name="一.txt").source.folder == "二〇一二年/江川区"


def test_nobody_adds_to_anothers_batch(person, data_dir):
    batch = by_script(person("编辑"), files=file("一.txt")).json()["batch"]
    answer = by_script(person("审核员"), files=file("二.txt"), batch=batch)
    assert (answer.status_code, "不是您开的" in answer.json()["message"]) == (400, True)
    assert by_script(person("管理员"), files=file("三.txt"), batch="x; drop").status_code == 400
    assert IngestRun.objects.count() == 1


def test_folders_that_do_not_fit_the_files_are_left_out(person, data_dir):
    page_after(person("编辑"), files=[file("一.txt"), file("二.txt", TEXT + "二。")], folder="只有一个")
    assert {run.source.folder for run in IngestRun.objects.all()} == {""}


def test_visibility_is_that_of_the_batch(person, data_dir):
    page_after(person("编辑"), files=file(), visibility="unit")
    process(IngestRun.objects.get())
    assert Report.objects.get().visibility == "unit"


def test_with_four_eyes_nothing_of_ones_own_goes_straight_to_readers(person, data_dir, settings):
    settings.FOUR_EYES = True
    reviewer = person("审核员")
    assert 'name="publish"' not in reviewer.get("/upload/").content.decode()
    page_after(reviewer, files=file(), publish="1")
    process(IngestRun.objects.get())
    assert Report.objects.get().state == "draft"


def test_a_marked_file_is_stopped_with_a_sentence(person, data_dir):
    editor = person("编辑")
    page_after(editor, files=file(content="机密★10年\n" + TEXT))
    process(IngestRun.objects.get())
    assert "文件带有密级或内部标志" in editor.get("/upload/").content.decode()
    assert not Report.objects.exists()


def test_the_difference_is_shown_before_one_chooses(person, data_dir):
    editor = person("编辑")
    known = f"江川区2012年教育工作总结\n\n一、主要工作\n{works()}"
    page_after(editor, files=file("旧.txt", known))
    process(IngestRun.objects.get())
    page_after(editor, files=file("新.txt", known.replace("新建学校7所", "新建学校8所")))
    run = IngestRun.objects.latest("pk")
    assert editor.get(f"/upload/{run.pk}/difference/").status_code == 404
    process(run)
    page = editor.get(f"/upload/{run.pk}/difference/").content.decode()
    assert "第7项工作：新建学校<ins>8</ins>所" in page
    assert "第7项工作：新建学校<del>7</del>所" in page
    assert person("审核员").get(f"/upload/{run.pk}/difference/").status_code == 404


def test_more_files_than_are_listed_are_counted(person, data_dir, monkeypatch):
    monkeypatch.setattr("reports.selectors.batches.SHOWN", 2)
    editor = person("编辑")
    page_after(editor, files=[file(f"{n}.txt", f"{TEXT}{n}") for n in range(5)])
    page = editor.get("/upload/").content.decode()
    assert "<b>5</b> 个文件" in page
    assert "只列出最近的 2 个" in page


def test_who_waits_sees_how_many_are_ahead(person, data_dir):
    reviewer, editor = person("审核员"), person("编辑")
    reviewer.post("/upload/", {"files": [file("一.txt", works()), file("二.txt", works() + "又一句。")]})
    text = page_after(editor, files=file())
    assert "排队，前面 2 个" in text
    process(IngestRun.objects.order_by("pk").first())
    assert "排队，前面 1 个" in editor.get("/upload/").content.decode()
