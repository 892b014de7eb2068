"""How fast files are read and understood: megabytes of text a second on one core, rows, memory.

Three materials: the samples, which are dense with numbers (a dozen rows a kilobyte); the wild cases, pages as sites
print them; and, where WENLAN_GOLD names a folder of gold cases, the reports beside it.

Each material is read over and over and the fastest round counts: what else the machine does only adds time. A server
that has read reports before knows many of a new one's phrases, but not all: ``whole_first`` is the speed with all that
the parser remembers of texts thrown away before each text, the least that a reader will meet.

``whole`` is everything that happens to a text. ``structure`` is the part that finds reports, places and headings (2 MB
a second are wished for), ``metrics`` the part that reads numbers (1 MB a second): both grow with what a text holds,
so the real reports, with 2 or 3 numbers a kilobyte, are the measure.

There is no peer to compare with: no other program reads this kind of document. The yardstick is the text itself:
each step is given as a share of the time that Python needs to fold the same text to one form of characters (NFKC).
"""

from __future__ import annotations

import dataclasses
import json
import math
import os
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.extraction import costs
from reports.extraction import extract
from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.lexicon import cut_gain
from reports.parsing.metrics import find_metrics
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText, ParseContext

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results")
SAMPLES = ROOT / "samples" / "reports"
WILD = ROOT / "tests" / "examples" / "wild" / "files"
FORMATS = frozenset({".txt", ".html", ".docx"})
TEXT_MB = 2
"""So much text is read at least, over and over."""


def run() -> dict[str, Any]:
    """Figures of parsing a material; speeds in MB of UTF-8 text a second, memory in MB."""
    figures: dict[str, Any] = {name: _figures(_texts(folder)) for name, folder in _materials()}
    figures.update(costs())
    figures["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


def _materials() -> Iterator[tuple[str, Path]]:
    yield "samples", SAMPLES
    yield "wild", WILD
    gold = os.environ.get("WENLAN_GOLD")
    seeds = Path(gold).parent / "seeds" if gold else None
    if seeds and seeds.is_dir():
        yield "seeds", seeds


def _figures(texts: list[ExtractedText]) -> dict[str, Any]:
    size = sum(len(text.text.encode()) for text in texts) / 1e6
    rounds = math.ceil(TEXT_MB / size)
    gazetteer = standard_gazetteer()
    context = ParseContext()
    cut_gain("取得成", "绩")  # a server reads the word list once, before it works
    bare = [
        dataclasses.replace(report, metrics=()) for text in texts for report in parse(text, context, gazetteer).reports
    ]
    whole = _fastest(rounds, lambda: [parse(text, context, gazetteer) for text in texts])
    first = min(sum(_first(text, context, gazetteer) for text in texts) for _ in range(rounds))
    metrics = _fastest(rounds, lambda: [find_metrics(report) for report in bare])
    folding = _fastest(rounds, lambda: [unicodedata.normalize("NFKC", text.text) for text in texts])
    rows = sum(len(find_metrics(report)) for report in bare)
    return {
        "text_mb": round(size * rounds, 2),
        "whole_mb_per_s": round(size / whole, 2),
        "whole_first_mb_per_s": round(size / first, 2),
        "structure_mb_per_s": round(size / (whole - metrics), 2),
        "metrics_mb_per_s": round(size / metrics, 2),
        "whole_in_nfkc_times": round(whole / folding, 1),
        "metric_rows_per_kb": round(rows / size / 1e3, 1),
    }


def _texts(folder: Path) -> list[ExtractedText]:
    """The files of running prose."""
    return [extract(path) for path in sorted(folder.rglob("*")) if path.suffix in FORMATS]


def _fastest(rounds: int, work: Callable[[], Any]) -> float:
    """Processor time of the fastest of so many rounds, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def _first(text: ExtractedText, context: ParseContext, gazetteer: Gazetteer) -> float:
    """Processor time of reading a text as if none had been read before."""
    for name, module in list(sys.modules.items()):
        for memory in vars(module).values() if name.startswith("reports.parsing") else ():
            kept = getattr(memory, "cache_parameters", None)
            if kept and kept()["maxsize"] > 1:
                memory.cache_clear()
    began = time.process_time()
    parse(text, context, gazetteer)
    return time.process_time() - began


def main(arguments: list[str]) -> int:
    """Print the figures and keep them as JSON; takes no options."""
    if arguments:
        sys.stderr.write("用法：python -m benchmarks.parsing（没有选项）\n")
        return 2
    figures = run()
    for material, values in figures.items():
        sys.stdout.write(f"{material:16} {values}\n")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "parsing.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
