"""More of what users of ``SearchQuerySet`` expect: odd slices, lookups, inputs, joined sets, spelling, n-grams."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from haystack import connections, indexes
from haystack.inputs import Clean, Raw
from haystack.models import SearchResult
from haystack.query import SQ, EmptySearchQuerySet, RelatedSearchQuerySet, SearchQuerySet
from haystack.utils.loading import UnifiedIndex

from reports.models import Section
from tests.search.factories import make_report, make_section

pytestmark = pytest.mark.django_db

WORDS = ("控辍保学", "留守儿童", "校安工程", "教师培训", "学前教育", "阳光体育", "营养改善计划")
NUMBER = 23


def moment(number: int) -> datetime:
    return datetime(2020, 1 + number % 12, 1 + number, 8, tzinfo=UTC)


def naive(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """As the index keeps times: UTC, without a zone."""
    return datetime(year, month, day, hour, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture(autouse=True)
def sections() -> list[Section]:
    made = []
    for number in range(NUMBER):
        report = make_report(f"第{number}号总结", 2000 + number, topic=WORDS[number % 3], published_at=moment(number))
        made.append(make_section(report, f"{WORDS[number % 7]}，编号{number}。" * (1 + number % 4)))
    index = connections["default"].get_unified_index().get_index(Section)
    connections["default"].get_backend().update(index, index.index_queryset())
    return made


def in_order() -> SearchQuerySet:
    return SearchQuerySet().order_by("period")


def years(found: SearchQuerySet) -> list[int]:
    return [result.period for result in found]


EVERY = list(range(2000, 2000 + NUMBER))


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1), (3, 17), (7, 8), (9, 22), (11, 40), (0, 23), (22, 23), (23, 30), (5, 5)]
)
def test_slices_at_odd_offsets(start, end):
    assert years(in_order()[start:end]) == EVERY[start:end]
    assert list(in_order().values_list("period", flat=True)[start:end]) == EVERY[start:end]


def test_iterating_reads_page_after_page():
    found = in_order()
    assert years(found) == EVERY
    assert [found[place].period for place in (20, 3, 11)] == [2020, 2003, 2011]
    assert years(found[4:]) == EVERY[4:]
    assert len(found) == found.count() == NUMBER
    assert list(found.values("period")[21:]) == [{"period": 2021}, {"period": 2022}]
    assert [tuple(row) for row in found.values_list("period", "topic")[:1]] == [(2000, "控辍保学")]


def test_all_none_and_clones():
    base = in_order().filter(topic="控辍保学")
    assert years(base.filter(period__lt=2004)) == [2000, 2003]
    assert base.count() == 8
    assert base.all().count() == 8
    assert isinstance(base.none(), EmptySearchQuerySet)
    assert base.none().count() == 0


def test_sets_joined_with_operators():
    early, late = SearchQuerySet().filter(period__lt=2002), SearchQuerySet().filter(period__gte=2022)
    assert sorted(years(early | late)) == [2000, 2001, 2022]
    assert years(SearchQuerySet().filter(period__lt=2003) & SearchQuerySet().filter(period__gt=2001)) == [2002]


@pytest.mark.parametrize(
    ("lookups", "expected"),
    [
        ({"content__endswith": "儿童"}, [2001, 2008, 2015, 2022]),
        ({"content__endswith": "工程"}, [2002, 2009, 2016]),
        ({"content__contains": "养改"}, [2006, 2013, 2020]),
        ({"content__startswith": "营养"}, [2006, 2013, 2020]),
        ({"content__fuzzy": "阳光体肓"}, [2005, 2012, 2019]),
        ({"content__exact": "校安工程"}, [2002, 2009, 2016]),
        ({"content__in": ["校安工程", "阳光体育"]}, [2002, 2005, 2009, 2012, 2016, 2019]),
        ({"title__contains": "总结", "period__range": (2020, 2021)}, [2020, 2021]),
        ({"topic__endswith": "儿童", "period__lte": 2004}, [2001, 2004]),
        ({"topic__contains": "安工", "period__lte": 2005}, [2002, 2005]),
        ({"topic__in": []}, []),
        ({"period__in": [2003]}, [2003]),
        ({"published_at__range": [naive(2020, 1, 1), naive(2020, 2, 28)]}, [2000, 2001, 2012, 2013]),
        ({"published_at__gt": naive(2020, 12, 1)}, [2011]),
        ({"published_at__lte": date(2020, 1, 5)}, [2000]),
        ({"published_at": naive(2020, 1, 1, 8)}, [2000]),
        ({"year__in": ["2004", "2005"]}, [2004, 2005]),
    ],
)
def test_lookups(lookups, expected):
    assert years(in_order().filter(**lookups)) == expected


def test_exclude_lookups():
    kept = in_order().filter(period__lt=2006).exclude(content__in=["校安工程", "阳光体育"])
    assert years(kept) == [2000, 2001, 2003, 2004]
    assert years(in_order().exclude(period__range=(2002, 2022))) == [2000, 2001]
    assert years(in_order().filter(~SQ(topic="控辍保学"), period__lte=2003)) == [2001, 2002]
    assert years(in_order().filter_and(content="校安工程").filter_and(period__gt=2010)) == [2016]


def test_inputs_and_raw_search():
    assert years(in_order().filter(content=Raw("校安工程 AND period:[2003 TO 2010]"))) == [2009]
    assert years(in_order().filter(content=Clean("校安工程 [2003"))) == []
    assert years(in_order().raw_search("校安工程 OR 阳光体育")) == [2002, 2005, 2009, 2012, 2016, 2019]
    assert years(in_order().raw_search("topic:校安工程 period:[2003 TO 2008]")) == [2005, 2008]


def test_a_boost_raises_the_score():
    plain = SearchQuerySet().filter(content="校安工程")
    assert plain.boost("校安工程", 5.0).best_match().score > plain.best_match().score * 2


def test_order_by_score_and_by_several():
    found = SearchQuerySet().filter(content="校安工程")
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert [one.score for one in found.order_by("-score")] == pytest.approx(scores)
    topics = [(one.topic, -one.period) for one in SearchQuerySet().order_by("topic", "-period")]
    assert topics == sorted(topics)
    assert SearchQuerySet().latest("published_at").period == 2011


def test_several_narrows_and_facets_with_them():
    found = in_order().narrow("topic:控辍保学").narrow("period:[2001 TO 2010]").facet("topic").facet("year")
    assert years(found) == [2003, 2006, 2009]
    counts = found.facet_counts()["fields"]
    assert counts["topic"] == [("控辍保学", 3)]
    assert counts["year"] == [("2003", 1), ("2006", 1), ("2009", 1)]


@pytest.mark.parametrize(
    ("gap", "amount", "expected"),
    [
        ("year", 1, [(naive(2020, 1, 1), 23)]),
        ("month", 6, [(naive(2020, 1, 1), 12), (naive(2020, 7, 1), 11)]),
        ("day", 200, [(naive(2020, 1, 1), 13), (naive(2020, 7, 19), 10)]),
    ],
)
def test_date_facets_of_any_gap(gap, amount, expected):
    found = SearchQuerySet().date_facet(
        "published_at", start_date=date(2020, 1, 1), end_date=date(2021, 1, 1), gap_by=gap, gap_amount=amount
    )
    assert found.facet_counts()["dates"]["published_at"] == expected


def test_several_query_facets_under_a_query():
    found = (
        SearchQuerySet()
        .filter(topic="控辍保学")
        .query_facet("period", "[2000 TO 2005]")
        .query_facet("topic", "校安工程")
    )
    assert found.facet_counts()["queries"] == {"period:[2000 TO 2005]": 2, "topic:校安工程": 0}


def test_facet_values_of_reports_of_several_years():
    """The second segment alone has documents with more than one value."""
    report = make_report("三年规划", 2019, period_end=2021)
    index = connections["default"].get_unified_index().get_index(Section)
    connections["default"].get_backend().update(index, [index.index_queryset().get(pk=make_section(report, "规划").pk)])
    assert len(connections["default"].get_backend().snapshot().segments) == 2
    counts = dict(SearchQuerySet().facet("year").facet_counts()["fields"]["year"])
    assert counts == dict.fromkeys(map(str, EVERY), 1) | {"2019": 2, "2020": 2, "2021": 2}


def test_objects(sections, django_assert_max_num_queries):
    sections[3].delete()
    there = [section.pk for place, section in enumerate(sections[:6]) if place != 3]
    with django_assert_max_num_queries(6):
        assert [one.object.pk for one in in_order().load_all()[:6]][:5] == there
    assert years(RelatedSearchQuerySet().order_by("period"))[:2] == [2000, 2001]


def test_a_class_of_ones_own_for_results():
    class Own(SearchResult):  # type: ignore[misc]
        pass

    assert isinstance(SearchQuerySet().result_class(Own)[0], Own)
    assert type(SearchQuerySet().result_class(None)[0]) is SearchResult


def test_results_can_be_kept_as_bytes():
    first = in_order()[0]
    again = pickle.loads(pickle.dumps(first))  # noqa: S301
    assert (again.pk, again.period, again.object.pk) == (first.pk, 2000, first.object.pk)


def test_spelling(own_index):
    found = SearchQuerySet().filter(content="控掇保学")
    assert found.count() == 0
    assert found.spelling_suggestion() is None
    connections.connections_info["default"]["INCLUDE_SPELLING"] = True
    connections.reload("default")
    assert SearchQuerySet().filter(content="控掇保学").spelling_suggestion() == "控辍保学"
    assert SearchQuerySet().filter(content="控掇保学 留守儿童").spelling_suggestion() == "控辍保学 留守儿童"
    assert SearchQuerySet().filter(content="控辍保学").spelling_suggestion() is None
    assert SearchQuerySet().spelling_suggestion("阳光体肓") == "阳光体育"


class GramIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    """Fields that haystack's autocomplete is made for."""

    text = indexes.CharField(document=True, model_attr="text")
    begun = indexes.EdgeNgramField(model_attr="text")
    inside = indexes.NgramField(model_attr="text")
    amount = indexes.FloatField(model_attr="start")
    level = indexes.IntegerField(model_attr="level", faceted=True)

    def get_model(self) -> type[Section]:
        return Section


@pytest.fixture
def grams() -> Iterator[None]:
    connection = connections["default"]
    before, unified = connection.get_unified_index(), UnifiedIndex()
    unified.build(indexes=[GramIndex()])
    connection._index = unified
    backend = connection.get_backend()
    backend.clear()
    backend.update(GramIndex(), Section.objects.all())
    yield
    connection._index = before


def test_autocomplete_on_gram_fields(grams):
    assert SearchQuerySet().autocomplete(begun="阳光").count() == 3
    assert SearchQuerySet().autocomplete(inside="光体").count() == 3
    assert SearchQuerySet().autocomplete(inside="没有").count() == 0


def test_numbers_and_faceted_fields_of_any_project(grams):
    assert SearchQuerySet().filter(amount__gte=0.0).count() == NUMBER
    assert SearchQuerySet().filter(amount__lt=0.0).count() == 0
    assert SearchQuerySet().facet("level").facet_counts()["fields"]["level"] == [(1, NUMBER)]
