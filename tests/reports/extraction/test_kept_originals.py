"""Kept originals are named by checksum: what a file is must show in its content, never in its path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports.extraction import EXTRACTORS, detect_format, extract

SAMPLES = Path(__file__).parents[3] / "samples" / "reports"
FILES = {path.suffix: path for path in sorted(SAMPLES.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("suffix", sorted(FILES))
def test_a_file_without_its_suffix_reads_the_same(tmp_path, suffix):
    original = FILES[suffix]
    kept = tmp_path / "4b1d6c"
    shutil.copy(original, kept)
    assert detect_format(kept, original.name) in EXTRACTORS
    assert extract(kept, original.name) == extract(original)
