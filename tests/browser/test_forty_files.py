"""Forty files by mail: uploaded in one go, the worker killed half-way, reviewed, published, found."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks.running_portal import HOME, PASSWORD, running

TEXTS = (".txt", ".docx", ".html", ".pdf")
GOOD = 34
PATIENCE = 420


@pytest.fixture(autouse=True)
def own_index():
    """The portal of this test keeps its own index."""
    return


@pytest.fixture
def forty(tmp_path: Path) -> list[Path]:
    """34 samples, a newer version of one of them, three copies, two broken files."""
    folder = tmp_path / "四十份"
    folder.mkdir()
    found = sorted(path for path in (HOME / "samples" / "reports").rglob("*") if path.suffix in TEXTS)[:GOOD]
    files = [Path(shutil.copy(path, folder / path.name)) for path in found]
    assert len(files) == GOOD
    files += [Path(shutil.copy(path, folder / f"副本-{path.name}")) for path in files[3:6]]
    old = max((path for path in files[:GOOD] if path.suffix == ".txt"), key=lambda path: path.stat().st_size)
    newer = folder / f"修订-{old.name}"
    text = old.read_text(encoding="utf-8-sig")
    newer.write_text(re.sub(r"(\d)所", r"\g<1>1所", text, count=1), encoding="utf-8")
    broken, empty = folder / "坏文件.docx", folder / "空文件.pdf"
    broken.write_bytes(b"PK\x03\x04 no archive at all")
    empty.write_bytes(b"")
    return [*files, newer, broken, empty]


def by_state(portal) -> dict[str, int]:
    return dict(portal.rows("SELECT state, COUNT(*) FROM reports_ingestrun GROUP BY state"))


def wait_until(condition, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.3)


@pytest.mark.slow
def test_forty_files_are_uploaded_reviewed_and_found(chromium, forty, tmp_path):
    with running(tmp_path / "data") as portal:
        page = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(30_000)
        began = time.monotonic()
        log_in(page, portal)
        upload(page, portal, forty)
        kill_the_worker(portal)
        page.reload()
        expect(page.locator(".wl-tally b").first).to_have_text("40")
        wait_until(lambda: not (by_state(portal).keys() & {"queued", "running"}), PATIENCE)
        choose(page, portal)
        wait_until(lambda: not (by_state(portal).keys() & {"queued", "running", "asking"}), PATIENCE)
        # The version that another one took the place of, before anybody published it, is in the table no more.
        assert by_state(portal) == {"done": 34, "removed": 1, "refused": 2, "duplicate": 3}
        taken_in = time.monotonic() - began
        nothing_double(portal)
        review(page, portal)
        print(f"\nforty files: taken in after {taken_in:.0f} s, all published after {time.monotonic() - began:.0f} s")
        found(page, portal)


def log_in(page, portal) -> None:
    page.goto(f"{portal.base}/login/")
    page.fill("#id_username", "王审核")
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{portal.base}/")


def upload(page, portal, files) -> None:
    page.goto(f"{portal.base}/upload/")
    page.set_input_files("input[type=file] >> nth=0", files)
    page.wait_for_url(re.compile("batch="), timeout=120_000)
    expect(page.locator(".wl-tally b").first).to_have_text("40")
    assert portal.rows("SELECT COUNT(*), COUNT(DISTINCT batch) FROM reports_ingestrun") == [(40, 1)]


def kill_the_worker(portal) -> None:
    wait_until(lambda: by_state(portal).get("done", 0) >= 4, PATIENCE)
    wait_until(lambda: by_state(portal).get("running", 0) > 0 and portal.worker(), 60)
    killed = portal.worker()
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: portal.worker() not in (0, killed), 30)


def choose(page, portal) -> None:
    """Whatever asks is taken for a new version of the file whose name it bears, else kept beside it."""
    for _number in range(8):
        page.goto(f"{portal.base}/upload/")
        asking = page.locator("tr", has=page.locator("button[value=replace]")).first
        if not asking.count():
            return
        name, said = asking.locator(".name").inner_text(), asking.inner_text()
        assert "疑为新版" in said
        answer = "replace" if name.startswith("修订-") or only_the_newer_is_there(portal) else "keep"
        asking.locator(f"button[value={answer}]").click()
        wait_until(lambda: not (by_state(portal).keys() & {"queued", "running"}), PATIENCE)


def only_the_newer_is_there(portal) -> bool:
    rows = portal.rows(
        "SELECT known.name FROM reports_ingestrun run JOIN reports_sourcefile known ON run.resembles_id = known.id "
        "WHERE run.state = 'asking'"
    )
    return any(str(name).startswith("修订-") for (name,) in rows)


def nothing_double(portal) -> None:
    assert portal.rows("SELECT COUNT(*), COUNT(DISTINCT sha256) FROM reports_sourcefile") == [(35, 35)]
    assert portal.rows("SELECT source_id, COUNT(*) FROM reports_parse GROUP BY source_id HAVING COUNT(*) > 1") == []
    files = [path for path in (portal.data / "files").rglob("*") if path.is_file()]
    assert len(files) == 35
    assert portal.rows("SELECT COUNT(*) FROM reports_sourcefile WHERE replaces_id IS NOT NULL") == [(1,)]


def review(page, portal) -> None:
    """Those without warnings together, the others one by one with a key."""
    page.goto(f"{portal.base}/review/")
    together = page.locator("button", has_text="发布没有提示的")
    if together.count():
        together.click()
    page.goto(f"{portal.base}/review/")
    rest = page.locator("tbody tr th a")
    if rest.count():
        rest.first.click()
        page.wait_for_url(re.compile(r"/review/\d+/$"))
    while re.search(r"/review/\d+/$", page.url):
        now = page.url
        page.keyboard.press("p")
        page.wait_for_url(lambda url, now=now: url != now)
    assert portal.rows("SELECT COUNT(*) FROM reports_report WHERE state = 'draft'") == [(0,)]
    sources = "SELECT COUNT(DISTINCT source_id) FROM reports_report WHERE published_at IS NOT NULL"
    assert portal.rows(sources) == [(34,)]
    replaced = "SELECT COUNT(DISTINCT source_id) FROM reports_report WHERE state = 'archived' AND published_at IS NULL"
    assert portal.rows(replaced) == [(1,)]


def found(page, portal) -> None:
    """The index holds what was published, within seconds, and not what a new version replaced."""
    wait_until(lambda: portal.rows("SELECT COUNT(*) FROM reports_indexchange") == [(0,)], 60)
    page.goto(f"{portal.base}/search/?q=教育")
    expect(page.locator("#main .wl-bar h1")).to_contain_text("共")
    assert int(re.sub(r"\D", "", page.locator("#main .wl-bar h1").inner_text())) > 30
    (old,) = portal.rows("SELECT id FROM reports_report WHERE state = 'archived' LIMIT 1")[0]
    page.goto(f"{portal.base}/search/?q=教育&size=100")
    assert page.locator(f"#main a[href^='/reports/{old}/']").count() == 0
