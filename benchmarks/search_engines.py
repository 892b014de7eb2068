"""``python -m benchmarks.search_engines --sections 10000``: the engines side by side, in one run of one process.

Cold figures come from a process started for them, with the files in the system's cache. Machines are noisy: read the
ratios.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results")
STOCK_QUERIES = 12
ROUNDS = 3


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_engines", description=__doc__)
    parser.add_argument("--sections", type=int, default=10_000)
    parser.add_argument("--without", nargs="*", default=[], help="names of engines to leave out: stock fts5 tantivy")
    parser.add_argument("--keep", type=Path, help="folder to keep the indexes in, and to use those that are there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="wenlan-bench-") as folder:
        root = options.keep or Path(folder)
        os.environ["DATA_DIR"] = str(root)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        import django

        django.setup()
        figures = measure(root, options.sections, set(options.without))
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"search-{options.sections}.json"
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print_table(figures)
    print(f"\n{path}", file=sys.stderr)
    return 0


def measure(root: Path, sections: int, without: set[str]) -> dict[str, Any]:
    from haystack import connections

    from benchmarks.corpus import index_documents
    from benchmarks.search_queries import make_queries
    from benchmarks.search_rivals import Fts5, Ours, Stock, Tantivy
    from search.analysis import normalise, segmenter
    from search.engines.whoosh.writer import build

    documents = list(index_documents(sections))
    backend = connections["default"].get_backend()
    figures: dict[str, Any] = {"sections": sections, "cores": os.cpu_count(), "python": sys.version.split()[0]}
    if backend.state.folder() is None:
        backend.path.mkdir(parents=True, exist_ok=True)
        _, seconds = timed(lambda: build(backend.state, backend.schema()[1], documents, os.cpu_count() or 1))
        figures["build"] = {"sections_per_second": round(sections / seconds), "megabytes": size_of(backend.path)}
    queries = make_queries(documents)
    figures["wenlan"] = time_queries(Ours(backend).ask, queries)
    figures["wenlan"]["cold"] = cold_figures(queries)
    rivals: list[tuple[str, Callable[[], Any]]] = []
    if not {"fts5", "tantivy"} <= without:
        words = [
            {
                name: " ".join(segmenter().index_words(normalise(document[name])))
                for name in ("text", "headings", "title")
            }
            for document in documents
        ]
        rivals = [
            ("fts5", lambda: Fts5(root / "fts5.sqlite3", documents, words)),
            ("tantivy", lambda: Tantivy(root / "tantivy", documents, words)),
        ]
    for name, make in rivals:
        if name in without or (name == "tantivy" and not find_spec("tantivy")):
            continue
        engine, seconds = timed(make)
        figures[name] = time_queries(engine.ask, [one for one in queries if one.operator != "phrase"])
        figures[name]["sections_per_second"] = round(sections / seconds)
        figures[name]["other_totals"] = differing_totals(backend, engine, queries)
    if "stock" not in without:
        figures["stock"] = stock_figures(Stock, backend, queries)
    figures["update"] = update_figures(backend, documents, Ours(backend), queries)
    return figures


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def time_queries(ask: Callable[[Any], Any], queries: Sequence[Any], rounds: int = ROUNDS) -> dict[str, Any]:
    """Milliseconds by kind of query, after one round that warms up."""
    taken: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for query in queries:
            _, seconds = timed(partial(ask, query))
            if number:
                taken.setdefault(query.shape, []).append(seconds * 1000)
    return by_shape(taken)


def by_shape(taken: dict[str, list[float]]) -> dict[str, Any]:
    """``shared``: the kinds of query that every engine is asked; exact phrases are ours alone."""
    everything = [one for times in taken.values() for one in times]
    shared = [one for shape, times in taken.items() if shape != "phrase" for one in times]
    return {
        "all": spread(everything),
        "shared": spread(shared),
        **{name: spread(times) for name, times in taken.items()},
    }


def spread(times: Iterable[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": round(statistics.median(ordered), 2), "p95": round(ordered[int(len(ordered) * 0.95)], 2)}


def cold_figures(queries: Sequence[Any]) -> dict[str, Any]:
    """Every query once, in a process that has asked nothing yet but one word."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(ask_cold, (list(queries),))


