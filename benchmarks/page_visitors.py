"""Visitors of pages: one who goes through a list, and many at once (they need the program ``wrk``)."""

from __future__ import annotations

import http.client
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HOST = "127.0.0.1"


def get(connection: http.client.HTTPConnection, address: str) -> tuple[float, int]:
    """Milliseconds until the whole page was there, and its bytes as sent; OSError for anything but 200.

    Compressed, as browsers ask for it.
    """
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    size = len(answer.read())
    if answer.status != 200:
        raise OSError(f"{answer.status} {address}")
    return (time.perf_counter() - begun) * 1000, size


def ask_all(port: int, addresses: list[str]) -> list[float]:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    return [get(connection, address)[0] for address in addresses]


class Met(NamedTuple):
    """What a crowd met with: milliseconds, bytes as sent, and how many answers were none or no page."""

    pages: int
    errors: int
    bytes: int
    seconds: float
    p50: float
    p95: float


WRK = """
local asked, number = {}, 0
for line in io.lines(os.getenv("ADDRESSES")) do asked[#asked + 1] = line end
request = function()
  number = number + 1
  return wrk.format("GET", asked[(number - 1) % #asked + 1], {["Host"] = "localhost", ["Accept-Encoding"] = "gzip"})
end
done = function(summary, latency, requests)
  local lost = summary.errors
  print("met", summary.requests - lost.status, lost.connect + lost.read + lost.write + lost.status + lost.timeout,
    summary.bytes, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3)
end
"""


def crowd(port: int, addresses: list[str], visitors: int, seconds: int) -> Met:
    """Each asks on as soon as it has its answer, all from one list, which begins again when it ends.

    By wrk, which leaves nearly all of the processors to the portal.
    """
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder, "ask.lua"), Path(folder, "addresses")
        script.write_text(WRK, encoding="utf-8")
        listed.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        command = ["wrk", "-t1", f"-c{visitors}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
        said = subprocess.run(
            [*command, f"http://{HOST}:{port}/"],
            env=os.environ | {"ADDRESSES": str(listed)},
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds + 60,
        ).stdout
    pages, errors, size, *times = next(line.split()[1:] for line in said.splitlines() if line.startswith("met"))
    return Met(int(pages), int(errors), int(size), *map(float, times))
