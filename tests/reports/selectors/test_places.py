"""Which city a page speaks of."""

from __future__ import annotations

import pytest

from reports.models import District
from reports.selectors.places import city_chosen

PROVINCE = District(pk=1, code="510000", name="四川省", level="province")
CITY = District(pk=2, code="510500", name="泸州市", level="prefecture", parent=PROVINCE)
OTHER = District(pk=3, code="510700", name="绵阳市", level="prefecture", parent=PROVINCE)
COUNTY = District(pk=4, code="510521", name="泸县", level="county", parent=CITY)


@pytest.mark.parametrize(
    ("held", "asked", "chosen"),
    [
        ([OTHER, CITY], COUNTY, CITY),
        ([OTHER, CITY], CITY, CITY),
        ([OTHER, CITY], None, OTHER),
        ([OTHER], COUNTY, OTHER),
        ([OTHER], PROVINCE, OTHER),
        ([PROVINCE, OTHER], PROVINCE, PROVINCE),
        ([], COUNTY, None),
        ([], None, None),
    ],
)
def test_the_city_asked_for_where_it_is_held_else_the_first(held, asked, chosen):
    assert city_chosen(held, asked) == chosen
