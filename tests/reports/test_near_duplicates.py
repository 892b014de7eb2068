from __future__ import annotations

import random

import pytest

from reports.near_duplicates import (
    ALIKE,
    KEYS,
    difference,
    likeness,
    packed,
    resemblance,
    sketch,
    unpacked,
)

THINGS = ["新建幼儿园", "改造校舍", "培训教师", "招聘教师", "投入资金", "资助学生", "添置图书", "排查隐患"]


def report(seed, count=120):
    chance = random.Random(seed)  # noqa: S311 - the same test every time
    return "\n".join(
        f"{chance.choice('东南西北中')}{chance.choice('镇乡街')}{chance.choice(THINGS)}{chance.randint(2, 9000)}"
        f"{'所套名元'[chance.randint(0, 3)]}，比上年{chance.choice(['增加', '减少'])}{chance.randint(1, 99)}。"
        for _ in range(count)
    )


def test_another_layout_is_the_same_text():
    text = report(1)
    other = text.replace("\n", " ").replace("，", ", ")
    assert resemblance(sketch(text), sketch(other)) == 1
    assert likeness(text, other) == likeness(text, text)
    assert likeness(text, other).changed == 0


def test_a_new_version_is_recognised_with_the_number_of_changed_sentences():
    lines = report(2).split("\n")
    for at in (3, 40, 77):
        lines[at] = f"此处另写第{at}句，说的是别的事。"
    new = "\n".join([*lines, "末尾加了一句。"])
    like = likeness(report(2), new)
    assert like.is_same_report
    assert like.changed == 4
    assert 0.95 < like.ratio < 1
    assert resemblance(sketch(report(2)), sketch(new)) > ALIKE


@pytest.mark.parametrize("seed", range(5))
def test_another_report_of_the_same_kind_is_none(seed):
    like = likeness(report(seed), report(seed + 100))
    assert not like.is_same_report
    assert like.ratio < 0.1


@pytest.mark.parametrize("seed", range(8))
def test_versions_share_a_key_by_which_they_are_looked_up(seed):
    lines = report(seed, 200).split("\n")
    chance = random.Random(seed)  # noqa: S311 - the same test every time
    for at in chance.sample(range(200), 40):
        lines[at] = f"改写{at}：{chance.random()}。"
    old, new = sketch(report(seed, 200)), sketch("\n".join(lines))
    assert set(old[:KEYS]) & set(new[:KEYS])
    assert likeness(report(seed, 200), "\n".join(lines)).is_same_report


def test_difference_side_by_side():
    old, new = "甲事做好。乙事7件。丙事完成。", "甲事做好。乙事9件。丙事完成。丁事新增。"
    assert [(line.kind, line.old, line.new) for line in difference(old, new)] == [
        ("same", "甲事做好。", "甲事做好。"),
        ("changed", "乙事7件。", "乙事9件。"),
        ("same", "丙事完成。", "丙事完成。"),
        ("added", "", "丁事新增。"),
    ]


def test_very_long_texts_are_compared_without_order():
    old = "".join(f"第{n}句。" for n in range(5000))
    lines = difference(old, old + "新的一句。")
    assert [(line.kind, line.new) for line in lines] == [("added", "新的一句。")]


def test_empty_and_tiny_texts():
    assert sketch("") == ()
    assert resemblance((), ()) == 0
    assert likeness("", "").changed == 0
    assert sketch("甲") == sketch("甲。")


def test_sketches_survive_packing():
    values = sketch(report(3))
    assert unpacked(packed(values)) == values
