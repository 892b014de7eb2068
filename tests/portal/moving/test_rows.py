"""A row comes back exactly, whatever its columns hold; a line that is no row is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from portal.moving.rows import UnfitRowError, lines, names, read_rows
from portal.moving.tables import LEFT_BEHIND, moving_tables
from reports.models import Correction, Fingerprint, IngestRun, Metric, SourceFile
from tests.reports.brought import bring_report

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 5, 4, 3, 2, 1, 123457, tzinfo=UTC)


def table_of(model):
    return next(table for table in moving_tables() if table.model is model)


def there_and_back(model):
    table, known = table_of(model), names()
    written = list(lines(table, known))
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in written)
    read = [dict(row.values) for row in read_rows(table, (line[:-1] for line in written), known)]
    assert read == list(model.objects.order_by("pk").values(*[field.attname for field in table.fields]))
    return read


def test_every_kind_of_value(data_dir):
    report = bring_report()
    Metric.objects.filter(report=report).update(value=Decimal("123456789.123456"), confidence=0.1 + 0.2)
    source = SourceFile.objects.get()
    Correction.objects.create(
        source=source,
        kind="mask",
        field="text",
        when=MOMENT,
        anchor={"引": "一\u2028二\x00三\n", "deep": [{"a": None}]},
    )
    IngestRun.objects.create(file_name="半个\ud83d"[:2], batch="12345678-1234-5678-1234-567812345678")
    SourceFile.objects.filter(pk=source.pk).update(uploaded_at=MOMENT, folder='"\\\t 名')
    assert there_and_back(Metric)[0]["value"] == Decimal("123456789.123456")
    assert there_and_back(SourceFile)[0]["uploaded_at"] == MOMENT
    assert there_and_back(Correction)[0]["anchor"]["引"] == "一\u2028二\x00三\n"
    Fingerprint.objects.update_or_create(source=source, defaults={"sketch": bytes(range(256))})
    assert there_and_back(Fingerprint)[0]["sketch"] == bytes(range(256))
    assert there_and_back(IngestRun)


def test_half_a_character_is_kept(data_dir):
    source = bring_report().source
    Correction.objects.create(source=source, kind="mask", field="text", anchor={"quote": "半个\ud83d"})
    assert there_and_back(Correction)[0]["anchor"] == {"quote": "半个\ud83d"}


def test_types_and_rights_go_by_name():
    user = User.objects.create_user("wang")
    user.user_permissions.add(Permission.objects.get(codename="view_draft"))
    kind = ContentType.objects.get_for_model(SourceFile)
    LogEntry.objects.create(user=user, content_type=kind, object_repr="x", action_flag=1)
    right = table_of(User.user_permissions.through)
    assert json.loads(next(lines(right, names())))["permission_id"] == "reports.report.view_draft"
    assert json.loads(next(lines(table_of(LogEntry), names())))["content_type_id"] == "reports.sourcefile"
    there_and_back(LogEntry)
    there_and_back(User.user_permissions.through)
    there_and_back(Group)


def test_a_right_that_is_unknown_here_is_told():
    line = b'{"id":1,"user_id":1,"permission_id":"reports.report.fly"}'
    (row,) = read_rows(table_of(User.user_permissions.through), [line], names())
    assert [field.name for field in row.unknown] == ["permission"]
    line = b'{"id":1,"group_id":1,"permission_id":{"a":1}}'
    (row,) = read_rows(table_of(Group.permissions.through), [line], names())
    assert row.unknown


GROUP = {"id": 1, "name": "读者"}
WRONG = [
    b"", b"x", b"[]", b"1", b"null", b'{"id":1}', b"\xff", b"[" * 200_000,
    json.dumps(GROUP | {"more": 1}).encode(), json.dumps(GROUP | {"id": None}).encode(),
    json.dumps(GROUP | {"name": None}).encode(), json.dumps(GROUP | {"name": 5}).encode(),
    json.dumps(GROUP | {"id": "x"}).encode(), json.dumps(GROUP | {"id": [1]}).encode(),
    json.dumps(GROUP | {"name": "长" * 151}).encode(), b'{"id":NaN,"name":"x"}', b'{"id":1e999,"name":"x"}',
    b'{"id":' + b"9" * 5000 + b',"name":"x"}',
]  # fmt: skip


@pytest.mark.parametrize("line", WRONG, ids=lambda line: line[:30].decode("latin1"))
def test_a_line_that_is_no_row(line):
    with pytest.raises(UnfitRowError):
        list(read_rows(table_of(Group), [line], names()))


def test_every_table_is_decided_about():
    """Moves, or stays behind for a reason; a table follows those it needs."""
    moving = [table.label for table in moving_tables()]
    assert not set(moving) & set(LEFT_BEHIND)
    assert moving.index("reports.SourceFile") < moving.index("reports.Report") < moving.index("reports.Section")
    assert moving.index("reports.Correction") < moving.index("reports.Metric") < moving.index("reports.Verdict")
    assert moving.index("auth.User") < moving.index("search.SavedSearch")
    known = {"sessions", "contenttypes", "axes", "django_tasks_database"}
    assert {label.partition(".")[0] for label in LEFT_BEHIND} - known == {"auth", "reports"}
