"""What the table of tests/portal/rights cannot say in a line."""

from __future__ import annotations

import pytest

from reports.models import Report
from tests.portal.review.visits import everything, fields, send
from tests.reports.brought import bring_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir", "open_reading")]


def test_an_editor_changes_drafts_but_not_what_readers_see(enter):
    report = bring_report(publish=True)
    before = everything()
    assert send(enter("编辑"), report, "fields", **fields(title="改题名")).status_code == 403
    assert everything() == before
    assert send(enter("审核员"), report, "fields", **fields(title="改题名")).status_code == 200
    assert Report.objects.get().title == "改题名"
