"""A gazetteer of the shipped places, and a short way to parse a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText, ParseContext, ParsedSource

Parse = Callable[..., ParsedSource]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return standard_gazetteer()


@pytest.fixture
def parse_text(gazetteer: Gazetteer) -> Parse:
    """Parse a text as a file of the given name and format would be."""

    def run(text: str, filename: str = "报告.txt", kind: str = "txt", **context: object) -> ParsedSource:
        return parse(ExtractedText(text, kind), ParseContext(filename, **context), gazetteer, filename)  # type: ignore[arg-type]

    return run
