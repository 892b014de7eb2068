"""Similar documents: those that share the most telling words of one."""

from __future__ import annotations

from collections import Counter

from whoosh.query import And, Not, NullQuery, Or, Query, Term

from search.analysis import normalise, segmenter
from search.engines.whoosh.engine import Plan, run
from search.engines.whoosh.snapshot import Snapshot

TELLING_WORDS = 25


def like(snapshot: Snapshot, fieldname: str, original: Query) -> Query:
    """A query for documents like the one that ``original`` finds, without that one."""
    found = run(snapshot, Plan(query=original, end=1))
    if not found.hits:
        return NullQuery
    text = snapshot.stored(found.hits[0][0]).get(fieldname) or ""
    words = snapshot.schema[fieldname].analyzer.words
    frequency = Counter(segmenter(words).index_words(normalise(text)))
    worth: dict[str, float] = {}
    for word, number in frequency.items():
        documents = len(snapshot.postings(fieldname, word.encode())[0])
        if documents > 1 and not word.isdigit():
            worth[word] = number * snapshot.idf(documents)
    telling = sorted(worth, key=lambda word: (-worth[word], word))[:TELLING_WORDS]
    if not telling:
        return NullQuery
    return And([Or([Term(fieldname, word) for word in telling]), Not(original)])
