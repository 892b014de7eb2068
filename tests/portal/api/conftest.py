"""A portal with drafts, withdrawn and masked reports, and its index, made once a module; asked by anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from reports import cross_checking, following
from reports.models import District
from reports.selectors import places
from search import outbox
from tests.portal.hostile import city as hostile_city
from tests.portal.moving.world import hide_a_number
from tests.portal.rights import world
from tests.search.index_folder import index_in


@pytest.fixture(scope="module")
def portal(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The data folder, and the names of what it holds as ``tests.portal.rights.world`` gives them."""
    folder: Path = tmp_path_factory.mktemp("api")
    before = configured.DATA_DIR
    with django_db_blocker.unblock(), transaction.atomic(), index_in(folder / "index"):
        configured.DATA_DIR = folder
        yield folder, build()
        configured.DATA_DIR = before
        transaction.set_rollback(True)


def build() -> dict[str, Any]:
    accounts = world.people()
    names = world.names(accounts)
    names["masked"] = hide_a_number(accounts["审核员"]).pk
    hostile_city()
    cross_checking.check_city(places.city_of(District.objects.select_related("parent").get(code="510521")))
    following.bring_up_to_date()
    outbox.rebuild()
    return names


@pytest.fixture(autouse=True)
def own_index() -> None:
    """In place of the index of each test: the portal's is not changed by being asked."""


@pytest.fixture
def known(portal, db, settings) -> dict[str, Any]:
    settings.OPEN_READING = True
    return dict(portal[1])


@pytest.fixture
def visitor(known):
    return Client()


@pytest.fixture
def editor(known):
    client = Client()
    client.force_login(User.objects.get(username="编辑"))
    return client
