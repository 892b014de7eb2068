"""The child that reads a file: quick, confined, and never a traceback for the one who asks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reports.extraction import Limits, RefusedFile, extract, extract_isolated, isolation, server
from reports.extraction.task import pack, unpack
from tests.reports.extraction.word_files import cell as table_cell
from tests.reports.extraction.word_files import para, table, write_docx

ROOT = Path(__file__).parents[3]


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    return write_docx(
        tmp_path / "a.docx",
        para("全市") + table(table_cell("甲") + table_cell("1"), table_cell("乙") + table_cell("2")),
    )


def in_child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def code_of(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(RefusedFile) as refused:
        extract_isolated(path, limits)
    assert refused.value.message.endswith("。")
    return refused.value.code


def test_the_child_reads_what_this_process_would(word_file: Path) -> None:
    assert extract_isolated(word_file) == extract(word_file)
    assert unpack(pack(extract(word_file))) == extract(word_file)


def test_the_given_name_stands_for_a_temporary_one(tmp_path: Path) -> None:
    (tmp_path / "upload").write_text("指标,值\n在校生,12", "utf-8")
    assert extract_isolated(tmp_path / "upload", filename="表.csv").format == "csv"
    assert extract_isolated(tmp_path / "upload").format == "txt"


def test_a_small_file_costs_milliseconds(word_file: Path) -> None:
    extract_isolated(word_file)
    begun = time.monotonic()
    for _ in range(5):
        extract_isolated(word_file)
    assert (time.monotonic() - begun) / 5 < 0.5  # 0.03 measured; a busy machine gets room


def test_many_threads_share_the_server(word_file: Path) -> None:
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(extract_isolated(word_file).text)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [extract(word_file).text] * 12


def test_refusals_come_through(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").touch()
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x00")
    (tmp_path / "big.txt").write_bytes(b"0" * 2000)
    os.mkfifo(tmp_path / "pipe.txt")
    assert code_of(tmp_path / "empty.docx") == "empty"
    assert code_of(tmp_path / "a.rar") == "unsupported"
    assert code_of(tmp_path / "big.txt", Limits(file_bytes=1000)) == "too_large"
    assert code_of(tmp_path / "pipe.txt") == "unsupported"


def test_time_memory_and_answer_have_limits(tmp_path: Path, word_file: Path) -> None:
    (tmp_path / "long.txt").write_text("全市教育工作总结。" * 200_000, "utf-8")
    assert code_of(tmp_path / "long.txt", Limits(wall_seconds=0.001)) == "timeout"
    assert code_of(tmp_path / "long.txt", Limits(memory_bytes=260 * 1024 * 1024)) == "too_complex"
    assert code_of(tmp_path / "long.txt", Limits(answer_bytes=1000)) == "too_complex"
    assert extract_isolated(word_file).format == "docx"


def test_processor_time_has_a_limit(tmp_path: Path) -> None:
    rows = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(200_000))
    path = write_docx(tmp_path / "a.docx", rows)
    assert code_of(path, Limits(cpu_seconds=1)) == "timeout"


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (signal.SIGSEGV, "corrupt"),
        (signal.SIGKILL, "too_complex"),
        (signal.SIGABRT, "too_complex"),
        (signal.SIGXCPU, "timeout"),
    ],
)
def test_a_reader_that_dies_is_the_files_refusal(ending: int, code: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        isolation.read_answer(b"", server.Ending(-ending, timed_out=False))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "answer", [b"", b"{", b"[]", b'{"extracted": {}}', b'{"extracted": 3}', b'{"refused": null}', b"\xff"]
)
def test_an_answer_that_is_none(answer: bytes) -> None:
    with pytest.raises(RefusedFile) as refused:
        isolation.read_answer(answer, server.Ending(0, timed_out=False))
    assert refused.value.code == "too_complex"


def test_a_lost_server_is_started_anew(word_file: Path) -> None:
    extract_isolated(word_file)
    assert server._server is not None
    server._server.process.kill()
    server._server.process.wait()
    assert extract_isolated(word_file).text == extract(word_file).text


def test_a_forked_process_has_a_server_of_its_own(word_file: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from reports.extraction import extract_isolated, server
path = Path(sys.argv[1])
extract_isolated(path)
mine = server._server.process.pid
child = os.fork()
if child == 0:
    assert server._server is None
    extract_isolated(path)
    assert server._server.process.pid != mine
    sys.exit(0)
assert os.waitpid(child, 0)[1] == 0
assert extract_isolated(path).text
assert server._server.process.pid == mine
print(mine)
"""
    done = in_child(code, str(word_file))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert not _runs(int(done.stdout))


def test_the_server_ends_with_a_killed_process(word_file: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from reports.extraction import extract_isolated, server
extract_isolated(Path(sys.argv[1]))
print(server._server.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    server = int(in_child(code, str(word_file)).stdout)
    deadline = time.monotonic() + 5
    while _runs(server) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(server)


def test_readers_have_no_network_and_no_secrets() -> None:
    code = """
import socket
from reports.extraction.confinement import give_up_network_and_rights
print(give_up_network_and_rights())
try:
    with socket.socket() as reached:
        reached.settimeout(2)
        reached.connect(("127.0.0.1", int(__import__("sys").argv[1])))
    print("reached")
except OSError:
    print("none")
print([line for line in open("/proc/self/status") if line.startswith("NoNewPrivs")][0].split()[1])
"""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        measure, outcome, no_new_rights = in_child(code, str(listening.getsockname()[1])).stdout.split("\n")[:3]
    assert measure in {"namespace", "user namespace", "seccomp"}
    assert (outcome, no_new_rights) == ("none", "1")


def test_the_filter_on_sockets_works_where_namespaces_are_refused() -> None:
    code = """
import ctypes, socket
from reports.extraction import confinement
libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(confinement.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
assert confinement._forbid_sockets(libc)
socket.socketpair()
for family in (socket.AF_INET, socket.AF_INET6):
    try:
        socket.socket(family)
    except PermissionError:
        print("refused")
"""
    done = in_child(code)
    if "AssertionError" in done.stderr:
        pytest.skip("this kernel or machine takes no socket filter")
    assert done.stdout.split() == ["refused", "refused"], done.stderr


def test_the_environment_keeps_secrets_from_readers(word_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENLAN_TEST_SECRET", "geheim")
    server.stop_server()
    extract_isolated(word_file)
    assert server._server is not None
    environment = Path(f"/proc/{server._server.process.pid}/environ").read_bytes()
    assert b"geheim" not in environment


def test_an_abandoned_file_is_stopped(tmp_path: Path) -> None:
    """Whoever asked and went away (an interrupt) leaves no child computing."""
    rows = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(200_000))
    path = write_docx(tmp_path / "a.docx", rows)
    limits = Limits(wall_seconds=20)
    extract_isolated(write_docx(tmp_path / "b.docx", para("全市")))
    assert server._server is not None
    pid = server._server.process.pid
    assert code_of(path, replace(limits, wall_seconds=0.3)) == "timeout"
    assert _children(pid) == []


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
