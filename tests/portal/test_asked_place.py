"""A page that shows another city than the one asked for says so."""

from __future__ import annotations

import pytest

from tests.portal import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
PAGES = ("/coverage/", "/followup/", "/checks/", "/indicators/九年义务教育巩固率/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("没有这个县", "没有找到区县“没有这个县”，或同名的不止一个。下面是云江市。"),
        ("990602", "库里还没有远山县的已发布报告。下面是云江市。"),
        ("<b>", "没有找到区县“&lt;b&gt;”"),
    ],
)
def test_what_is_not_there_is_said(reader, page, asked, said):
    rows.district("990602", "远山县", rows.district("990600", "远山市", level="prefecture"))
    assert said in reader.get(page, {"district": asked}).content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("asked", ["", "990500", "990502", "江川区", "云江市"])
def test_what_is_there_needs_no_word(reader, page, asked):
    text = reader.get(page, {"district": asked}).content.decode()
    assert "没有找到区县" not in text
    assert "下面是云江市" not in text
