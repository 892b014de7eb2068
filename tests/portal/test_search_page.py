"""The search page: what it finds is marked, what is ticked narrows, and the address says it all."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict

from portal.pages.search_address import asked_in
from search import outbox
from tests.portal import rows
from tests.portal.rows import Number, Part

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(reader, city):
    outbox.rebuild()

    def page(address: str) -> str:
        response = reader.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return page


def total(page: str) -> int:
    match = re.search(r"<h1>共 ([\d,]+) 条</h1>", page)
    return int(match.group(1).replace(",", "")) if match else 0


def test_hits_are_marked_and_lead_to_their_place(found):
    page = found("/search/?q=控辍保学")
    assert total(page) == 3
    assert "<mark>控辍保学</mark>" in page
    assert re.search(r'href="/reports/\d+/\?q=[^"#]+#s\d+"', page)
    assert "93.7%" in page


def test_facets_narrow_and_a_chip_leads_back(found):
    assert total(found("/search/?q=控辍保学&year=2012")) == 1
    page = found("/search/?q=控辍保学&district=江川区&year_from=2012&year_to=2011")
    assert total(page) == 2
    assert "2011—2012" in page
    assert 'href="/search/?q=%E6%8E%A7%E8%BE%8D%E4%BF%9D%E5%AD%A6&amp;year_from=2011&amp;year_to=2012"' in page
    assert total(found("/search/?q=控辍保学&not=year:2012")) == 2


def test_only_sections_with_numbers_can_be_asked_for(found):
    assert "<span>只看含数的节</span><b>3</b>" in found("/search/?q=控辍保学")
    page = found("/search/?q=控辍保学&metrics=1")
    assert total(page) == 3
    assert 'id="f-metrics" name="metrics" value="1" checked' in page


def test_an_unknown_district_finds_nothing_and_says_so(found):
    page = found("/search/?q=控辍保学&district=没有的区")
    assert total(page) == 0
    assert "没有叫“没有的区”的区县" in page
    assert "不限区县" in page


def test_nothing_found_leads_on(found):
    page = found("/search/?q=控辍保学&year=1999")
    assert "没有找到“控辍保学”" in page
    assert re.search(r"不限年度.*?3 条", page, re.DOTALL)


def test_far_pages_give_the_last(found):
    assert total(found("/search/?q=控辍保学&page=1000000000")) == 3


def test_drafts_never_show(found, city):
    _whole, counties = city
    rows.report("江川区2016年控辍保学总结", counties[0], 2016, [Part("小节", "控辍保学。")], state="draft")
    outbox.rebuild()
    assert total(found("/search/?q=控辍保学")) == 3


def test_an_address_survives_reading_and_writing():
    address = "q=%E6%8E%A7%E8%BE%8D&within=a&scope=title&year=2011&year=2012&district=990502&topic=t&kind=annual"
    address += "&stage=s&not=kind%3Aplan&metrics=1&expand=0&sort=newest&per=50&page=3"
    asked = asked_in(QueryDict(address))
    again = asked_in(QueryDict(asked.url(page=3).partition("?")[2]))
    assert again == asked
    assert asked.excluded == (("kind", "plan"),)
    assert asked.page == 3


def test_hostile_text_is_shown_as_text(found, city):
    _whole, counties = city
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    rows.report(f"{evil}总结", counties[0], 2015, [Part(f"{evil}小节", f"控辍保学{evil}")])
    outbox.rebuild()
    page = found("/search/?q=控辍保学&year=2015")
    assert total(page) == 1
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_completions(reader, city):
    outbox.rebuild()
    answer = reader.get("/search/complete/", {"q": "江川"}).json()
    assert any(each["text"] == "江川区" for each in answer["found"])
    for hostile in ("", "\x00", "<script>", "x" * 5000):
        assert reader.get("/search/complete/", {"q": hostile}).status_code == 200


def test_the_report_page_marks_what_was_searched_for(found, reader):
    page = found("/search/?q=控辍保学")
    match = re.search(r'href="(/reports/\d+/\?q=[^"#]+)#', page)
    assert match
    assert "<mark>控辍保学</mark>" in found(match.group(1))


def test_years_that_cannot_be_do_not_stretch_the_histogram(found):
    assert found("/search/?q=控辍保学&not=year:999999999").count("data-year=") <= 10


def test_chosen_years_stay_to_be_changed_where_nothing_is_found(found):
    page = found("/search/?q=没有的词&year_from=2011&year_to=2012")
    assert 'name="year_from" value="2011"' in page
    assert '<svg class="wl-bars' not in page


def test_a_long_list_folds_and_unfolds_by_its_address(found, city):
    _whole, counties = city
    for number in range(14):
        rows.report(
            f"江川区2013年总结{number}", counties[0], 2013, [Part("小节", "控辍保学。")], topic=f"主题{number:02}"
        )
    outbox.rebuild()
    page = found("/search/?q=控辍保学&topic=主题13")
    assert "另 5 项" in page
    assert 'value="主题13" checked' in page
    assert page.count('name="topic" value=') == 10
    opened = found("/search/?q=控辍保学&topic=主题13&open=topic")
    assert opened.count('name="topic" value=') == 15
    assert '<input type="hidden" name="open" value="topic">' in opened
    assert "收起" in opened


def test_unfolding_by_htmx_answers_with_the_list_alone(reader, found):
    headers = {"HX-Request": "true", "HX-Target": "facet-district"}
    answer = reader.get("/search/?q=控辍保学&open=district", headers=headers).content.decode()
    assert 'id="facet-district"' in answer
    assert 'id="kept"' in answer
    assert "<html" not in answer


def test_the_page_asks_the_same_number_of_questions_for_one_hit_and_twenty(reader, city, django_assert_num_queries):
    _whole, counties = city
    rate = rows.indicator("九年义务教育巩固率")
    outbox.rebuild()
    reader.get("/search/?q=关爱留守儿童")
    for year in range(1991, 2011):
        number = Number(f"{year / 100}%", rate, str(year / 100), "%")
        rows.report(
            f"临泉区{year}年总结", counties[1], year, [Part("关爱", f"关爱留守儿童，达到{year / 100}%。", [number])]
        )
    outbox.rebuild()
    reader.get("/search/?q=关爱留守儿童")
    for query in ("关爱留守儿童", "关爱留守儿童 建立档案"):
        reader.get(f"/search/?q={query}")
        # What was withdrawn; the count of the query; the numbers; the issuers; samples.
        with django_assert_num_queries(5):
            reader.get(f"/search/?q={query}")
