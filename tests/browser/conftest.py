"""Chromium against a live server. Without a Chromium these tests skip in one loud line, or fail where they must run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group

from tests.search.index_folder import index_in

# Playwright's sync interface runs an event loop in this thread; the tests' own queries are sequential all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import Error, sync_playwright

    installed = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=installed, args=list(QUIET))
        except Error as error:
            _without_browser(str(error).splitlines()[0])
        yield browser
        browser.close()


def _without_browser(reason: str) -> None:
    message = f"NO BROWSER TESTS: no Chromium could be started ({reason}). Install one, or set CHROMIUM to its path."
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


@dataclass
class Visit:
    """A page with what went wrong on it: console errors, and requests that left the host."""

    page: Any
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str):
        return self.page.goto(self.base + address)

    def watch(self) -> None:
        host = urlsplit(self.base).netloc
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", lambda request: self._left(request.url, host))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(f"console: {text}")

    def _left(self, url: str, host: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
            self.complaints.append(f"left the host: {url}")

    def sideways(self) -> int:
        """Pixels by which the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture
def visit(chromium, live_server, settings) -> Iterator[Callable[..., Visit]]:
    """Opens a page of a given size; at the end no page may have complained."""
    settings.OPEN_READING = True
    visits: list[Visit] = []

    def open_page(size=None, **options) -> Visit:
        context = chromium.new_context(viewport=size or DESKTOP, locale="zh-CN", **options)
        context.set_default_timeout(10_000)
        made = Visit(context.new_page(), live_server.url)
        made.watch()
        visits.append(made)
        return made

    yield open_page
    for each in visits:
        each.page.context.close()
    complaints = [complaint for each in visits for complaint in each.complaints]
    assert complaints == []


@pytest.fixture
def log_in(django_user_model):
    def enter(visit: Visit, role: str, name: str = "王老师") -> None:
        user = django_user_model.objects.create_user(name, password="long-password-1", is_staff=role == "管理员")
        user.groups.add(Group.objects.get(name=role))
        visit.go("/login/")
        visit.page.fill("#id_username", name)
        visit.page.fill("#id_password", "long-password-1")
        visit.page.click("main button[type=submit]")
        visit.page.wait_for_url(visit.base + "/")

    return enter


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[None]:
    with index_in(tmp_path / "index"):
        yield
