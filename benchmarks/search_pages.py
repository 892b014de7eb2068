"""``python -m benchmarks pages --sections 100000``: whole search pages, served as the portal serves them.

First one visitor after the other addresses, then fifty at once from another process: each search once and no more,
and as people search, with some queries far more often than others, next pages and ticked filters. Rows and index stay
in ``benchmarks/.data`` (or ``--keep DIR``), so that a second run asks at once. Where others use the machine, read the
processor's time: it is that of the two workers alone, and 13 ms a page are 150 pages a second on two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.page_visitors import ask_all, crowd
from benchmarks.web_workers import Serving, serving

HERE = Path(__file__).parent
WORKERS = 2
NARROWED = ("", "", "&year=2012", f"&topic={quote('义务教育')}", "&sort=newest", "&page=3")
CLICKS = tuple(f"&year={year}" for year in range(2008, 2018)) + tuple(
    f"&topic={quote(topic)}" for topic in ("学前教育", "义务教育", "教育公平", "教师队伍", "资助")
)
"""What is ticked after a search."""
PAGES = ("", "&page=2", "&page=3")
SORTS = ("&sort=newest", "&sort=oldest")
AS_ASKED = 6_000
CROWDS = ("each_once", "as_people_ask")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks pages", description=__doc__)
    parser.add_argument("--sections", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, default=HERE / ".data", help="folder to keep rows and index in")
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=20)
    options = parser.parse_args(arguments)
    root: Path = options.keep.resolve() / str(options.sections)
    root.mkdir(parents=True, exist_ok=True)
    os.environ |= {"DATA_DIR": str(root), "OPEN_READING": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    addresses = prepare(options.sections)
    with serving(root, WORKERS) as served:
        figures = measure(served, addresses, options.visitors, options.seconds)
    figures = {"sections": options.sections, "workers": WORKERS, "cores": os.cpu_count()} | figures
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    path = results / f"pages-{options.sections}.json"
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print_table(figures)
    print(f"\n{path}", file=sys.stderr)
    return 1 if any(figures[name]["errors"] for name in CROWDS) else 0


def prepare(sections: int) -> list[str]:
    """Database and index, where they are not there from an earlier run; returns the addresses to ask."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.corpus import index_documents
    from benchmarks.corpus_rows import fill
    from benchmarks.search_queries import make_queries
    from reports.models import Section
    from search import outbox

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Section.objects.count() != sections:
        told(f"写入 {sections} 节", lambda: fill(sections))
        told("建索引", outbox.rebuild)
    queries = make_queries(list(index_documents(min(sections, 3000))))
    words = [f'"{one.words[0]}"' if one.operator == "phrase" else " ".join(one.words) for one in queries]
    return [f"/search/?q={quote(text)}{NARROWED[number % len(NARROWED)]}" for number, text in enumerate(words)]


def each_once(addresses: Sequence[str]) -> list[str]:
    """Every query with every click, order and further page: no search stands in it twice."""
    queries = dict.fromkeys(address.partition("&")[0] for address in addresses)
    ways = [*PAGES, *SORTS, *CLICKS, *(f"{click}{SORTS[0]}" for click in CLICKS)]
    every = [query + way for query in queries for way in ways]
    random.Random(11).shuffle(every)
    return every


def as_people_ask(addresses: Sequence[str]) -> list[str]:
    """The n-th query 1/n times as often as the first (Zipf); of five searches one is a next page, one is narrowed."""
    chance = random.Random(12)
    queries = [*dict.fromkeys(address.partition("&")[0] for address in addresses)]
    chance.shuffle(queries)
    chosen = chance.choices(queries, [1 / rank for rank in range(1, len(queries) + 1)], k=AS_ASKED)
    return [query + _next_step(chance) for query in chosen]


def _next_step(chance: random.Random) -> str:
    kind = chance.randrange(5)
    return chance.choice(CLICKS) if kind == 0 else chance.choice(PAGES[1:]) if kind == 1 else ""


def told(what: str, work: Any) -> None:
    begun = time.perf_counter()
    work()
    print(f"{what}：{time.perf_counter() - begun:.0f} 秒", file=sys.stderr)


def measure(served: Serving, addresses: list[str], visitors: int, seconds: int) -> dict[str, Any]:
    """Milliseconds; ``cpu_ms`` is what the workers' processors spent on a page."""
    # One connection stays with one worker: only a crowd makes all of them open the index.
    crowd(served.port, addresses, visitors, seconds)
    ask_all(served.port, addresses)
    spent = served.cpu_seconds()
    alone = ask_all(served.port, addresses)
    spent_alone = served.cpu_seconds() - spent
    return {
        "addresses": len(set(addresses)),
        "alone": spread(alone) | {"cpu_ms": round(spent_alone * 1000 / len(alone), 1)},
        "each_once": asked_by_many(served, each_once(addresses), visitors, seconds),
        "as_people_ask": asked_by_many(served, as_people_ask(addresses), visitors, seconds),
        "worker_megabytes": served.megabytes(),
    }


def asked_by_many(served: Serving, addresses: list[str], visitors: int, seconds: int) -> dict[str, Any]:
    """From the list's beginning, by as many at once; a list that ends begins again, and ``addresses`` tells."""
    spent = served.cpu_seconds()
    met = crowd(served.port, addresses, visitors, seconds)
    pages = max(1, met.pages)
    return {
        "p50": round(met.p50, 1),
        "p95": round(met.p95, 1),
        "addresses": len(set(addresses[:pages])),
        "pages": pages,
        "visitors": visitors,
        "requests_per_second": round(pages / met.seconds, 1),
        "cpu_ms": round((served.cpu_seconds() - spent) * 1000 / pages, 1),
        "errors": met.errors,
        "page_kilobytes": round(met.bytes / pages / 1024, 1),
    }


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times) or [0.0]
    return {"p50": round(ordered[len(ordered) // 2], 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}


def print_table(figures: dict[str, Any]) -> None:
    print(f"{figures['sections']} 节，{figures['workers']} 个进程，{figures['addresses']} 个不同的检索；毫秒")
    print(f"{'':<16}{'p50':>9}{'p95':>9}{'cpu':>9}{'页/秒':>9}{'出错':>6}")
    for name in ("alone", *CROWDS):
        row = figures[name]
        print(f"{name:<16}{row['p50']:>9}{row['p95']:>9}{row['cpu_ms']:>9}", end="")
        print(f"{row['requests_per_second']:>10}{row['errors']:>8}" if name in CROWDS else "")
    print(f"每页 {figures['each_once']['page_kilobytes']} KB；每进程 MB：{figures['worker_megabytes']}")


if __name__ == "__main__":
    raise SystemExit(main())
