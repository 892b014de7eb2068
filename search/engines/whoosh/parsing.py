"""haystack's query strings as query trees: Whoosh's query language over our words."""

from __future__ import annotations

from typing import Any

from whoosh.fields import TEXT, Schema
from whoosh.qparser import FuzzyTermPlugin, QueryParser
from whoosh.qparser.plugins import PhrasePlugin
from whoosh.query import And, FuzzyTerm, NullQuery, Query, Term

from search.analysis import IS_HAN, normalise, segmenter
from search.engines.whoosh.nodes import Verbatim


def words_query(fieldname: str, text: str, words: tuple[str, ...] = (), boost: float = 1.0) -> Query:
    """All words of ``text``. Chinese characters that stand alone are looked for as they stand in the text."""
    parts: list[Query] = []
    run = ""
    for word in [*segmenter(words).query_words(normalise(text)), ""]:
        if len(word) == 1 and IS_HAN.match(word):
            run += word
            continue
        if run:
            parts.append(Verbatim(fieldname, run, boost))
            run = ""
        if word:
            parts.append(Term(fieldname, word, boost=boost))
    if not parts:
        return NullQuery
    return parts[0] if len(parts) == 1 else And(parts)


class WordField(TEXT):  # type: ignore[misc]
    """A text field: words without positions. Phrases are exact substrings of the stored text."""

    def self_parsing(self) -> bool:
        return True

    def parse_query(self, fieldname: str, text: str, boost: float = 1.0) -> Query:
        return words_query(fieldname, text, self.analyzer.words, boost)


class _ExactNode(PhrasePlugin.PhraseNode):  # type: ignore[misc]
    """A quoted text: verbatim in text fields, one value elsewhere."""

    def query(self, parser: QueryParser) -> Query:
        fieldname = self.fieldname or parser.fieldname
        field = parser.schema[fieldname] if fieldname in parser.schema else None  # noqa: SIM401 - a schema has no get
        if isinstance(field, WordField):
            text = normalise(self.text).strip()
            return Verbatim(fieldname, text, self.boost) if text else NullQuery
        if field is not None and field.self_parsing():
            return field.parse_query(fieldname, self.text, boost=self.boost)
        return Term(fieldname, self.text, boost=self.boost)


class _ExactPlugin(PhrasePlugin):  # type: ignore[misc]
    class PhraseTagger(PhrasePlugin.PhraseTagger):  # type: ignore[misc]
        def create(self, _parser: QueryParser, match: Any) -> _ExactNode:
            return _ExactNode(match.group("text"), match.start("text"))


class _FuzzyPlugin(FuzzyTermPlugin):  # type: ignore[misc]
    class FuzzyTermNode(FuzzyTermPlugin.FuzzyTermNode):  # type: ignore[misc]
        def query(self, parser: QueryParser) -> Query:
            """Text fields parse for themselves, and would cut the word and forget how fuzzy it is.

            The first character must be right and two may be wrong: anything looser takes seconds and finds everything.
            """
            fieldname = self.fieldname or parser.fieldname
            if fieldname in parser.schema and isinstance(parser.schema[fieldname], WordField):
                loose, firm = min(self.maxdist, 2), max(self.prefixlength, 1)
                return FuzzyTerm(fieldname, normalise(self.text), self.boost, loose, firm)
            return super().query(parser)


def make_parser(document: str, schema: Schema) -> QueryParser:
    """A parser whose words without a field are looked for in the field ``document``."""
    parser = QueryParser(document, schema=schema)
    parser.remove_plugin_class(PhrasePlugin)
    parser.add_plugin(_ExactPlugin())
    parser.add_plugin(_FuzzyPlugin())
    return parser


def plain_words(query: Query) -> set[str]:
    """The folded words that a query asks for, to be marked in hits."""
    found: set[str] = set()
    for leaf in query.leaves():
        if isinstance(leaf, Verbatim) or (isinstance(leaf, Term) and isinstance(leaf.text, str)):
            found.add(leaf.text)
    return found
