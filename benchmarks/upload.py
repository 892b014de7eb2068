"""A thousand files by browser into the running portal: how long a request takes, what each process holds, when all is
searchable. ``python -m benchmarks.upload [--files 1000]``.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import io
import random
import re
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx

from benchmarks.running_portal import PASSWORD, Portal, running

LANES = 3
FILE_BYTES = 100_000
COUNTIES = ("泸县", "合江县", "叙永县", "古蔺县", "江阳区", "纳溪区", "龙马潭区", "江油市", "三台县", "盐亭县")
WORKS = ("新建幼儿园{}所", "改造校舍{}平方米", "培训教师{}人次", "招聘教师{}名", "投入资金{}万元", "排查隐患{}处")
WORDS = "强化统筹落实责任深化改革规范办学提升质量均衡发展关爱学生改善条件加强队伍严格管理"


class Visitor:
    """One logged-in browser; ``send`` uploads a file and gives the seconds it took."""

    def __init__(self, portal: Portal) -> None:
        self.base = portal.base
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.token = self._token("/login/")
        self._post("/login/", {"username": "王审核", "password": PASSWORD})
        self.token = self._token("/upload/")
        self.batch = str(uuid.uuid4())

    def _token(self, path: str) -> str:
        page = self.opener.open(f"{self.base}{path}").read().decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if found is None:
            raise RuntimeError(f"no form at {path}")
        return found.group(1)

    def send(self, name: str, content: bytes) -> float:
        began = time.monotonic()
        self._post("/upload/", {"batch": self.batch, "publish": "1"}, (name, content))
        return time.monotonic() - began

    def _post(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> None:
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {**fields, "csrfmiddlewaretoken": self.token}.items()
        ]
        if file:
            head = f'--{border}\r\nContent-Disposition: form-data; name="files"; filename="{file[0]}"\r\n\r\n'
            parts += [head.encode(), file[1], b"\r\n"]
        body = b"".join([*parts, f"--{border}--\r\n".encode()])
        request = urllib.request.Request(f"{self.base}{path}", body)  # noqa: S310 - our own portal
        request.add_header("Content-Type", f"multipart/form-data; boundary={border}")
        request.add_header("Accept", "application/json" if file else "text/html")
        request.add_header("Referer", self.base)
        with self.opener.open(request, timeout=60) as answer:
            answer.read()


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Reports of about three thousand characters with a picture, all different, the same in every run."""
    chance = random.Random(1)
    for number in range(count):
        county, year = chance.choice(COUNTIES), 2003 + number % 20
        document = docx.Document()
        title = f"{county}{year}年教育工作总结之{number + 1}"
        document.add_paragraph(title)
        for part in range(6):
            document.add_paragraph(f"{'一二三四五六'[part]}、{''.join(chance.sample(WORDS, 8))}")
            for _line in range(5):
                document.add_paragraph("，".join(_clause(chance) for _clause_number in range(6)) + "。")
        packed = io.BytesIO()
        document.save(packed)
        content = packed.getvalue()
        yield f"{title}.docx", content + _comment(chance, FILE_BYTES - len(content))


def _clause(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return chance.choice(WORKS).format(chance.randint(2, 9000))
    return "".join(chance.choices(WORDS, k=chance.randint(8, 16)))


def _comment(chance: random.Random, length: int) -> bytes:
    """Bytes after a zip's end, which readers of docx pass over: the weight of pictures without their making."""
    return chance.randbytes(max(0, length))


def memory(portal: Portal) -> dict[str, int]:
    """The most that each process of the portal ever held, in MB."""
    found, waiting = {}, [portal.process.pid]
    while waiting:
        pid = waiting.pop()
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            name = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[-2].decode(errors="replace")
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        except OSError:
            continue
        peak = re.search(r"VmHWM:\s+(\d+)", status)
        found[f"{pid} {Path(name).name}"] = int(peak.group(1)) // 1024 if peak else 0
    return found


def measure(count: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "data") as portal:
        visitor, began = Visitor(portal), time.monotonic()
        with ThreadPoolExecutor(LANES) as lanes:
            times = list(lanes.map(lambda each: visitor.send(*each), documents(count)))
        received = time.monotonic() - began
        while portal.rows("SELECT COUNT(*) FROM reports_ingestrun WHERE state IN ('queued', 'running')") != [(0,)]:
            time.sleep(1)
        while portal.rows("SELECT COUNT(*) FROM reports_indexchange") != [(0,)]:
            time.sleep(0.5)
        searchable = time.monotonic() - began
        done = portal.rows("SELECT state, COUNT(*) FROM reports_ingestrun GROUP BY state")
        return {
            "files": count,
            "longest request, s": round(max(times), 2),
            "median request, s": round(sorted(times)[len(times) // 2], 3),
            "all received, s": round(received, 1),
            "all searchable, s": round(searchable, 1),
            "states": {str(state): number for state, number in done},
            "memory, MB": memory(portal),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    for name, value in measure(parser.parse_args().files).items():
        sys.stdout.write(f"{name}: {value}\n")


if __name__ == "__main__":
    main()
