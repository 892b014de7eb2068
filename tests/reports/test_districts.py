"""The districts come into the database once, stay as staff left them, and are read back as a gazetteer."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import districts
from reports.districts import database_gazetteer, fixture_entries, fixture_gazetteer, load_districts
from reports.models import District, DistrictName
from reports.parsing.types import Place

pytestmark = pytest.mark.django_db


def test_migrate_has_loaded_them() -> None:
    assert District.objects.count() == len(fixture_entries())
    luzhou = District.objects.get(code="510500")
    assert (luzhou.name, luzhou.level, luzhou.parent and luzhou.parent.name) == ("泸州市", "prefecture", "四川省")
    assert [row.name for row in luzhou.children.filter(valid_to=None)] == [
        "江阳区", "纳溪区", "龙马潭区", "泸县", "合江县", "叙永县", "古蔺县",
    ]  # fmt: skip


def test_names_over_time() -> None:
    old = District.objects.get(code="510724")
    assert old.successor == District.objects.get(code="510705")
    assert (old.name, old.valid_to) == ("安县", 2016)
    names = DistrictName.objects.filter(district__code="510726", kind="official").order_by("valid_from")
    assert [(row.name, row.valid_from, row.valid_to) for row in names] == [
        ("北川县", 1985, 2003),
        ("北川羌族自治县", 2003, None),
    ]


def test_a_second_loading_writes_nothing() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert load_districts() == 0
    written = [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []


def test_a_newer_table_brings_its_changes() -> None:
    District.objects.filter(code="510502").update(name="旧名", pinyin="", successor=None, parent=None)
    District.objects.filter(code="510724").update(successor=None)
    DistrictName.objects.filter(district__code="510502", name="江阳").delete()
    DistrictName.objects.create(district=District.objects.get(code="510502"), name="不再有的名", kind="alias")
    assert load_districts() > 0
    row = District.objects.get(code="510502")
    assert (row.name, row.pinyin, row.initials) == ("江阳区", "jiangyangqu", "jyq")
    assert row.parent == District.objects.get(code="510500")
    assert District.objects.get(code="510724").successor == District.objects.get(code="510705")
    assert set(row.names.values_list("name", flat=True)) == {"市中区", "江阳区", "江阳", "泸州市中区"}


def test_what_staff_edited_or_added_stays() -> None:
    edited = District.objects.get(code="510502")
    edited.name, edited.order, edited.edited = "江阳新区", 1, True
    edited.save()
    edited.names.all().delete()
    added = District.objects.create(code="5105H1", name="泸州高新区", level="functional", parent=edited.parent)
    DistrictName.objects.create(district=added, name="高新区", kind="alias")
    load_districts()
    edited.refresh_from_db()
    assert (edited.name, edited.order, edited.names.count()) == ("江阳新区", 1, 0)
    assert list(added.names.values_list("name", flat=True)) == ["高新区"]


def test_a_lost_place_comes_back() -> None:
    District.objects.get(code="110105").delete()
    assert load_districts() == 1
    assert District.objects.get(code="110105").names.get().name == "朝阳区"


def test_the_gazetteer_of_the_database_knows_what_the_fixture_knows() -> None:
    ours, shipped = database_gazetteer(), fixture_gazetteer()
    for name, year in (("安县", 2010), ("江阳区", 2011), ("市中区", 2012), ("北川", 2009), ("内蒙古", 2012)):
        assert ours.resolve(name, year) == shipped.resolve(name, year)
    assert ours.children("510500", 2011) == shipped.children("510500", 2011)


def test_the_gazetteer_is_built_once_until_something_changes() -> None:
    first = database_gazetteer()
    assert database_gazetteer() is first
    row = District.objects.get(code="510521")
    DistrictName.objects.create(district=row, name="龙城县", kind="alias")
    second = database_gazetteer()
    assert second is not first
    assert second.resolve("龙城县").place == Place("泸县", "510521")
    row.name = "泸西县"
    row.save()
    assert database_gazetteer().place("510521") == Place("泸西县", "510521")


def test_staffs_own_order_and_zones_are_used() -> None:
    city = District.objects.get(code="510500")
    for order, code in enumerate(("510502", "510504", "510503")):
        District.objects.filter(code=code).update(order=order)
    city.save()
    District.objects.create(code="5105H9", name="泸州白酒园区", level="functional", parent=city, order=3)
    names = [place.name for place in database_gazetteer().children("510500")]
    assert names[:5] == ["江阳区", "龙马潭区", "纳溪区", "泸州白酒园区", "泸县"]


def test_asking_again_costs_two_queries(django_assert_num_queries: pytest.FixtureRequest) -> None:
    database_gazetteer()
    with django_assert_num_queries(2):  # type: ignore[operator]
        database_gazetteer()


READINGS = """
重庆市=chongqingshi 六安市=luanshi 蚌埠市=bengbushi 亳州市=bozhoushi 浚县=xunxian 铅山县=yanshanxian
乐清市=yueqingshi 乐亭县=laotingxian 鄱阳县=poyangxian 东阿县=dongexian 单县=shanxian
洪洞县=hongtongxian 珲春市=hunchunshi 涡阳县=guoyangxian 歙县=shexian 黟县=yixian 犍为县=qianweixian
筠连县=junlianxian 珙县=gongxian 泌阳县=biyangxian 尉氏县=weishixian 中牟县=zhongmuxian 莘县=shenxian
任县=renxian 蔚县=yuxian 井陉县=jingxingxian 大城县=daichengxian 繁峙县=fanshixian 监利县=jianlixian
番禺区=panyuqu 东莞市=dongguanshi 台州市=taizhoushi 丽水市=lishuishi 鄞州区=yinzhouqu 盱眙县=xuyixian
六合区=luhequ 成都市=chengdushi 丰都县=fengduxian 长沙市=changshashi 长子县=zhangzixian
子长县=zichangxian 长治市=changzhishi 吕梁市=lvliangshi 阿勒泰市=aletaishi 西安市=xianshi
厦门市=xiamenshi 荥阳市=xingyangshi
"""


@pytest.mark.parametrize("reading", READINGS.split())
def test_place_names_are_read_as_their_people_read_them(reading: str) -> None:
    name, pinyin = reading.split("=")
    assert set(District.objects.filter(name=name).values_list("pinyin", flat=True)) == {pinyin}


def test_every_place_can_be_found_by_its_initials() -> None:
    assert not District.objects.filter(is_sample=False, initials="").exists()
    assert districts.fixture_gazetteer().resolve("泸县").place is not None
