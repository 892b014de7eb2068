"""The search behind the page: what is found, counted, marked."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from reports.models import IndexChange, Report
from search import outbox
from search.searching import SearchRequest, SearchResult, result_to_json, search_sections
from tests.search.factories import make_city, make_metric, make_report, make_section

pytestmark = pytest.mark.django_db


def find(query: str = "", **fields: Any) -> SearchResult:
    return search_sections(SearchRequest(query=query, **fields), AnonymousUser())


def counts(result: SearchResult, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in result.facets[facet]}


@pytest.fixture
def city():
    places = make_city()
    early = make_report("云江市2011年义务教育工作总结", 2011, topic="义务教育", issuer=places["云江市"])
    make_section(early, "关爱留守儿童2.3万人，落实控辍保学责任制。", "一、临泉区", district=places["临泉区"])
    make_section(early, "新建幼儿园3所，投资900.8万元。", "二、石门县", district=places["石门县"], stage="学前")
    late = make_report(
        "2013年石门县教育工作总结", 2013, topic="综合", kind=Report.Kind.HALF_YEAR, issuer=places["石门县"]
    )
    section = make_section(late, "为留守儿童建立档案，入园率达到94.2%。", "三、关爱工程", stage="小学")
    make_metric(section, "入园率", 94.2)
    make_report_draft = make_report("草稿", 2013, state=Report.State.DRAFT, published_at=None)
    make_section(make_report_draft, "留守儿童的草稿内容。")
    outbox.rebuild()
    return places


def test_finds_marks_and_counts(city):
    result = find("留守儿童")
    assert result.total == 2
    assert counts(result, "year") == {"2011": 1, "2013": 1}
    assert counts(result, "district") == {"990100": 2, "990102": 1, "990121": 1}
    assert [piece.text for piece in result.hits[0].snippet if piece.marked] == ["留守儿童"]
    assert result.hits[0].url == f"/reports/{result.hits[0].report_id}/#s{result.hits[0].section_id}"


def test_a_facet_is_counted_under_the_other_filters(city):
    result = find("留守儿童", years=(2011,))
    assert result.total == 1
    assert counts(result, "year") == {"2011": 1, "2013": 1}
    assert counts(result, "district") == {"990100": 1, "990102": 1}
    assert [value.selected for value in result.facets["year"]] == [True, False]


def test_sections_with_numbers_are_counted_and_chosen_by_the_same_value(city):
    assert counts(find("留守儿童"), "has_metrics") == {"1": 1, "0": 1}
    assert find("留守儿童", has_metrics=True).total == 1
    (chosen,) = (value for value in find("留守儿童", has_metrics=True).facets["has_metrics"] if value.selected)
    assert (chosen.value, chosen.label, chosen.count) == ("1", "含数的节", 1)


def test_a_chosen_value_without_hits_stays(city):
    assert counts(find("留守儿童", topics=("没有的主题",)), "topic") == {"义务教育": 1, "综合": 1, "没有的主题": 0}


def test_excluding_a_value(city):
    result = find("留守儿童", excluded=(("district", "990121"),))
    assert [hit.district for hit in result.hits] == ["临泉区"]
    assert counts(result, "district")["990121"] == 1


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("区", 1),
        ("“留守儿童2.3万人”", 1),
        ("\"守儿童\"", 2),
        ("留守儿童 -临泉", 1),
        ("控辍 OR 幼儿园", 2),
        ("年:2011..2012", 2),
        ("年：2013", 1),
        ("区县:石门县", 2),
        ("区县:石门", 2),
        ("标题:义务教育", 2),
        ("入园率>80", 1),
        ("入园率>95", 0),
        ("幼*", 1),
        ("900.8", 1),
        ("*", 3),
        ("", 3),
        ("主题:综合", 1),
        ("学段:学前", 1),
        ("類型:半年总结 OR 类型:半年总结", 1),
    ],
)  # fmt: skip
def test_query_language(city, query, total):
    assert find(query).total == total


def test_scope(city):
    assert find("义务教育", scope="title").total == 2
    assert find("留守儿童", scope="title").total == 0
    assert find("关爱工程", scope="headings").total == 1


def test_sorting_and_pages(city):
    assert [hit.year for hit in find("", sort="newest").hits] == [2013, 2011, 2011]
    assert [hit.year for hit in find("", sort="oldest").hits] == [2011, 2011, 2013]
    second = find("", sort="oldest", page=2, per_page=2)
    assert (second.total, second.pages, [hit.year for hit in second.hits]) == (3, 2, [2013])
    assert find("", page=99).hits == ()


def test_within_an_earlier_query(city):
    assert find("幼儿园", within="投资").total == 1
    assert find("幼儿园", within="留守儿童").total == 0


def test_grouping(city):
    first = find("", sort="oldest").hits[0]
    assert first.more_in_report == 1
    assert find("", report=first.report_id).total == 2


def test_drafts_are_never_found(city):
    assert find("草稿").total == 0


def test_withdrawing_takes_effect_at_once(city):
    report = Report.objects.get(title__startswith="2013")
    Report.objects.filter(pk=report.pk).update(state=Report.State.WITHDRAWN)
    IndexChange.objects.create(report_id=report.pk)
    result = find("留守儿童")
    assert result.total == 1
    assert counts(result, "year") == {"2011": 1}
    assert outbox.drain() == 1
    assert outbox.pending() == 0
    assert find("留守儿童").total == 1


def test_publishing_through_the_outbox(city):
    report = make_report("2014年白沙县总结", 2014)
    make_section(report, "校安工程全面完成。")
    IndexChange.objects.create(report_id=report.pk)
    IndexChange.objects.create(report_id=report.pk)
    assert find("校安工程").total == 0
    assert outbox.drain() == 2
    assert find("校安工程").total == 1


def test_json_has_the_agreed_shape(city):
    shaped = result_to_json(find("留守儿童"))
    assert set(shaped) == {"query", "total", "took_ms", "expanded", "suggestion", "facets", "hits"}
    assert [2011, 1] in shaped["facets"]["year"]
    assert "<em>留守儿童</em>" in shaped["hits"][0]["snippet"]


def test_without_an_index_nothing_is_found():
    assert find("留守儿童").total == 0


def test_asking_for_a_place_finds_what_it_reported_under_its_former_code(city):
    former = city["石门县"]
    city["石门县"].successor = city["临泉区"]
    former.save()
    section = make_section(make_report(year=2009), "撤县设区以前，全县建成寄宿制学校五所。", district=former)
    outbox.rebuild()
    found = search_sections(SearchRequest("寄宿制学校", districts=("990102",)), AnonymousUser())
    assert section.pk in {hit.section_id for hit in found.hits}
    other = search_sections(SearchRequest("寄宿制学校", districts=("990122",)), AnonymousUser())
    assert section.pk not in {hit.section_id for hit in other.hits}
