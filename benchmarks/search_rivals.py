"""The other engines over the same documents, cut by the same analyzer: each answers with total, hits and facets."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from benchmarks.search_queries import Asked
from search.highlight import snippet

FIELDS = {"text": 1.0, "headings": 1.8, "title": 1.2}
FACETS = ("year", "district", "topic", "kind")
HITS = 20


class Reply(NamedTuple):
    total: int
    hits: int
    facet_values: int


class Engine(Protocol):
    """``ask`` does all of it: hits with marked snippets, the exact total, four facets over all matches."""

    name: str
    phrases: bool

    def ask(self, query: Asked) -> Reply: ...


class Ours:
    """Through haystack's backend, as any project that names it in its settings."""

    name, phrases = "wenlan (haystack)", True

    def __init__(self, backend: Any) -> None:
        self.backend = backend

    def ask(self, query: Asked) -> Reply:
        found = self.backend.search(
            query_string(query), end_offset=HITS, facets={name: {} for name in FACETS}, highlight=True,
            narrow_queries={f"{name}:({' OR '.join(values)})" for name, values in query.narrow},
        )  # fmt: skip
        values = sum(len(values) for values in found["facets"]["fields"].values())
        return Reply(found["hits"], len(found["results"]), values)


class Stock(Ours):
    """haystack's own Whoosh backend, asking the index that ours has built."""

    name, phrases = "haystack 3.4 stock Whoosh", False


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

    name, phrases = "SQLite FTS5", False

    def __init__(self, path: Path, documents: Sequence[dict[str, Any]], words: Sequence[dict[str, str]]) -> None:
        self.database = sqlite3.connect(path)
        self.database.executescript(
            "PRAGMA cache_size=-200000;"
            "CREATE VIRTUAL TABLE words USING fts5(text, headings, title, content='', tokenize=\"unicode61\");"
            "CREATE TABLE documents (id INTEGER PRIMARY KEY, text, title, year, district, topic, kind);"
        )
        columns = ("text", "title", "year", "district", "topic", "kind")
        for number, (document, cut) in enumerate(zip(documents, words, strict=True), 1):
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
        counts: dict[tuple[int, str], int] = {}
        for row in rows:
            for column in (2, 4, 5):
                counts[column, row[column]] = counts.get((column, row[column]), 0) + 1
            for code in row[3].split(","):
                counts[3, code] = counts.get((3, code), 0) + 1
        for row in rows[:HITS]:
            (text,) = self.database.execute("SELECT text FROM documents WHERE id=?", (row[0],)).fetchone()
            snippet(text, query.words)
        return Reply(len(rows), len(rows[:HITS]), len(counts))


class Tantivy:
    """tantivy over words parted by blanks."""

    name, phrases = "tantivy", False

    def __init__(self, path: Path, documents: Sequence[dict[str, Any]], words: Sequence[dict[str, str]]) -> None:
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        for name in FACETS:
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        builder.add_text_field("shown", stored=True, tokenizer_name="raw", index_option="basic")
        path.mkdir(parents=True)
        self.index = tantivy.Index(builder.build(), str(path))
        writer = self.index.writer(200_000_000, 2)
        for document, cut in zip(documents, words, strict=True):
            values: dict[str, Any] = {name: cut[name] for name in FIELDS}
            values |= {"year": document["year"], "district": document["district"].split(",")}
            values |= {"topic": document["topic"], "kind": document["kind"], "shown": document["text"][:16000]}
            writer.add_document(tantivy.Document(**values))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.aggregations = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}

    def ask(self, query: Asked) -> Reply:
        made = self._query(query)
        found = self.searcher.search(made, HITS)
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
