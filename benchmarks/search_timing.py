"""How long questions take: in this process once warm, and each for the first time in a process started for it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.search_queries import Asked

ROUNDS = 3
CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "cpu": time.process_time}


def timed(work: Callable[[], Any], clock: str = "wall") -> tuple[Any, float]:
    """What ``work`` returns, and the seconds it took."""
    now = CLOCKS[clock]
    begun = now()
    return work(), now() - begun


def time_queries(
    ask: Callable[[Asked], Any], queries: Sequence[Asked], rounds: int = ROUNDS, clock: str = "wall"
) -> dict[str, Any]:
    """Milliseconds by kind of query, after one round that warms up."""
    taken: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for query in queries:
            _, seconds = timed(partial(ask, query), clock)
            if number:
                taken.setdefault(query.shape, []).append(seconds * 1000)
    return by_shape(taken)


def by_shape(taken: dict[str, list[float]]) -> dict[str, Any]:
    """``shared``: the kinds of query that every engine is asked; exact phrases are ours alone."""
    everything = [one for times in taken.values() for one in times]
    shared = [one for shape, times in taken.items() if shape != "phrase" for one in times]
    rows = {"all": everything, "shared": shared, **taken}
    return {name: spread(times) for name, times in rows.items() if times}


def spread(times: Iterable[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": round(statistics.median(ordered), 2), "p95": round(ordered[int(len(ordered) * 0.95)], 2)}


def cold_figures(name: str, folder: Path, sections: int, clock: str) -> dict[str, Any]:
    """Every query once, in a process of its own that has asked nothing yet; its memory when it is done."""
    command = [sys.executable, "-m", "benchmarks.search_timing", name, str(folder), str(sections), clock]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def ask_cold(name: str, folder: Path, sections: int, clock: str) -> dict[str, Any]:
    import django

    django.setup()
    from benchmarks.search_ground import Ground
    from benchmarks.search_rivals import open_engine

    queries = Ground(folder.parent, sections).queries
    begun = time.perf_counter()
    engine = open_engine(name, folder)
    engine.ask(queries[0])
    first = time.perf_counter() - begun
    taken: dict[str, list[float]] = {}
    for query in queries[1:]:
        if query.operator != "phrase" or engine.phrases:
            _, seconds = timed(partial(engine.ask, query), clock)
            taken.setdefault(query.shape, []).append(seconds * 1000)
    return {"first": round(first * 1000, 1), **by_shape(taken), "memory": memory()}


def memory() -> dict[str, int]:
    """MB of this process: what is its own, and with it the pages of mapped files, which processes share."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    own, whole, peak = (int(lines[name].split()[0]) // 1024 for name in ("RssAnon", "VmRSS", "VmHWM"))
    return {"own": own, "with_file_pages": whole, "most": peak}


def main(arguments: list[str]) -> int:
    name, folder, sections, clock = arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    print(json.dumps(ask_cold(name, Path(folder), int(sections), clock)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
