"""People of each role, and a report that waits for review."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from tests.reports.brought import bring_report


@pytest.fixture
def open_reading(settings):
    settings.OPEN_READING = True


@pytest.fixture
def report():
    return bring_report()


@pytest.fixture
def enter(client, django_user_model):
    def as_(role):
        if role == "visitor":
            return client
        user, made = django_user_model.objects.get_or_create(username=role)
        if made:
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return as_


@pytest.fixture
def reviewer(enter):
    return enter("审核员")
