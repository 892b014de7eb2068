"""Kinds, topics and stages by their words."""

from __future__ import annotations

import pytest

from reports.parsing.kinds import KINDS, KindRow, kind_of, stage_of, topic_of


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.kind)
def test_a_kind_recognises_its_example(row: KindRow) -> None:
    assert kind_of(row.example, 0) == row.kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("教育体育局2014年工作总结", "annual"),
        ("2013年工作总结和2014年工作思路", "annual"),
        ("江阳区中小学安全工作总结", "special"),
        ("江阳区中小学营养改善计划实施情况汇报", "annual"),
        ("一顿热饭暖了山里娃", "other"),
    ],
)
def test_kinds_of_titles(title: str, kind: str) -> None:
    assert kind_of(title, 1) == kind


def test_several_districts_make_a_compilation() -> None:
    assert kind_of("在全市会议上的讲话", 3) == "compilation"


@pytest.mark.parametrize(
    ("words", "topic", "stage"),
    [
        ("学前教育", "学前教育", "学前"),
        ("關愛留守兒童", "留守儿童", None),
        ("扩大职教招生", "职业教育", "职业"),
        ("高中、初中招生", "招生考试", None),
        ("教育体育局文件", None, None),
    ],
)
def test_topics_and_stages(words: str, topic: str | None, stage: str | None) -> None:
    assert (topic_of(words), stage_of(words)) == (topic, stage)
