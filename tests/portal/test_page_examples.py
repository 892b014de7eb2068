"""The examples in the docstrings of the pages and selectors hold."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = (
    "portal.pages.parameters", "portal.pages.figures", "portal.pages.charts", "portal.pages.pager",
    "portal.pages.matrix", "portal.pages.search", "portal.pages.districts", "portal.pages.searched_words",
    "portal.pages.stages",
    "portal.pages.topic_years",
    "reports.selectors.coverage", "reports.selectors.series",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    failed, tried = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried
    assert not failed
