"""Each trap of haystack's own Whoosh backend: it fails there, and it works here. One index model, both engines."""

from __future__ import annotations

import threading
from pathlib import Path
from unittest import mock

import pytest
from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, Exact, Raw
from haystack.query import SearchQuerySet
from jieba.analyse import ChineseAnalyzer

from reports.models import Report, Section
from tests.search.factories import make_report, make_section
from tests.search.index_folder import OURS, STOCK, index_in

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]

TEXTS = (
    ("2011年义务教育总结", "关爱留守儿童，义务教育均衡发展。", 2011, "义务教育"),
    ("2012年义务教育总结", "留守儿童之家建成，义务教育巩固率提高。", 2012, "义务教育"),
    ("2012年学前教育总结", "我区新建幼儿园三所。", 2012, "学前教育"),
    ("2013年学前教育总结", "全县幼儿园教师培训。", 2013, "学前教育"),
    ("2014年职业教育总结", "职业教育招生，留守儿童帮扶。", 2014, "职业教育"),
)


def fill() -> None:
    index = connections["default"].get_unified_index().get_index(Section)
    connections["default"].get_backend().update(index, index.index_queryset())


def cut_with_jieba() -> None:
    """The stock backend as people set it up for Chinese."""
    fields = connections["default"].get_unified_index().all_searchfields()
    for name in ("text", "title", "headings", "places", "topic"):
        fields[name].analyzer = ChineseAnalyzer()


@pytest.fixture(params=[OURS, STOCK], ids=["ours", "stock"])
def works(request, tmp_path: Path):
    """True for our engine, False for the stock one: the test then expects the trap to snap."""
    for title, text, year, topic in TEXTS:
        make_section(make_report(title, year, topic=topic), text)
    with index_in(tmp_path / "one-of-both", request.param):
        if request.param == STOCK:
            cut_with_jieba()
        fill()
        yield request.param == OURS


def numbers(results: SearchQuerySet) -> list[int]:
    return [int(result.section) for result in results]


def everything() -> SearchQuerySet:
    return SearchQuerySet().all()


def test_everything_is_found(works):
    assert (everything().count() == len(TEXTS)) is works


def test_highlights_are_marked(works):
    found = SearchQuerySet().filter(content="留守儿童").highlight()
    marked = [result.highlighted for result in found if result.highlighted]
    texts = [next(iter(one.values()))[0] if isinstance(one, dict) else one[0] for one in marked]
    assert (bool(texts) and all("<em>留守儿童</em>" in text for text in texts)) is works


def test_phrases_are_found_at_any_border(works):
    assert (SearchQuerySet().filter(content=Exact("育均衡")).count() == 1) is works


def test_a_phrase_of_whole_words_is_found(works):
    assert (SearchQuerySet().filter(content=Raw('"关爱留守儿童"')).count() == 1) is works


def test_one_character_finds(works):
    assert (SearchQuerySet().filter(content="区").count() == 1) is works
    assert (SearchQuerySet().filter(content=AutoQuery("区")).count() == 1) is works


def test_pages_may_begin_anywhere(works):
    backend = connections["default"].get_backend()
    everywhere = backend.search("year:2012 OR year:2013 OR year:2011", start_offset=0, end_offset=10)["results"]
    odd = backend.search("year:2012 OR year:2013 OR year:2011", start_offset=1, end_offset=3)["results"]
    assert ([one.pk for one in odd] == [one.pk for one in everywhere][1:3]) is works


def test_an_empty_result_has_facets(works):
    backend = connections["default"].get_backend()
    assert ("facets" in backend.search("text:没有这样的词", facets={"topic": {}}, narrow_queries={"topic:无"})) is works


def test_query_facets_are_counted(works):
    counted = SearchQuerySet().filter(year="2012").query_facet("topic", "学前教育").facet_counts()
    assert (counted.get("queries", {}).get("topic:学前教育") == 1) is works


def test_sorting_in_mixed_directions(works):
    def mixed() -> list[int]:
        return [int(one.period) for one in SearchQuerySet().filter(period__gte=2012).order_by("-period", "section")]

    if works:
        assert mixed() == [2014, 2013, 2012, 2012]
    else:
        with pytest.raises(SearchBackendError):
            mixed()


def test_facet_values_are_whole(works):
    counted = dict(SearchQuerySet().filter(period__gte=2000).facet("topic").facet_counts()["fields"]["topic"])
    assert (counted == {"义务教育": 2, "学前教育": 2, "职业教育": 1}) is works


def test_a_process_has_one_open_index(works):
    backends = [connections["default"].get_backend()]
    thread = threading.Thread(target=lambda: backends.append(connections["default"].get_backend()))
    thread.start()
    thread.join()
    first, second = backends
    assert first is not second
    shared = getattr(first, "state", first) is getattr(second, "state", None)
    assert shared is works


def test_a_failed_removal_is_never_silent(works):
    options = dict(connections.connections_info["default"], SILENTLY_FAIL=True)
    connections.connections_info["default"] = options
    connections.reload("default")
    backend = connections["default"].get_backend()
    backend.search("period:2012")
    broken = mock.patch("whoosh.index.TOC.write", side_effect=OSError("disk full"))
    with broken:
        if works:
            with pytest.raises(OSError, match="disk full"):
                backend.remove(Section.objects.first())
        else:
            backend.remove(Section.objects.first())


def test_removing_commits_and_the_rest_stays(works):
    section = Section.objects.get(text__contains="幼儿园教师")
    backend = connections["default"].get_backend()
    backend.remove(section)
    assert SearchQuerySet().filter(period=2013).count() == 0
    assert SearchQuerySet().filter(period=2012).count() == 2


def test_readers_never_see_an_emptied_index(works, tmp_path: Path):
    """The stock ``clear`` deletes the files under a reader that is about to open them."""
    backend = connections["default"].get_backend()
    before = {path for path in Path(backend.path).rglob("*") if path.suffix == ".seg"}
    assert before
    if works:
        snapshot = backend.snapshot()
        backend.clear()
        assert snapshot.live_count == len(TEXTS)
        assert snapshot.stored(0)["title"]
    else:
        index = backend.index
        backend.clear()
        assert index.reader().doc_count() == 0


def test_updating_commits_once(works):
    with mock.patch("whoosh.index.TOC.write", autospec=True) as written:
        fill()
    assert written.call_count == 1


def test_facets_do_not_search_again(works):
    """``narrow`` and the model filter are full searches there, and facets rebuild lists of the whole segment."""
    with mock.patch("whoosh.searching.Searcher.__init__", autospec=True, side_effect=RuntimeError("opened")) as opened:
        if works:
            found = SearchQuerySet().filter(content="留守儿童").narrow("topic:义务教育").facet("topic")
            assert found.count() == 2
            assert opened.call_count == 0
        else:
            with pytest.raises(RuntimeError):
                SearchQuerySet().filter(content="留守儿童").count()


def test_drafts_are_not_indexed_by_haystack_either(works):
    draft = make_report("草稿", 2012, state=Report.State.DRAFT, published_at=None)
    make_section(draft, "留守儿童的草稿")
    fill()
    assert SearchQuerySet().filter(period=2012).count() == 2
