"""What stands beside hits is read by the sections asked for, not by going through every number there is."""

from __future__ import annotations

import pytest
from django.db import connection

from reports.models import Metric, SourceFile

pytestmark = pytest.mark.django_db


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a plan of SQLite")
def test_the_numbers_of_sections_are_found_by_their_sections():
    plan = Metric.objects.shown().filter(section_id__in=range(20)).explain()
    assert "section_id=?" in plan


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a plan of SQLite")
def test_whether_there_are_samples_is_not_asked_of_every_file():
    assert "source_samples" in SourceFile.objects.filter(is_sample=True).explain()


def test_both_indexes_exist_on_every_database():
    with connection.cursor() as cursor:
        numbers = connection.introspection.get_constraints(cursor, Metric._meta.db_table)
        files = connection.introspection.get_constraints(cursor, SourceFile._meta.db_table)
    assert "metric_duplicates" in numbers
    assert "source_samples" in files
