"""The engines over the same documents, cut by the same analyzer: each answers with total, hits and facets."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from benchmarks.search_ground import Ground
from benchmarks.search_queries import Asked
from search.highlight import snippet

FIELDS = {"text": 1.0, "headings": 1.8, "title": 1.2}
FACETS = ("year", "district", "topic", "kind")
HITS = 20
DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"


class Reply(NamedTuple):
    total: int
    hits: int
    facet_values: int


class Engine(Protocol):
    """``ask`` does all of it: hits with marked snippets, the exact total, four facets over all matches."""

    phrases: bool

    def ask(self, query: Asked) -> Reply: ...


class Ours:
    """Through haystack's backend, as any project that names it in its settings."""

    phrases = True

    def __init__(self, folder: Path) -> None:
        from haystack import connections

        connections.connections_info["default"]["PATH"] = str(folder)
        connections.reload("default")
        self.backend: Any = connections["default"].get_backend()

    def ask(self, query: Asked) -> Reply:
        found = self.backend.search(
            query_string(query), end_offset=HITS, facets={name: {} for name in FACETS}, highlight=True,
            narrow_queries={f"{name}:({' OR '.join(values)})" for name, values in query.narrow},
        )  # fmt: skip
        values = sum(len(values) for values in found["facets"]["fields"].values())
        return Reply(found["hits"], len(found["results"]), values)


class Stock(Ours):
    """haystack's own Whoosh backend, asking the index that ours has built: its own would take it half an hour."""

    phrases = False

    def __init__(self, folder: Path) -> None:
        from haystack.backends.whoosh_backend import WhooshSearchBackend

        live = folder / (folder / "current").read_text(encoding="utf-8").strip()
        self.backend = WhooshSearchBackend("default", PATH=str(live))


def query_string(query: Asked) -> str:
    """Whoosh's language: every word in every field."""
    if query.operator == "phrase":
        return " OR ".join(f'{name}:"{query.words[0]}"' for name in FIELDS)
    joint = " AND " if query.operator == "all" else " OR "
    return joint.join(
        "(" + " OR ".join(f"{name}:{word}^{boost}" for name, boost in FIELDS.items()) + ")" for word in query.words
    )


class Fts5:
    """SQLite's full-text index over words parted by blanks."""

    phrases = False

    def __init__(self, folder: Path) -> None:
        import sqlite3

        self.database = sqlite3.connect(folder / "fts5.sqlite3")
        self.database.execute("PRAGMA cache_size=-200000")

    def fill(self, ground: Ground) -> None:
        self.database.executescript(
            "CREATE VIRTUAL TABLE words USING fts5(text, headings, title, content='', tokenize=\"unicode61\");"
            "CREATE TABLE documents (id INTEGER PRIMARY KEY, text, title, year, district, topic, kind);"
        )
        columns = ("text", "title", "year", "district", "topic", "kind")
        for number, (document, cut) in enumerate(zip(ground.documents, ground.words, strict=True), 1):
            self.database.execute(
                "INSERT INTO words(rowid, text, headings, title) VALUES (?,?,?,?)",
                (number, cut["text"], cut["headings"], cut["title"]),
            )
            values = (number, *(document[name] for name in columns))
            self.database.execute("INSERT INTO documents VALUES (?,?,?,?,?,?,?)", values)
        self.database.commit()
        self.database.execute("INSERT INTO words(words) VALUES ('optimize')")
        self.database.commit()

    def ask(self, query: Asked) -> Reply:
        joint = " AND " if query.operator == "all" else " OR "
        match = joint.join(f'"{word}"' for word in query.words)
        narrow = "".join(f" AND d.{name} IN ({','.join('?' * len(values))})" for name, values in query.narrow)
        given = [match, *(value for _, values in query.narrow for value in values)]
        rows = self.database.execute(
            "SELECT d.id, bm25(words, 1.0, 1.8, 1.2) AS worth, d.year, d.district, d.topic, d.kind "
            "FROM words JOIN documents d ON d.id = words.rowid WHERE words MATCH ?" + narrow + " ORDER BY worth",
            given,
        ).fetchall()
        counts = Counter((column, row[column]) for row in rows for column in (2, 4, 5))
        counts.update((3, code) for row in rows for code in row[3].split(","))
        for row in rows[:HITS]:
            (text,) = self.database.execute("SELECT text FROM documents WHERE id=?", (row[0],)).fetchone()
            snippet(text, query.words)
        return Reply(len(rows), len(rows[:HITS]), len(counts))


