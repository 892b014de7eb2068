"""From the staff's query to the engine's: words in several fields, synonyms, exact phrases, conditions on numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from django.db.models import Q
from whoosh.query import And, Every, NullQuery, Or, Query, Term
from whoosh.query import Not as Without
from whoosh.query import Prefix as Beginning

from reports.access import published_metrics
from reports.models import District
from search import query as language
from search.analysis import IS_HAN, normalise, segmenter
from search.engines.whoosh.nodes import Best, MostOf, OneOf, Verbatim, different
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.verbatim import occurrences
from search.facets import KINDS
from search.synonyms import Groups, other_words

BOOSTS: dict[str, float] = {"text": 1.0, "headings": 1.8, "title": 1.2, "places": 1.6}
"""How much a word weighs in each field."""

SCOPES: dict[str, tuple[str, ...]] = {
    "all": ("text", "headings", "title", "places"),
    "headings": ("title", "headings"),
    "title": ("title",),
}
SYNONYM_WEIGHT = 0.7
TOGETHER_BOOST = 0.6
"""What it adds when the characters of a longer query word stand together."""
MOST_PAIRS = 6
"""Neighbouring words that are looked for together, too; each is a search of its own."""
PARTS_WEIGHT = 0.6
"""What the parts of a rare word weigh where they stand apart."""
LEAST_SHARE = 0.15
"""How much of the words' weight a section must match at least, where hardly any match them all."""
RARE = 20
"""Documents below which a word is looked for in its parts, too."""
MOST_SYNONYMS = 10
PARTICLES = frozenset("的了和与及在是等对为把被以并或")
QUESTION_WORDS = frozenset(("多少", "哪些", "哪几", "什么", "怎么", "怎样", "如何", "为什么", "有没有", "是否", "情况"))
"""Dropped where other words are left: no report answers in them."""
YEARS = (1900, 2100)


class Compiled(NamedTuple):
    """``marks``: folded words to mark in hits. ``expanded``: the synonyms that were added."""

    query: Query
    marks: tuple[str, ...]
    expanded: tuple[str, ...]
    words: tuple[str, ...]


