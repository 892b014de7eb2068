"""What is no sound export of this version, or finds the house lived in, changes nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from portal import sealed
from portal.backup import original_name
from portal.moving import arriving, leaving
from portal.moving.arriving import CannotImportError, arrive
from reports.models import District, IndexChange, Report, SourceFile
from search.models import Word
from tests.portal.rows import report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MADE = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
ORIGINAL = "泸县2012年教育工作总结".encode()
SHA256 = hashlib.sha256(ORIGINAL).hexdigest()
SOURCES = "tables/reports.sourcefile.jsonl"


def quiet(_done: int, _total: int, _what: str) -> None:
    pass


@pytest.fixture(scope="module")
def exported(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """The export of a house with an account, a word and a report; the house itself is taken back."""
    data = tmp_path_factory.mktemp("exported")
    keep(data)
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # A test's database is within a transaction already.
        patch.setattr(leaving, "one_moment", contextlib.nullcontext)
        User.objects.create_user("wang", password="long-password-1")
        Word.objects.create(word="云江模式")
        made = report("泸县2012年教育工作总结", None, 2012, [])
        SourceFile.objects.filter(pk=made.source_id).update(sha256=SHA256, size=len(ORIGINAL))
        leaving.leave(data, data / "a.zip", MADE, quiet)
        transaction.set_rollback(True)
    return data / "a.zip"


@pytest.fixture
def place(exported, tmp_path, data_dir, monkeypatch) -> Path:
    """A copy of the export, in a test whose portal is empty."""
    monkeypatch.setattr(leaving, "one_moment", contextlib.nullcontext)
    return Path(shutil.copy(exported, tmp_path / "a.zip"))


def keep(data: Path, content: bytes = ORIGINAL) -> None:
    path = data / original_name(SHA256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def files(data: Path) -> list[Path]:
    return [path for path in (data / "files").rglob("*") if path.is_file()]


def test_it_comes_in_whole(place, tmp_path):
    tomorrow = tmp_path / "new"
    District.objects.filter(code="510521").update(name="改了的名字")
    arrived = arrive(place, tomorrow, quiet)
    assert (arrived.made, arrived.originals, arrived.missing, +arrived.left_out) == (MADE.isoformat(), 1, 0, {})
    assert User.objects.get().check_password("long-password-1")
    assert District.objects.get(code="510521").name == "泸县"
    assert (tomorrow / original_name(SHA256)).read_bytes() == ORIGINAL
    assert (tomorrow / "samples-loaded").exists()
    assert [path.name for path in files(tomorrow)] == [SHA256]
    assert set(IndexChange.objects.values_list("report_id", flat=True)) == {Report.objects.get().pk}
    assert Report(source=SourceFile.objects.get(), index=1, title="x").source.pk


def test_ids_go_on_where_they_were(place, data_dir):
    """The account that was made last in the old house is gone there; nobody gets its number."""
    with zipfile.ZipFile(place) as archive:
        last = json.loads(archive.read("manifest.json"))["tables"]["auth.User"]["last_id"]
    arrive(forged(place, about=lambda about: about["tables"]["auth.User"].update(last_id=last + 40)), data_dir, quiet)
    assert User.objects.create_user("li").pk == last + 41


def test_settings_that_differ_are_told(place, data_dir, settings):
    settings.PORTAL_NAME = "另一个名字"
    assert arrive(place, data_dir, quiet).settings == {"PORTAL_NAME": ""}


@pytest.mark.parametrize("lived_in", ["account", "word", "district", "group", "report"])
def test_a_house_that_is_lived_in_is_left_alone(place, data_dir, lived_in):
    {
        "account": lambda: User.objects.create_user("li"),
        "word": lambda: Word.objects.create(word="控辍"),
        "district": lambda: District.objects.filter(code="510521").update(edited=True),
        "group": lambda: Group.objects.create(name="值班员"),
        "report": lambda: report("总结", None, 2012, []),
    }[lived_in]()
    with pytest.raises(CannotImportError, match=r"这里已经有数据（.+ 1"):
        arrive(place, data_dir, quiet)


def forged(place: Path, members=None, about=None) -> Path:
    """The export with some members changed, as somebody would who knows how it is sealed."""
    other = place.with_name("forged.zip")
    with zipfile.ZipFile(place) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(held.pop("manifest.json"))
    if members:
        members(held)
    if about:
        about(told)
    del told["entries"]
    with sealed.sealing(other) as file:
        for name, content in held.items():
            with file.member(name) as write:
                write(content)
        file.about = told
    return other


def row(**changed):
    """A change of the one row of sources."""

    def change(held):
        held[SOURCES] = json.dumps(json.loads(held[SOURCES]) | changed).encode() + b"\n"

    return change


def told(**changed):
    return lambda about: about.update(changed)


def of_table(**changed):
    return lambda about: about["tables"]["reports.SourceFile"].update(changed)


def twice(held):
    held[SOURCES] += held[SOURCES]


OTHER = "0" * 64
FORGED = [
    (None, told(format="other"), "不是文澜的导出文件"),
    (None, told(version="1"), "不是文澜的导出文件"),
    (None, told(version=2), "由更新的版本"),
    (None, told(migrations={"reports": "9999_later"}), "由更新的版本"),
    (None, lambda about: about["migrations"].update(reports="0001_initial"), "由较旧的版本"),
    (None, told(migrations={"reports": ["0001_initial"]}), "不是文澜的导出文件"),
    (None, told(tables={}), "不是文澜的导出文件"),
    (None, told(tables=[]), "不是文澜的导出文件"),
    (None, lambda about: about["tables"].update({"auth.User": 5}), "不是文澜的导出文件"),
    (None, told(missing=["../x"]), "不是文澜的导出文件"),
    (None, told(missing=[OTHER]), "缺少"),
    (None, told(missing=[SHA256]), "缺少"),
    (None, told(damaged=[SHA256]), "与清单不符"),
    (None, told(damaged=None), "不是文澜的导出文件"),
    (None, of_table(rows=2), "应有 2 行，实有 1 行"),
    (None, of_table(last_id=0), "编号不符"),
    (None, of_table(last_id=2**63), "编号不符"),
    (None, of_table(last_id="9"), "编号不符"),
    (lambda held: held.pop(SOURCES), None, "不是文澜的导出文件"),
    (lambda held: held.pop(original_name(SHA256)), None, "缺少 files/"),
    (lambda held: held.update({original_name(SHA256): b"other"}), None, "与清单不符"),
    (lambda held: held.update({original_name(OTHER): b"other"}), None, "与清单不符"),
    (lambda held: held.update({"tables/auth.permission.jsonl": b""}), None, "不是文澜的导出文件"),
    (lambda held: held.update({"tables/../x.y.jsonl": b""}), None, "不是文澜的导出文件"),
    (lambda held: held.update({"wenlan.sqlite3": b""}), None, "不是文澜的导出文件"),
    (row(sha256="../../etc/passwd"), None, "缺少"),
    (row(sha256=OTHER), None, "缺少"),
    (row(extra=1), None, "第 0 行前后：列不符"),
    (row(size=-1), None, "与本系统不合"),
    (row(given_district_id=987654321), None, "与本系统不合"),
    (twice, of_table(rows=2), "与本系统不合"),
    (lambda held: held.update({SOURCES: b"x\n"}), None, "不是 JSON"),
    (lambda held: held.update({SOURCES: b""}), of_table(rows=0), "与本系统不合"),
]


@pytest.mark.parametrize(("members", "about", "said"), FORGED)
def test_a_forged_file_changes_nothing(place, data_dir, members, about, said):
    other = forged(place, members, about)
    before = District.objects.count()
    (data_dir / "samples-loaded").unlink(missing_ok=True)
    with pytest.raises(CannotImportError, match=said):
        arrive(other, data_dir, quiet)
    assert (User.objects.count(), SourceFile.objects.count(), District.objects.count()) == (0, 0, before)
    assert files(data_dir) == []
    assert not (data_dir / "samples-loaded").exists()


def test_a_file_that_is_cut_or_none(place, data_dir):
    for content in (place.read_bytes()[:-200], b"", b"PK\x03\x04"):
        place.write_bytes(content)
        with pytest.raises(CannotImportError, match="读不出来"):
            arrive(place, data_dir, quiet)


def test_what_fails_at_the_last_step_is_taken_back(place, data_dir, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arriving, "_ask_for_the_index", full)
    with pytest.raises(CannotImportError, match="写不进磁盘"):
        arrive(place, data_dir, quiet)
    assert (User.objects.count(), files(data_dir)) == (0, [])
    monkeypatch.undo()
    keep(data_dir, b"half of what a killed import")
    (data_dir / "files" / "arriving-killed").mkdir()
    assert arrive(place, data_dir, quiet).originals == 1
    assert (data_dir / original_name(SHA256)).read_bytes() == ORIGINAL
    assert not (data_dir / "files" / "arriving-killed").exists()


def test_a_lost_and_a_rotten_original_are_named(place, data_dir, tmp_path):
    arrive(place, data_dir, quiet)
    (data_dir / original_name(SHA256)).unlink()
    lost = leaving.leave(data_dir, tmp_path / "lost.zip", MADE, quiet)
    assert (lost.missing, lost.damaged) == ((SHA256,), ())
    keep(data_dir, b"rotten")
    rotten = leaving.leave(data_dir, tmp_path / "rotten.zip", MADE, quiet)
    assert (rotten.missing, rotten.damaged) == ((), (SHA256,))
    for model in (Report, SourceFile, User, Word, IndexChange):
        model.objects.all().delete()
    assert arrive(tmp_path / "lost.zip", tmp_path / "one", quiet).missing == 1
    for model in (Report, SourceFile, User, Word, IndexChange):
        model.objects.all().delete()
    assert arrive(tmp_path / "rotten.zip", tmp_path / "two", quiet).originals == 1


def test_wrong_usage(tmp_path, monkeypatch):
    (tmp_path / "there").touch()
    for command in (("import_all", tmp_path / "none"), ("export_all", tmp_path / "there")):
        with pytest.raises(CommandError) as refused:
            call_command(*map(str, command))
        assert refused.value.returncode == 2


def test_an_old_house_is_not_upgraded_by_mistake(place):
    MigrationRecorder.Migration.objects.filter(app="search").order_by("-pk").first().delete()
    with pytest.raises(CommandError, match="还是旧版本"):
        call_command("import_all", str(place))
    with pytest.raises(CommandError, match="还没有升级"):
        call_command("export_all", str(place.with_name("new.zip")))
    assert not place.with_name("new.zip").exists()


def test_another_kind_of_database(tmp_path, monkeypatch):
    monkeypatch.setattr(connections["default"], "vendor", "mysql")
    with pytest.raises(CommandError, match="mysql") as refused:
        call_command("export_all", str(tmp_path / "new"))
    assert refused.value.returncode == 2
