"""Text becomes words, alike in the index and in queries."""

from __future__ import annotations

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Segmenter, normalise, normalise_with_origin, segmenter

SENTENCES = (
    "关爱留守儿童工作扎实推进全面落实控辍保学责任制",
    "义务教育均衡发展迎国检学校布局调整撤点并校",
    "研究生命起源南京市长江大桥结婚的和尚未结婚的",
    "我区新建公办幼儿园普惠性民办园等级评定龘靐㐀",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_cuts_as_jieba_does(sentence):
    ours = segmenter()
    theirs = jieba.Tokenizer()
    theirs.tmp_dir = None
    theirs.initialize()
    from search.analysis import shipped_words

    for word in shipped_words():
        theirs.add_word(word)
    assert ours.cut(sentence) == list(theirs.cut(sentence, HMM=False))


def test_nothing_is_lost_between_index_and_query():
    for sentence in SENTENCES:
        indexed = set(segmenter().index_words(normalise(sentence)))
        assert {word for word in segmenter().query_words(normalise(sentence)) if len(word) > 1} <= indexed


def test_shorter_words_within_longer_ones_are_indexed():
    assert {"留守儿童之家", "留守儿童", "儿童"} <= set(segmenter().index_words("留守儿童之家"))


def test_added_words_are_kept_whole():
    assert segmenter().query_words("云江模式") != ["云江模式"]
    assert Segmenter(["云江模式"]).query_words("云江模式") == ["云江模式"]
    assert Segmenter(["云江模式"]).version != segmenter().version


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("66.93％", ["66.93"]),
        ("9,008元", ["9008"]),
        ("ＷｉＦｉ覆盖", ["wifi", "覆盖"]),
        ("D级危房", ["d", "级", "危房"]),
    ],
)
def test_numbers_and_latin_words_are_kept(text, words):
    assert segmenter().query_words(normalise(text))[: len(words)] == words


@pytest.mark.parametrize(
    ("text", "folded"),
    [("義務教育", "义务教育"), ("２０１１", "2011"), ("①㈠", "1(一)"), ("留\u200b守", "留守"), ("\ud800x", "\ufffdx"),
     ("幹部", "干部"), ("Ａ\u3000ｂ", "a b")],
)  # fmt: skip
def test_folding(text, folded):
    assert normalise(text) == folded


@given(st.text())
def test_origin_leads_back(text):
    folded, origin = normalise_with_origin(text)
    assert folded == normalise(text)
    if origin is None:
        assert len(folded) == len(text)
    else:
        assert len(origin) == len(folded) + 1
        assert origin == sorted(origin)
        assert all(normalise(text[origin[n]])[:1] in folded for n in range(len(folded)))


@given(st.text(max_size=200))
def test_any_text_can_be_cut(text):
    words = list(segmenter().index_words(normalise(text)))
    assert all(0 < len(word) <= 64 for word in words)
