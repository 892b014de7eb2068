"""A prepared query gives what Django's own would, for any number of ids."""

from __future__ import annotations

import pytest

from reports.models import District
from reports.selectors.prepared import Prepared

pytestmark = pytest.mark.django_db
by_id = Prepared(lambda ids: District.objects.exclude(name="乙").filter(pk__in=ids).order_by("pk").values_list("name"))


@pytest.fixture
def three():
    return [District.objects.create(code=f"99990{n}", name=name, level="county").pk for n, name in enumerate("甲乙丙")]


def test_the_ids_change_and_the_rest_stays(three):
    assert by_id.rows(three) == [("甲",), ("丙",)]
    assert by_id.rows(three[2:]) == [("丙",)]
    assert by_id.rows([three[0], 10**9]) == [("甲",)]


def test_a_query_whose_ids_are_not_its_last_values_is_refused(three):
    first = Prepared(lambda ids: District.objects.filter(pk__in=ids).filter(name="甲").values_list("name"))
    with pytest.raises(ValueError, match="last values"):
        first.rows(three)