@dataclass
class Compiler:
    """Compiles one query for the index as it is. ``groups`` are the synonyms (none: no expansion)."""

    scope: str = "all"
    snapshot: Snapshot | None = None
    groups: Groups = ()
    marks: dict[str, None] = field(default_factory=dict)
    expanded: dict[str, None] = field(default_factory=dict)
    plain: dict[str, None] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that staff had added when the index was made."""
        return self.snapshot.schema["text"].analyzer.words if self.snapshot else ()

    def compile(self, tree: language.AllOf) -> Compiled:
        compiled = self._all(tree, SCOPES[self.scope], LEAST_SHARE) if tree.parts else Every()
        return Compiled(compiled, tuple(self.marks), tuple(self.expanded), tuple(self.plain))

    def _part(self, part: language.Part, fields: tuple[str, ...]) -> Query:
        match part:
            case language.Word(text):
                return self._all(language.AllOf((part,)), fields) if text else NullQuery
            case language.Phrase(text):
                return self._phrase(normalise(text), fields)
            case language.Prefix(text):
                return self._beginning(normalise(text), fields)
            case language.Not(inner):
                silent = Compiler(self.scope, self.snapshot)
                return Without(silent._part(inner, fields))
            case language.AllOf():
                return self._all(part, fields)
            case language.AnyOf(parts):
                return Or([self._part(inner, fields) for inner in dict.fromkeys(parts)])
            case language.InField(name, inner):
                return self._in_field(name, inner)
            case language.Years(start, end):
                return years_query(start, end)
            case language.NumberCondition():
                return self._numbers(part)

    def _all(self, tree: language.AllOf, fields: tuple[str, ...], share: float = 1.0) -> Query:
        """Everything must hold; words may partly miss where ``share`` is below 1."""
        units: list[Query] = []
        extras: list[Query] = []
        firm: list[Query] = []
        for part in tree.parts:
            if isinstance(part, language.Word):
                self._word(normalise(part.text), fields, units, extras)
            elif isinstance(part, language.AnyOf):
                units.append(self._part(part, fields))
            else:
                firm.append(self._part(part, fields))
        if units:
            firm.insert(0, MostOf(different(units), different(extras), share))
        return firm[0] if len(firm) == 1 else And(firm) if firm else NullQuery

    def _word(self, text: str, fields: tuple[str, ...], units: list[Query], extras: list[Query]) -> None:
        """One run of typed characters: a unit for each of its words, and an extra where they stand together."""
        pieces = self.pieces(text)
        for piece in pieces:
            self._piece(piece, fields, units)
        if len(pieces) > 1:
            extras.append(verbatim_any(text, fields, TOGETHER_BOOST))
        if len(pieces) > 2 and len(extras) < MOST_PAIRS:
            pairs = (one + other for one, other in pairwise(pieces) if one + other in text)
            extras.extend(verbatim_any(pair, fields, TOGETHER_BOOST / 2) for pair in islice(pairs, MOST_PAIRS))

    def pieces(self, text: str) -> list[str]:
        """The words of ``text``; neighbouring single characters stay together."""
        pieces: list[str] = []
        run = ""
        for word in [*segmenter(self.words).query_words(text), ""]:
            if len(word) == 1 and IS_HAN.match(word):
                run += word
                continue
            if run:
                pieces.append(run)
                run = ""
            if word:
                pieces.append(word)
        telling = [piece for piece in pieces if piece.strip("".join(PARTICLES))] or pieces
        telling = [piece for piece in telling if piece not in QUESTION_WORDS] or telling
        longer = [piece for piece in telling if len(piece) > 1 or not IS_HAN.match(piece)]
        return longer or telling

    def _piece(self, piece: str, fields: tuple[str, ...], units: list[Query]) -> None:
        """A word as one unit with its other names; one that no text has is cut into shorter words."""
        self.marks[piece] = None
        self.plain[piece] = None
        ways: list[Query] = [self._one(piece, fields, 1.0)]
        number = self.frequency(piece)
        others = [other for other in other_words(piece, self.groups) if self.frequency(other)][:MOST_SYNONYMS]
        parts = segmenter(self.words).split(piece) if number < RARE else [piece]
        if len(parts) > 1 and not number and not others:
            for part in parts:
                self._piece(part, fields, units)
            return
        if len(parts) > 1:
            self.marks.update(dict.fromkeys(parts))
            ways.append(And([self._one(part, fields, PARTS_WEIGHT) for part in parts]))
        for other in others:
            self.expanded[other] = None
            self.marks[other] = None
            ways.append(self._one(other, fields, SYNONYM_WEIGHT))
        units.append(Best(tuple(ways)) if len(ways) > 1 else ways[0])

    def _one(self, word: str, fields: tuple[str, ...], weight: float) -> Query:
        """A word in any of ``fields``: as a term of the index, or as it stands in the text."""
        if self._is_term(word):
            return Or([Term(name, word, boost=BOOSTS[name] * weight) for name in fields])
        return verbatim_any(word, fields, weight)

    def _is_term(self, word: str) -> bool:
        if len(word) == 1 and IS_HAN.match(word):
            return False
        return segmenter(self.words).query_words(word) == [word]

    def frequency(self, word: str) -> int:
        """In how many documents' text or headings the word stands."""
        if self.snapshot is None:
            return RARE
        if self._is_term(word):
            return max(self.snapshot.count(name, word.encode()) for name in BOOSTS)
        return len(occurrences(self.snapshot, "text", word)[0])

    def _phrase(self, text: str, fields: tuple[str, ...]) -> Query:
        self.marks[text] = None
        return verbatim_any(text, fields)

    def _beginning(self, text: str, fields: tuple[str, ...]) -> Query:
        start = text.partition("*")[0]
        self.marks[start] = None
        return Or([Beginning(name, start) for name in fields])

    def _in_field(self, name: str, inner: language.Part) -> Query:
        text = getattr(inner, "text", "")
        if name == "district" and text:
            codes = codes_named(text)
            return districts_query(codes) if codes else self._part(inner, ("places",))
        if name == "kind" and text:
            named = {label: value for value, label in KINDS.items()}
            return Term("kind", named.get(text, text))
        if name in {"topic", "stage"} and text:
            return Term(name, text)
        return self._part(inner, (name,) if name in BOOSTS else SCOPES["all"])

    def _numbers(self, condition: language.NumberCondition) -> Query:
        self.marks[normalise(condition.indicator)] = None
        return OneOf("section", sections_with(condition))


def verbatim_any(text: str, fields: tuple[str, ...], weight: float = 1.0) -> Query:
    """``text`` as it stands, in any of ``fields``."""
    return Or([Verbatim(name, text, BOOSTS[name] * weight) for name in fields])


def years_query(start: int | None, end: int | None) -> Query:
    """Reports of any year between both, included."""
    first, last = max(start or YEARS[0], YEARS[0]), min(end or YEARS[1], YEARS[1])
    return Or([Term("year", str(year)) for year in range(first, last + 1)]) if first <= last else NullQuery


def districts_query(codes: tuple[str, ...]) -> Query:
    """Sections about any of the places; a province means all below it."""
    return Or([Beginning("district", code[:2]) if code.endswith("0000") else Term("district", code) for code in codes])


def codes_named(name: str) -> tuple[str, ...]:
    """The codes of the districts that bear a name, also as an alias; a code stands for itself."""
    text = name.strip()
    named = District.objects.filter(Q(code=text) | Q(name=text) | Q(names__name=text))
    return tuple(named.order_by("order", "code").values_list("code", flat=True).distinct())


LOOKUPS = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte", "=": "exact"}


def sections_with(condition: language.NumberCondition) -> frozenset[int]:
    """The sections that state such a number, among those shown to every reader."""
    named = Q(indicator_name__contains=condition.indicator) | Q(indicator__name__contains=condition.indicator)
    compared = Q(**{f"base_value__{LOOKUPS[condition.comparator]}": condition.value})
    return frozenset(published_metrics().filter(named & compared).values_list("section_id", flat=True))
