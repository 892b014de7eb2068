"""Whole pages whose title stands in the middle or twice: what is moved comes back or is told, through all steps.

Cleaning, splitting and stitching together must not lose a piece: a title that every reader sees is a disorder. Pieces
of a few words are another matter: they read like a heading or a page's own line (``LEAST``).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import pytest

from reports.extraction import extract
from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.stitch import BY_NUMBERS, BY_REST, UNCLEAR
from reports.parsing.titles import is_title
from reports.parsing.types import ExtractedText, ParseContext
from tests.reports.parsing.test_shuffled_pieces import PROSE, SAMPLES, SHORTEST, WILD, cut, squeezed

LEAST = 40
"""Characters of a piece that is more than a line."""
EVERY = 4
"""Every fourth report is read: all steps take their time."""


@lru_cache(maxsize=1)
def titled() -> tuple[tuple[str, str, str], ...]:
    """Name, title and body of the reports whose title is one of the usual kind."""
    gazetteer = standard_gazetteer()
    found: list[tuple[str, str, str]] = []
    for path in sorted([*SAMPLES.rglob("*"), *WILD.rglob("*")]):
        if path.suffix not in PROSE:
            continue
        reports = parse(extract(path), ParseContext(), gazetteer).reports
        for report in reports if len(reports) == 1 else ():
            body = report.text[report.sections[0].start :] if report.sections else ""
            if not report.repairs and len(body) >= SHORTEST and is_title(report.title):
                found.append((path.stem, report.title, body))
    return tuple(found)


def pages(name: str, title: str, text: str, kind: str, pieces: int) -> Iterator[str]:
    """The page with the title in its middle, and the one that has it on top as well."""
    choose = random.Random(f"{name}{kind}{pieces}page")  # noqa: S311
    parts = cut(text, kind, pieces, choose, short=False)
    if not parts or min(map(len, parts)) < LEAST:
        return
    order = list(range(pieces))
    while order[0] == 0:
        choose.shuffle(order)
    below = "\n".join(f"{title}\n{parts[i]}" if i == 0 else parts[i] for i in order)
    yield below
    yield f"{title}\n{below}"


def verdict(title: str, text: str, page: str) -> str:
    """restored, reported, silent, or wrong: put together otherwise than it was written, and nothing says so."""
    reports = parse(ExtractedText(page, "txt"), ParseContext(), standard_gazetteer()).reports
    repairs = [repair for report in reports for repair in report.repairs]
    if len(reports) == 1 and squeezed(reports[0].text) == squeezed(title + text):
        return "restored"
    if {UNCLEAR, BY_NUMBERS, BY_REST} & {*repairs}:
        return "reported"
    return "wrong" if any(repair.startswith("原文次序错乱") for repair in repairs) else "silent"


@pytest.mark.parametrize("pieces", [2, 4])
@pytest.mark.parametrize("kind", ["words", "paragraphs", "sentences"])
def test_no_page_with_a_title_in_the_middle_passes_unseen(pieces: int, kind: str) -> None:
    found: Counter[str] = Counter()
    for name, title, text in titled()[::EVERY]:
        for page in pages(name, title, text, kind, pieces):
            found[verdict(title, text, page)] += 1
    assert found["wrong"] == 0
    assert found["silent"] == 0, found


def test_intact_pages_are_not_warned() -> None:
    intact = Counter(verdict(title, text, f"{title}\n{text}") for _, title, text in titled()[::EVERY])
    assert set(intact) == {"restored"}


def test_a_bare_lead_behind_the_rest_never_passes_unseen() -> None:
    """Title and opening paragraph printed behind everything else: nothing but the title tells."""
    found: Counter[str] = Counter()
    for _, title, text in titled()[::EVERY]:
        lead, _, rest = text.partition("\n")
        if len(lead) >= LEAST and len(rest) >= LEAST:
            found[verdict(title, text, f"{rest}\n{title}\n{lead}")] += 1
            found[verdict(title, text, f"{title}\n{rest}\n{title}\n{lead}")] += 1
    assert found.total() >= EVERY
    assert found["wrong"] == found["silent"] == 0, found
