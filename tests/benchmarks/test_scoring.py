"""The yardstick measures what it says: gold against itself is perfect, damaged gold lower by what was damaged."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scoring.__main__ import main
from benchmarks.scoring.case import COUNTS, Figures, score_case
from benchmarks.scoring.cases import DEFAULT_GOLD, read_cases, source_of
from benchmarks.scoring.outputs import answers_in
from benchmarks.scoring.table import mean, table
from tests.benchmarks.ideal import Json, ideal_answer

CASES = {case["case"]: case for case, _folder in read_cases([DEFAULT_GOLD])}
PERFECT = {name: 1.0 for name in Figures._fields if name not in COUNTS}


def shares(figures: Figures) -> dict[str, float]:
    return {name: getattr(figures, name) for name in PERFECT}


def changed(figures: Figures) -> set[str]:
    return {name for name, value in shares(figures).items() if value != 1.0}


@pytest.fixture
def case() -> Json:
    """Two districts, three sentences each, two required headings, four numbers."""
    text = {
        "江川区": "一、江川区\n\n今年新建公办幼儿园12所。培训园长和教师340人。全区毛入园率达到81.5%。",
        "石门县": "二、石门县\n\n改建乡镇中心幼儿园7所。招聘幼儿教师26名。全县毛入园率达到68.2%。",
    }
    codes = {"江川区": "990502", "石门县": "990525"}
    numbers = [
        ("江川区", "新建公办幼儿园", 12, "所", "今年新建公办幼儿园12所。"),
        ("江川区", "毛入园率", 81.5, "%", "全区毛入园率达到81.5%。"),
        ("石门县", "招聘幼儿教师", 26, "名", "招聘幼儿教师26名。"),
        ("石门县", "毛入园率", 68.2, "%", "全县毛入园率达到68.2%。"),
    ]
    metrics = [
        {"district": place, "code": codes[place], "indicator": name, "qualifier": "", "value": value, "unit": unit,
         "base_value": value, "base_unit": unit, "comparator": "=", "period": 2012, "status": "actual",
         "printed": f"{value}{unit}", "sentence": sentence, "required": True}
        for place, name, value, unit, sentence in numbers
    ]  # fmt: skip
    headings = [
        {"district": place, "level": 1, "mark": mark, "text": place, "required": True}
        for place, mark in (("江川区", "一、"), ("石门县", "二、"))
    ]
    report = {
        "title": "云江市2012年学前教育工作总结",
        "period": [2012],
        "issuer": {"name": "云江市", "code": "990500"},
        "blocks": [{"district": place, "code": codes[place], "text": body} for place, body in text.items()],
        "headings": headings,
        "metrics": metrics,
    }
    return {
        "case": "small",
        "file": "small.txt",
        "reports": [report],
        "boilerplate": ["本站内容来自网络请勿转载"],
        "redacted": ["培训园长和教师人。"],
        "not_metrics": [{"text": "2012", "context": "云江市2012年学前教育工作总结", "why": "年份"}],
    }


def damaged(case: Json) -> tuple[Json, Json]:
    """A perfect answer to damage, and its only report."""
    answer = copy.deepcopy(ideal_answer(case))
    return answer, answer["reports"][0]


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_samples_gold_scored_against_itself_is_perfect(name: str) -> None:
    figures, misses = score_case(CASES[name], ideal_answer(CASES[name]))
    assert shares(figures) == PERFECT, misses
    assert figures.invented == 0
    assert misses == ()


def test_outside_gold_scored_against_itself_is_perfect(gold_dir: Path) -> None:
    for case, _folder in read_cases([gold_dir]):
        figures, misses = score_case(case, ideal_answer(case))
        assert shares(figures) == PERFECT, misses


def test_a_small_case_is_perfect_before_it_is_damaged(case: Json) -> None:
    figures, misses = score_case(case, ideal_answer(case))
    assert (shares(figures), misses) == (PERFECT, ())
    assert figures.rows == 4


def test_no_answer_is_zero_and_not_one(case: Json) -> None:
    figures, _misses = score_case(case, {"reports": [], "errors": ["文件已损坏"]})
    assert set(shares(figures).values()) - {1.0} == {0.0}
    assert {name for name, value in shares(figures).items() if value == 1.0} == {"boilerplate"}


def test_a_lost_sentence_costs_itself_and_its_neighbours(case: Json) -> None:
    answer, report = damaged(case)
    section = report["sections"][0]
    section["text"] = section["text"].replace("培训园长和教师340人。", "")
    figures, misses = score_case(case, answer)
    assert figures.district == pytest.approx(2 * 5 / (5 + 6))
    assert figures.order == pytest.approx(2 / 4)
    assert changed(figures) == {"district", "order"}
    assert misses == ("district: 江川区: 培训园长和教师340人",)


def test_a_sentence_under_the_wrong_district_is_missed_and_extra(case: Json) -> None:
    answer, report = damaged(case)
    moved = "招聘幼儿教师26名。"
    report["sections"][1]["text"] = report["sections"][1]["text"].replace(moved, "")
    report["sections"][0]["text"] += moved
    figures, _misses = score_case(case, answer)
    assert figures.district == pytest.approx(2 * 5 / (6 + 6))
    assert figures.district < 1 > figures.order


def test_swapped_pieces_cost_order_only(case: Json) -> None:
    answer, report = damaged(case)
    section = report["sections"][0]
    first, second = "今年新建公办幼儿园12所。", "培训园长和教师340人。"
    section["text"] = section["text"].replace(first + second, second + first)
    figures, _misses = score_case(case, answer)
    assert changed(figures) == {"order"}
    assert figures.order == pytest.approx(3 / 4)  # a short sentence between two neighbours is within the slack


def test_a_missed_heading(case: Json) -> None:
    answer, report = damaged(case)
    report["sections"].pop()
    figures, misses = score_case(case, answer)
    assert changed(figures) == {"heading"}
    assert figures.heading == pytest.approx(2 * 1 / (1 + 2))
    assert misses == ("heading: missing 二、石门县",)


def test_a_false_heading(case: Json) -> None:
    answer, report = damaged(case)
    report["sections"].append({"district": report["sections"][0]["district"], "heading": "今年新建公办幼儿园12所"})
    figures, _misses = score_case(case, answer)
    assert figures.heading == pytest.approx(2 * 2 / (3 + 2))


FIELD_DAMAGE = [
    ("status", "planned", {"status"}),
    ("comparator", ">=", {"comparator"}),
    ("indicator", "完成投资", {"indicator"}),
    ("period_start", 2009, {"period_m"}),
]


@pytest.mark.parametrize(("field", "value", "figures"), FIELD_DAMAGE)
def test_one_wrong_field_of_four_rows(case: Json, field: str, value: Any, figures: set[str]) -> None:
    answer, report = damaged(case)
    report["metrics"][0][field] = value
    scored, _misses = score_case(case, answer)
    assert changed(scored) == figures
    assert getattr(scored, *figures) == pytest.approx(3 / 4)


def test_a_wrong_value_is_a_missing_and_an_extra_row(case: Json) -> None:
    answer, report = damaged(case)
    report["metrics"][0] |= {"value": 21, "base_value": 21, "printed": "21所"}
    figures, _misses = score_case(case, answer)
    assert (figures.metric_recall, figures.metric_precision, figures.metric) == (0.75, 0.75, 0.75)
    assert figures.unquoted == 1


def test_a_row_of_another_district_is_not_the_row(case: Json) -> None:
    answer, report = damaged(case)
    report["metrics"][0]["district"] = report["metrics"][2]["district"]
    assert score_case(case, answer).figures.metric == 0.75


def test_a_lost_row_costs_recall_only(case: Json) -> None:
    answer, report = damaged(case)
    report["metrics"].pop()
    figures, _misses = score_case(case, answer)
    assert (figures.metric_recall, figures.metric_precision) == (0.75, 1.0)


def test_numbers_read_from_redacted_text_or_traps_are_inventions(case: Json) -> None:
    answer, report = damaged(case)
    row = {**report["metrics"][0], "value": 5, "base_value": 5}
    report["metrics"].append({**row, "printed": "5人", "sentence": "培训园长和教师人。"})
    report["metrics"].append({**row, "printed": "2012", "sentence": "云江市2012年学前教育工作总结"})
    report["metrics"].append({**row, "printed": "5所", "sentence": "撤并村小5所。"})
    figures, _misses = score_case(case, answer)
    assert (figures.invented, figures.unquoted) == (2, 1)
    assert figures.metric_precision == pytest.approx(4 / 7)


def test_a_neutral_number_neither_helps_nor_hurts(case: Json) -> None:
    answer, report = damaged(case)
    case["neutral"] = [{"text": "12所", "context": "今年新建公办幼儿园12所。"}]
    report["metrics"].append({**report["metrics"][0], "indicator": "开园数"})
    assert shares(score_case(case, answer).figures) == PERFECT


def test_site_text_kept(case: Json) -> None:
    answer, report = damaged(case)
    report["sections"][1]["text"] += "\n本站内容来自网络，请勿转载"
    figures, misses = score_case(case, answer)
    assert figures.boilerplate == 1.0  # another spelling is not that phrase
    report["sections"][1]["text"] += "\n本站内容来自网络请勿转载"
    figures, misses = score_case(case, answer)
    assert figures.boilerplate == 0.0
    assert "boilerplate kept: 本站内容来自网络请勿转载" in misses


def test_wrong_period_and_issuer(case: Json) -> None:
    answer, report = damaged(case)
    report |= {"period_start": 2010, "period_end": 2010, "issuer": {"name": "石门县", "code": "990525"}}
    assert changed(score_case(case, answer).figures) == {"period", "place"}


def test_an_open_period_must_stay_open(case: Json) -> None:
    answer, _report = damaged(case)
    case["reports"][0]["period"] = [None]
    assert changed(score_case(case, answer).figures) == {"period"}


def test_a_report_too_many_and_a_report_too_few(case: Json) -> None:
    answer, report = damaged(case)
    other = {"title": "无关的通知", "sections": [], "metrics": [report["metrics"][0]]}
    answer["reports"].append(other)
    figures, misses = score_case(case, answer)
    assert figures.reports == pytest.approx(2 / 3)
    assert figures.metric_precision == pytest.approx(4 / 5)
    assert "report: extra 无关的通知" in misses
    figures, _misses = score_case(case, {"reports": [other]})
    assert figures.reports == 0.0
    assert figures.metric == 0.0


def test_lines_of_an_archive_are_one_answer(tmp_path: Path) -> None:
    output = tmp_path / "parsed.jsonl"
    lines = [
        {"file": "a/pack.zip!/1.docx", "reports": [{"title": "一"}]},
        {"file": "a/pack.zip!/2.docx", "error": {"code": "corrupt", "message": "文件已损坏"}},
    ]
    output.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    answer = answers_in(output)({"file": "pack.zip"}, tmp_path)
    assert [report["title"] for report in answer["reports"]] == ["一"]
    assert len(answer["errors"]) == 1
    assert answers_in(output)({"file": "other.docx"}, tmp_path)["errors"] == ["no output"]


@pytest.mark.parametrize("near", ["seeds", "reports/2011", "extra", "gold", "."])
def test_sources_are_found_beside_in_and_near_the_gold(near: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    source = tmp_path / near / "a.txt"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.touch()
    assert source_of({"file": "a.txt"}, gold) == source
    assert source_of({"file": "b.txt"}, gold) is None


def test_table_and_mean(case: Json) -> None:
    figures, _misses = score_case(case, ideal_answer(case))
    printed = table({"small": figures, "other": figures}).splitlines()
    assert [line.split()[0] for line in printed] == ["case", "small", "other", "mean"]
    assert printed[1].split()[1:-3] == ["1.000"] * len(PERFECT)
    assert mean([figures, figures]).rows == 8


def test_the_command_scores_a_file_of_answers(case: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "small.case.json").write_text(json.dumps(case), encoding="utf-8")
    answer, report = damaged(case)
    report["sections"].pop()
    output = tmp_path / "parsed.jsonl"
    output.write_text(json.dumps(answer), encoding="utf-8")
    assert main(["--gold", str(tmp_path), "--output", str(output), "--show", "1", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["small"]["heading"] == pytest.approx(2 / 3)
    assert printed.err == "small: heading: missing 二、石门县\n"


def test_the_command_parses_sources_itself(case: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "small.case.json").write_text(json.dumps(case), encoding="utf-8")
    blocks = "\n\n".join(block["text"] for block in case["reports"][0]["blocks"])
    (tmp_path / "small.txt").write_text(f"{case['reports'][0]['title']}\n\n{blocks}\n", encoding="utf-8")
    assert main(["--gold", str(tmp_path), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["small"]
    assert (figures["reports"], figures["period"], figures["district"]) == (1.0, 1.0, 1.0)


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path)]) == 2
    assert "没有 *.case.json" in capsys.readouterr().err
