"""People's corrections, recorded with who and when, and put into effect at once: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import audit, publishing
from reports.deriving import derive, newest_parse
from reports.models import AuditEntry, Correction, Report, ReviewDesk, SourceFile
from reports.parsing import anchors
from reports.parsing.anchors import Anchor
from reports.parsing.corrections import CannotApply, is_known
from reports.parsing.serialise import from_json

SEATED_FOR = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Change:
    """What a person wants to be otherwise; the fields are those of ``parsing.corrections.Correction``."""

    kind: str
    field: str
    anchor: Anchor
    before: Any = None
    after: Any = None


class ChangedMeanwhile(Exception):  # noqa: N818 - an answer to the reviewer, no error of ours
    """Somebody else changed the source after the page was drawn. ``str()`` is a Chinese sentence."""


def record(
    source: SourceFile, user: User | None, changes: Sequence[Change], seen_revision: int | None = None
) -> list[Correction]:
    """Keep the changes and rewrite the source's rows, in one transaction.

    Raises CannotApply, with nothing kept, where a change finds no place; ChangedMeanwhile where somebody else was
    faster than the page with ``seen_revision``.
    """
    unknown = [f"{change.kind}.{change.field}" for change in changes if not is_known(change.kind, change.field)]
    if unknown:
        raise ValueError(f"unknown corrections {unknown}")
    with transaction.atomic():
        _take_turn(source, user, seen_revision)
        if not source.reports.exclude(state=Report.State.ARCHIVED).exists():
            raise ChangedMeanwhile(_("上传人已经移除了这个文件，你的这次改动没有保存。"))
        rows = [_row(source, user, change) for change in changes]
        _rewrite(source, {row.pk for row in rows})
    for row in rows:
        row.refresh_from_db()
    return rows


def undo(correction: Correction, user: User | None, seen_revision: int | None = None) -> None:
    """Take a correction back; its row stays, as undone. Undoing twice changes nothing."""
    with transaction.atomic():
        _take_turn(correction.source, user, seen_revision)
        live = Correction.objects.filter(pk=correction.pk).exclude(state=Correction.State.UNDONE)
        if not live.update(state=Correction.State.UNDONE, message=""):
            return
        act = AuditEntry.Act.UNDO
        audit.note(user, act, label=str(correction.source), correction=correction.pk)
        _rewrite(correction.source, set())


def last_of(source: SourceFile, user: User) -> Correction | None:
    """What ``user`` would take back first."""
    rows = source.corrections.filter(who=user).exclude(state=Correction.State.UNDONE)
    return rows.order_by("-when", "-id").first()


def carry_over(old: SourceFile, new: SourceFile) -> int:
    """Give a new version the corrections of the old one: they hold where their words still stand. Returns how many."""
    rows = old.corrections.exclude(state=Correction.State.UNDONE).order_by("when", "id")
    copies = [
        Correction(
            source=new, kind=row.kind, anchor=row.anchor, field=row.field, before=row.before, after=row.after,
            who=row.who, when=row.when,
        )
        for row in rows
    ]  # fmt: skip
    Correction.objects.bulk_create(copies)
    return len(copies)


def _row(source: SourceFile, user: User | None, change: Change) -> Correction:
    return Correction.objects.create(
        source=source,
        kind=change.kind,
        field=change.field,
        anchor=anchors.to_json(change.anchor),
        before=change.before,
        after=change.after,
        who=user,
    )


def _rewrite(source: SourceFile, new: set[int]) -> None:
    """Derive the rows anew and tell the index; a new correction must hold, an old one may come into conflict."""
    parse = newest_parse(source)
    if parse is None:
        raise CannotApply(_("这份文件还没有解析结果，不能更正。请稍后再试。"))
    derived = derive(source, from_json(parse.result), parse.extracted_text)
    failed = [conflict.message for conflict in derived.conflicts if conflict.key in new]
    if failed:
        raise CannotApply(failed[0])
    publishing.note_change(source.reports.filter(state=Report.State.PUBLISHED))


def _take_turn(source: SourceFile, user: User | None, seen_revision: int | None) -> None:
    """Count the change. Of two who write at once the second waits for the first and is then told."""
    desk, _made = ReviewDesk.objects.select_for_update().get_or_create(source=source)
    foreign = desk.changed_by_id != (user.pk if user else None)
    if seen_revision is not None and desk.revision != seen_revision and foreign:
        name = _name(desk.changed_by)
        raise ChangedMeanwhile(
            _("%(name)s 刚刚改过这份报告，你的这次改动没有保存。请看过新的内容后再改。") % {"name": name}
        )
    turn_page(source, user)


def turn_page(source: SourceFile, user: User | None) -> None:
    """Count a change, so that pages drawn before it are known to be old."""
    ReviewDesk.objects.get_or_create(source=source)
    ReviewDesk.objects.filter(source=source).update(revision=F("revision") + 1, changed_by=user)


def revision(source: SourceFile) -> int:
    return ReviewDesk.objects.filter(source=source).values_list("revision", flat=True).first() or 0


def sit_down(source: SourceFile, user: User) -> str:
    """Note that ``user`` has the source open; returns who else had it open just now, or an empty string."""
    now = timezone.now()
    desk, _made = ReviewDesk.objects.select_related("seated").get_or_create(source=source)
    other = desk.seated_id not in (None, user.pk) and desk.seen_at and now - desk.seen_at < SEATED_FOR
    ReviewDesk.objects.filter(pk=desk.pk).update(seated=user, seen_at=now)
    return _name(desk.seated) if other else ""


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user else _("另一位同事")
