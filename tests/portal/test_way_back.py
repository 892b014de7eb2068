"""A form leads back to our own pages only, whatever its ``next`` says."""

from __future__ import annotations

import pytest

from portal.pages.way_back import way_back

ELSEWHERE = (
    "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:x", "", "search/",
)  # fmt: skip
OTHERS = [(sent, "/checks/") for sent in ("/reports/", *ELSEWHERE)]


@pytest.mark.parametrize(("sent", "kept"), [("/checks/?kind=sum", "/checks/?kind=sum"), *OTHERS])
def test_under_a_page(rf, sent, kept):
    assert way_back(rf.post("/", {"next": sent}), "/checks/") == kept


@pytest.mark.parametrize(
    ("sent", "kept"), [("/search/?q=a", "/search/?q=a"), *((sent, "/basket/") for sent in ELSEWHERE)]
)
def test_anywhere_in_the_portal(rf, sent, kept):
    assert way_back(rf.post("/", {"next": sent}), "/basket/", anywhere=True) == kept


def test_without_next_and_overlong(rf):
    assert way_back(rf.post("/"), "/basket/", anywhere=True) == "/basket/"
    assert len(way_back(rf.post("/", {"next": "/" + "a" * 9_000}), "/basket/", anywhere=True)) == 2_000
