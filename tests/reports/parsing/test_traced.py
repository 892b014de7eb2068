"""Every character of a traced text stands where its origin says it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.traced import Edit, Traced, joined
from reports.parsing.types import Span

TEXT = st.text(alphabet="甲乙丙丁戊 \n", min_size=1, max_size=40)


def points_at_itself(traced: Traced) -> bool:
    return all(
        traced.text[run.at : run.at + run.length] == traced.source[run.source : run.source + run.length]
        for run in traced.runs
    )


@given(TEXT, st.data())
def test_deleting_keeps_every_origin(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    edits = [Edit(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    traced = Traced.of(text).edit(edits)
    assert points_at_itself(traced)
    assert len(traced) == len(text) - sum(edit.end - edit.start for edit in edits)


@given(TEXT, st.data())
def test_pieces_may_be_put_in_any_order(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    whole = Traced.of(text)
    turned = joined([whole.slice(cut, len(text)), whole.slice(0, cut)], text)
    assert turned.text == text[cut:] + text[:cut]
    assert points_at_itself(turned)


def test_a_span_over_a_joint_has_two_origins() -> None:
    whole = Traced.of("后半前半")
    turned = joined([whole.slice(2, 4), whole.slice(0, 2)], whole.source)
    assert turned.origin(1, 3) == (Span(3, 4), Span(0, 1))


def test_dropped_blanks_are_no_cut() -> None:
    traced = Traced.of("甲  乙").edit([Edit(1, 3)])
    assert traced.origin(0, 2) == (Span(0, 4),)


def test_what_was_put_in_has_no_origin() -> None:
    assert Traced.of("甲乙").edit([Edit(1, 1, "\n")]).origin(1, 2) == ()


def test_a_replacement_keeps_its_place() -> None:
    assert Traced.of("學前").edit([Edit(0, 1, "学")]).origin(0, 1) == (Span(0, 1),)


def test_a_replacement_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        Traced.of("甲乙").replaced("甲")


def test_locating_what_was_deleted_finds_nothing() -> None:
    traced = Traced.of("甲乙丙").edit([Edit(0, 1)])
    assert traced.locate([Span(0, 1), Span(1, 3)]) == [None, Span(0, 2)]
