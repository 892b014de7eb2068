"""Gold cases on disk, and where their source files lie."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.scoring.tally import Json

DEFAULT_GOLD = Path(__file__).resolve().parents[2] / "samples" / "gold"
_SOURCE_FOLDERS = ("../seeds", "../reports", "..", ".", "../extra")


def read_cases(folders: Iterable[Path]) -> Iterator[tuple[Json, Path]]:
    """Each case with the folder it lies in, by file name. Raises FileNotFoundError for a folder without cases."""
    for folder in folders:
        paths = sorted(folder.glob("*.case.json"))
        if not paths:
            raise FileNotFoundError(f"{folder} 里没有 *.case.json，请检查 --gold 的路径。")
        for path in paths:
            yield json.loads(path.read_text(encoding="utf-8")), folder


def source_of(case: Json, folder: Path) -> Path | None:
    """The file that the case was read from: beside the gold folder, in it, or in a sibling with sources."""
    for near in _SOURCE_FOLDERS:
        path = folder / near / str(case["file"])
        if path.is_file():
            return path
    return None
