"""Marks and the window around them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import normalise
from search.highlight import SNIPPET_LENGTH, Piece, find_spans, mark, snippet

LETTERS = "教育均衡a1 ，Ｅ義\n"


def marked(text: str, *words: str) -> list[str]:
    return [piece.text for piece in mark(text, words) if piece.marked]


def test_the_first_of_two_that_overlap_and_the_longer_of_two_that_begin_together():
    assert marked("义务教育均衡发展", "教育", "教育均衡", "均衡发展") == ["教育均衡"]
    assert marked("教育均衡发展", "均衡", "教育均") == ["教育均"]


def test_a_number_or_a_latin_word_only_by_itself():
    assert marked("投入2.3万元，另有12.3万元和3万元", "2.3") == ["2.3"]
    assert marked("A3纸与a3b", "a3") == ["A3"]


def test_marks_lie_in_the_text_as_it_was_written():
    assert marked("推進義務教育，ＡＢ班", "义务教育", "ab") == ["義務教育", "ＡＢ"]
    assert marked("㈠入園率", "(一)") == ["㈠"]


@given(st.text(LETTERS, max_size=60), st.sets(st.text("教育均衡a1义", min_size=1, max_size=4), max_size=4))
def test_spans_are_those_of_one_pattern_of_all_words(text, words):
    folded = normalise(text)
    if len(folded) != len(text):
        return
    parts = []
    for word in sorted(words, key=lambda one: (-len(one), one)):
        before = "(?<![0-9a-z])" if word[0] in "a1" else ""
        after = "(?![0-9a-z])" if word[-1] in "a1" else ""
        parts.append(before + re.escape(word) + after)
    wanted = [match.span() for match in re.finditer("|".join(parts), folded)] if parts else []
    assert find_spans(text, words) == wanted


@given(st.text(LETTERS * 3, max_size=400), st.sets(st.text("教育均衡", min_size=1, max_size=3), max_size=3))
def test_a_snippet_is_a_stretch_of_the_text(text, words):
    shown = "".join(piece.text for piece in snippet(text, words) if piece.text != "…")
    assert shown in text.replace("\n", " ")
    assert len(shown) <= SNIPPET_LENGTH
    if find_spans(text, words):
        assert any(piece.marked for piece in snippet(text, words))


def test_the_window_with_most_different_words():
    text = "控辍。" * 3 + "无关的句子。" * 60 + "控辍保学与留守儿童。" + "无关的句子。" * 60
    assert "留守儿童" in "".join(piece.text for piece in snippet(text, ("控辍", "留守儿童")))


def test_without_a_mark_the_beginning():
    assert snippet("教育" * 100, ("没有",)) == (Piece("教育" * 75, False), Piece("…", False))
