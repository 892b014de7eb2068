"""JSON: title, notes and one object a row, written row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reports.exports.table import Export, Value, printable


def stream(export: Export) -> Iterator[bytes]:
    head: dict[str, object] = {"title": printable(export.title), "notes": [printable(note) for note in export.notes]}
    yield (_dump(head)[:-1] + ', "rows": [').encode()
    keys = [column.key for column in export.lines.columns]
    for index, row in enumerate(export.lines.rows):
        fields = {key: _shown(cell.value) for key, cell in zip(keys, row.cells, strict=True)}
        yield (("," if index else "") + "\n" + _dump(fields)).encode("utf-8", "replace")
    yield b"\n]}\n"


def _shown(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return printable(value) if isinstance(value, str) else value


def _dump(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False)
