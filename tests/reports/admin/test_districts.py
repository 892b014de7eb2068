"""Districts in the admin, as an administrator uses it: through its pages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from reports.districts import database_gazetteer
from reports.models import AuditEntry, District, DistrictName
from reports.parsing.types import Place
from tests.reports.rows import make_report

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/district/"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def form_of(row: District, **changes: str) -> dict[str, str]:
    """What the change page would post for a district whose name rows stay as they are."""
    fields = {
        "code": row.code, "name": row.name, "level": row.level, "parent": str(row.parent_id or ""),
        "order": str(row.order), "valid_from": str(row.valid_from or ""), "valid_to": str(row.valid_to or ""),
        "successor": str(row.successor_id or ""), "pinyin": row.pinyin, "initials": row.initials,
        "names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0",
    }  # fmt: skip
    return fields | changes


SEARCHES = [("江阳区", "510502"), ("jiangyang", "510502"), ("jyq", "510502"), ("510502", "510502"), ("江阳", "510502")]


@pytest.mark.parametrize(("typed", "code"), SEARCHES)
def test_found_by_name_pinyin_initials_and_code(staff: Client, typed: str, code: str) -> None:
    page = staff.get(LIST, {"q": typed})
    assert code in [row.code for row in page.context["cl"].result_list]


def test_found_by_a_name_it_once_had(staff: Client) -> None:
    page = staff.get(LIST, {"q": "北川县"})
    assert "510726" in [row.code for row in page.context["cl"].result_list]


def test_a_citys_name_lists_its_districts(staff: Client) -> None:
    page = staff.get(LIST, {"q": "泸州市", "in_force": "now"})
    codes = [row.code for row in page.context["cl"].result_list]
    assert codes == ["510500", "510502", "510503", "510504", "510521", "510522", "510524", "510525"]


def test_the_list_can_be_narrowed_to_what_is_in_force(staff: Client) -> None:
    def count(**query: str) -> int:
        return int(staff.get(LIST, query).context["cl"].result_count)

    assert count() == count(in_force="now") + count(in_force="past")
    assert count(in_force="merged") == 0


def test_the_list_costs_the_same_for_one_row_and_fifty(staff: Client, django_assert_max_num_queries: object) -> None:
    staff.get(LIST)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        staff.get(LIST)


def test_a_city_sets_the_order_of_its_districts(staff: Client) -> None:
    city = District.objects.get(code="510500")
    page = staff.get(LIST, {"parent__id__exact": city.pk})
    rows = list(page.context["cl"].result_list)
    wanted = {"510502": 1, "510504": 2, "510503": 3}
    posted = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": str(len(rows)), "_save": "1"}
    for index, row in enumerate(rows):
        posted |= {f"form-{index}-id": str(row.pk), f"form-{index}-order": str(wanted.get(row.code, row.order))}
    assert staff.post(f"{LIST}?parent__id__exact={city.pk}", posted).status_code == 302
    names = [place.name for place in database_gazetteer().children("510500")]
    assert names[:4] == ["江阳区", "龙马潭区", "纳溪区", "泸县"]
    assert set(District.objects.filter(edited=True).values_list("code", flat=True)) == set(wanted)


def test_adding_a_zone(staff: Client) -> None:
    city = District.objects.get(code="510500")
    posted = form_of(District(code="5105h1", name="泸州高新区", level="functional", parent=city, order=0))
    posted |= {"names-TOTAL_FORMS": "1", "names-0-name": "高新区", "names-0-kind": "alias"}
    assert staff.post(f"{LIST}add/", posted).status_code == 302
    row = District.objects.get(code="5105H1")
    assert (row.pinyin, row.initials, row.edited) == ("luzhougaoxinqu", "lzgxq", True)
    places = database_gazetteer()
    assert places.resolve("高新区", 2020, ["510500"]).place == Place("高新区", "5105H1")
    assert places.resolve("泸州高新区", 2020).place == Place("泸州高新区", "5105H1")


def test_renaming_with_a_year(staff: Client) -> None:
    row = District.objects.get(code="510521")
    posted = form_of(row, name="泸川区", renamed_in="2015")
    assert staff.post(f"{LIST}{row.pk}/change/", posted).status_code == 302
    names = row.names.order_by("valid_from").values_list("name", "valid_to")
    assert list(names) == [("泸县", 2015), ("泸川区", None)]


def test_a_new_alias_reaches_every_process(staff: Client) -> None:
    row = District.objects.get(code="510521")
    before = database_gazetteer()
    posted = form_of(row) | {"names-TOTAL_FORMS": "1", "names-0-name": "龙城县", "names-0-kind": "alias"}
    assert staff.post(f"{LIST}{row.pk}/change/", posted).status_code == 302
    row.refresh_from_db()
    assert row.edited
    assert database_gazetteer() is not before
    assert DistrictName.objects.filter(district=row, name="龙城县").exists()


WRONG = [
    ({"code": "51"}, "代码至少六位"),
    ({"code": "泸州高新区"}, "代码至少六位"),
    ({"valid_from": "2010", "valid_to": "2000"}, "截止年早于起始年"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_wrong_input_gets_one_sentence(staff: Client, changes: dict[str, str], said: str) -> None:
    row = District.objects.get(code="510521")
    page = staff.post(f"{LIST}{row.pk}/change/", form_of(row, **changes))
    assert page.status_code == 200
    assert said in page.content.decode()


def test_a_place_is_not_its_own_parent(staff: Client) -> None:
    row = District.objects.get(code="510521")
    page = staff.post(f"{LIST}{row.pk}/change/", form_of(row, parent=str(row.pk)))
    assert "上级不能是自己" in page.content.decode()


@pytest.fixture
def pair() -> tuple[District, District]:
    keep = District.objects.get(code="510521")
    twin = District.objects.create(code="5105Q1", name="泸县（重复）", level="county", parent=keep.parent)
    make_report(issuer=twin)
    return keep, twin


def test_merging_asks_first_and_then_does_it(staff: Client, pair: tuple[District, District]) -> None:
    keep, twin = pair
    code = twin.code
    posted = {"action": "merge_selected", "_selected_action": [str(keep.pk), str(twin.pk)]}
    page = staff.post(LIST, posted)
    assert "此操作不能撤销" in page.content.decode()
    assert "1 份报告" in page.content.decode()
    twin.refresh_from_db()
    assert twin.merged_into is None
    page = staff.post(LIST, posted | {"into": keep.code}, follow=True)
    assert "已并入泸县，1 份报告随之改归" in page.content.decode()
    twin.refresh_from_db()
    assert twin.merged_into_id == keep.pk
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.label, code in entry.reason, entry.who is not None) == (
        "merge", f"泸县（{keep.code}）", True, True
    )  # fmt: skip


def test_a_merge_that_cannot_be_says_why(staff: Client) -> None:
    row = District.objects.get(code="510521")
    page = staff.post(LIST, {"action": "merge_selected", "_selected_action": [str(row.pk)]}, follow=True)
    assert "请选择至少两个区县" in page.content.decode()


def test_nobody_deletes_a_list_of_districts(staff: Client) -> None:
    assert "delete_selected" not in staff.get(LIST).content.decode()


def test_whoever_may_not_change_districts_cannot_merge(client: Client, pair: tuple[District, District]) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))
    keep, twin = pair
    posted = {"action": "merge_selected", "_selected_action": [str(keep.pk), str(twin.pk)], "into": keep.code}
    assert client.post(LIST, posted).status_code == 403
    twin.refresh_from_db()
    assert twin.merged_into is None
