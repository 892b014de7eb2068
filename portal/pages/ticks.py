"""A box of a facet: 判定 and 确认 on the follow-up page, 类别 and 核对 on the page of checks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """``number`` lines have this value; ``icon`` names a mark of the icon sheet, or is empty."""

    value: str
    label: str
    number: int
    is_on: bool
    icon: str = ""