class Tantivy:
    """tantivy over words parted by blanks."""

    phrases = False

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        for name in FACETS:
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        builder.add_text_field("shown", stored=True, tokenizer_name="raw", index_option="basic")
        self.index = tantivy.Index(builder.build(), str(folder))
        self.searcher = self.index.searcher()
        self.aggregations = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}

    def fill(self, ground: Ground) -> None:
        writer = self.index.writer(200_000_000, 2)
        for document, cut in zip(ground.documents, ground.words, strict=True):
            values: dict[str, Any] = {name: cut[name] for name in FIELDS}
            values |= {"year": document["year"], "district": document["district"].split(",")}
            values |= {"topic": document["topic"], "kind": document["kind"], "shown": document["text"][:16000]}
            writer.add_document(self.tantivy.Document(**values))
        writer.commit()
        writer.wait_merging_threads()

    def ask(self, query: Asked) -> Reply:
        made = self._query(query)
        found: Any = self.searcher.search(made, HITS)  # the stubs leave its count out
        counted = self.searcher.aggregate(made, self.aggregations)
        for _, address in found.hits:
            snippet(self.searcher.doc(address)["shown"][0], query.words)
        values = sum(len(one["buckets"]) for one in counted.values())
        return Reply(found.count, len(found.hits), values)

    def _query(self, query: Asked) -> Any:
        kind, occur, schema = self.tantivy.Query, self.tantivy.Occur, self.index.schema
        all_of = query.operator == "all"
        parts = [
            (
                occur.Must if all_of else occur.Should,
                kind.boolean_query(
                    [
                        (occur.Should, kind.boost_query(kind.term_query(schema, name, word, "freq"), boost))
                        for name, boost in FIELDS.items()
                    ]
                ),
            )
            for word in query.words
        ]
        if not all_of:
            parts = [(occur.Must, kind.boolean_query(parts))]
        parts += [(occur.Must, kind.const_score_query(kind.term_set_query(schema, name, list(values)), 0.0))
                  for name, values in query.narrow]  # fmt: skip
        return kind.boolean_query(parts)


@contextmanager
def debian_packages() -> Iterator[None]:
    """Xapian comes as a Debian package (python3-xapian), which a virtual environment does not see by itself."""
    sys.path.append(DEBIAN_PACKAGES)
    try:
        yield
    finally:
        sys.path.remove(DEBIAN_PACKAGES)


class Xapian:
    """Xapian over the same words, a prefix a field; facets from value slots."""

    phrases = False
    PREFIXES = {"text": "T", "headings": "H", "title": "I"}
    SLOTS = ("year", "district", "city", "topic", "kind")

    def __init__(self, folder: Path) -> None:
        with debian_packages():
            self.xapian: Any = importlib.import_module("xapian")
        self.folder = str(folder / "database")
        self.database = self.xapian.Database(self.folder) if (folder / "database").exists() else None

    def fill(self, ground: Ground) -> None:
        database = self.xapian.WritableDatabase(self.folder, self.xapian.DB_CREATE_OR_OPEN)
        for document, cut in zip(ground.documents, ground.words, strict=True):
            made = self.xapian.Document()
            made.set_data(document["text"])
            for name, prefix in self.PREFIXES.items():
                for word, number in Counter(cut[name].split()).items():
                    made.add_term(f"{prefix}{word}", number)
            district, city = document["district"].split(",")
            values = {**document, "district": district, "city": city}
            for slot, name in enumerate(self.SLOTS):
                made.add_value(slot, values[name])
                made.add_boolean_term(f"X{name.upper()}:{values[name]}")
            database.add_document(made)
        database.commit()
        self.database = database

    def ask(self, query: Asked) -> Reply:
        xapian, enquire = self.xapian, self.xapian.Enquire(self.database)
        enquire.set_query(self._query(query))
        spies = [xapian.ValueCountMatchSpy(slot) for slot in range(len(self.SLOTS))]
        for spy in spies:
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, HITS, self.database.get_doccount())
        for match in found:
            snippet(match.document.get_data().decode(), query.words)
        values = sum(1 for spy in spies for _ in spy.values())
        return Reply(found.get_matches_estimated(), len(found), values)

    def _query(self, query: Asked) -> Any:
        kind = self.xapian.Query
        words = [
            kind(
                kind.OP_OR,
                [
                    kind(kind.OP_SCALE_WEIGHT, kind(f"{self.PREFIXES[name]}{word}"), boost)
                    for name, boost in FIELDS.items()
                ],
            )
            for word in query.words
        ]
        made = kind(kind.OP_AND if query.operator == "all" else kind.OP_OR, words)
        for name, values in query.narrow:
            filtered = kind(kind.OP_OR, [kind(f"X{name.upper()}:{value}") for value in values])
            made = kind(kind.OP_FILTER, made, filtered)
        return made


RIVALS: dict[str, Callable[[Path], Any]] = {"tantivy": Tantivy, "xapian": Xapian, "fts5": Fts5}
NEEDED = {"tantivy": "tantivy", "xapian": "xapian"}
"""Modules that a rival needs; it is left out where there is none."""


def is_there(name: str) -> bool:
    with debian_packages():
        return name not in NEEDED or find_spec(NEEDED[name]) is not None


def open_engine(name: str, folder: Path) -> Any:
    """An engine over the index in ``folder``."""
    return {"wenlan": Ours, "stock": Stock, **RIVALS}[name](folder)