def ask_cold(queries: Sequence[Any]) -> dict[str, Any]:
    import django

    django.setup()
    from haystack import connections

    from benchmarks.search_rivals import Ours

    engine = Ours(connections["default"].get_backend())
    _, first = timed(lambda: engine.ask(queries[0]))
    taken: dict[str, list[float]] = {}
    for query in queries[1:]:
        _, seconds = timed(partial(engine.ask, query))
        taken.setdefault(query.shape, []).append(seconds * 1000)
    return {
        "first": round(first * 1000, 1),
        **by_shape(taken),
        "megabytes": peak_memory(),
    }


def peak_memory() -> int:
    """The most this process held, in MB. Not ``ru_maxrss``: a child starts with its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(lines["VmHWM"].split()[0]) // 1024


def differing_totals(backend: Any, engine: Any, queries: Sequence[Any]) -> int:
    """How many queries a rival counts otherwise than we do."""
    from benchmarks.search_rivals import Ours

    ours = Ours(backend)
    return sum(ours.ask(one).total != engine.ask(one).total for one in queries if one.operator != "phrase")


def stock_figures(kind: Any, backend: Any, queries: Sequence[Any]) -> dict[str, Any]:
    from haystack.backends.whoosh_backend import WhooshSearchBackend

    theirs = kind(WhooshSearchBackend("default", PATH=str(backend.state.folder())))
    chosen = [one for one in queries if one.operator != "phrase" and not one.narrow]
    some = chosen[:: max(1, len(chosen) // STOCK_QUERIES)]
    figures = time_queries(theirs.ask, some, rounds=1)
    from benchmarks.search_rivals import Ours

    figures["wenlan_on_the_same"] = time_queries(Ours(backend).ask, some)["all"]
    return figures


def update_figures(backend: Any, documents: Sequence[dict[str, Any]], engine: Any, queries: Sequence[Any]) -> Any:
    """A report of ten sections replaced again and again, while another thread asks."""
    from search.engines.whoosh.nodes import OneOf
    from search.engines.whoosh.writer import replace_documents, writing

    commits: list[float] = []
    refreshes: list[float] = []
    asked: list[float] = []
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.is_set():
            asked.extend(timed(partial(engine.ask, query))[1] * 1000 for query in queries[:40])

    def replace(number: int) -> None:
        with writing(backend.path):
            ten = documents[number * 10 : number * 10 + 10]
            replace_documents(backend.state, [OneOf("section", frozenset(one["section"] for one in ten))], ten)

    for number in range(10):
        commits.append(timed(partial(replace, number))[1] * 1000)
        time.sleep(0.15)
        refreshes.append(timed(backend.snapshot)[1] * 1000)
    reader = threading.Thread(target=keep_asking)
    reader.start()
    for number in range(10, 20):
        replace(number)
    stop.set()
    reader.join()
    return {"ten_sections": spread(commits), "refresh": spread(refreshes), "asking_meanwhile": spread(asked)}


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024**2


def print_table(figures: dict[str, Any]) -> None:
    print(f"{figures['sections']} 节，{figures['cores']} 核，Python {figures['python']}；毫秒")
    print(f"{'':<22}{'p50':>9}{'p95':>9}")
    for name in ("wenlan", "tantivy", "fts5", "stock"):
        for shape, row in figures.get(name, {}).items():
            if isinstance(row, dict) and "p50" in row:
                print(f"{name + ' ' + shape:<22}{row['p50']:>9}{row['p95']:>9}")
    print(json.dumps({key: figures[key] for key in ("build", "update") if key in figures}, ensure_ascii=False))
    print(json.dumps(figures["wenlan"]["cold"], ensure_ascii=False))
    if "tantivy" in figures:
        ours, theirs = figures["wenlan"]["shared"]["p50"], figures["tantivy"]["shared"]["p50"]
        print(f"p50 对 tantivy（同样的检索）：{ours / theirs:.2f} 倍；总数不同：{figures['tantivy']['other_totals']}")
    if "stock" in figures:
        same = figures["stock"]["wenlan_on_the_same"]["p50"]
        print(f"p50 比 haystack 自带后端快 {figures['stock']['all']['p50'] / same:.0f} 倍")


if __name__ == "__main__":
    raise SystemExit(main())
