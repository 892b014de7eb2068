"""Is this text one that is already held, in another form or a newer version? Pure.

Texts are compared in two steps. A sketch (the smallest hashes of all runs of a few characters, "bottom-k") finds
candidates among thousands without reading them; the candidates' sentences then tell exactly what is the same.
Broder, On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reports.parsing.folding import fold

SHINGLE = 5
"""Characters of a run: long enough that two reports on one topic share few."""
SKETCH = 256
KEYS = 16
"""Hashes by which candidates are looked up: texts that resemble each other by a half share one almost surely."""
ALIKE = 0.4
"""Estimated share of common runs from which the sentences are compared."""
SAME_REPORT = 0.75
"""Share of the text in common sentences from which it is asked whether this is a new version."""
NEAR = 6
"""Sentences ahead among which the one is looked for that was made from a changed one."""
LONGEST_DIFF = 4000
"""Sentences of one text up to which the order of changes is worked out."""

_NOT_WORDS = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


@dataclass(frozen=True, slots=True)
class Likeness:
    """``ratio`` is the share of the longer text in common sentences, 0 to 1; ``changed`` counts sentences."""

    ratio: float
    changed: int

    @property
    def is_same_report(self) -> bool:
        return self.ratio >= SAME_REPORT


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A row of a side-by-side difference. Both sides are filled where a sentence was changed or kept."""

    kind: Literal["same", "changed", "added", "removed"]
    old: str
    new: str


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's runs of characters, ascending; the same for another layout of the text.

    >>> sketch("新建 幼儿园\\n7所，投入资金。") == sketch("新建幼儿园7所投入资金")
    True
    """
    bare = _bare(text)
    runs = {bare[i : i + SHINGLE] for i in range(max(1, len(bare) - SHINGLE + 1))}
    hashes = {_hash(run) for run in runs if run}
    return tuple(sorted(hashes)[:SKETCH])


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of common runs among all runs of two texts, from their sketches."""
    smallest = sorted(set(one) | set(other))[:SKETCH]
    if not smallest:
        return 0.0
    both = set(one) & set(other)
    return sum(value in both for value in smallest) / len(smallest)


def packed(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}q", *values)


def unpacked(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 8}q", data)


def likeness(old: str, new: str) -> Likeness:
    """What share of two texts is the same, sentence by sentence, wherever it stands.

    >>> likeness("新建7所。投入8万元。", "投入8万元。新建7所。")
    Likeness(ratio=1.0, changed=0)
    """
    one, other = Counter(map(_bare, sentences(old))), Counter(map(_bare, sentences(new)))
    longer = max(_length(one), _length(other))
    gone, come = one - other, other - one
    return Likeness(_length(one & other) / longer if longer else 1.0, max(gone.total(), come.total()))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that hold words."""
    for match in _SENTENCE.finditer(text):
        if _bare(match.group()):
            yield match.group().strip()


def difference(old: str, new: str) -> list[DiffLine]:
    """Two texts sentence by sentence. Very long ones are compared without regard to order."""
    before, after = list(sentences(old)), list(sentences(new))
    if max(len(before), len(after)) > LONGEST_DIFF:
        return _unordered(before, after)
    matcher = difflib.SequenceMatcher(None, [_bare(s) for s in before], [_bare(s) for s in after], autojunk=False)
    lines: list[DiffLine] = []
    for _tag, a, b, c, d in matcher.get_opcodes():
        if _tag == "equal":
            lines += (DiffLine("same", one, other) for one, other in zip(before[a:b], after[c:d], strict=True))
        else:
            lines += _paired(before[a:b], after[c:d])
    return lines


def _paired(gone: Sequence[str], come: Sequence[str]) -> Iterator[DiffLine]:
    """A changed stretch: each sentence beside the next one that is like it, in order; the rest alone."""
    at = 0
    for one in gone:
        beside = next((i for i in range(at, min(len(come), at + NEAR)) if _alike(one, come[i])), None)
        if beside is None:
            yield DiffLine("removed", one, "")
            continue
        yield from (DiffLine("added", "", other) for other in come[at:beside])
        yield DiffLine("changed", one, come[beside])
        at = beside + 1
    yield from (DiffLine("added", "", other) for other in come[at:])


def _alike(one: str, other: str) -> bool:
    """Whether half of the characters of the longer sentence are in both: then one was made from the other.

    >>> _alike("乙事7件。", "乙事9件。"), _alike("乙事7件。", "丁事全部新增完成。")
    (True, False)
    """
    common = (Counter(one) & Counter(other)).total()
    return 2 * common >= max(len(one), len(other))


def _unordered(before: Sequence[str], after: Sequence[str]) -> list[DiffLine]:
    old, new = set(map(_bare, before)), set(map(_bare, after))
    removed = [DiffLine("removed", sentence, "") for sentence in before if _bare(sentence) not in new]
    return removed + [DiffLine("added", "", sentence) for sentence in after if _bare(sentence) not in old]


def _bare(text: str) -> str:
    return _NOT_WORDS.sub("", fold(text))


def _length(sentences_: Counter[str]) -> int:
    return sum(len(sentence) * count for sentence, count in sentences_.items())


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "little", signed=True)
