"""Every address × every role × every method: who is let in, and that a refusal leaves the database as it was."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.portal.rights import world
from tests.portal.rights.table import NOBODY, PORTAL, RIGHTS, ROLES, VISITOR, Row

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOORS = ("/login/", "/admin/login/")
REFUSALS = (401, 403, 404, 405)
LOOKING, ACTING = ("get", "head"), ("post", "put", "patch", "delete")


@pytest.fixture
def accounts(data_dir, settings):
    settings.OPEN_READING = True
    return world.people()


@pytest.fixture
def names(accounts):
    """For each role what the braces of the table stand for: of their own things everybody has some."""
    known = world.names(accounts)
    own = {role: world.own(user, known) for role, user in accounts.items()}
    return {role: known | own.get(role, own["编辑"]) for role in ROLES}


def walk(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """The addresses of a resolver, as it spells them."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, prefix + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield prefix + str(each.pattern)


def test_every_address_has_its_row():
    there, told = set(walk(get_resolver().url_patterns)), {row.route for row in RIGHTS}
    assert there - told == set(), "addresses without a row in tests/portal/rights/table.py: say who may open them"
    assert told - there == set(), "rows for addresses that are gone"


def entered(role: str, accounts: dict[str, Any], **options: Any) -> Client:
    client = Client(**options)
    if role != "visitor":
        client.force_login(accounts[role])
        client.get("/password/")
    return client


def ask(client: Client, row: Row, method: str, known: dict[str, Any]) -> Any:
    form = {key: value.format(**known) for key, value in row.form.items()}
    data = form if method == "post" else None
    if method in ("put", "patch", "delete"):
        return getattr(client, method)(row.path.format(**known))
    return getattr(client, method)(row.path.format(**known), data)


def lets_in(row: Row, role: str, method: str) -> bool | None:
    """None: whatever the answer, it is no act."""
    lowest = row.get if method in LOOKING else row.post
    return None if lowest is None else ROLES.index(role) >= lowest


def is_refusal(answer: Any) -> bool:
    return answer.status_code in REFUSALS or answer.headers.get("Location", "").startswith(DOORS)


def is_the_door(answer: Any) -> bool:
    """People are led to the login, programs are told of it."""
    if answer.headers["Content-Type"].startswith("application/json"):
        return answer.status_code == 401
    return answer.status_code == 302 and answer["Location"].startswith(DOORS)


UNCOUNTED = itertools.count()


def changes() -> int:
    """How many rows SQLite changed so far; a new number each time where a database does not count them."""
    return connection.connection.total_changes if connection.vendor == "sqlite" else next(UNCOUNTED)


class Watch:
    """Notices when a request changes any table; all tables are compared whenever any row was written."""

    def __init__(self) -> None:
        self.before, self.count = world.everything(), changes()

    def changed(self) -> list[str]:
        """Tables changed since the beginning."""
        now = changes()
        if now == self.count:
            return []
        self.count = now
        return world.changed(self.before, world.everything())


@pytest.mark.parametrize("role", ROLES)
def test_who_is_refused_changes_nothing(names, accounts, role):
    client, watch, wrong = entered(role, accounts), Watch(), []
    for row in RIGHTS:
        for method in ("get", "head", "post"):
            if lets_in(row, role, method):
                continue
            answer = ask(client, row, method, names[role])
            if lets_in(row, role, method) is False and not is_refusal(answer):
                wrong.append(f"{role} {method} {row.path}: {answer.status_code} instead of a refusal")
            tables = set(watch.changed()) - set(row.writes)
            wrong += [f"{role} {method} {row.path} changed {table}" for table in tables]
    assert not wrong, "\n".join(wrong)
    allowed = {table for row in RIGHTS for table in row.writes}
    assert set(world.changed(watch.before, world.everything())) <= allowed


class UndoneError(Exception):
    """Takes back what a request did."""


@pytest.mark.parametrize("role", ROLES)
def test_who_may_is_let_in_and_looking_changes_nothing(names, accounts, role):
    client, wrong = entered(role, accounts), list[str]()
    before, cookies = world.everything(), SimpleCookie(client.cookies)
    for row in RIGHTS:
        for method in ("get", "head", "post"):
            if not lets_in(row, role, method):
                continue
            try:
                with transaction.atomic():
                    client.cookies = SimpleCookie(cookies)
                    wrong += let_in(client, row, method, names[role], before)
                    raise UndoneError
            except UndoneError:
                pass
    assert not wrong, "\n".join(wrong)


def let_in(client: Client, row: Row, method: str, known: dict[str, Any], before: dict[str, Any]) -> list[str]:
    count = changes()
    answer = ask(client, row, method, known)
    tables = [] if changes() == count else world.changed(before, world.everything())
    wrong = []
    if answer.status_code not in row.status or answer.headers.get("Location", "").startswith(DOORS):
        wrong.append(f"{method} {row.path}: {answer.status_code} {answer.headers.get('Location', '')}")
    if method in LOOKING and set(tables) - set(row.writes):
        wrong.append(f"{method} {row.path} changed {tables}")
    if method == "post" and row.acts and not tables:
        wrong.append(f"{method} {row.path} did nothing: the table's form tests nothing")
    return wrong


@pytest.mark.parametrize("role", ["visitor", "管理员"])
def test_other_methods_change_nothing(names, accounts, role):
    client, watch, wrong = entered(role, accounts), Watch(), []
    client.raise_request_exception = False
    for row in RIGHTS:
        for method in ("put", "patch", "delete", "options"):
            answer = ask(client, row, method, names[role])
            if answer.status_code >= 500 and answer.status_code != 503:
                wrong.append(f"{method} {row.path}: {answer.status_code}")
            tables = set(watch.changed()) - {"search_querylog", "reports_reviewdesk"}
            wrong += [f"{method} {row.path} changed {table}" for table in tables]
    assert not wrong, "\n".join(wrong)


def test_no_form_from_elsewhere_is_taken(names, accounts):
    """Without the page's token even an administrator's browser does nothing."""
    client, watch, wrong = entered("管理员", accounts, enforce_csrf_checks=True), Watch(), []
    for row in (row for row in RIGHTS if row.post not in (None, NOBODY)):
        answer = ask(client, row, "post", names["管理员"])
        if answer.status_code != 403:
            wrong.append(f"{row.path}: {answer.status_code}")
        wrong += [f"{row.path} changed {table}" for table in watch.changed()]
    assert not wrong, "\n".join(wrong)


def test_where_reading_is_closed_visitors_find_the_door(names, accounts, settings):
    settings.OPEN_READING = False
    client, watch, wrong = Client(), Watch(), []
    for row in (row for row in RIGHTS if not row.door):
        for method in ("get", "post"):
            answer = ask(client, row, method, names["visitor"])
            if not is_the_door(answer):
                wrong.append(f"{method} {row.path}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert watch.changed() == []
    assert [
        row.path for row in PORTAL if row.door and ask(client, row, "get", names["visitor"]).status_code == 302
    ] == []


def test_accounts_that_are_closed_are_visitors(names, accounts):
    user = accounts["管理员"]
    client = entered("管理员", accounts)
    user.is_active = False
    user.save()
    watch = Watch()
    inside = [row for row in RIGHTS if row.get not in (VISITOR, NOBODY)]
    assert [row.path for row in inside if not is_refusal(ask(client, row, "get", names["管理员"]))] == []
    assert watch.changed() == []
