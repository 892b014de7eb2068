"""Every doubt of the parser has words for whoever checks it."""

from __future__ import annotations

from typing import get_args

from portal.pages.doubts import WORDS
from reports.parsing.types import Doubt


def test_every_doubt_has_words() -> None:
    assert set(WORDS) == set(get_args(Doubt))
