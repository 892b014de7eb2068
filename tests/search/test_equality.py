"""Our engine against stock Whoosh over the same index: the same documents, scores and counts, always.

The index has many segments, deleted documents and merged ones; the oracle for phrases is a plain substring count.
"""

from __future__ import annotations

import random

import numpy as np
import pytest
from whoosh import query as wq
from whoosh.fields import BOOLEAN, DATETIME, ID, KEYWORD, NUMERIC, Schema
from whoosh.searching import Searcher
from whoosh.sorting import Count, FieldFacet

from benchmarks.corpus import index_documents
from search.analysis import normalise
from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.nodes import OneOf, Verbatim
from search.engines.whoosh.parsing import WordField
from search.engines.whoosh.schema import WordAnalyzer
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.state import IndexState
from search.engines.whoosh.writer import build, compact, replace_documents

DOCUMENTS = 240


def make_schema() -> Schema:
    def words() -> WordField:
        return WordField(stored=True, analyzer=WordAnalyzer(), phrase=False)

    def number() -> NUMERIC:
        return NUMERIC(int, bits=64, stored=True, sortable=True, shift_step=0)

    def key() -> ID:
        return ID(stored=True)

    return Schema(
        id=ID(stored=True, unique=True), django_ct=key(), django_id=key(), text=words(), title=words(),
        headings=words(), places=words(), own_heading=key(), district=KEYWORD(stored=True, commas=True),
        year=KEYWORD(stored=True, commas=True), topic=key(), kind=key(), stage=key(), report=number(), section=number(),
        period=number(), has_metrics=BOOLEAN(stored=True), published_at=DATETIME(stored=True, sortable=True),
        own_district=key(), own_code=key(),
    )  # fmt: skip


def shorten(document: dict) -> dict:
    return document | {"text": document["text"][:160]}


@pytest.fixture(scope="module", params=["many segments", "merged", "without sidecars"])
def index(request, tmp_path_factory) -> tuple[Snapshot, Searcher]:
    state = IndexState(tmp_path_factory.mktemp("equality"))
    documents = [shorten(document) for document in index_documents(DOCUMENTS)]
    build(state, make_schema(), documents[:100])
    for start in range(100, DOCUMENTS, 35):
        replace_documents(state, [OneOf("section", frozenset({start - 3, start - 50}))], documents[start : start + 35])
    replace_documents(state, [OneOf("report", frozenset({3, 17}))], [documents[20] | {"title": "改过的标题"}])
    if request.param == "merged":
        compact(state)
    if request.param == "without sidecars":
        for path in state.folder().glob("*.arrays"):
            path.unlink()
        state = IndexState(state.root)
    snapshot = state.snapshot()
    assert (len(snapshot.segments) == 1) is (request.param == "merged")
    return snapshot, snapshot.whoosh_searcher()


