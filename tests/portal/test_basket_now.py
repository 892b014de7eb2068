"""What was collected is shown as its report reads now: words hidden since, and what left the report, are in no file."""

from __future__ import annotations

import io
import zipfile

import pytest

from reports import correcting, publishing
from reports.exports import FORMATS
from reports.models import BasketItem, Metric, Report
from reports.parsing import anchors
from reports.reparsing import reparse
from tests.reports.brought import TEXT, bring_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

PHONE = "13800001111"
WRITTEN = TEXT + f"五、后勤（{PHONE}）\n新建食堂6所由张老师（{PHONE}）负责，已全部完成。\n"


@pytest.fixture
def report():
    return bring_source(WRITTEN, publish=True).reports.get()


@pytest.fixture
def teacher(person, report):
    """Somebody who collected the telephone number in every way there is."""
    client = person("读者")
    section = report.sections.get(heading__contains="后勤")
    number = report.metrics.get(printed="6所")
    for what in (f"section:{section.pk}", f"metric:{number.pk}"):
        client.post("/basket/add/", {"add": what})
    for words in (f"张老师（{PHONE}）负责", PHONE, "公开招聘教师94名"):
        client.post("/basket/add/", {"report": report.pk, "quote": words})
    assert [PHONE in item.quote for item in BasketItem.objects.all()] == [True, True, True, True, False]
    return client


def shown(client) -> dict[str, str]:
    """All words of the page and of each of its files."""
    words = {"page": client.get("/basket/").content.decode()}
    for name in FORMATS:
        content = client.get(f"/basket/?format={name}").getvalue()
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                content = b"".join(parts.read(part) for part in parts.namelist())
        words[name] = content.decode("utf-8", "ignore")
    assert set(words) >= {"page", "csv", "xlsx", "docx", "json"}
    return words


def hide(report: Report) -> None:
    extracted = report.source.parses.latest("id").extracted_text
    starts = [at for at in range(len(extracted)) if extracted.startswith(PHONE, at)]
    places = [anchors.anchor_of(extracted, at, at + len(PHONE)) for at in starts]
    correcting.record(report.source, None, [correcting.Change("mask", "text", place) for place in places])


def test_before_anything_is_hidden_all_of_it_is_shown(teacher):
    for name, words in shown(teacher).items():
        assert PHONE in words, name
        assert "招聘教师94名" in words, name


def test_hidden_words_are_in_no_file(teacher, report):
    hide(report)
    for name, words in shown(teacher).items():
        assert PHONE not in words, name
        assert f"张老师（{'＊' * 11}）负责" in words, name
        assert "招聘教师94名" in words, name


def test_hidden_words_stay_hidden_where_the_rows_were_lost(teacher, report):
    hide(report)
    report.sections.update(archived=True)
    report.metrics.update(archived=True)
    for name, words in shown(teacher).items():
        assert PHONE not in words, name
        assert f"张老师（{'＊' * 11}）负责" in words, name


def test_a_passage_that_left_the_report_is_told_not_shown(teacher, report):
    without = report.text.replace("张老师", "王老师").replace(PHONE, "")
    Report.objects.filter(pk=report.pk).update(text=without)
    report.sections.update(archived=True)
    report.metrics.update(archived=True)
    for name, words in shown(teacher).items():
        assert PHONE not in words, name
        assert "张老师" not in words, name
        assert "现在的报告里已经没有" in words, name
        assert "6所" not in words, name


def test_of_a_withdrawn_report_a_line_is_left(teacher, report, person):
    publishing.withdraw([report], None, "误传")
    for name, words in shown(teacher).items():
        for secret in (PHONE, "张老师", "招聘教师94名", "泸县2012年教育工作总结"):
            assert secret not in words, (name, secret)
        assert "这份报告已撤回，内容不再显示" in words, name


def test_who_sees_drafts_is_told_that_the_report_was_withdrawn(report, person):
    editor = person("编辑")
    editor.post("/basket/add/", {"add": f"metric:{report.metrics.get(printed='94名').pk}"})
    publishing.withdraw([report], None, "误传")
    for name, words in shown(editor).items():
        assert "招聘教师94名" in words, name
        assert "报告已撤回" in words, name


def test_a_moved_passage_is_found_again(teacher, report):
    Report.objects.filter(pk=report.pk).update(text="前言。\n" + report.text)
    report.sections.update(archived=True)
    assert "原文已有更正" not in teacher.get("/basket/").content.decode().split("招聘教师94名")[0][-400:]
    assert Metric.objects.filter(printed="94名").exists()
    assert "公开招聘教师94名" in teacher.get("/basket/").content.decode()


def test_reading_the_file_again_shows_nothing_that_was_hidden(teacher, report):
    hide(report)
    reparse(report.source)
    for name, words in shown(teacher).items():
        assert PHONE not in words, name
