"""What stands beside hits is read by the sections asked for, not by going through every number there is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection

from reports.models import Metric, SourceFile
from reports.selectors.hits import numbers_of
from tests.portal import rows
from tests.portal.rows import Number, Part

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


def test_numbers_come_with_the_same_digits_as_from_the_model():
    _whole, counties = rows.city(1)
    money = rows.indicator("投入", "元")
    numbers = [Number("1.83亿元", money, "1.83", "亿元"), Number("0.07%", money, "0.07", "%")]
    report = rows.report("某年总结", counties[0], 2012, [Part("经费", "投入1.83亿元，占0.07%。", numbers)])
    section = report.sections.get()
    found = numbers_of([section.pk])[section.pk]
    assert [(Decimal(str(each.value)), each.printed) for each in found] == [
        (metric.value, metric.printed) for metric in report.metrics.order_by("start")
    ]
    assert numbers_of([]) == {}
