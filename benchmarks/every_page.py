"""``python -m benchmarks every_page``: every page of the portal on the sample reports, as it is served.

The portal runs as `make run` starts it, in a data folder of its own. For each page: milliseconds to the first byte
(one visitor, one page after another), and what a first view transfers, compressed, with its styles and scripts.
Exits 1 where a page is slower or heavier than it may be.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import re
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from benchmarks.running_portal import PASSWORD, Portal, running

RESULTS = Path(__file__).with_name("results")
MOST_MS = 100.0
MOST_BYTES = 300 * 1024
WARM = 3
LINKED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="(/static/[^"]+)"')
READERS = (
    "/", "/search/?q=控辍保学", "/search/?q=留守儿童&year=2012", "/search/?q=没有的词句", "/reports/", "/districts/",
    "/followup/", "/checks/", "/coverage/", "/indicators/", "/indicators/?district=990503", "/compare/", "/help/",
    "/login/", "/nothing/", "/compare/?topic=学前教育", "/search/complete/?q=lq",
    "/api/v1/search/?q=控辍保学", "/api/v1/reports/?per=100", "/api/v1/metrics/?per=100",
)  # fmt: skip
STAFF = ("/", "/basket/", "/upload/", "/review/", "/search/?q=控辍保学")


@dataclass(frozen=True, slots=True)
class Measured:
    """``p50`` and ``p95`` in ms to the first byte; ``cpu`` in ms of the web processes a request, which other work on
    the machine does not lengthen much; ``weight`` in bytes as transferred, ``html`` of these."""

    page: str
    status: int
    p50: float
    p95: float
    cpu: float
    html: int
    weight: int

    @property
    def too_much(self) -> bool:
        return self.p95 > MOST_MS or self.weight > MOST_BYTES or self.status >= 500


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks every_page", description=__doc__)
    parser.add_argument("--times", type=int, default=40, help="requests a page")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="wenlan-pages-") as folder, running(Path(folder), samples=True) as portal:
        visitor = Visitor(portal.base)
        found = [measure(portal, visitor, page, options.times) for page in (*READERS, *deep_pages(portal))]
        visitor.log_in("王审核")
        found += [measure(portal, visitor, page, options.times, note=" （审核员）") for page in STAFF]
    show(found)
    RESULTS.mkdir(exist_ok=True)
    figures = {"times": options.times, "pages": [asdict(each) for each in found]}
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    (RESULTS / "pages-samples.json").write_text(text, encoding="utf-8")
    return int(any(each.too_much for each in found))


def deep_pages(portal: Portal) -> list[str]:
    """The longest report, the report with the most numbers, and the fullest pages of places and indicators."""
    longest = portal.rows("SELECT id FROM reports_report WHERE state='published' ORDER BY length(text) DESC LIMIT 1")
    numbers = portal.rows("SELECT report_id, max(id) FROM reports_metric GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    names = portal.rows(
        "SELECT i.name, i.slug FROM reports_indicator i JOIN reports_metric m ON m.indicator_id = i.id "
        "GROUP BY i.id ORDER BY count(*) DESC LIMIT 3"
    )
    asked = urlencode([("indicator", str(name)) for name, _slug in names])
    slug = quote(str(names[0][1]))
    return [
        f"/reports/{longest[0][0]}/", f"/reports/{numbers[0][0]}/?q=控辍保学", f"/numbers/{numbers[0][1]}/",
        "/districts/990500/", "/districts/990503/", "/districts/990503/topics/?topic=学前教育",
        f"/indicators/{slug}/", f"/indicators/{slug}/?heat=1", f"/compare/?{asked}",
    ]  # fmt: skip


class Visitor:
    """One browser: keeps its connection and its cookies."""

    def __init__(self, base: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, address: str, form: dict[str, str] | None = None) -> tuple[int, float, bytes, str]:
        """Status, ms to the first byte, the body as it was transferred, and its encoding."""
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
        begun = time.perf_counter()
        body = urlencode(form) if form is not None else None
        self.connection.request("GET" if form is None else "POST", quote(address, safe="/?&=%#"), body, headers)
        answer = self.connection.getresponse()
        waited = 1000 * (time.perf_counter() - begun)
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _equals, value = line.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return answer.status, waited, content, answer.headers.get("Content-Encoding", "")

    def log_in(self, name: str) -> None:
        page = readable(*self.ask("/login/")[2:])
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token}
        if self.ask("/login/", form)[0] != 302:
            raise PermissionError(name)


def readable(content: bytes, encoding: str) -> str:
    return (gzip.decompress(content) if encoding == "gzip" else content).decode("utf-8", "replace")


def measure(portal: Portal, visitor: Visitor, page: str, times: int, note: str = "") -> Measured:
    for _ in range(WARM):
        visitor.ask(page)
    spent = web_cpu(portal)
    answers = [visitor.ask(page) for _ in range(times)]
    cpu = (web_cpu(portal) - spent) / times
    waits = sorted(waited for _status, waited, _content, _encoding in answers)
    status, _waited, content, encoding = answers[-1]
    linked = sorted(set(LINKED.findall(readable(content, encoding))))
    weight = len(content) + sum(len(visitor.ask(address)[2]) for address in linked)
    p95 = waits[min(len(waits) - 1, round(0.95 * len(waits)))]
    return Measured(
        page + note, status, round(statistics.median(waits), 1), round(p95, 1), round(cpu, 1), len(content), weight
    )


def web_cpu(portal: Portal) -> float:
    """Milliseconds that the web server's processes have used so far."""
    ticks = 0
    for process in descendants(portal.process.pid):
        if b"gunicorn" in Path(f"/proc/{process}/cmdline").read_bytes():
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")


def descendants(process: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return children + [below for child in children for below in descendants(child)]


def show(found: list[Measured]) -> None:
    print(f"{'首字节 p50':>9}{'p95 毫秒':>9}{'CPU 毫秒':>8}{'网页 KB':>9}{'共 KB':>8}  页面")
    for each in found:
        mark = "  ✗" if each.too_much else ""
        times = f"{each.p50:>10.1f}{each.p95:>10.1f}{each.cpu:>10.1f}"
        print(f"{times}{each.html / 1024:>10.1f}{each.weight / 1024:>9.1f}  {each.page}{mark}")


if __name__ == "__main__":
    sys.exit(main())
