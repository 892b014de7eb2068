"""What a quantity measures: the name of its indicator and its qualifiers, from the words of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import STAGE


@dataclass(frozen=True, slots=True)
class Name:
    """``verb``, ``noun`` and ``stage`` are what a following elliptic clause may take over."""

    indicator: str
    qualifiers: tuple[str, ...] = ()
    verb: str = ""
    noun: str = ""
    stage: str = ""
    certain: float = 0.9


NAMELESS: Final = Name("", certain=0.0)


def stage_in(text: str) -> str:
    """The last stage of schooling that the text mentions, as the text has it; empty where none is."""
    found = STAGE.findall(text)
    return found[-1] if found else ""


def last_of(kinds: frozenset[str], settings: Sequence[Setting], names: Sequence[Name]) -> Name | None:
    """The name of the last row of one of the kinds."""
    for setting, name in zip(reversed(settings), reversed(names), strict=True):
        if setting.quantity.kind in kinds:
            return name
    return None
