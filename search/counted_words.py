"""Word counts of texts, kept on disk: a section that was cut once is not cut again when the index is rebuilt.

One SQLite file a version of the dictionary, in the data folder; those of other versions are removed. It is a mere
cache: whatever is wrong with it (torn, locked, the disk full), texts are cut as if there were none.
"""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from search import analysis
from search.analysis import Segmenter
from search.data_folder import cache_folder

LIMIT_BYTES = 1024**3
"""About 400,000 sections. Beyond it a quarter is forgotten, whichever: asked for in order, never all is gone."""
SHORTEST = 200
"""Shorter texts (titles, headings) are cut faster than looked up."""
WAIT_SECONDS = 10
CHECKSUM_BYTES = 8
RULES = blake2b(Path(analysis.__file__).read_bytes(), digest_size=4).hexdigest()
"""The code that cuts, should somebody change it and forget its version."""


class WordCounter:
    """Counts folded texts' words. To be used by one thread, and closed: what is new is written then."""

    def __init__(self, segmenter: Segmenter, folder: Path | None = None, limit: int = LIMIT_BYTES) -> None:
        self.segmenter, self.limit = segmenter, limit
        self.path = (folder or cache_folder("words")) / f"{segmenter.version}-{RULES}.sqlite3"
        self._new: dict[bytes, bytes] = {}
        self._database: sqlite3.Connection | None = None
        with self._forgiving():
            self._database = self._open()

    def count(self, folded: str) -> dict[str, int]:
        """The words to index with how often each stands in the text, by their first place."""
        if self._database is None or len(folded) < SHORTEST:
            return self._cut(folded)
        key = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        counts = self._read(key)
        if counts is None:
            counts = self._cut(folded)
            packed = zlib.compress(json.dumps(counts, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
            self._new[key] = _checksum(key, packed) + packed
        return counts

    def close(self) -> None:
        """Keeps what was cut anew. Another process may be writing: it is waited for, not for long."""
        with self._forgiving():
            if self._database is not None and self._new:
                self._write(self._database)
        if self._database is not None:
            self._database.close()
            self._database = None

    def _cut(self, folded: str) -> dict[str, int]:
        return Counter(self.segmenter.index_words(folded))

    def _open(self) -> sqlite3.Connection:
        for other in self.path.parent.glob("*.sqlite3*"):
            if not other.name.startswith(self.path.name):
                other.unlink(missing_ok=True)
        database = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
        # A crash may cost the file, which is then made anew; rows are checked when they are read.
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=OFF")
        database.execute("CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, counts BLOB NOT NULL)")
        return database

    def _read(self, key: bytes) -> dict[str, int] | None:
        row = None
        with self._forgiving():
            if self._database is not None:
                row = self._database.execute("SELECT counts FROM texts WHERE key = ?", (key,)).fetchone()
        if row is None or _checksum(key, row[0][CHECKSUM_BYTES:]) != row[0][:CHECKSUM_BYTES]:
            return None
        counts: dict[str, int] = json.loads(zlib.decompress(row[0][CHECKSUM_BYTES:]).decode("utf-8", "surrogatepass"))
        return counts

    def _write(self, database: sqlite3.Connection) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?)", self._new.items())
        while self._bytes(database) > self.limit:
            # Neighbours, so that whole pages of the file become free.
            low, high = database.execute("SELECT min(rowid), max(rowid) FROM texts").fetchone()
            if low is None:
                break
            start = random.randint(low, high)  # noqa: S311
            database.execute("DELETE FROM texts WHERE rowid BETWEEN ? AND ?", (start, start + (high - low) // 4))
        database.execute("COMMIT")
        self._new.clear()

    @staticmethod
    def _bytes(database: sqlite3.Connection) -> int:
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return (int(pages) - int(free)) * int(size)

    @contextlib.contextmanager
    def _forgiving(self) -> Iterator[None]:
        """A cache that fails is done without; one that is no database any more is removed."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            self._database = None
            if not isinstance(error, (OSError, sqlite3.OperationalError)):
                for path in self.path.parent.glob(f"{self.path.name}*"):
                    path.unlink(missing_ok=True)


def _checksum(key: bytes, packed: bytes) -> bytes:
    return blake2b(packed, digest_size=CHECKSUM_BYTES, key=key).digest()
