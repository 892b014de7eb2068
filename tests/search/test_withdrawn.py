"""A report that was withdrawn, drafted again, kept to its unit or deleted is found by nobody from that moment on.

The index still holds it here: nothing has been drained. Whoever asks haystack directly sees as little as the page.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from haystack.query import RelatedSearchQuerySet, SearchQuerySet

from reports.models import Correction, IndexChange, Report, Section
from search import outbox
from search.searching import SearchRequest, search_sections
from search.similar import similar_sections
from tests.search.factories import make_report, make_section

pytestmark = pytest.mark.django_db

MOMENT = datetime(2020, 1, 5, tzinfo=UTC)


@pytest.fixture
def sections() -> list[Section]:
    made = [
        make_section(make_report(f"{year}年控辍保学总结", year, published_at=MOMENT), "留守儿童控辍保学，劝返学生。")
        for year in (2011, 2012, 2013)
    ]
    outbox.rebuild()
    return made


def withdraw(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state=Report.State.WITHDRAWN)


def draft(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state=Report.State.DRAFT)


def keep_to_unit(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(visibility=Report.Visibility.UNIT)


def delete(report: Report) -> None:
    report.sections.all().delete()
    report.delete()


def years(found: SearchQuerySet) -> list[int]:
    return sorted(result.period for result in found)


@pytest.fixture(params=[withdraw, draft, keep_to_unit, delete])
def left(request, sections) -> list[Section]:
    """The sections that may still be found; the one of 2012 may not."""
    report = sections[1].report
    number = report.pk
    request.param(report)
    IndexChange.objects.create(report_id=number)
    return [sections[0], sections[2]]


def test_hits_and_totals(left):
    assert years(SearchQuerySet()) == [2011, 2013]
    assert SearchQuerySet().count() == len(SearchQuerySet()) == 2
    assert SearchQuerySet().filter(content="留守儿童").count() == 2
    assert SearchQuerySet().filter(content="留守儿童").exclude(period=2011).count() == 1
    assert SearchQuerySet().raw_search("period:2012").count() == 0
    assert years(RelatedSearchQuerySet()) == [2011, 2013]
    assert list(SearchQuerySet().order_by("period").values_list("period", flat=True)) == [2011, 2013]


def test_every_kind_of_facet(left):
    found = SearchQuerySet().facet("year").query_facet("period", "[2011 TO 2013]")
    found = found.date_facet("published_at", start_date=datetime(2020, 1, 1), end_date=datetime(2020, 2, 1), gap_by="month")  # noqa: DTZ001, E501  # fmt: skip
    counts = found.facet_counts()
    assert counts["fields"]["year"] == [("2011", 1), ("2013", 1)]
    assert counts["queries"] == {"period:[2011 TO 2013]": 2}
    assert [number for _, number in counts["dates"]["published_at"]] == [2]


def test_similar_sections(left):
    assert years(SearchQuerySet().more_like_this(left[0])) == [2013]
    assert [hit.year for hit in similar_sections(left[0])] == [2013]


def test_the_page_says_the_same(left):
    result = search_sections(SearchRequest("留守儿童"), AnonymousUser())
    assert (result.total, sorted(hit.year or 0 for hit in result.hits)) == (2, [2011, 2013])
    assert [(value.value, value.count) for value in result.facets["year"]] == [("2011", 1), ("2013", 1)]


def test_once_drained_nothing_is_left_to_hide(left):
    outbox.drain()
    assert years(SearchQuerySet()) == [2011, 2013]
    assert SearchQuerySet().facet("year").facet_counts()["fields"]["year"] == [("2011", 1), ("2013", 1)]


def test_a_report_that_only_changed_stays_in_sight(sections):
    IndexChange.objects.create(report_id=sections[1].report_id)
    assert years(SearchQuerySet()) == [2011, 2012, 2013]


def test_hidden_words_are_found_by_nobody_before_the_index_lets_go_of_them(sections):
    phone, section = "13800001111", sections[1]
    Section.objects.filter(pk=section.pk).update(text=f"留守儿童，联系{phone}")
    outbox.rebuild()
    assert search_sections(SearchRequest(phone), AnonymousUser()).total == 1
    hiding = Correction.objects.create(source=section.report.source, kind="mask", field="text", anchor={})
    Section.objects.filter(pk=section.pk).update(text="留守儿童，联系＊＊＊＊＊＊＊＊＊＊＊")
    IndexChange.objects.create(report_id=section.report_id)
    assert search_sections(SearchRequest(phone), AnonymousUser()).total == 0
    assert years(SearchQuerySet()) == [2011, 2013]
    outbox.drain()
    assert years(SearchQuerySet()) == [2011, 2012, 2013]
    assert search_sections(SearchRequest(phone), AnonymousUser()).total == 0
    Correction.objects.filter(pk=hiding.pk).update(state=Correction.State.UNDONE)
    IndexChange.objects.create(report_id=section.report_id)
    assert years(SearchQuerySet()) == [2011, 2012, 2013]
