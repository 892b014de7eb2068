"""数据核对: numbers that do not fit together, kept as rows. Findings follow the published reports, people's words stay.

The numbers of a city and its districts are laid side by side. Reports that name no place belong to no city: the
``checks`` command tells of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reports import audit
from reports.models import AuditEntry, District, Finding
from reports.parsing import checks
from reports.selectors import places
from reports.selectors.statements import districts_of_cities, statements

BATCH: Final = 500
MOST_NUMBERS: Final = 40
DERIVED: Final = ("kind", "city", "district", "indicator_name", "message", "numbers", "latest")


def check_city(whole: District) -> None:
    """Find anew what does not fit together in a city. Reads first, so that the write is short."""
    ids = [pk for place in places.city(whole).places for pk in place.ids]
    codes = dict(District.objects.filter(pk__in=ids).values_list("code", "pk"))
    known = statements(tuple(codes))
    found = checks.check(known, districts_of_cities(known))
    with transaction.atomic():
        _write(whole, found, codes)


def _write(whole: District, found: Sequence[checks.Finding], codes: Mapping[str, int]) -> None:
    known = {row.key: row for row in Finding.objects.select_for_update().filter(city=whole)}
    fresh = {key_of(each): each for each in found}
    gone = [row.pk for key, row in known.items() if key not in fresh and row.state == Finding.State.OPEN]
    for at in range(0, len(gone), BATCH):
        Finding.objects.filter(pk__in=gone[at : at + BATCH]).delete()
    rows = [_filled(known.get(key) or Finding(key=key), each, whole, codes) for key, each in fresh.items()]
    Finding.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["key"], update_fields=DERIVED
    )


def _filled(row: Finding, found: checks.Finding, whole: District, codes: Mapping[str, int]) -> Finding:
    row.kind, row.city = found.kind, whole
    row.district_id = codes.get(found.district_code or "")
    row.indicator_name, row.message = found.indicator[:80], found.message[:500]
    row.numbers = [statement.id for statement in found.statements[:MOST_NUMBERS]]
    row.latest = max((each.period_end or 0 for each in found.statements), default=0) or None
    return row


def key_of(found: checks.Finding) -> str:
    """The same for the same numbers, in whatever order or words they are found."""
    numbers = sorted(statement.id for statement in found.statements)
    return hashlib.sha256(f"{found.kind} {numbers}".encode()).hexdigest()


def decide(finding: Finding, user: User, state: str, note: str = "") -> None:
    """Keep what ``user`` says of the finding. A person's word stays."""
    with transaction.atomic():
        row = Finding.objects.select_for_update().get(pk=finding.pk)
        before, row.state, row.note = row.state, Finding.State(state), note[:300]
        row.decided_by, row.decided_at = user, timezone.now()
        row.save(update_fields=["state", "note", "decided_by", "decided_at"])
        audit.note(user, AuditEntry.Act.CHECK, label=row.message, reason=note, before=before, after=state)
