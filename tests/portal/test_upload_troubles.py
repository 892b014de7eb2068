"""Disks that are full, files that vanish, names of every kind: from the upload to the download."""

from __future__ import annotations

import re
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports import originals, receiving
from reports.ingest import process
from reports.models import IngestRun, Report, SourceFile
from tests.portal.test_upload import TEXT, file, page_after

pytestmark = pytest.mark.django_db
NOT_WRITTEN = "文件没有写进磁盘，可能是空间不足。请联系管理员，稍后再传。"
OTHER = "临泉区2013年义务教育工作总结\n\n一、招生入学\n免试就近入学，小学招生1830人。\n"
LARGE = ("全区新建幼儿园3所。\n" * 12_000).encode()


@pytest.fixture
def small_files() -> Iterator[None]:
    """Every write beyond 100 kB fails, as on a full disk: the kernel's own limit."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB; only who may mount one can run these."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk; the limit on file sizes is tried beside it")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def states() -> dict[str, tuple[str, str]]:
    return {run.file_name: (run.state, run.message) for run in IngestRun.objects.all()}


def test_a_file_that_finds_no_room_is_named_and_the_others_go_on(person, data_dir, small_files):
    """The request's own temporary file is where a full disk shows first."""
    text = page_after(person("编辑"), files=[file("甲.txt"), file("大.txt", LARGE), file("乙.txt", OTHER)])
    assert {name: state for name, (state, _said) in states().items()} == {
        "甲.txt": "queued", "大.txt": "refused", "乙.txt": "queued"
    }  # fmt: skip
    assert NOT_WRITTEN in text
    for run in IngestRun.objects.filter(state="queued"):
        process(run)
    assert set(IngestRun.objects.values_list("state", flat=True)) == {"done", "refused"}
    assert len([path for path in (data_dir / "files").rglob("*") if path.is_file()]) == 2


def test_a_script_is_told_of_it_in_the_table(person, data_dir, small_files):
    answer = person("编辑").post("/upload/", {"files": file("大.txt", LARGE)}, headers={"Accept": "application/json"})
    assert answer.status_code == 201
    assert states() == {"大.txt": ("refused", NOT_WRITTEN)}


@pytest.mark.parametrize("where", ["data", "temporary"])
def test_a_full_disk(person, small_disk, settings, monkeypatch, tmp_path, where):
    monkeypatch.setattr(receiving, "RESERVE_BYTES", 0)
    settings.DATA_DIR = small_disk if where == "data" else tmp_path / "data"
    settings.FILE_UPLOAD_TEMP_DIR = str(small_disk) if where == "temporary" else None
    editor = person("编辑")
    page_after(editor, files=[file("大.txt", LARGE), file()])
    assert states()["大.txt"] == ("refused", NOT_WRITTEN)
    assert SourceFile.objects.count() == 1
    left = [path.name for path in small_disk.rglob("*") if path.is_file()]
    assert left == ([] if where == "temporary" else [SourceFile.objects.get().sha256])
    process(IngestRun.objects.get(state="queued"))
    assert Report.objects.count() == 1


def test_little_room_is_kept_for_the_database(person, small_disk, settings):
    settings.DATA_DIR = small_disk
    page_after(person("编辑"), files=file())
    (said,) = states().values()
    assert said == ("refused", "服务器磁盘空间不足，文件没有收下。请联系管理员清理后再传。")
    assert not SourceFile.objects.exists()


def test_an_original_that_vanishes_before_its_turn(person, data_dir):
    page_after(person("编辑"), files=file())
    run = IngestRun.objects.get()
    originals.discard(run.source.sha256)
    process(run)
    run.refresh_from_db()
    assert (run.state, run.message) == ("refused", "服务器上找不到这个文件的原件，没有入库。请重新上传。")
    assert not SourceFile.objects.exists()
    editor = person("审核员")
    page_after(editor, files=file())
    process(IngestRun.objects.get(state="queued"))
    assert Report.objects.count() == 1


def test_an_original_that_vanishes_later_takes_nothing_else_with_it(person, data_dir):
    reviewer = person("审核员")
    page_after(reviewer, files=file(), publish="1")
    process(IngestRun.objects.get())
    report = Report.objects.get()
    originals.discard(report.source.sha256)
    assert reviewer.get(f"/reports/{report.pk}/").status_code == 200
    assert reviewer.get(f"/review/{report.pk}/").status_code == 200
    assert reviewer.get(f"/reports/{report.pk}/original/").status_code == 404
    page_after(reviewer, files=file())
    assert reviewer.get(f"/reports/{report.pk}/original/").status_code == 200


NAMES = [
    ("总结\"甲\"'乙'.txt", "总结\"甲\"'乙'.txt"),
    ("../../etc/总结.txt", "总结.txt"),
    ("C:\\文件\\总结.txt", "总结.txt"),
    ("😀表情👨‍👩‍👧总结.txt", None),
    ("\u202etxt.总结\u202c.txt", "txt.总结.txt"),
    ("长" * 300 + ".txt", "长" * 251 + ".txt"),
    ("<script>alert(1)</script>.txt", "script>.txt"),
    ("a&amp;b;filename=x.txt", None),
    ("%22%2e%2e.txt", None),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_name_goes_from_upload_through_review_to_the_download(person, data_dir, name, shown):
    reviewer = person("审核员")
    content = (TEXT + name.translate({ord(mark): " " for mark in "\u202e\u202c"}) + "。\n").encode()
    sent = SimpleUploadedFile("x", content)
    sent._name = name  # type: ignore[attr-defined]
    page = page_after(reviewer, files=sent)
    run = IngestRun.objects.get()
    assert "<script>alert" not in page
    process(run)
    report = Report.objects.get()
    kept = report.source.name
    if shown is not None:
        assert kept == shown
    assert len(kept) <= 300
    assert not re.search(r"[\u202a-\u202e/\\]", kept)
    for address in ("/upload/", "/review/", f"/review/{report.pk}/", f"/review/{report.pk}/versions/"):
        text = reviewer.get(address).content.decode()
        assert "<script>alert" not in text
    assert reviewer.post(f"/review/{report.pk}/publish/").status_code == 302
    answer = reviewer.get(f"/reports/{report.pk}/original/")
    assert b"".join(answer.streaming_content) == content
    given = re.search(r"filename\*=utf-8''(.*)|filename=\"(.*)\"", answer["Content-Disposition"])
    assert given is not None
    assert (unquote(given[1]) if given[1] else given[2].replace('\\"', '"')) == kept
