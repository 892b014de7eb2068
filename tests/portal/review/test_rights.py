from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from reports.models import IngestRun, Report
from tests.portal.review.visits import ROLES, everything, fields, part, row, send
from tests.reports.brought import bring_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir", "open_reading")]


# address, method, form, roles that may; {report} and {number} are filled in.
RIGHTS: tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...] = (
    ("/review/", "get", {}, ROLES[2:]),
    ("/review/{report}/", "get", {}, ROLES[2:]),
    ("/review/{report}/versions/", "get", {}, ROLES[2:]),
    ("/review/{report}/fields/", "post", {"title": "另一个题名"}, ROLES[2:]),
    ("/review/{report}/section/", "post", {"do": "merge", "section": "{section}"}, ROLES[2:]),
    ("/review/{report}/order/", "post", {"do": "accepted"}, ROLES[2:]),
    ("/review/{report}/mask/", "post", {}, ROLES[2:]),
    ("/review/{report}/undo/", "post", {}, ROLES[2:]),
    ("/review/{report}/submit/", "post", {}, ROLES[2:]),
    ("/review/{report}/number/", "post", {"do": "confirmed:{number}"}, ROLES[3:]),
    ("/review/{report}/publish/", "post", {}, ROLES[3:]),
    ("/review/{report}/return/", "post", {"reason": "缺附表"}, ROLES[3:]),
    ("/review/{report}/withdraw/", "post", {"reason": "有误"}, ROLES[3:]),
    ("/review/{report}/rollback/", "post", {"reason": "有误"}, ROLES[3:]),
    ("/review/publish/", "post", {"report": "{report}"}, ROLES[3:]),
    ("/upload/", "get", {}, ROLES[2:]),
    ("/upload/", "post", {"text": "另一份总结"}, ROLES[2:]),
    ("/upload/{run}/", "post", {"do": "cancel"}, ROLES[2:]),
    ("/upload/{run}/difference/", "get", {}, ROLES[2:]),
)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("address", "method", "form", "may"), RIGHTS, ids=[f"{r[1]} {r[0]}" for r in RIGHTS])
def test_rights(report, enter, role, address, method, form, may):
    client = enter(role)
    run = IngestRun.objects.create(file_name="总结.txt", started_by=User.objects.filter(username=role).first())
    names = {"report": report.pk, "number": row("94名").pk, "section": part("规范招生行为").pk, "run": run.pk}
    before = everything()
    filled = {key: value.format(**names) for key, value in form.items()}
    answer = getattr(client, method)(address.format(**names), filled)
    if role in may:
        assert answer.status_code in ((404,) if "difference" in address else (200, 302))
        assert "/login/" not in answer.headers.get("Location", "")
        return
    assert answer.status_code == 403 or answer.headers["Location"].startswith("/login/")
    assert everything() == before


@pytest.mark.parametrize("address", [row[0] for row in RIGHTS if row[1] == "post" and row[0] != "/upload/"])
def test_nothing_is_done_by_a_link(report, reviewer, address):
    before = everything()
    names = {"report": report.pk, "number": 1, "section": 1, "run": 1}
    assert reviewer.get(address.format(**names)).status_code == 405
    assert everything() == before


def test_an_editor_changes_drafts_but_not_what_readers_see(enter):
    report = bring_report(publish=True)
    before = everything()
    assert send(enter("编辑"), report, "fields", **fields(title="改题名")).status_code == 403
    assert everything() == before
    assert send(enter("审核员"), report, "fields", **fields(title="改题名")).status_code == 200
    assert Report.objects.get().title == "改题名"
