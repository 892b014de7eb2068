"""Tables of many expressions, tried only where a letter stands that one of them may begin with.

One alternation of eighty lines is tried line by line at every place of a text. Most letters begin none of them, and
the others one or two: looking the lines up by the letter is about ten times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Found = tuple[int, int, int]
"""Which row of the table reads, from where, to where."""


class Lettered:
    """Rows of (letters that a match may begin with, expression); of two that read at one place the first decides.

    No expression has groups of its own.

    >>> list(Lettered([("建", "建成|建"), ("改扩", "改?扩建")]).find("新建2所,扩建1所"))
    [(0, 1, 2), (1, 5, 7)]
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        letters = sorted({letter for begins, _ in rows for letter in begins})
        self._letters = re.compile(f"[{re.escape(''.join(letters))}]")
        self._by_letter = {letter: _one(letter, rows) for letter in letters}

    def find(self, text: str) -> Iterator[Found]:
        """Every match, left to right, without overlap: those of one alternation of all rows."""
        end = 0
        for letter in self._letters.finditer(text):
            start = letter.start()
            if start < end:
                continue
            expression, numbers = self._by_letter[letter.group()]
            match = expression.match(text, start)
            if match:
                end = match.end()
                yield numbers[(match.lastindex or 1) - 1], start, end


def _one(letter: str, rows: Sequence[tuple[str, str]]) -> tuple[re.Pattern[str], list[int]]:
    """The rows that may begin with the letter as one expression, each a group; and the numbers of these rows."""
    numbers = [at for at, (begins, _) in enumerate(rows) if letter in begins]
    expression = re.compile("|".join(f"({rows[at][1]})" for at in numbers))
    if expression.groups != len(numbers):
        raise ValueError("an expression of a table by letters has a group of its own")
    return expression, numbers


def tried_at(letters: str, expression: str) -> re.Pattern[str]:
    """The expression, tried only at the letters that a match may begin with (as in a class): others are passed over.

    >>> tried_at("农乡", "农村|乡镇").findall("城区和农村中学、乡镇小学")
    ['农村', '乡镇']
    """
    return re.compile(f"(?=[{letters}])(?:{expression})")
