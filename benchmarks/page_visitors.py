"""Visitors of pages: one who goes through a list, and many at once. Needs nothing but the standard library."""

from __future__ import annotations

import http.client
import threading
import time
from typing import Any

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


def crowd(port: int, addresses: list[str], visitors: int, seconds: int) -> dict[str, Any]:
    """Each asks on as soon as it has its answer, beginning at another place of the list."""
    taken: list[tuple[float, int]] = []
    errors: list[str] = []
    begun = time.monotonic()

    def visit(number: int) -> None:
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        at = number * 7
        while time.monotonic() < begun + seconds:
            try:
                taken.append(get(connection, addresses[at % len(addresses)]))
            except (OSError, http.client.HTTPException) as error:
                errors.append(f"{type(error).__name__} {error}")
                connection.close()
            at += 1

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "milliseconds": [milliseconds for milliseconds, _size in taken],
        "bytes": sum(size for _milliseconds, size in taken),
        "errors": errors,
        "seconds": time.monotonic() - begun,
    }
