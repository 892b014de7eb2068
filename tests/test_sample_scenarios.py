"""The planned cases stand in the samples' gold: promises and outcomes, gaps, contradictions, a county that changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
CASES = {
    path.name.removesuffix(".case.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((SAMPLES / "gold").glob("*.case.json"))
}
KEY_INDICATORS = (
    "学前三年毛入园率",
    "九年义务教育巩固率",
    "普惠性幼儿园覆盖率",
    "财政性教育经费",
    "招聘教师数",
    "小学辍学率",
    "初中辍学率",
    "留守儿童数",
    "专任教师数",
)
DISTRICTS = ("江川区", "临泉区", "梧桐区", "云岭县", "清溪县", "白沙县", "石门县", "云江高新区")


def metric_values(case: str, district: str, indicator: str, *, states: set[str]) -> set[float]:
    return {
        row["value"]
        for report in CASES[case]["reports"]
        for row in report["metrics"]
        if row["district"] == district and row["status"] in states
        and indicator == row["indicator"] + (";" + row["qualifier"] if row["qualifier"] else "")
        and "change" not in row
    }  # fmt: skip


@dataclass(frozen=True)
class Promise:
    """What one report planned, and what the later one says of it (None: nothing)."""

    verdict: str
    district: str
    indicator: str
    planned_in: str
    planned: float
    told_in: str
    actual: float | None


PROMISES = (
    Promise("完成", "江川区", "新建幼儿园数;公办", "2012-xueqian-huibian", 4, "2013-xueqian-huibian", None),
    Promise("部分完成", "临泉区", "改扩建幼儿园数;乡镇中心", "2012-xueqian-huibian", 6, "2013-xueqian-huibian", 3),
    Promise("未完成", "云岭县", "新建幼儿园数;村级", "2012-xueqian-huibian", 8, "2013-xueqian-huibian", 0),
    Promise("完成", "石门县", "新建幼儿园数;乡镇中心", "2012-xueqian-huibian", 5, "2013-xueqian-huibian", 5),
    Promise("未提及", "石门县", "招收残疾幼儿数", "2012-xueqian-huibian", 15, "2013-xueqian-huibian", None),
    Promise("部分完成", "云江高新区", "新建幼儿园数", "2012-xueqian-huibian", 2, "2013-xueqian-huibian", 1),
    Promise("完成", "清溪县", "新建幼儿园数;乡镇中心", "2014-qingxi-niandu", 2, "2015-qingxi-niandu", 2),
    Promise("部分完成", "清溪县", "改造薄弱学校数", "2014-qingxi-niandu", 20, "2015-qingxi-niandu", 14),
    Promise("部分完成", "清溪县", "招聘教师数", "2014-qingxi-niandu", 80, "2015-qingxi-niandu", 66),
    Promise("未提及", "清溪县", "配备多媒体班级数", "2014-qingxi-niandu", 320, "2015-qingxi-niandu", None),
    Promise("完成", "临泉区", "新建学校数", "2016-linquan-zicha", 4, "2018-linquan-niandu", 4),
    Promise("部分完成", "临泉区", "改扩建学校数", "2016-linquan-zicha", 11, "2018-linquan-niandu", 8),
    Promise("完成", "梧桐区", "新建改扩建学校数", "2020-wutong-zongjie", 6, "2021-wutong-niandu", 6),
    Promise("部分完成", "梧桐区", "新增普惠性幼儿园数", "2020-wutong-zongjie", 8, "2021-wutong-niandu", 5),
    Promise("未提及", "梧桐区", "劳动教育综合实践中心数", "2020-wutong-zongjie", 1, "2021-wutong-niandu", None),
    Promise("完成", "白沙县", "撤并学校数;小规模", "2023-baisha-yaodian", 15, "2024-baisha-niandu", 15),
    Promise("部分完成", "白沙县", "新建学校数;九年一贯制", "2023-baisha-yaodian", 2, "2024-baisha-niandu", 1),
    Promise("未提及", "白沙县", "培训人数;代理家长", "2023-baisha-yaodian", 2000, "2024-baisha-niandu", None),
)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda p: f"{p.verdict}-{p.district}-{p.indicator}")
def test_promises_and_what_became_of_them(promise):
    planned = metric_values(promise.planned_in, promise.district, promise.indicator, states={"planned", "target"})
    actual = metric_values(promise.told_in, promise.district, promise.indicator, states={"actual"})
    assert promise.planned in planned
    assert actual == (set() if promise.actual is None else {promise.actual})


def test_a_fulfilled_plan_may_be_told_in_words_alone():
    (report,) = CASES["2013-xueqian-huibian"]["reports"]
    assert any("新建4所公办幼儿园任务全部完成" in block["text"] for block in report["blocks"])


def blocks(case: str) -> set[str]:
    return {block["district"] for report in CASES[case]["reports"] for block in report["blocks"]}


def test_a_missing_district_and_a_missing_year():
    assert set(DISTRICTS) - blocks("2012-xueqian-huibian") == {"白沙县"}
    years = {
        int(report["period"][0])
        for case in CASES.values()
        for report in case["reports"]
        if report["kind"] == "compilation" and report["topic"] == "学前教育"
    }
    assert {2011, 2012, 2013, 2014, 2016} <= years
    assert 2015 not in years


def test_a_county_becomes_a_district():
    assert "临泉县" in blocks("2011-xueqian-huibian")
    assert "临泉区" in blocks("2012-xueqian-huibian")
    assert not {"临泉县"} & blocks("2012-xueqian-huibian")


@pytest.mark.parametrize(
    ("district", "indicator", "told"),
    [
        ("白沙县", "留守儿童数", (("2013-baisha-jianghua", 23208), ("2013-baisha-jianghua", 2.5))),
        ("白沙县", "招聘教师数", (("2013-baisha-jianghua", 95), ("2013-yiwu-huibian", 103))),
        ("云江市", "招聘教师数", (("2024-shi-niandu", 812), ("2024-zhibiao", 764))),
        ("云江市", "留守儿童数", (("2019-zhibiao", 48915), ("2020-shisanwu", 4.58))),
    ],
)
def test_contradictions(district, indicator, told):
    for case, value in told:
        assert value in metric_values(case, district, indicator, states={"actual"})


def test_city_totals_that_do_not_add_up():
    rows = [row for report in CASES["2011-xueqian-huibian"]["reports"] for row in report["metrics"]]
    told = [r["value"] for r in rows if r["indicator"] == "新建改扩建幼儿园数" and r["district"] == "云江市"]
    assert told == [47]
    table = [row for row in CASES["2022-zhibiao"]["reports"][0]["metrics"] if row["indicator"] == "招聘教师数"]
    total = next(row["value"] for row in table if row["district"] == "云江市")
    assert total != sum(row["value"] for row in table if row["district"] != "云江市")


def test_redacted_files_hold_no_metric():
    for name in ("2017-shimen-xx", "2018-baisha-tuoshu"):
        case = CASES[name]
        assert len(case["redacted"]) >= 8
        assert [row for report in case["reports"] for row in report["metrics"]] == []


@pytest.mark.parametrize("indicator", KEY_INDICATORS)
@pytest.mark.parametrize("district", DISTRICTS)
def test_key_indicators_have_ten_years_everywhere(district, indicator):
    years = {
        row["period"]
        for case in CASES.values()
        for report in case["reports"]
        for row in report["metrics"]
        if row["district"] == district and row["indicator"] == indicator and row["status"] == "actual"
    }
    assert len([year for year in years if isinstance(year, int)]) >= 10


def test_districts_are_consistent():
    rows = {row["code"]: row for row in json.loads((SAMPLES / "districts.json").read_text("utf-8"))["districts"]}
    for row in rows.values():
        assert row["is_sample"]
        assert row["code"].startswith("99")
        assert row["parent"] is None or row["parent"] in rows
        assert row["successor"] is None or row["successor"] in rows
    assert rows["990521"]["successor"] == "990503"
