"""``python -m benchmarks search --sections 100000``: the engines side by side, in one run of one process.

Queries and indexes stay in ``benchmarks/.data`` (or ``--keep DIR``), so that a second run asks at once. Cold figures
come from a process an engine, with the files in the system's cache. Machines are noisy: read the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.search_queries import Asked
from benchmarks.search_timing import cold_figures, memory, spread, time_queries, timed

HERE = Path(__file__).parent
STOCK_QUERIES = 12
UPDATES = 10


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks search", description=__doc__)
    parser.add_argument("--sections", type=int, default=10_000)
    parser.add_argument("--without", nargs="*", default=[], help="engines to leave out: stock fts5 tantivy xapian")
    parser.add_argument("--keep", type=Path, default=HERE / ".data", help="folder to keep corpus and indexes in")
    parser.add_argument("--anew", action="store_true", help="build every index anew")
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall", help="cpu: where others use the machine")
    options = parser.parse_args(arguments)
    root: Path = options.keep.resolve() / str(options.sections)
    if options.anew:
        shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True, exist_ok=True)
    os.environ |= {"DATA_DIR": str(root), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.search_report import print_report

    call_command("migrate", verbosity=0, skip_checks=True)
    figures = measure(root, options.sections, set(options.without), options.clock)
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    path = results / f"search-{options.sections}.json"
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print_report(figures)
    print(f"\n{path}", file=sys.stderr)
    return 0


def measure(root: Path, sections: int, without: set[str], clock: str) -> dict[str, Any]:
    from benchmarks.search_ground import Ground
    from benchmarks.search_rivals import RIVALS, is_there, open_engine

    ground = Ground(root, sections)
    figures: dict[str, Any] = {
        "sections": sections, "cores": os.cpu_count(), "python": sys.version.split()[0], "clock": clock,
        "at": time.strftime("%Y-%m-%d %H:%M"), "engines": {},
    }  # fmt: skip
    ours = measured("wenlan", *our_index(ground), ground, clock, figures)
    for name in RIVALS:
        if name not in without and is_there(name):
            engine = measured(name, *rival_index(ground, name), ground, clock, figures)
            figures["engines"][name]["other_totals"] = differing_totals(ours, engine, ground.queries)
    if "stock" not in without:
        figures["engines"]["stock"] = stock_figures(open_engine("stock", our_index(ground)[0]), ours, ground.queries)
    figures["update"] = update_figures(ground, clock)
    return figures


def measured(name: str, folder: Path, built: dict[str, Any], ground: Any, clock: str, figures: dict[str, Any]) -> Any:
    """Opens an engine, notes how it fares warm and cold, and returns it."""
    from benchmarks.search_rivals import open_engine

    print(f"→ {name}", file=sys.stderr)
    engine = open_engine(name, folder)
    asked = [one for one in ground.queries if one.operator != "phrase" or engine.phrases]
    warm = time_queries(engine.ask, asked, clock=clock)
    figures["engines"][name] = {
        "warm": warm, "cold": cold_figures(name, folder, ground.sections, clock), "build": built,
    }  # fmt: skip
    return engine


def our_index(ground: Any) -> tuple[Path, dict[str, Any]]:
    """Built twice where it is built at all: first every text is cut into words, then the words are kept."""
    from haystack import connections

    from search.engines.whoosh.state import index_state
    from search.engines.whoosh.writer import build, fingerprint

    schema = connections["default"].get_backend().schema()
    cores = os.cpu_count() or 1

    def build_twice(folder: Path) -> dict[str, Any]:
        shutil.rmtree(ground.folder / "cache" / "words", ignore_errors=True)
        figures: dict[str, Any] = {}
        for name in ("first", "again"):
            before = processor_seconds()
            _, seconds = timed(lambda: build(index_state(folder), schema, ground.documents, cores))
            spent = (processor_seconds() - before) * 1000 / ground.sections
            figures |= {f"{name}_per_second": round(ground.sections / seconds), f"{name}_cpu_ms": round(spent, 2)}
        return figures | {"sections_per_second": figures["first_per_second"]}

    from benchmarks.search_ground import version_of

    return ground.index("wenlan", version_of(more=[fingerprint(schema)]), build_twice)


def processor_seconds() -> float:
    """Of this process and of those that it started and that have ended: to be read where others use the machine."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def rival_index(ground: Any, name: str) -> tuple[Path, dict[str, Any]]:
    from benchmarks.search_ground import version_of
    from benchmarks.search_rivals import open_engine

    def fill(folder: Path) -> None:
        open_engine(name, folder).fill(ground)

    return ground.index(name, version_of("search_rivals.py"), fill)


def differing_totals(ours: Any, engine: Any, queries: Sequence[Asked]) -> int:
    """How many queries a rival counts otherwise than we do."""
    return sum(ours.ask(one).total != engine.ask(one).total for one in queries if one.operator != "phrase")


def stock_figures(stock: Any, ours: Any, queries: Sequence[Asked]) -> dict[str, Any]:
    """A few queries only, each of which takes it seconds; ours on the very same beside it."""
    print("→ stock", file=sys.stderr)
    chosen = [one for one in queries if one.operator != "phrase" and not one.narrow]
    some = chosen[:: max(1, len(chosen) // STOCK_QUERIES)]
    return {"warm": time_queries(stock.ask, some, rounds=1), "wenlan_on_the_same": time_queries(ours.ask, some)["all"]}


def update_figures(ground: Any, clock: str) -> dict[str, Any]:
    """A report of ten sections replaced again and again, alone and while another thread asks; on a copy."""
    from benchmarks.search_ground import linked_copy
    from benchmarks.search_rivals import Ours

    print("→ update", file=sys.stderr)
    folder = linked_copy(our_index(ground)[0], ground.folder / "updated")
    engine = Ours(folder)
    tens = ten_sections(UPDATES * 2)
    time_queries(engine.ask, ground.queries[:40], rounds=0)
    commits: list[float] = []
    refreshes: list[float] = []
    asked: list[float] = []
    for ten in tens[:UPDATES]:
        commits.append(timed(partial(replace, engine.backend, ten), clock)[1] * 1000)
        refreshes.append(timed(engine.backend.snapshot, clock)[1] * 1000)
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.is_set():
            asked.extend(timed(partial(engine.ask, query))[1] * 1000 for query in ground.queries[:40])

    reader = threading.Thread(target=keep_asking)
    reader.start()
    for ten in tens[UPDATES:]:
        replace(engine.backend, ten)
    stop.set()
    reader.join()
    shutil.rmtree(folder)
    return {
        "ten_sections": spread(commits), "refresh": spread(refreshes), "asking_meanwhile": spread(asked),
        "memory": memory(),
    }  # fmt: skip


def ten_sections(number: int) -> list[list[dict[str, Any]]]:
    """Reports of ten sections with texts that no cache knows."""
    from benchmarks.corpus import index_documents

    documents = [one | {"text": f"{one['text']}（新稿{time.time_ns()}）"} for one in index_documents(number * 10)]
    return [documents[start : start + 10] for start in range(0, len(documents), 10)]


def replace(backend: Any, ten: list[dict[str, Any]]) -> None:
    from search.engines.whoosh.nodes import OneOf
    from search.engines.whoosh.writer import replace_documents, writing

    with writing(backend.path):
        replace_documents(backend.state, [OneOf("section", frozenset(one["section"] for one in ten))], ten)


if __name__ == "__main__":
    raise SystemExit(main())
