"""What tests share. Their data folder is made by ``tests/own_data_folder.py``, before settings are read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def data_dir(tmp_path: Path, settings: Any) -> Path:
    """An empty DATA_DIR for one test: originals go there."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(scope="session")
def gold_dir() -> Path:
    """The folder of outside gold cases; whoever has none skips."""
    named = os.environ.get("WENLAN_GOLD", "")
    if not named:
        pytest.skip("WENLAN_GOLD is not set: no outside gold cases to measure against")
    return Path(named)
