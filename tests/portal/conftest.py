"""What page tests share: an open portal, people with roles, a city with reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.portal import rows
from tests.portal.rows import Number, Part
from tests.search.index_folder import index_in


@pytest.fixture
def reader(settings, db):
    """A visitor without an account where reading is open."""
    settings.OPEN_READING = True
    return Client()


@pytest.fixture
def person(db, django_user_model):
    """Logs somebody with a role in."""

    def log_in(role: str) -> Client:
        user = django_user_model.objects.create_user(f"{role}一", password="x")
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def city(db):
    """云江市 with three districts; the first has reports of 2011, 2012 and 2014, the second of 2012."""
    whole, counties = rows.city(3)
    rate = rows.indicator("九年义务教育巩固率")
    for year, value in ((2011, "90.1"), (2012, "91.0"), (2014, "93.7")):
        part = Part(
            "巩固义务教育成果", f"控辍保学，九年义务教育巩固率达到{value}%。", [Number(f"{value}%", rate, value, "%")]
        )
        rows.report(f"江川区{year}年义务教育工作总结", counties[0], year, [part])
    rows.report("临泉区2012年义务教育工作总结", counties[1], 2012, [Part("关爱留守儿童", "为留守儿童建立档案。")])
    return whole, counties


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[None]:
    with index_in(tmp_path / "index"):
        yield
