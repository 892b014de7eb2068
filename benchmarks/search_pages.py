"""``python -m benchmarks.search_pages --sections 10000``: whole search pages from gunicorn.

One after another, then under load: a data folder of its own is filled with the made-up corpus, two workers serve it,
and the visitors come from another process.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

RESULTS = Path(__file__).with_name("results")
VISITORS = 50
SECONDS = 20
WORKERS = 2


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_pages", description=__doc__)
    parser.add_argument("--sections", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="data folder to keep and to use again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="wenlan-pages-") as folder:
        root = options.keep or Path(folder)
        os.environ |= {"DATA_DIR": str(root), "OPEN_READING": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        addresses = prepare(options.sections)
        figures = {"sections": options.sections, "workers": WORKERS, **serve_and_ask(addresses)}
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"pages-{options.sections}.json"
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0 if not figures["errors"] else 1


def prepare(sections: int) -> list[str]:
    """Database and index; returns the addresses to ask."""
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
    if not Section.objects.exists():
        fill(sections)
        begun = time.perf_counter()
        outbox.rebuild()
        print(
            f"索引：{sections / (time.perf_counter() - begun):.0f} 节/秒（自数据库，{os.cpu_count()} 核）",
            file=sys.stderr,
        )
    queries = make_queries(list(index_documents(min(sections, 3000))))
    words = [f'"{one.words[0]}"' if one.operator == "phrase" else " ".join(one.words) for one in queries]
    narrow = ["", "", "&year=2012", "&topic=" + quote("义务教育"), "&sort=newest", "&page=3"]
    return [f"/search/?q={quote(text)}{narrow[number % len(narrow)]}" for number, text in enumerate(words)]


def serve_and_ask(addresses: list[str]) -> dict[str, Any]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--preload", "-w", str(WORKERS), "--threads", "4"]
    with subprocess.Popen([*command, "-b", f"127.0.0.1:{port}", "--log-level", "error"]) as server:
        try:
            wait_for(port)
            ask_all(port, addresses)
            alone = ask_all(port, addresses)
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                return {"alone": spread(alone)} | pool.apply(crowd, (port, addresses))
        finally:
            server.terminate()
            server.wait(20)


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            get(http.client.HTTPConnection("127.0.0.1", port, timeout=30), "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("gunicorn 没有启动。")


def get(connection: http.client.HTTPConnection, address: str) -> float:
    """Milliseconds until the whole page was there; OSError for anything but 200."""
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Host": "localhost"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise OSError(f"{answer.status} {address}")
    return (time.perf_counter() - begun) * 1000


def ask_all(port: int, addresses: list[str]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    return [get(connection, address) for address in addresses]


def crowd(port: int, addresses: list[str]) -> dict[str, Any]:
    """``VISITORS`` at once, each asking on as soon as it has its answer."""
    taken: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + SECONDS

    def visit(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        at = number * 7
        while time.monotonic() < end:
            try:
                taken.append(get(connection, addresses[at % len(addresses)]))
            except OSError as error:
                errors.append(str(error))
                connection.close()
            at += 1

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return {"crowd": spread(taken), "requests_per_second": round(len(taken) / SECONDS, 1), "errors": len(errors),
            "first_errors": errors[:3]}  # fmt: skip


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times) or [0.0]
    return {"p50": round(ordered[len(ordered) // 2], 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}


if __name__ == "__main__":
    raise SystemExit(main())