def some_words(snapshot: Snapshot, number: int) -> list[str]:
    chooser = random.Random(5)  # noqa: S311
    common = sorted(
        {term.decode() for segment in snapshot.segments for term in segment.lexicon("text")},
        key=lambda word: -len(snapshot.postings("text", word.encode())[0]),
    )
    return common[: number // 2] + chooser.sample(common, number // 2)


def queries(snapshot: Snapshot) -> list[wq.Query]:
    words = some_words(snapshot, 24)
    terms = [wq.Term("text", word) for word in words]
    titled = [wq.Term("title", "教育", boost=2.5), wq.Term("title", "工作")]
    some = [*terms, *titled, wq.Every(), wq.NullQuery, wq.Term("year", "2011"), wq.Term("kind", "annual")]
    for one, other, third in zip(terms, terms[3:], terms[7:], strict=False):
        some += [wq.And([one, other]), wq.Or([one, other, third]), wq.And([one, wq.Not(other)])]
        some += [wq.Or([wq.And([one, other]), third], boost=1.5), wq.Or([wq.And([one, third]), *titled])]
    some += [
        wq.NumericRange("period", 2008, 2015), wq.NumericRange("period", 2008, 2015, startexcl=True, endexcl=True),
        wq.NumericRange("period", None, 2010), wq.Term("has_metrics", b"t"), wq.Term("period", 2012),
        wq.And([terms[0], wq.NumericRange("period", 2010, None)]), wq.Not(terms[1]),
        wq.FuzzyTerm("text", words[0], maxdist=1, prefixlength=1), wq.FuzzyTerm("text", words[3], maxdist=2, boost=2.0),
        wq.AndMaybe(terms[2], terms[3]), wq.DisjunctionMax([terms[4], terms[5]]), wq.Term("text", "没有的词"),
    ]  # fmt: skip
    return some


def stock_results(snapshot: Snapshot, searcher: Searcher, query: wq.Query) -> dict[int, float]:
    deleted = {int(document) for document in np.flatnonzero(~snapshot.live)}
    found = {document: score for score, document in searcher.search(query, limit=None).top_n}
    # Asked for a bare negation, Whoosh hands out deleted documents.
    return {document: score for document, score in found.items() if document not in deleted}


def test_totals_and_scores(index):
    snapshot, searcher = index
    for query in queries(snapshot):
        ours = dict(run(snapshot, Plan(query=query, end=None)).hits)
        theirs = stock_results(snapshot, searcher, query)
        assert ours.keys() == theirs.keys(), query
        # Whoosh scores a fuzzy word by its rarity in segments that have one such word alone, and 1 in all others.
        if not isinstance(query, (wq.Not, wq.Every, wq.FuzzyTerm)):
            assert [ours[doc] for doc in theirs] == pytest.approx(list(theirs.values()), rel=1e-6), query


def test_order_of_the_first_twenty(index):
    snapshot, searcher = index
    for query in queries(snapshot)[:60]:
        ours = run(snapshot, Plan(query=query)).hits
        # Not Whoosh's own first twenty: skipping blocks, it loses documents of nested queries, on its own index too.
        theirs = sorted(searcher.search(query, limit=None).top_n, key=lambda pair: (-round(pair[0], 9), pair[1]))[:20]
        assert [score for _, score in ours] == pytest.approx([score for score, _ in theirs], rel=1e-6), query


def test_whoosh_skips_rightly_by_our_block_statistics(index):
    """Whoosh's first twenty of plain queries: it goes by the lengths and weights that we wrote for each block."""
    snapshot, searcher = index
    words = some_words(snapshot, 24)
    for one, other in zip(words, words[5:], strict=False):
        for query in (wq.Term("text", one), wq.Or([wq.Term("text", one), wq.Term("text", other)])):
            ours = [score for _, score in run(snapshot, Plan(query=query)).hits]
            theirs = [score for score, _ in searcher.search(query, limit=20).top_n]
            assert ours == pytest.approx(theirs, rel=1e-6), query


@pytest.mark.parametrize("name", ["year", "district", "topic", "kind", "stage", "has_metrics"])
def test_facets(index, name):
    snapshot, searcher = index
    field = snapshot.schema[name]
    for query in queries(snapshot)[:40:3]:
        facet = FieldFacet(name, allow_overlap=True, maptype=Count)
        theirs = searcher.search(query, limit=None, groupedby={"f": facet}).groups("f")
        theirs.pop(None, None)
        ours = dict(run(snapshot, Plan(query=query, facets=(name,))).facets[name])
        decoded = {
            value if isinstance(value, (str, bool)) else field.from_bytes(value): n for value, n in theirs.items()
        }
        # Whoosh counts a boolean's documents without a term, too, as False.
        assert ours == {value: number for value, number in decoded.items() if number}, query


def test_deleted_documents_are_nowhere(index):
    snapshot, _ = index
    found = run(snapshot, Plan(facets=("own_code",), end=None))
    assert found.total == snapshot.live_count
    stored = [fields["section"] for fields, _ in found.stored()]
    assert len(stored) == len(set(stored))
    assert not {97, 50, 132, 85} & set(stored)


def test_phrases_are_exactly_the_substrings(index):
    snapshot, _ = index
    chooser = random.Random(9)  # noqa: S311
    live = np.flatnonzero(snapshot.live)
    texts = {int(doc): normalise(snapshot.stored(int(doc))["text"]) for doc in live}
    for _ in range(120):
        text = texts[int(chooser.choice(live))]
        start = chooser.randrange(len(text) - 1)
        wanted = text[start : start + chooser.randint(1, 7)]
        found = run(snapshot, Plan(query=Verbatim("text", wanted), end=0))
        assert found.documents.tolist() == [doc for doc, held in texts.items() if wanted in held], wanted


def test_an_astral_character_is_found(index):
    snapshot, _ = index
    assert run(snapshot, Plan(query=Verbatim("text", "\U00020000"))).total == 0
    assert run(snapshot, Plan(query=Verbatim("text", "\0"))).total == 0
    assert run(snapshot, Plan(query=Verbatim("text", ""))).total == 0
