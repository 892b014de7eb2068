from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.matching import RowKey, match_rows

keys = st.lists(
    st.builds(RowKey, st.integers(0, 20).map(str), st.sampled_from("甲乙丙丁")), unique_by=lambda key: key.anchor
)


def test_an_anchor_that_moved_is_found_by_content():
    old = [RowKey("10", "一、学前"), RowKey("20", "二、义务")]
    new = [RowKey("11", "一、学前"), RowKey("21", "二、义务")]
    assert match_rows(old, new) == {0: 0, 1: 1}


def test_content_that_is_there_twice_is_not_guessed():
    old = [RowKey("10", "1人"), RowKey("20", "1人")]
    assert match_rows(old, [RowKey("30", "1人")]) == {}


def test_an_anchor_beats_content():
    old = [RowKey("10", "甲"), RowKey("20", "乙")]
    assert match_rows(old, [RowKey("10", "乙")]) == {0: 0}


@given(keys)
def test_what_did_not_change_matches_itself(rows):
    assert match_rows(rows, rows) == {index: index for index in range(len(rows))}


@given(keys, keys)
def test_no_old_row_is_given_twice(old, new):
    found = match_rows(old, new)
    assert len(set(found.values())) == len(found)
