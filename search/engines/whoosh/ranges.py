"""Which documents hold a number or a time between two ends."""

from __future__ import annotations

from whoosh.fields import DATETIME, FieldType
from whoosh.query import NumericRange

from search.engines.whoosh.snapshot import Mask, Snapshot


def in_range(snapshot: Snapshot, query: NumericRange) -> Mask:
    """One truth a document; False where it holds no number. An end that is None is open."""
    field = snapshot.schema[query.fieldname]
    numbers = snapshot.numbers(query.fieldname)
    mask: Mask = numbers != snapshot.missing_number(query.fieldname)
    if query.start is not None:
        start = in_column(field, query.start)
        mask &= numbers > start if query.startexcl else numbers >= start
    if query.end is not None:
        end = in_column(field, query.end)
        mask &= numbers < end if query.endexcl else numbers <= end
    return mask


def in_column(field: FieldType, value: object) -> int:
    """A number as the field's column holds it. Whoosh hands times over as such numbers already."""
    return value if isinstance(field, DATETIME) and isinstance(value, int) else field.to_column_value(value)
