"""What differs within two sentences, word by word. Pure; difflib over single characters, numbers and Latin words whole.

A figure is never parted (94 → 98 is one change, not 4 → 8), and crumbs that two changes have in common by chance
(的, 了) go to the changes around them, so that what is marked can be read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"\d+(?:[.,，．]\d+)*[%％‰]?|[A-Za-z]+|\s+|.", re.DOTALL)
CRUMB = 1
"""Characters in common that are too few to part two changes."""
ALIKE = 0.3
"""Share of common characters below which two sentences are not compared: all of both is then marked."""
LONGEST = 800
"""Characters of both sentences together up to which they are compared."""

Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of one sentence; ``changed`` says that the other does not have it."""

    text: str
    changed: bool


def word_difference(old: str, new: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Both sentences in stretches; joined they are the sentences again.

    >>> for side in word_difference("公开招聘教师94名。", "公开招聘教师98名。"):
    ...     print("".join(f"[{w.text}]" if w.changed else w.text for w in side))
    公开招聘教师[94]名。
    公开招聘教师[98]名。
    """
    if len(old) + len(new) > LONGEST:
        return _whole(old), _whole(new)
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(old), _whole(new)
    found = list(_without_crumbs(matcher.get_opcodes(), before))
    return (
        _stretches((tag != "equal", before[a:b]) for tag, a, b, _c, _d in found),
        _stretches((tag != "equal", after[c:d]) for tag, _a, _b, c, d in found),
    )


def _whole(text: str) -> tuple[Words, ...]:
    return (Words(text, changed=True),) if text else ()


def _without_crumbs(opcodes: Sequence[Opcode], before: Sequence[str]) -> Iterator[Opcode]:
    for at, (tag, a, b, c, d) in enumerate(opcodes):
        inside = 0 < at < len(opcodes) - 1
        crumb = tag == "equal" and inside and len("".join(before[a:b])) <= CRUMB
        yield ("replace" if crumb else tag, a, b, c, d)


def _stretches(parts: Iterator[tuple[bool, Sequence[str]]]) -> tuple[Words, ...]:
    found: list[Words] = []
    for changed, tokens in parts:
        text = "".join(tokens)
        if found and found[-1].changed == changed:
            found[-1] = Words(found[-1].text + text, changed)
        elif text:
            found.append(Words(text, changed))
    return tuple(found)
