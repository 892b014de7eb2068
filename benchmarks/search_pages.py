"""``python -m benchmarks pages --sections 100000``: whole search pages, served as the portal serves them.

First one visitor after the other addresses, then fifty at once from another process. Rows and index stay in
``benchmarks/.data`` (or ``--keep DIR``), so that a second run asks at once. Where others use the machine, read the
processor's time: it is that of the two workers alone, and 13 ms a page are 150 pages a second on two cores.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.page_visitors import ask_all, crowd
from benchmarks.web_workers import Serving, serving

HERE = Path(__file__).parent
WORKERS = 2
NARROWED = ("", "", "&year=2012", f"&topic={quote('义务教育')}", "&sort=newest", "&page=3")


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
    return 1 if figures["crowd"]["errors"] else 0


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


def told(what: str, work: Any) -> None:
    begun = time.perf_counter()
    work()
    print(f"{what}：{time.perf_counter() - begun:.0f} 秒", file=sys.stderr)


def measure(served: Serving, addresses: list[str], visitors: int, seconds: int) -> dict[str, Any]:
    """Milliseconds; ``cpu_ms`` is what the workers' processors spent on a page."""
    ask_all(served.port, addresses)
    spent = served.cpu_seconds()
    alone = ask_all(served.port, addresses)
    spent_alone = served.cpu_seconds() - spent
    spent = served.cpu_seconds()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        met = pool.apply(crowd, (served.port, addresses, visitors, seconds))
    spent_crowd = served.cpu_seconds() - spent
    return {
        "addresses": len(set(addresses)),
        "alone": spread(alone) | {"cpu_ms": round(spent_alone * 1000 / len(alone), 1)},
        "crowd": spread(met["milliseconds"])
        | {
            "visitors": visitors,
            "requests_per_second": round(len(met["milliseconds"]) / met["seconds"], 1),
            "cpu_ms": round(spent_crowd * 1000 / max(1, len(met["milliseconds"])), 1),
            "errors": len(met["errors"]),
            "first_errors": met["errors"][:3],
        },
        "page_kilobytes": round(met["bytes"] / max(1, len(met["milliseconds"])) / 1024, 1),
        "worker_megabytes": served.megabytes(),
    }


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times) or [0.0]
    return {"p50": round(ordered[len(ordered) // 2], 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}


def print_table(figures: dict[str, Any]) -> None:
    crowd_figures = figures["crowd"]
    print(f"{figures['sections']} 节，{figures['workers']} 个进程，{figures['addresses']} 个不同的检索；毫秒")
    print(f"{'':<10}{'p50':>9}{'p95':>9}{'cpu':>9}")
    for name in ("alone", "crowd"):
        print(f"{name:<10}{figures[name]['p50']:>9}{figures[name]['p95']:>9}{figures[name]['cpu_ms']:>9}")
    print(
        f"{crowd_figures['visitors']} 人同时：{crowd_figures['requests_per_second']} 页/秒，"
        f"出错 {crowd_figures['errors']}；每页 {figures['page_kilobytes']} KB；每进程 {figures['worker_megabytes']} MB"
    )


if __name__ == "__main__":
    raise SystemExit(main())
