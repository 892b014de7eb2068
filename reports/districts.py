"""The districts in the database: brought there from the shipped table, and read back as a gazetteer.

The table is compared with the rows and only what differs is written: a second run writes nothing, a newer table
brings its changes. Rows that staff edited or added, and the samples' rows, are never touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from reports.fixtures.district_lines import DistrictLine, life
from reports.fixtures.gazetteers import (
    default_order,
    place_names,
    standard_entries,
    standard_gazetteer,
    standard_lines,
)
from reports.fixtures.readings import pinyin_columns
from reports.models import District, DistrictName
from reports.parsing.gazetteer import Gazetteer, GazetteerEntry, PlaceName

_BATCH = 500
_RANKS = ("province", "prefecture", "county", "functional")
_FIELDS = ("name", "level", "order", "valid_from", "valid_to", "pinyin", "initials")


def fixture_entries() -> tuple[GazetteerEntry, ...]:
    """The shipped places as values; needs no database."""
    return standard_entries()


@cache
def fixture_gazetteer() -> Gazetteer:
    """A gazetteer of the shipped places; needs no database."""
    return standard_gazetteer()


def load_districts() -> int:
    """Bring the shipped districts into the database; returns how many places were added or changed."""
    with transaction.atomic():
        held = {row.code: row for row in District.objects.all()}
        added = sum(_add(rank, held) for rank in _RANKS)
        return added + _change(held) + _write_names(held)


def _add(rank: str, held: dict[str, District]) -> int:
    """Add the missing places of a rank; those above them are there already."""
    parents = _parent_codes()
    new = [
        District(code=line.code, parent=held.get(parents[line.code] or ""), **_fields(line))
        for line in standard_lines()
        if line.level == rank and line.code not in held
    ]
    held.update((row.code, row) for row in District.objects.bulk_create(new, batch_size=_BATCH))
    return len(new)


def _change(held: dict[str, District]) -> int:
    """Rows that are ours take the table's values; successors last, for by now they all exist."""
    parents = _parent_codes()
    wanted = {
        line.code: {**_fields(line), "parent_id": _pk(held, parents[line.code] or "")} for line in standard_lines()
    }
    heirs = {line.code: {"successor_id": _pk(held, line.successor)} for line in standard_lines()}
    changed = _update(held, wanted, (*_FIELDS, "parent"))
    _update(held, heirs, ("successor",))
    return changed


def _pk(held: dict[str, District], code: str) -> int | None:
    return held[code].pk if code in held else None


def _update(held: dict[str, District], wanted: dict[str, dict[str, Any]], fields: tuple[str, ...]) -> int:
    changed, now = [], timezone.now()
    for code, values in wanted.items():
        row = held[code]
        if _is_ours(row) and any(getattr(row, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(row, field, value)
            row.changed_at = now
            changed.append(row)
    District.objects.bulk_update(changed, [*fields, "changed_at"], batch_size=_BATCH)
    return len(changed)


@cache
def _parent_codes() -> dict[str, str | None]:
    return {entry.code: entry.parent for entry in standard_entries()}


def _fields(line: DistrictLine) -> dict[str, Any]:
    since, until = life(line.official)
    pinyin, initials = pinyin_columns(line.pinyin)
    return {
        "name": line.official[-1].name,
        "level": line.level,
        "order": default_order(line.code),
        "valid_from": since,
        "valid_to": until,
        "pinyin": pinyin,
        "initials": initials,
    }


def _is_ours(row: District) -> bool:
    return not row.edited and not row.is_sample


class _NameKey(NamedTuple):
    district: int
    name: str
    kind: str
    valid_from: int | None
    valid_to: int | None


def _write_names(held: dict[str, District]) -> int:
    """Names of the rows that are ours become those of the table; returns how many changed after a first loading."""
    ours = {held[line.code].pk for line in standard_lines() if _is_ours(held[line.code])}
    wanted = {
        _NameKey(held[line.code].pk, *_columns(name))
        for line in standard_lines()
        if held[line.code].pk in ours
        for name in place_names(line)
    }
    present = {
        _NameKey(*row[1:]): row[0] for row in DistrictName.objects.values_list("pk", *_NAME_COLUMNS) if row[1] in ours
    }
    gone = [pk for key, pk in present.items() if key not in wanted]
    for start in range(0, len(gone), _BATCH):
        DistrictName.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    new = sorted(wanted - present.keys(), key=str)
    DistrictName.objects.bulk_create([_name_row(key) for key in new], batch_size=_BATCH)
    return len(gone)


_NAME_COLUMNS = ("district_id", "name", "kind", "valid_from", "valid_to")


def _columns(name: PlaceName) -> tuple[str, str, int | None, int | None]:
    return name.name, name.kind, name.valid_from, name.valid_to


def _name_row(key: _NameKey) -> DistrictName:
    return DistrictName(
        district_id=key.district, name=key.name, kind=key.kind, valid_from=key.valid_from, valid_to=key.valid_to
    )


class _Stamp(NamedTuple):
    """What tells a changed table: rows, newest id and newest change, of districts and of names."""

    districts: tuple[int, int | None, datetime | None]
    names: tuple[int, int | None, datetime | None]


_held: dict[bool, tuple[_Stamp, Gazetteer]] = {}


def database_gazetteer(samples_first: bool = False) -> Gazetteer:
    """The gazetteer of the database's districts; built anew only where they changed since the last call.

    ``samples_first`` is for files that are samples themselves: their places go before real ones of the same name.
    """
    stamp = _Stamp(_stamp_of(District.objects.all()), _stamp_of(DistrictName.objects.all()))
    held = _held.get(samples_first)
    if held is None or held[0] != stamp:
        held = _held[samples_first] = (stamp, Gazetteer(database_entries(), samples_first))
    return held[1]


def _stamp_of(rows: QuerySet[Any]) -> tuple[int, int | None, datetime | None]:
    found = rows.aggregate(rows=Count("pk"), newest=Max("pk"), changed=Max("changed_at"))
    return found["rows"], found["newest"], found["changed"]


def database_entries() -> Iterable[GazetteerEntry]:
    """All districts of the database with their names; rows merged into others are these others."""
    names: dict[int, list[PlaceName]] = defaultdict(list)
    for owner, *columns in DistrictName.objects.order_by("valid_from", "pk").values_list(*_NAME_COLUMNS):
        names[owner].append(PlaceName(*columns))
    columns_of_entry = ("pk", "code", "level", "parent__code", "name", "order", "is_sample", "valid_from", "valid_to")
    rows = District.objects.filter(merged_into=None).values_list(*columns_of_entry)
    for pk, code, level, parent, name, order, sample, since, until in rows:
        own = names[pk]
        if not any(one.kind == "official" and one.name == name for one in own):
            own.append(PlaceName(name, "official", since, until))
        yield GazetteerEntry(code, level, parent, tuple(own), order, sample)
