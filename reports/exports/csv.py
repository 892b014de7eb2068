"""CSV with a byte order mark, without which Excel misreads Chinese; nothing in it can be taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from reports.exports.table import Export, Value, inert, plain


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def stream(export: Export) -> Iterator[bytes]:
    writer = csv.writer(_Echo())
    table = export.lines
    yield "\ufeff".encode()
    yield _line(writer.writerow([inert(column.label) for column in table.columns]))
    for row in table.rows:
        yield _line(writer.writerow([_shown(cell.value) for cell in row.cells]))


def _shown(value: Value) -> str:
    """Numbers stay numbers: a minus before one is no formula."""
    return inert(value) if isinstance(value, str) else plain(value)


def _line(written: object) -> bytes:
    return str(written).encode("utf-8", "replace")
