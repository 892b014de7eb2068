"""Expressions mean the same on every Python the portal runs on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Python 3.11.0 to 3.11.3, Debian 12's among them, stands at the wrong place when the last round of such a group fails.
POSSESSIVE_GROUP = re.compile(r"\)(?:[+*?]|\{\d*,?\d*\})\+")


def test_the_faulty_form_is_known():
    assert POSSESSIVE_GROUP.search(r"(?:,\d{3})++")
    assert POSSESSIVE_GROUP.search(r"(?:ab){1,3}+")
    assert not POSSESSIVE_GROUP.search(r"(?:,\d{3})+[^a]++")


@pytest.mark.parametrize("package", ["reports", "search", "portal"])
def test_no_group_is_possessive(package):
    lines = ((path, line) for path in (ROOT / package).rglob("*.py") for line in path.read_text("utf-8").splitlines())
    assert [(path.name, line) for path, line in lines if POSSESSIVE_GROUP.search(line)] == []
