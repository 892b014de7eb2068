"""Every family of marks recognises its example; numbers of other things are no marks."""

from __future__ import annotations

import pytest

from reports.parsing.folding import fold
from reports.parsing.marks import FAMILIES, Family, find_mark, numeral


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.example)
def test_a_family_recognises_its_example(family: Family) -> None:
    mark = find_mark(fold(family.example))
    assert mark is not None
    assert (mark.family, mark.rank) == (family.name, family.rank)


@pytest.mark.parametrize(
    ("line", "ordinal"),
    [
        ("十二、工会", 12),
        ("㈢招生", 3),
        ("⑵家庭", 2),
        ("⒌德育", 5),
        ("③资金", 3),
        ("20.后勤", 20),
        ("丙、师资", 3),
        ("第二章 做法", 2),
    ],
)
def test_the_number_is_read(line: str, ordinal: int) -> None:
    mark = find_mark(fold(line))
    assert mark is not None
    assert mark.ordinal == ordinal


@pytest.mark.parametrize(
    "line",
    [
        "2011年全县",
        "3.5万元",
        "一年来，",
        "95.6%的学校",
        "2012.12",
        "9:30召开",
        "第十四次评选",
        "“一、二”工程",
        "2011—2013年",
        "",
    ],
)
def test_other_numbers_are_no_marks(line: str) -> None:
    assert find_mark(fold(line)) is None


def test_digits_of_any_script_are_a_number() -> None:
    assert [numeral(text) for text in ("３", "١٢", "x")] == [3, 12, None]
