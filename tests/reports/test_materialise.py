"""Rows are written once, and no more of them than has changed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.ingest import process
from reports.models import Metric
from reports.receiving import receive

DONE = "一、学前教育\n2011年全县新建幼儿园12所，投入资金900万元。\n"
TEXT = f"泸县2011年学前教育工作总结\n{DONE}二、主要成效\n2011年全县新建幼儿园12所，投入资金900万元。\n"


@pytest.mark.django_db
def test_what_was_made_just_now_gets_its_reference_only(data_dir: Path) -> None:
    """All columns again took a gigabyte and minutes for a report of many repeated numbers."""
    run = receive(io.BytesIO(TEXT.encode()), "泸县2011年学前教育工作总结.txt")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        process(run)
    assert Metric.objects.exclude(duplicate_of=None).count() == 2
    changes = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "reports_metric"')]
    assert len(changes) == 1
    assert '"duplicate_of_id"' in changes[0]
    assert '"sentence"' not in changes[0]
