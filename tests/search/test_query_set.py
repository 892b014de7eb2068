"""What users of ``SearchQuerySet`` expect of a backend, on ours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from haystack import connections
from haystack.inputs import AutoQuery, Exact
from haystack.models import SearchResult
from haystack.query import SQ, SearchQuerySet

from reports.models import Report, Section
from tests.search.factories import make_report, make_section

pytestmark = pytest.mark.django_db

ROWS = (
    ("云江市义务教育总结", "控辍保学责任制，<b>关爱</b>留守儿童。", 2011, "义务教育", datetime(2020, 1, 5, tzinfo=UTC)),
    ("云江市学前教育总结", "新建幼儿园，培训幼儿教师。", 2012, "学前教育", datetime(2020, 1, 20, tzinfo=UTC)),
    ("云江市职业教育总结", "职业教育招生，关爱留守儿童。", 2012, "职业教育", datetime(2020, 2, 5, tzinfo=UTC)),
    ("云江市教师队伍总结", "教师培训，师德建设。", 2013, "教师队伍", datetime(2020, 4, 5, tzinfo=UTC)),
    ("云江市学校安全总结", "校车安全，食堂安全。", 2014, "校园安全", datetime(2021, 4, 5, tzinfo=UTC)),
)


def day(year: int, month: int, number: int) -> datetime:
    """A time as the index keeps it: UTC, without a zone."""
    return datetime(year, month, number, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture(autouse=True)
def rows():
    sections = []
    for title, text, year, topic, moment in ROWS:
        sections.append(make_section(make_report(title, year, topic=topic, published_at=moment), text))
    index = connections["default"].get_unified_index().get_index(Section)
    connections["default"].get_backend().update(index, index.index_queryset())
    return sections


def years(found: SearchQuerySet) -> list[int]:
    return [result.period for result in found]


def everything() -> SearchQuerySet:
    return SearchQuerySet().order_by("section")


def test_all_and_slices():
    assert years(everything()) == [2011, 2012, 2012, 2013, 2014]
    assert everything().count() == len(everything()) == 5
    assert years(everything()[1:4]) == [2012, 2012, 2013]
    assert years(everything()[3:5]) == [2013, 2014]
    assert everything()[4].period == 2014
    assert list(everything()[7:9]) == []
    with pytest.raises(IndexError):
        everything()[9]


def test_results_carry_the_stored_values():
    result = everything()[0]
    assert isinstance(result, SearchResult)
    assert (result.app_label, result.model_name, result.pk) == ("reports", "section", str(result.section))
    assert result.object.pk == result.section
    assert result.year == ["2011"]
    assert result.has_metrics is False
    assert result.published_at == day(2020, 1, 5)
    assert {"title", "topic", "kind"} <= set(result.get_stored_fields())


def test_load_all_reads_objects_at_once(django_assert_max_num_queries):
    found = everything().load_all()
    with django_assert_max_num_queries(4):
        assert [result.object.text for result in found][1] == ROWS[1][1]


@pytest.mark.parametrize(
    ("lookups", "expected"),
    [
        ({"content": "留守儿童"}, [2011, 2012]),
        ({"content": "留守儿童 招生"}, [2012]),
        ({"content__contains": "教师"}, [2012, 2013]),
        ({"content__startswith": "幼儿"}, [2012]),
        ({"content__fuzzy": "留守儿童"}, [2011, 2012]),
        ({"content__exact": "教师培训"}, [2013]),
        ({"topic": "学前教育"}, [2012]),
        ({"topic__exact": "学前教育"}, [2012]),
        ({"topic__in": ["学前教育", "校园安全"]}, [2012, 2014]),
        ({"topic__startswith": "学前"}, [2012]),
        ({"period": 2013}, [2013]),
        ({"period__gt": 2012}, [2013, 2014]),
        ({"period__gte": 2013}, [2013, 2014]),
        ({"period__lt": 2012}, [2011]),
        ({"period__lte": 2012}, [2011, 2012, 2012]),
        ({"period__range": [2012, 2013]}, [2012, 2012, 2013]),
        ({"period__in": [2011, 2014]}, [2011, 2014]),
        ({"year": "2012"}, [2012, 2012]),
        ({"published_at__gte": day(2020, 4, 1)}, [2013, 2014]),
        ({"published_at__lt": day(2020, 1, 10)}, [2011]),
        ({"has_metrics": False}, [2011, 2012, 2012, 2013, 2014]),
        ({"has_metrics": True}, []),
        ({"title": "义务教育"}, [2011]),
    ],
)
def test_filter(lookups, expected):
    assert years(everything().filter(**lookups)) == expected


def test_exclude_and_logic():
    assert years(everything().exclude(content="留守儿童")) == [2012, 2013, 2014]
    assert years(everything().filter(content="教师").exclude(topic="教师队伍")) == [2012]
    assert years(everything().filter(SQ(content="师德") | SQ(content="校车"))) == [2013, 2014]
    assert years(everything().filter(SQ(content="留守儿童") & ~SQ(period=2012))) == [2011]
    assert years(everything().filter_or(content="师德").filter_or(content="校车")) == [2013, 2014]
    assert years(SearchQuerySet().none()) == []


def test_auto_query_and_exact():
    assert years(everything().auto_query("留守儿童 -招生")) == [2011]
    assert years(everything().filter(content=AutoQuery('"关爱留守"'))) == [2012]
    assert years(everything().filter(content=Exact("关爱留守"))) == [2012]
    assert years(everything().filter(content="AND")) == []
    assert years(everything().auto_query("留守儿童 (*?:[]{}^~")) in ([], [2011, 2012])


def test_narrow_narrows_hits_and_facets():
    found = everything().narrow("topic:职业教育").facet("year")
    assert years(found) == [2012]
    assert found.facet_counts()["fields"]["year"] == [("2012", 1)]


def test_facets():
    counts = SearchQuerySet().facet("year").facet("topic").facet_counts()["fields"]
    assert counts["year"] == [("2012", 2), ("2011", 1), ("2013", 1), ("2014", 1)]
    assert dict(counts["topic"])["学前教育"] == 1


def test_date_facets():
    found = SearchQuerySet().date_facet(
        "published_at", start_date=day(2020, 1, 1), end_date=day(2021, 12, 31), gap_by="month"
    )
    counts = found.facet_counts()["dates"]["published_at"]
    assert counts == [
        (day(2020, 1, 1), 2), (day(2020, 2, 1), 1), (day(2020, 4, 1), 1), (day(2021, 4, 1), 1)
    ]  # fmt: skip


def test_query_facets():
    counts = SearchQuerySet().query_facet("period", "[2012 TO 2013]").facet_counts()["queries"]
    assert counts == {"period:[2012 TO 2013]": 3}


def test_order_by():
    assert years(SearchQuerySet().order_by("-period", "section")) == [2014, 2013, 2012, 2012, 2011]
    topics = [one.topic for one in SearchQuerySet().order_by("-period", "-section")]
    assert topics[2:4] == ["职业教育", "学前教育"]
    titles = [one.title for one in SearchQuerySet().order_by("title")]
    assert titles == sorted(titles)
    assert years(SearchQuerySet().order_by("published_at")) == [2011, 2012, 2012, 2013, 2014]


def test_values():
    assert everything().values("period", "topic")[0] == {"period": 2011, "topic": "义务教育"}
    assert list(everything().values_list("period", flat=True)) == [2011, 2012, 2012, 2013, 2014]


@pytest.mark.filterwarnings("ignore:The model")
def test_models():
    assert SearchQuerySet().models(Section).count() == 5
    assert SearchQuerySet().models(Report).count() == 0


def test_more_like_this(rows):
    found = SearchQuerySet().more_like_this(rows[0])
    assert years(found) == [2012]
    assert found[0].section != rows[0].pk


def test_highlight_marks_and_escapes():
    highlighted = everything().filter(content="留守儿童").highlight()[0].highlighted["text"][0]
    assert "<em>留守儿童</em>" in highlighted
    assert "&lt;b&gt;" in highlighted


def test_autocomplete():
    assert years(everything().autocomplete(title="教师")) == [2013]


def test_best_match_and_scores():
    best = SearchQuerySet().filter(content="安全").best_match()
    assert best.period == 2014
    assert best.score > 0


def test_update_remove_clear(rows):
    backend = connections["default"].get_backend()
    backend.remove(rows[0])
    backend.remove("reports.section.99999999")
    assert everything().count() == 4
    backend.clear(models=[Report])
    assert everything().count() == 4
    backend.clear(models=[Section])
    assert everything().count() == 0
    backend.clear()
    assert everything().count() == 0


def test_optimize_drops_the_deleted(rows):
    backend = connections["default"].get_backend()
    backend.remove(rows[0])
    assert backend.snapshot().size == 5
    backend.optimize()
    assert backend.snapshot().size == 4
    assert years(everything()) == [2012, 2012, 2013, 2014]
