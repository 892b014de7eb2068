"""An index of its own for a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from haystack import connections

OURS = "search.engines.whoosh.backend.WhooshEngine"
STOCK = "haystack.backends.whoosh_backend.WhooshEngine"


@contextmanager
def index_in(path: Path, engine: str = OURS) -> Iterator[None]:
    """Points haystack's connection at ``path`` for the time being."""
    before = dict(connections.connections_info["default"])
    connections.connections_info["default"] = {"ENGINE": engine, "PATH": str(path), "SILENTLY_FAIL": False}
    connections.reload("default")
    try:
        yield
    finally:
        connections.connections_info["default"] = before
        connections.reload("default")
