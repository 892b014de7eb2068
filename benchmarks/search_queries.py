"""The benchmark's queries: 210 of seven kinds, drawn from the corpus itself, the same in every run."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from search.analysis import normalise, segmenter

SHAPES = {"one word": 40, "all of two": 40, "all of three": 30, "any of three": 30, "filtered": 40, "phrase": 30}


class Asked(NamedTuple):
    """``words`` joined by ``operator``: all, any or phrase. ``narrow``: field and values of which one must hold."""

    shape: str
    operator: str
    words: tuple[str, ...]
    narrow: tuple[tuple[str, tuple[str, ...]], ...] = ()


def make_queries(documents: Sequence[dict[str, Any]], seed: int = 11) -> list[Asked]:
    """Words by how often they stand in the corpus: common and middling ones, as people ask for them."""
    chooser = random.Random(seed)
    sample = [chooser.choice(documents) for _ in range(600)]
    frequency = Counter(word for document in sample for word in set(_words(document["text"])) if len(word) > 1)
    # Only what a query keeps whole: a piece of a longer word is looked for as characters here, as a token by others.
    whole = (word for word, number in frequency.most_common() if number > 2 and segmenter().query_words(word) == [word])
    ordered = [word for word in whole if not word.isascii()]
    common, middling = ordered[:60], ordered[60:1500]

    def some(number: int) -> tuple[str, ...]:
        return tuple(chooser.sample(common, 1) + chooser.sample(middling, number - 1))[:number]

    queries = [Asked("one word", "all", (chooser.choice(common + middling[:400]),)) for _ in range(SHAPES["one word"])]
    queries += [Asked("all of two", "all", some(2)) for _ in range(SHAPES["all of two"])]
    queries += [Asked("all of three", "all", some(3)) for _ in range(SHAPES["all of three"])]
    queries += [Asked("any of three", "any", some(3)) for _ in range(SHAPES["any of three"])]
    for _ in range(SHAPES["filtered"]):
        year = chooser.randint(2003, 2020)
        years = ("year", tuple(str(one) for one in range(year, year + 4)))
        queries.append(Asked("filtered", "all", some(2), (years, ("topic", (chooser.choice(documents)["topic"],)))))
    queries += [Asked("phrase", "phrase", (_phrase(chooser, sample),)) for _ in range(SHAPES["phrase"])]
    return queries


def _words(text: str) -> Iterable[str]:
    return segmenter().index_words(normalise(text))


def _phrase(chooser: random.Random, sample: Sequence[dict[str, Any]]) -> str:
    """Three to seven characters between punctuation, word borders or not."""
    while True:
        text = chooser.choice(sample)["text"].partition("\n")[2]
        start, length = chooser.randrange(len(text)), chooser.randint(3, 7)
        phrase = text[start : start + length]
        if len(phrase) == length and not set("，。") & set(phrase):
            return normalise(phrase)
