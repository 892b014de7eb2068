"""The index follows the database: coalesced, after a kill, in a rebuild, with new words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from unittest import mock

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from haystack import connections

from reports.models import IndexChange, Report
from search import outbox
from search.checking import compare
from search.engines.whoosh.writer import IndexBusyError, writing
from search.models import Word
from search.searching import SearchRequest, search_sections
from tests.search.factories import make_report, make_section

pytestmark = pytest.mark.django_db


def total(query: str = "") -> int:
    return search_sections(SearchRequest(query=query), AnonymousUser()).total


def change(report: Report) -> None:
    IndexChange.objects.create(report_id=report.pk)


def publish(text: str) -> Report:
    report = make_report()
    make_section(report, text)
    change(report)
    return report


def commits():
    return mock.patch("search.engines.whoosh.writer._commit", wraps=__import__(
        "search.engines.whoosh.writer", fromlist=["_commit"])._commit)  # fmt: skip


def test_many_changes_are_one_commit():
    publish("第一份")
    outbox.drain()
    for number in range(30):
        publish(f"校安工程第{number}期")
    with commits() as commit:
        assert outbox.drain() == 30
    assert commit.call_count == 1
    assert total("校安工程") == 30
    assert outbox.drain() == 0


def test_a_crash_before_the_rows_are_deleted_loses_nothing():
    publish("控辍保学")
    with (
        mock.patch.object(IndexChange.objects, "filter", side_effect=RuntimeError("killed")),
        pytest.raises(RuntimeError),
    ):
        outbox.drain()
    assert outbox.pending() == 1
    outbox.drain()
    assert (outbox.pending(), total("控辍保学")) == (0, 1)


def test_a_crash_in_mid_commit_keeps_the_old_index():
    publish("控辍保学")
    outbox.drain()
    publish("校安工程")
    with (
        mock.patch("whoosh.index.TOC.write", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="disk full"),
    ):
        outbox.drain()
    assert (total("控辍保学"), total("校安工程")) == (1, 0)
    outbox.drain()
    assert total("校安工程") == 1
    folder = connections["default"].get_backend().state.folder()
    segments = {path.stem for path in folder.glob("MAIN_*")}
    assert len(segments) == len(connections["default"].get_backend().snapshot().segments)


def test_a_changed_report_is_replaced_and_a_withdrawn_one_leaves():
    report = publish("旧文字")
    outbox.drain()
    report.sections.update(text="新文字")
    change(report)
    outbox.drain()
    assert (total("“旧文字”"), total("“新文字”")) == (0, 1)
    Report.objects.filter(pk=report.pk).update(state=Report.State.WITHDRAWN)
    change(report)
    outbox.drain()
    assert total() == 0


def test_archived_sections_leave():
    report = publish("留下的")
    gone = make_section(report, "归档的")
    outbox.drain()
    gone.archived = True
    gone.save()
    change(report)
    outbox.drain()
    assert total() == 1


def test_a_new_word_makes_the_index_be_built_anew():
    publish("推广云江模式经验")
    outbox.drain()
    before = connections["default"].get_backend().state.folder()
    Word.objects.create(word="云江模式")
    assert outbox.drain() == 0
    backend = connections["default"].get_backend()
    assert backend.state.folder() != before
    assert backend.snapshot().schema["text"].analyzer.words == ("云江模式",)
    assert total("云江模式") == 1
    assert outbox.progress() is None


def test_a_rebuild_never_shows_an_empty_index():
    for number in range(20):
        publish(f"校安工程{number}")
    outbox.drain()
    seen: list[int] = []
    prepared = outbox.prepare

    def watched(backend, sections):
        for document in prepared(backend, sections):
            seen.append(total("校安工程"))
            yield document

    with mock.patch("search.outbox.prepare", watched):
        assert outbox.rebuild() == 20
    assert seen == [20] * 20
    assert total("校安工程") == 20


def test_a_failed_rebuild_leaves_the_old_index_and_no_files():
    publish("校安工程")
    outbox.drain()
    state = connections["default"].get_backend().state
    with (
        mock.patch("search.engines.whoosh.writer._commit", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="disk full"),
    ):
        outbox.rebuild()
    assert [path for path in state.root.iterdir() if path.is_dir()] == [state.folder()]
    assert total("校安工程") == 1


def test_only_one_process_writes(own_index: Path):
    own_index.mkdir(parents=True)
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(own_index):
            held.set()
            release.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(IndexBusyError, match="另一个进程"), writing(own_index, seconds=0.2):
        pass
    release.set()
    thread.join()
    with writing(own_index, seconds=1):
        pass


def test_a_killed_writer_frees_the_lock(own_index: Path):
    own_index.mkdir(parents=True)
    code = (
        "import sys, time; from pathlib import Path; from search.engines.whoosh.writer import writing\n"
        f"with writing(Path({str(own_index)!r})):\n print('held', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=os.environ, cwd=Path.cwd())
    assert child.stdout.readline() == b"held\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    begun = time.monotonic()
    with writing(own_index, seconds=5):
        assert time.monotonic() - begun < 2


def test_check_index_finds_and_repairs(capsys):
    kept, lost = publish("留下"), publish("丢失")
    outbox.drain()
    call_command("check_index")
    assert "一致" in capsys.readouterr().out
    connections["default"].get_backend().remove(lost.sections.get())
    kept.sections.update(text="悄悄改了")
    difference = compare()
    assert difference.missing == (lost.sections.get().pk,)
    assert difference.changed == (kept.sections.get().pk,)
    with pytest.raises(SystemExit) as stop:
        call_command("check_index")
    assert stop.value.code == 1
    call_command("check_index", "--repair")
    assert not compare()


def test_check_index_repairs_a_broken_index(own_index: Path):
    publish("校安工程")
    outbox.drain()
    state = connections["default"].get_backend().state
    for path in state.folder().glob("MAIN_*"):
        path.write_bytes(b"broken")
    with_new_eyes = type(state)(state.root)
    with mock.patch("search.engines.whoosh.backend.index_state", return_value=with_new_eyes):
        assert compare().broken
        call_command("check_index", "--repair")
        assert not compare()


def test_the_search_command(capsys):
    publish("关爱留守儿童")
    outbox.drain()
    call_command("search", "留守儿童")
    assert "【留守儿童】" in capsys.readouterr().out
    call_command("search", "留守儿童", "--json", "--year", "2011", "--sort", "newest")
    assert '"total": 1' in capsys.readouterr().out
    with pytest.raises(CommandError, match="没有名为"):
        call_command("search", "x", "--district", "不存在县")
    with pytest.raises(CommandError):
        call_command("search", "x", "--limit", "0")
