"""From documents to postings: what a segment holds, before it is written."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import FieldType, Schema
from whoosh.util.numeric import length_to_byte

from search.analysis import normalise, segmenter
from search.counted_words import WordCounter
from search.engines.whoosh.parsing import WordField
from search.engines.whoosh.sidecar import Characters, Postings, index_characters


class Content(NamedTuple):
    """A segment's content. ``lengths``: coded length by document; ``columns``: number by document, None for none."""

    stored: list[dict[str, Any]]
    postings: dict[str, Postings]
    lengths: dict[str, NDArray[np.uint8]]
    total_lengths: dict[str, int]
    columns: dict[str, list[Any]]
    characters: dict[str, Characters]


class _Field:
    """Collects one field of the documents that are added."""

    def __init__(self, field: FieldType, counter: WordCounter | None) -> None:
        self.field, self.counter = field, counter
        self.vocabulary: defaultdict[Any, int] = defaultdict(count().__next__)
        self.terms, self.weights, self.sizes = array("I"), array("f"), array("I")
        self.lengths = array("I")
        self.column: list[Any] = []
        self.texts: list[str] = []

    def add(self, value: Any) -> None:
        before = len(self.terms)
        if self.counter:
            self._add_words(str(value or ""), self.counter)
        else:
            self._add_values(value)
        self.sizes.append(len(self.terms) - before)
        if self.field.column_type:
            self.column.append(None if value is None else self.field.to_column_value(value))

    def _add_words(self, text: str, counter: WordCounter) -> None:
        folded = normalise(text)
        words = counter.count(folded)
        self.terms.extend(map(self.vocabulary.__getitem__, words))
        self.weights.extend(words.values())
        self.lengths.append(sum(words.values()))
        self.texts.append(folded)

    def _add_values(self, value: Any) -> None:
        length = 0
        for term, frequency, weight, _ in self.field.index(value) if value is not None else ():
            self.terms.append(self.vocabulary[term])
            self.weights.append(weight)
            length += frequency
        self.lengths.append(length)

    def postings(self) -> Postings:
        words = [word if isinstance(word, bytes) else word.encode() for word in self.vocabulary]
        documents = np.repeat(np.arange(len(self.sizes), dtype=np.int32), np.array(self.sizes, np.int64))
        return sort_postings(words, np.array(self.terms, np.int64), documents, np.array(self.weights, np.float32))


def sort_postings(
    words: list[bytes], numbers: NDArray[np.int64], documents: NDArray[np.int32], weights: NDArray[np.float32]
) -> Postings:
    """Postings by term. ``numbers`` index ``words``, which may repeat; documents ascend within a term already."""
    terms = sorted(set(words))
    place = {term: rank for rank, term in enumerate(terms)}
    ranks = np.array([place[word] for word in words], np.int32)[numbers]
    order = np.argsort(ranks, kind="stable")
    starts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum(np.bincount(ranks, minlength=len(terms)), out=starts[1:])
    return Postings(terms, starts, documents[order], weights[order])


def invert(schema: Schema, documents: Iterable[dict[str, Any]]) -> Content:
    """The content of a segment with ``documents``, in their order."""
    words = {name: field.analyzer.words for name, field in schema.items() if isinstance(field, WordField)}
    with ExitStack() as stack:
        counters = {one: stack.enter_context(closing(WordCounter(segmenter(one)))) for one in set(words.values())}
        fields = {
            name: _Field(field, counters[words[name]] if name in words else None)
            for name, field in schema.items()
            if field.indexed
        }
        stored = list(_collect(schema, documents, fields))
    scorable = {name: field for name, field in fields.items() if field.field.scorable}
    return Content(
        stored=stored,
        postings={name: field.postings() for name, field in fields.items()},
        lengths={name: code_lengths(field.lengths) for name, field in scorable.items()},
        total_lengths={name: sum(field.lengths) for name, field in scorable.items()},
        columns={name: field.column for name, field in fields.items() if field.field.column_type},
        characters={name: as_characters(field.texts) for name, field in fields.items() if field.texts},
    )


def _collect(
    schema: Schema, documents: Iterable[dict[str, Any]], fields: dict[str, _Field]
) -> Iterator[dict[str, Any]]:
    """Adds every document to the fields; yields what is stored of each."""
    kept, known = {name for name, field in schema.items() if field.stored}, set(schema.names())
    for document in documents:
        if unknown := document.keys() - known:
            raise ValueError(f"索引没有字段：{'、'.join(sorted(unknown))}。")
        for name, field in fields.items():
            field.add(document.get(name))
        yield {name: value for name, value in document.items() if name in kept and value is not None}


def code_lengths(lengths: Iterable[int]) -> NDArray[np.uint8]:
    """Lengths as Whoosh keeps them, in one byte."""
    return np.array([length_to_byte(length) for length in lengths], np.uint8)


def as_characters(texts: Iterable[str]) -> Characters:
    """Folded texts, one a document, as one array."""
    coded = [encode(text.replace("\0", " ") + "\0") for text in texts]
    starts = np.zeros(len(coded) + 1, np.int64)
    np.cumsum([len(one) // 2 for one in coded], out=starts[1:])
    return index_characters(np.frombuffer(b"".join(coded), np.uint16), starts)


def encode(text: str) -> bytes:
    """UTF-16 units; lone surrogates stay what they are."""
    return text.encode("utf-16-le", "surrogatepass")
