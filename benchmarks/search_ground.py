"""What the engines are measured on: the made-up corpus, its queries, and an index of each engine, kept between runs.

Everything lies below one folder a corpus and size; an index is made anew when what it is made by has changed.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from benchmarks.corpus import index_documents
from benchmarks.search_queries import Asked, make_queries
from search.analysis import normalise, segmenter

HERE = Path(__file__).parent
WORDS = ("text", "headings", "title")


class Ground:
    """``folder`` holds what is kept. Django must be set up with it as DATA_DIR."""

    def __init__(self, folder: Path, sections: int) -> None:
        self.folder, self.sections = folder, sections

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """Made anew when an index or the queries need them: the same every time."""
        return list(index_documents(self.sections))

    @cached_property
    def words(self) -> list[dict[str, str]]:
        """Every document's words as our analyzer cuts them, parted by blanks, for the engines that cannot cut."""
        cut = segmenter().index_words
        return [{name: " ".join(cut(normalise(one[name]))) for name in WORDS} for one in self.documents]

    @cached_property
    def queries(self) -> list[Asked]:
        path = self.folder / f"queries-{version_of('search_queries.py')}.json"
        if not path.exists():
            path.write_text(json.dumps(make_queries(self.documents), ensure_ascii=False), encoding="utf-8")
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [
            Asked(shape, operator, tuple(words), tuple((name, tuple(values)) for name, values in narrow))
            for shape, operator, words, narrow in rows
        ]

    def index(self, name: str, version: str, build: Callable[[Path], Any]) -> tuple[Path, dict[str, Any]]:
        """The folder of an engine's index and the figures of building it, from an earlier run where it still fits."""
        folder = self.folder / f"{name}-{version}"
        noted = folder / "build.json"
        if not noted.exists():
            for other in self.folder.glob(f"{name}-*"):
                shutil.rmtree(other)
            folder.mkdir()
            _ = self.documents, name == "wenlan" or self.words
            begun = time.perf_counter()
            figures = build(folder) or {}
            seconds = time.perf_counter() - begun
            figures = {"sections_per_second": round(self.sections / seconds)} | figures | {"megabytes": size_of(folder)}
            noted.write_text(json.dumps(figures), encoding="utf-8")
        return folder, json.loads(noted.read_text(encoding="utf-8"))


def version_of(*names: str, more: Sequence[str] = ()) -> str:
    """Of the benchmark's own files and of whatever else decides what an index holds."""
    parts = [(HERE / name).read_bytes() for name in ("corpus.py", *names)]
    parts += [text.encode() for text in (segmenter().version, *more)]
    return blake2b(b"\0".join(parts), digest_size=6).hexdigest()


def size_of(folder: Path) -> int:
    """In MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024**2


def linked_copy(folder: Path, beside: Path) -> Path:
    """The same files by other names: what replaces or removes some of them leaves ``folder`` as it is."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(folder, beside, copy_function=os.link)
    return beside
