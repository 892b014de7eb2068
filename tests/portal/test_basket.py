"""The basket: kept per person, nothing twice, in one's own order; withdrawn reports fall silent in it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from reports import collecting
from reports.models import BasketItem, Report
from tests.portal import rows
from tests.portal.rows import Number, Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(city):
    _whole, counties = city
    rate = rows.indicator("九年义务教育巩固率")
    parts = [
        Part("控辍保学", "劝返学生49人。巩固率达到95.5%。", [Number("95.5%", rate, "95.5", "%")]),
        Part("落实责任", "学校与家长签订责任书。", mark="（一）", level=2),
        Part("明年打算", "继续努力。", mark="二、"),
    ]
    return rows.report("江川区2013年控辍保学工作总结", counties[0], 2013, parts)


@pytest.fixture
def teacher(person):
    return person("读者")


def add(client: Client, what: str = "", **fields):
    return client.post("/basket/add/", {"add": what, "next": "/search/?q=a", **fields})


def page(client: Client) -> str:
    return client.get("/basket/").content.decode()


def download(client: Client, name: str) -> io.BytesIO:
    response = client.get(f"/basket/?format={name}")
    assert response["Content-Disposition"].startswith("attachment")
    return io.BytesIO(response.getvalue())


def test_visitors_without_an_account_are_asked_for_one(reader, report):
    section = report.sections.first()
    assert reader.get("/basket/")["Location"].startswith("/login/")
    response = add(reader, f"section:{section.pk}")
    assert response["Location"].startswith("/login/?next=/search/")
    answer = reader.post("/basket/add/", {"add": "x", "next": "/reports/"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/login/")
    assert not BasketItem.objects.exists()


def test_sections_numbers_and_sentences_are_collected_once(teacher, report):
    section, number = report.sections.first(), report.metrics.get()
    for _twice in range(2):
        assert add(teacher, f"section:{section.pk}")["Location"] == "/search/?q=a"
        add(teacher, f"metric:{number.pk}")
        add(teacher, report=report.pk, quote="签订\n责任书")
    items = list(BasketItem.objects.all())
    assert [item.kind for item in items] == ["section", "metric", "sentence"]
    assert items[0].quote.startswith("一、控辍保学\n劝返学生49人。")
    assert "签订责任书。" in items[0].quote
    assert "明年打算" not in items[0].quote
    assert items[1].quote == "劝返学生49人。巩固率达到95.5%。"
    assert items[2].quote == "签订责任书"
    assert (items[2].before, items[2].after) == (
        "\n劝返学生49人。巩固率达到95.5%。\n（一）落实责任\n学校与家长"[-32:],
        "。\n二、明年打算\n继续努力。\n",
    )
    assert report.text[items[2].start : items[2].end] == "签订责任书"
    text = page(teacher)
    assert "3 件" in text
    assert "九年义务教育巩固率 95.5%" in text
    assert "江川区教育局. 江川区2013年控辍保学工作总结[R]. 2013." in text


def test_the_same_piece_twice_is_barred_by_the_database(teacher, report):
    add(teacher, f"section:{report.sections.first().pk}")
    item = BasketItem.objects.get()
    item.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save(force_insert=True)


def test_baskets_are_their_owners_alone(teacher, person, report):
    add(teacher, f"section:{report.sections.first().pk}")
    other = person("编辑")
    pk = BasketItem.objects.get().pk
    assert "素材篮是空的" in page(other)
    for do in ("remove", "note", "down"):
        other.post(f"/basket/{pk}/", {"do": do, "note": "x"})
    other.post("/basket/empty/", {"sure": "1"})
    assert BasketItem.objects.get().note == ""


def test_order_note_and_removal(teacher, report):
    first, second, third = report.sections.all()
    for section in (first, second, third):
        add(teacher, f"section:{section.pk}")
    keys = {item.section_id: item.pk for item in BasketItem.objects.all()}

    def order() -> list[int]:
        return list(BasketItem.objects.values_list("section_id", flat=True))

    teacher.post(f"/basket/{keys[third.pk]}/", {"do": "up"})
    assert order() == [first.pk, third.pk, second.pk]
    teacher.post(f"/basket/{keys[first.pk]}/", {"do": "up"})
    teacher.post(f"/basket/{keys[second.pk]}/", {"do": "down"})
    assert order() == [first.pk, third.pk, second.pk]
    teacher.post(f"/basket/{keys[second.pk]}/", {"do": "top"})
    assert order() == [second.pk, first.pk, third.pk]
    teacher.post(f"/basket/{keys[first.pk]}/", {"do": "note", "note": " 用在第二部分\x00 "})
    assert "用在第二部分" in page(teacher)
    teacher.post(f"/basket/{keys[second.pk]}/", {"do": "remove"})
    assert order() == [first.pk, third.pk]
    teacher.post("/basket/empty/")
    assert len(order()) == 2
    teacher.post("/basket/empty/", {"sure": "1"})
    assert order() == []


def test_a_withdrawn_report_falls_silent_for_readers(teacher, person, report):
    section, number = report.sections.first(), report.metrics.get()
    editor = person("编辑")
    for client in (teacher, editor):
        add(client, f"section:{section.pk}")
        add(client, f"metric:{number.pk}")
    BasketItem.objects.filter(user__username="读者一", kind="section").update(note="自己写的备注")
    Report.objects.filter(pk=report.pk).update(state=Report.State.WITHDRAWN)
    text = page(teacher)
    assert "2 件所在报告已撤回" in text
    assert "自己写的备注" in text
    words = openpyxl.load_workbook(download(teacher, "xlsx")).active
    exported = "".join(str(cell.value) for line in words.iter_rows() for cell in line)
    for secret in ("劝返学生", "江川区2013年控辍保学工作总结", "95.5", "江川区"):
        assert secret not in text
        assert secret not in exported
    assert "这份报告已撤回，内容不再显示" in exported
    assert "劝返学生" in page(editor)


def test_what_cannot_be_seen_cannot_be_collected(teacher, city):
    _whole, counties = city
    number = Number("1%", rows.indicator("率"), "1", "%")
    draft = rows.report("江川区草稿", counties[0], 2013, [Part("小节", "秘密1%。", [number])], state="draft")
    for what in (
        f"section:{draft.sections.get().pk}",
        f"metric:{draft.metrics.get().pk}",
        "section:0",
        "report:1",
        "section:x",
    ):
        response = teacher.post("/basket/add/", {"add": what}, follow=True)
        assert "要收的内容不存在" in response.content.decode()
    add(teacher, report=draft.pk, quote="秘密")
    assert not BasketItem.objects.exists()


@pytest.mark.parametrize("quote", ["", "   ", "从来没有写过的话", "字" * 5000, "\x00"])
def test_sentences_must_stand_in_the_report(teacher, report, quote):
    response = teacher.post("/basket/add/", {"report": report.pk, "quote": quote}, follow=True)
    assert response.status_code == 200
    assert not BasketItem.objects.exists()


def test_a_report_that_reads_otherwise_now_is_marked(teacher, report):
    section, number = report.sections.first(), report.metrics.get()
    add(teacher, f"section:{section.pk}")
    add(teacher, f"metric:{number.pk}")
    add(teacher, report=report.pk, quote="劝返学生49人")
    assert "原文已有更正" not in page(teacher)
    corrected = report.text.replace("劝返学生49人", "劝返学生94人")
    Report.objects.filter(pk=report.pk).update(text=corrected)
    report.metrics.update(review="rejected")
    text = page(teacher)
    assert text.count("原文已有更正，请核对") == 3
    assert "劝返学生94人" in text
    assert "收入的这段文字，现在的报告里已经没有" in text


def test_word_and_excel_with_references(teacher, report):
    add(teacher, f"section:{report.sections.first().pk}")
    add(teacher, f"metric:{report.metrics.get().pk}")
    BasketItem.objects.filter(kind="metric").update(note="放在开头")
    texts = [paragraph.text for paragraph in Document(download(teacher, "docx")).paragraphs]
    assert texts[0] == "素材汇编"
    assert texts[1] == "一、江川区2013年：控辍保学"
    assert "二、江川区2013年：九年义务教育巩固率 95.5%" in texts
    assert "备注：放在开头[1]" in texts
    assert texts[-1] == "[1] 江川区教育局. 江川区2013年控辍保学工作总结[R]. 2013."
    sheet = openpyxl.load_workbook(download(teacher, "xlsx")).active
    assert any("巩固率达到95.5%" in str(cell.value) for line in sheet.iter_rows() for cell in line)


def test_pages_carry_the_buttons_and_say_what_is_held(reader, teacher, report):
    url = report.get_absolute_url()
    section, number = report.sections.first(), report.metrics.get()
    for client in (reader, teacher):
        text = client.get(url).content.decode()
        assert f'value="section:{section.pk}"' in text
        assert f'value="metric:{number.pk}"' in text
        assert 'id="basket"' in text
    add(teacher, f"metric:{number.pk}")
    text = teacher.get(url).content.decode()
    assert f'value="metric:{number.pk}"' not in text
    assert "已收" in text
    assert f'value="metric:{number.pk}"' not in teacher.get(f"/numbers/{number.pk}/").content.decode()


def test_htmx_gets_a_line_and_the_pressed_button(teacher, report):
    section = report.sections.first()
    answer = teacher.post("/basket/add/", {"add": f"section:{section.pk}"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "已收入素材篮。" in text
    assert f'id="collect-section{section.pk}" hx-swap-oob="true"' in text


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil", ""])
def test_the_way_back_stays_in_the_house(teacher, report, target):
    response = teacher.post("/basket/add/", {"add": f"section:{report.sections.first().pk}", "next": target})
    assert response["Location"] == "/basket/"


def test_a_full_basket_says_so(teacher, report, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_ITEMS", 1)
    first, second, _third = report.sections.all()
    add(teacher, f"section:{first.pk}")
    response = teacher.post("/basket/add/", {"add": f"section:{second.pk}"}, follow=True)
    assert "素材篮最多放" in response.content.decode()


def test_hostile_text_stays_text(teacher, city):
    _whole, counties = city
    evil = "<script>alert(1)</script>=1+1"
    made = rows.report(evil, counties[0], 2013, [Part(evil, f"{evil}javascript:alert(2)")])
    add(teacher, f"section:{made.sections.get().pk}")
    pk = BasketItem.objects.get().pk
    teacher.post(f"/basket/{pk}/", {"do": "note", "note": evil})
    assert "<script>alert" not in page(teacher)
    for name in ("docx", "xlsx", "csv", "json"):
        assert download(teacher, name).getvalue()


def test_queries_do_not_grow_with_items(teacher, report, city):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert teacher.get("/basket/").status_code == 200
        return len(captured)

    add(teacher, f"section:{report.sections.first().pk}")
    count()
    few = count()
    _whole, counties = city
    for year in range(1990, 2010):
        made = rows.report(f"临泉区{year}年总结", counties[1], year, [Part("小节", f"{year}年的事。")])
        add(teacher, f"section:{made.sections.get().pk}")
    assert count() == few
