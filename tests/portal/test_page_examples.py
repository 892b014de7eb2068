"""The examples in the docstrings of the portal and of the selectors hold."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import portal
import reports.selectors

ROOT = Path(portal.__path__[0]).parent
FOLDERS = (Path(portal.__path__[0]), Path(reports.selectors.__path__[0]))
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in FOLDERS
    for path in folder.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    failed, tried = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried
    assert not failed


def test_examples_are_found():
    assert {"portal.pages.charts", "portal.pages.guide_text", "reports.selectors.series"} <= set(MODULES)
