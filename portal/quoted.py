"""A number with its sentence, as the commands' JSON lines give it (docs/contracts.md)."""

from __future__ import annotations

from typing import Any

from reports.parsing.statements import Statement


def quoted(statement: Statement, *, with_value: bool = False) -> dict[str, Any]:
    """``with_value`` adds the number in base units; whole numbers are written without a decimal point."""
    value = statement.value
    return {
        "printed": statement.printed,
        **({"value": int(value) if value.is_integer() else value} if with_value else {}),
        "sentence": statement.sentence,
        "report_id": statement.report_id,
        "section_id": statement.section_id,
    }
