"""Every test of search has an index of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.index_folder import index_in


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[Path]:
    with index_in(tmp_path / "index"):
        yield tmp_path / "index"
