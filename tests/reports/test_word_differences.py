"""Within a sentence what changed is marked, readably, and in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.word_differences import LONGEST, word_difference


def marked(old: str, new: str) -> tuple[str, str]:
    before, after = word_difference(old, new)
    return tuple("".join(f"[{w.text}]" if w.changed else w.text for w in side) for side in (before, after))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("巩固率达到95.5%。", "巩固率达到96.5%。", ("巩固率达到[95.5%]。", "巩固率达到[96.5%]。")),
        ("投入资金1,200万元。", "投入资金1,250万元。", ("投入资金[1,200]万元。", "投入资金[1,250]万元。")),
        ("新建幼儿园3所。", "新建公办幼儿园3所。", ("新建幼儿园3所。", "新建[公办]幼儿园3所。")),
        ("全县教育工作稳步推进。", "全县教育推进。", ("全县教育[工作稳步]推进。", "全县教育推进。")),
        (
            "联系人13800001111。",
            "联系人＊＊＊＊＊＊＊＊＊＊＊。",
            ("联系人[13800001111]。", "联系人[＊＊＊＊＊＊＊＊＊＊＊]。"),
        ),
        ("甲乙丙丁。", "春夏秋冬一二三四五六七八九。", ("[甲乙丙丁。]", "[春夏秋冬一二三四五六七八九。]")),
        ("同样。", "同样。", ("同样。", "同样。")),
        ("", "新的。", ("", "[新的。]")),
    ],
)
def test_what_is_marked(old, new, shown):
    assert marked(old, new) == shown


def test_what_is_common_by_chance_parts_no_change():
    old, new = "各校认真落实了各项安全的规定，没有事故。", "各校全面完成了年度工作的目标，没有事故。"
    assert marked(old, new)[0] == "各校[认真落实了各项安全的规定]，没有事故。"


@settings(max_examples=200, deadline=None)
@given(st.text("甲乙丙丁12.,%ab \n。", max_size=60), st.text("甲乙丙丁12.,%ab \n。", max_size=60))
def test_joined_they_are_the_sentences_again(old, new):
    before, after = word_difference(old, new)
    assert ("".join(w.text for w in before), "".join(w.text for w in after)) == (old, new)
    common = ["".join(w.text for w in side if not w.changed) for side in (before, after)]
    assert common[0] == common[1]
    for side in (before, after):
        assert all(one.changed != other.changed for one, other in pairwise(side))
        assert all(w.text for w in side)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲乙" * 10**6, "乙甲" * 10**6),
        ("甲" * (LONGEST // 2), "甲" * (LONGEST // 2 - 1) + "乙"),
        ("甲乙" * (LONGEST // 4), "乙甲丙" * (LONGEST // 6)),
    ],
)
def test_hostile_sentences_take_bounded_time(old, new):
    began = time.process_time()
    word_difference(old, new)
    assert time.process_time() - began < 1
