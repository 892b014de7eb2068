"""The maintained vocabulary of education indicators."""

from __future__ import annotations


def canonical_name(phrase: str) -> str | None:
    """The canonical name of a phrase of a report; None where the vocabulary does not have it."""
    return {"升初中": "小学升学率", "小学升初中": "小学升学率", "普职比例": "普职比"}.get(phrase)
