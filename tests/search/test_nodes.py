"""Query nodes and how queries are told apart."""

from __future__ import annotations

from whoosh.query import And, Not, Or, Query, Term

from search.engines.whoosh.nodes import Best, MostOf, OneOf, Verbatim, different, key_of


def in_all_fields(word: str) -> Query:
    return Or([Term(name, word, boost=2.0) for name in ("text", "headings", "title", "places")])


def test_words_in_an_even_number_of_fields_have_hashes_of_their_own():
    words = [f"词{number}" for number in range(2000)]
    assert len({hash(in_all_fields(word)) for word in words}) == 1  # Whoosh's own: what this is about
    assert len({hash(key_of(in_all_fields(word))) for word in words}) > 1990
    for kind in (Not, lambda part: Best((part, part)), lambda part: MostOf((part,))):
        assert len({hash(key_of(kind(in_all_fields(word)))) for word in words}) > 1990


def test_keys_are_equal_where_queries_are():
    one, other = in_all_fields("教育"), in_all_fields("教师")
    assert key_of(one) == key_of(in_all_fields("教育"))
    assert key_of(one) != key_of(other)
    assert key_of(And([one, other])) != key_of(Or([one, other]))
    assert key_of(Or([one], boost=2.0)) != key_of(Or([one]))
    assert key_of(Not(one)) != key_of(one)
    assert Best((one, other)) == Best((in_all_fields("教育"), in_all_fields("教师"))) != Best((other, one))
    assert MostOf((one,), share=0.5) != MostOf((one,), share=0.6)
    assert OneOf("report", frozenset({1})) != OneOf("section", frozenset({1}))
    assert Verbatim("text", "教育") != Verbatim("title", "教育")


def test_each_query_once_and_in_order():
    one, other = in_all_fields("教育"), in_all_fields("教师")
    assert different([other, one, in_all_fields("教师")]) == (other, one)
