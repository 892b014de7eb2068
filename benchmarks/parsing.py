"""How fast files are understood: megabytes of text a second on one core, a long pdf, memory. Samples as the material.

There is no peer to compare with: no other program reads this kind of document. The yardstick is the text itself:
each step is given as a share of the time that Python needs to fold the same text to one form of characters (NFKC).
"""

from __future__ import annotations

import dataclasses
import resource
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reports.extraction import extract
from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.metrics import find_metrics
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText, ParseContext

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "reports"
TEXT_BYTES = 2_000_000


def run() -> dict[str, Any]:
    """Figures of parsing; speeds in MB of UTF-8 text a second, memory in MB."""
    texts = _texts()
    size = sum(len(text.text.encode()) for text in texts) / 1e6
    gazetteer = standard_gazetteer()
    context = ParseContext()
    parsed: list[Any] = []
    whole = _seconds(lambda: parsed.extend(parse(text, context, gazetteer) for text in texts))
    bare = [dataclasses.replace(report, metrics=()) for source in parsed for report in source.reports]
    metrics = _seconds(lambda: [find_metrics(report) for report in bare])
    folding = _seconds(lambda: [unicodedata.normalize("NFKC", text.text) for text in texts])
    return {
        "text_mb": round(size, 2),
        "whole_mb_per_s": round(size / whole, 2),
        "structure_mb_per_s": round(size / (whole - metrics), 2),
        "metrics_mb_per_s": round(size / metrics, 2),
        "whole_in_nfkc_times": round(whole / folding, 1),
        "metric_rows": sum(len(report.metrics) for source in parsed for report in source.reports),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _texts() -> list[ExtractedText]:
    """The samples of running prose, over and over until there is enough to time."""
    once = [extract(path) for path in sorted(SAMPLES.rglob("*")) if path.suffix in (".txt", ".html", ".docx")]
    texts: list[ExtractedText] = []
    while sum(len(text.text.encode()) for text in texts) < TEXT_BYTES:
        texts.extend(once)
    return texts


def _seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
