"""What the naming steps share: a name with what the next clause may take over from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from reports.parsing.metrics.settings import Setting
from reports.parsing.metrics.words import STAGE
from reports.parsing.types import Doubt


class Name(NamedTuple):
    """``verb``, ``noun`` and ``stage`` are what a following elliptic clause may take over.

    ``certain`` is how sure the step is that the row means what the name says, 0 to 1. ``which`` tells of which of them
    alone the number is; no other number takes it over. ``doubt``: why ``certain`` is low, where the step knows.
    """

    indicator: str
    qualifiers: tuple[str, ...] = ()
    verb: str = ""
    noun: str = ""
    stage: str = ""
    certain: float = 0.95
    which: str = ""
    doubt: Doubt | None = None


class Named(NamedTuple):
    """A quantity of the paragraph that has its name already."""

    setting: Setting
    name: Name


_LABEL: Final = re.compile(r"(?:^|[,;:。()])(?P<label>[^,;:。()\d]{3,20}):$")
NAMELESS: Final = Name("", certain=0.0)


def stage_in(text: str) -> str:
    """The last stage of schooling that the text mentions, as the text has it; empty where none is."""
    found = STAGE.findall(text)
    firm = [stage for stage in found if stage != "幼儿"]
    return (firm or found)[-1] if found else ""


def label_of(setting: Setting) -> str:
    """生均公用经费标准:小学650元,初中850元 — what stands before the colon, where nothing but it names the number."""
    match = _LABEL.search(setting.lead)
    return match["label"] if match else ""


def last_of_kind(kinds: frozenset[str], earlier: Sequence[Named]) -> Name | None:
    """The name of the last quantity of one of the kinds."""
    for named in reversed(earlier):
        if named.setting.quantity.kind in kinds:
            return named.name
    return None


def last_of_unit(base_unit: str, earlier: Sequence[Named]) -> Name | None:
    """The name of the last quantity counted in the same base unit."""
    for named in reversed(earlier):
        if named.setting.quantity.base_unit == base_unit:
            return named.name
    return None
