"""Gold cases on disk, and where their source files lie."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from benchmarks.scoring.tally import Json

DEFAULT_GOLD = Path(__file__).resolve().parents[2] / "samples" / "gold"
_SOURCE_FOLDERS = ("../seeds", "../reports", "../extra", ".")


def read_cases(folders: Iterable[Path]) -> Iterator[tuple[Json, Path]]:
    """Each case with the folder it lies in, by file name. Raises FileNotFoundError for a folder without cases."""
    for folder in folders:
        paths = sorted(folder.glob("*.case.json"))
        if not paths:
            raise FileNotFoundError(f"{folder} 里没有 *.case.json，请检查 --gold 的路径。")
        for path in paths:
            yield json.loads(path.read_text(encoding="utf-8")), folder


def source_of(case: Json, folder: Path) -> Path | None:
    """The file that the case was read from: in a sibling folder of sources or one below it, or near the case."""
    for near in _SOURCE_FOLDERS:
        path = _files_below((folder / near).resolve()).get(Path(case["file"]).name)
        if path is not None:
            return path
    beside = folder.parent / str(case["file"])
    return beside if beside.is_file() else None


@cache
def _files_below(folder: Path) -> dict[str, Path]:
    """Base name → path; of two files with one name the first in the order of paths."""
    paths = sorted((path for path in folder.rglob("*") if path.is_file()), reverse=True)
    return {path.name: path for path in paths}
