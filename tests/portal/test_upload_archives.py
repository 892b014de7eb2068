"""An archive in the upload table: one row, its files under it, and those that need a person never folded away."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.ingest import process
from reports.models import IngestRun
from tests.reports.brought import TEXT


def archive(name: str, **files: str) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for number, content in files.items():
            zipped.writestr(f"各县/{number}.txt", content)
    return SimpleUploadedFile(name, packed.getvalue())


def bring(client, *files: SimpleUploadedFile) -> IngestRun:
    client.post("/upload/", {"files": list(files)})
    run = IngestRun.objects.get(file_name=files[0].name)
    for member in process(run):
        process(member)
    return IngestRun.objects.get(pk=run.pk)


def names(page: str) -> list[str]:
    return re.findall(r'<span class="name">([^<]*)</span>', page)


@pytest.fixture
def editor(person, data_dir):
    return person("编辑")


@pytest.fixture
def run(editor) -> IngestRun:
    return bring(
        editor, archive("汇总.zip", 泸县=TEXT, 空白="", 合江县=TEXT.replace("泸县", "合江县").replace("7", "9"))
    )


def test_an_archive_is_one_row_and_opens(editor, run):
    folded = editor.get("/upload/").content.decode()
    assert names(folded) == ["汇总.zip", "各县/空白.txt"]
    assert "<b>3</b> 个文件" in folded
    assert "未收 1，完成 2" in folded
    assert "去审核 2 份" in folded
    link = re.search(r'href="([^"]*open=\d+)#run\d+"[^>]*aria-expanded="false"', folded)
    assert link is not None
    unfolded = editor.get(link[1].replace("&amp;", "&")).content.decode()
    assert names(unfolded) == ["汇总.zip", "各县/空白.txt", "各县/泸县.txt", "各县/合江县.txt"]
    assert 'aria-expanded="true"' in unfolded


def test_only_what_needs_a_person(editor, run):
    page = editor.get("/upload/?only=todo").content.decode()
    assert names(page) == ["汇总.zip!/各县/空白.txt"]
    assert "看全部" in page
    there = f"/upload/?batch={run.batch}&only=todo"
    refused = IngestRun.objects.get(state="refused")
    answer = editor.post(f"/upload/{refused.pk}/", {"do": "remove", "next": there}, follow=True)
    assert answer.redirect_chain[-1][0] == there
    assert "没有要处理的文件了" in answer.content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/upload/", "/review/", ""])
def test_the_way_back_stays_on_the_upload_page(editor, run, elsewhere):
    refused = IngestRun.objects.get(state="refused")
    answer = editor.post(f"/upload/{refused.pk}/", {"do": "remove", "next": elsewhere})
    assert answer.url == "/upload/"


def test_an_archive_leaves_with_the_last_of_its_files(editor, run):
    answer = editor.post(f"/upload/{run.pk}/", {"do": "remove"}, follow=True)
    assert "请先逐个移除里面的文件" in answer.content.decode()
    for member in run.members.all():
        editor.post(f"/upload/{member.pk}/", {"do": "remove"})
    assert names(editor.get("/upload/").content.decode()) == []


def test_questions_do_not_grow_with_an_archives_files(editor, run, django_assert_num_queries):
    address = f"/upload/?batch=all&open={run.pk}"
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    asked = len(few)
    more = {f"第{n}": TEXT.replace("2012", f"200{n}").replace("泸县", "叙永县") for n in range(3, 9)}
    other = bring(editor, archive("又一包.zip", **more))
    with django_assert_num_queries(asked):
        editor.get(f"{address}&open={other.pk}")


def test_nonsense_opens_nothing(editor, run):
    for words in ("open=x", "open=-1", "open=999999999999999", "open=", "only=x", "open=0&" * 80):
        assert names(editor.get(f"/upload/?{words}").content.decode()) == ["汇总.zip", "各县/空白.txt"]
