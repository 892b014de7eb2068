"""Whether two places are one, and which text an output files under a place."""

from __future__ import annotations

from benchmarks.scoring.tally import Json, PlaceKey
from benchmarks.scoring.text import squeeze


def place_of(item: Json | None) -> PlaceKey:
    """The place of an output's ``district`` or ``issuer``."""
    item = item or {}
    return PlaceKey(squeeze(item.get("name")), str(item.get("code") or ""))


def gold_place(item: Json) -> PlaceKey:
    """The place of a gold block or metric."""
    return PlaceKey(squeeze(item.get("district")), str(item.get("code") or ""))


def same_place(gold: PlaceKey, found: PlaceKey) -> bool:
    """By code where both have one; else one name ends with the other (泸州市江阳区, 江阳区). No place is no name.

    >>> same_place(PlaceKey("江阳区", "510502"), PlaceKey("泸州市江阳区", ""))
    True
    """
    if gold.code and found.code:
        return gold.code == found.code
    if not gold.name:
        return not found.name
    return bool(found.name) and (found.name.endswith(gold.name) or gold.name.endswith(found.name))


def text_by_place(report: Json) -> dict[PlaceKey, str]:
    """All text of an output report a place; a section without a district counts for the report's issuer."""
    texts: dict[PlaceKey, str] = {}
    for section in report.get("sections", []):
        key = place_of(section.get("district") or report.get("issuer"))
        heading = (section.get("mark") or "") + (section.get("heading") or "")
        texts[key] = texts.get(key, "") + "\n" + heading + "\n" + section.get("text", "")
    return texts


def text_of_block(texts: dict[PlaceKey, str], block: Json, only_block: bool) -> str:
    """The output's text for a gold block; a report about one place has all of its text there."""
    if only_block:
        return "\n".join(texts.values())
    wanted = gold_place(block)
    return "\n".join(text for place, text in texts.items() if same_place(wanted, place))
