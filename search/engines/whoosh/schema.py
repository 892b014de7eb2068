"""The index's fields: haystack's field declarations as a Whoosh schema with our own analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError
from whoosh import fields
from whoosh.analysis import Analyzer, Token

from search.analysis import normalise, segmenter
from search.engines.whoosh.parsing import WordField

KEYWORDS = "keyword"
"""``field_type`` of haystack fields whose value is one unanalysed term."""


class WordAnalyzer(Analyzer):  # type: ignore[misc]
    """Our analysis as a Whoosh analyzer. It travels with the index: ``words`` are those it was made with."""

    def __init__(self, words: tuple[str, ...] = ()) -> None:
        self.words = tuple(words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordAnalyzer) and other.words == self.words

    def __hash__(self) -> int:
        return hash(self.words)

    def __call__(self, value: str, mode: str = "", tokenize: bool = True, **kwargs: Any) -> Iterator[Token]:
        """Yields one token a word. With ``tokenize`` off the folded value is one token (``*`` stays a wildcard)."""
        text = normalise(value)
        if not tokenize:
            words = iter([text])
        elif mode == "query":
            words = iter(segmenter(self.words).query_words(text))
        else:
            words = segmenter(self.words).index_words(text)
        token = Token(mode=mode, **kwargs)
        for position, word in enumerate(words):
            token.text, token.boost, token.stopped, token.pos = word, 1.0, False, position
            yield token


def build_schema(search_fields: Mapping[str, Any], words: tuple[str, ...] = ()) -> fields.Schema:
    """The schema for haystack's fields; ``words`` are those that staff added."""
    schema: dict[str, fields.FieldType] = {
        ID: fields.ID(stored=True, unique=True),
        DJANGO_CT: fields.ID(stored=True),
        DJANGO_ID: fields.ID(stored=True),
    }
    if not search_fields:
        raise SearchBackendError("没有登记任何检索字段：请在 search_indexes.py 中定义。")
    schema |= {field.index_fieldname: _field_type(field, words) for field in search_fields.values()}
    return fields.Schema(**schema)


def _field_type(field: Any, words: tuple[str, ...]) -> fields.FieldType:
    if not field.indexed:
        return fields.STORED()
    if field.is_multivalued:
        return fields.KEYWORD(stored=True, commas=True)
    simple = {
        "date": lambda: _moment(field),
        "datetime": lambda: _moment(field),
        # Ranges are answered from the column: terms for coarser steps would only fill the index.
        "integer": lambda: fields.NUMERIC(int, bits=64, stored=field.stored, sortable=True, shift_step=0),
        "float": lambda: fields.NUMERIC(float, stored=field.stored),
        "boolean": lambda: fields.BOOLEAN(stored=field.stored),
        "ngram": lambda: fields.NGRAM(minsize=2, maxsize=6, stored=field.stored),
        "edge_ngram": lambda: fields.NGRAMWORDS(minsize=1, maxsize=8, at="start", stored=field.stored),
        KEYWORDS: lambda: fields.ID(stored=field.stored),
    }
    if field.field_type in simple:
        return simple[field.field_type]()
    if getattr(field, "facet_for", None):
        return fields.ID(stored=field.stored)
    # Positions are left out: phrases are looked for in the stored text itself, which finds them all.
    return WordField(stored=True, analyzer=WordAnalyzer(words), phrase=False)


def _moment(field: Any) -> fields.DATETIME:
    made = fields.DATETIME(stored=field.stored, sortable=True)
    made.shift_step = 0
    return made
