"""Renaming and merging districts: names stay known, nothing that pointed to them is lost, the index is told."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from reports.district_changes import merge, rename, reports_about
from reports.districts import database_gazetteer, load_districts
from reports.materialise import Lookup
from reports.models import District, DistrictName, IndexChange, Report
from reports.parsing.types import Issuer, ParsedReport, ParsedSource, Period, Place
from tests.reports.rows import make_metric, make_report, make_section, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> District:
    return District.objects.get(code="510521")


@pytest.fixture
def twin(county: District) -> District:
    row = District.objects.create(code="5105Q1", name="泸县新城", level="functional", parent=county.parent)
    DistrictName.objects.create(district=row, name="泸县新城管委会", kind="alias")
    return row


def test_a_rename_with_a_year_keeps_the_old_name_known(county: District) -> None:
    report = make_report(issuer=county)
    rename(county, "泸川区", 2015)
    assert (county.name, county.pinyin, county.initials, county.edited) == ("泸川区", "luchuanqu", "lcq", True)
    gazetteer = database_gazetteer()
    assert gazetteer.resolve("泸县", 2011).place == Place("泸县", "510521")
    assert gazetteer.resolve("泸县", 2016).basis == "former"
    assert gazetteer.resolve("泸川区", 2016).place == Place("泸川区", "510521")
    assert gazetteer.place("510521", 2010) == Place("泸县", "510521")
    assert IndexChange.objects.filter(report_id=report.pk).exists()


def test_a_rename_without_a_year_mends_a_slip(county: District) -> None:
    rename(county, "泸西县", None)
    assert database_gazetteer().resolve("泸县", 2011).place != Place("泸县", "510521")
    assert database_gazetteer().resolve("泸西县", 2011, ["510500"]).place == Place("泸西县", "510521")


def test_a_renamed_place_is_not_reloaded(county: District) -> None:
    rename(county, "泸川区", 2015)
    load_districts()
    county.refresh_from_db()
    assert county.name == "泸川区"
    assert county.names.filter(name="泸川区").exists()


def test_a_place_without_name_rows_keeps_its_first_name(twin: District) -> None:
    twin.names.all().delete()
    rename(twin, "泸县经开区", 2018)
    assert database_gazetteer().resolve("泸县新城", 2017).place == Place("泸县新城", "5105Q1")


def test_a_merge_moves_everything_and_loses_no_name(county: District, twin: District) -> None:
    source = make_source(given_district=twin)
    report = make_report(issuer=twin, source=source)
    section = make_section(report, district=twin)
    metric = make_metric(report, section=section, district=twin)
    child = District.objects.create(code="5105Q2", name="园中园", level="functional", parent=twin)
    assert merge([twin], county) == 1
    for row in (report, section, metric, source, child, twin, county):
        row.refresh_from_db()
    assert report.issuer == section.district == metric.district == source.given_district == child.parent == county
    assert (twin.merged_into, twin.parent) == (county, None)
    assert IndexChange.objects.filter(report_id=report.pk).exists()
    gazetteer = database_gazetteer()
    for name in ("泸县新城", "泸县新城管委会"):
        assert gazetteer.resolve(name, 2015).place == Place("泸县", "510521")
    assert gazetteer.place("5105Q1") is None
    assert "泸县新城" not in [place.name for place in gazetteer.children("510500")]


def test_a_stored_parse_with_the_old_code_arrives_at_the_merged_place(county: District, twin: District) -> None:
    merge([twin], county)
    place = Place("泸县新城", "5105Q1")
    parsed = ParsedSource("a.txt", "txt", None, (), (), (_report_of(place),))
    assert Lookup.for_source(parsed).district(place) == county


def _report_of(place: Place) -> ParsedReport:
    issuer = Issuer(place.name, place.code)
    return ParsedReport("总结", "annual", None, "总结", Period(), issuer, (), ())


def test_a_merge_survives_the_loader(county: District, twin: District) -> None:
    merge([county], twin)
    load_districts()
    county.refresh_from_db()
    assert county.merged_into == twin
    assert not county.names.exists()
    assert database_gazetteer().resolve("泸县", 2011).place == Place("泸县新城", "5105Q1")


def test_a_successor_that_is_merged_away_is_followed(county: District, twin: District) -> None:
    old = District.objects.create(code="5105Q3", name="旧园区", level="functional", successor=twin)
    merge([twin], county)
    old.refresh_from_db()
    assert old.successor == county


def test_merging_into_ones_own_successor_leaves_no_circle() -> None:
    old, new = District.objects.get(code="510724"), District.objects.get(code="510705")
    District.objects.filter(pk=new.pk).update(successor=old)
    merge([old], new)
    new.refresh_from_db()
    assert new.successor is None


REFUSED = [
    (["510521"], "510521", "至少两个"),
    ([], "510521", "至少两个"),
    (["510500"], "510521", "省级和地级"),
    (["999901"], "510521", "示例区县"),
]


@pytest.mark.parametrize(("losing", "into", "said"), REFUSED)
def test_what_cannot_be_one_place_is_refused(losing: list[str], into: str, said: str) -> None:
    District.objects.create(code="999901", name="示例县", level="county", is_sample=True)
    with pytest.raises(ValidationError, match=said):
        merge(list(District.objects.filter(code__in=losing)), District.objects.get(code=into))


def test_a_row_is_merged_once(county: District, twin: District) -> None:
    merge([twin], county)
    with pytest.raises(ValidationError, match="已经并入"):
        merge([twin], District.objects.get(code="510522"))


def test_reports_about_a_place_are_counted_once(county: District) -> None:
    report = make_report(issuer=county)
    make_section(report, district=county)
    make_section(report, district=county)
    make_report(title="别处")
    assert list(reports_about([county])) == [report]
    assert Report.objects.count() == 2
