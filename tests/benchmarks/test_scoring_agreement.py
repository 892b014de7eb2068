"""The yardstick agrees to the last digit with the independent scorer that lies beside outside gold, if one does.

They differ by design in one thing: of a sentence that stands twice the other scorer looks at the first place only,
so its ``order`` may be lower (never higher). Without such damage the two tables are the same.
"""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scoring.case import score_case
from benchmarks.scoring.cases import read_cases
from benchmarks.scoring.outputs import answers_in, own_answer
from tests.benchmarks.ideal import Json, ideal_answer


@pytest.fixture
def other_scorer(gold_dir: Path) -> Path:
    path = gold_dir / ".." / "tools" / "score_parse.py"
    if not path.is_file():
        pytest.skip("no second scorer beside the gold")
    return path


def disturbed(answer: Json, chance: random.Random) -> Json:
    """The answer with sections lost, filed elsewhere and re-ordered, and rows changed at random."""
    answer = copy.deepcopy(answer)
    for report in answer["reports"]:
        sections, metrics = report["sections"], report["metrics"]
        districts = [section["district"] for section in sections]
        for section in sections:
            if chance.random() < 0.2:
                section["district"] = chance.choice(districts)
            if chance.random() < 0.2:
                section["text"] = section["text"][: len(section["text"]) // 2]
        if chance.random() < 0.5:
            chance.shuffle(sections)
        for metric in metrics:
            change: dict[str, Any] = chance.choice(
                [
                    {},
                    {},
                    {"status": "target"},
                    {"period_start": 2001},
                    {"base_value": 7, "value": 7},
                    {"district": None},
                ]
            )
            metric |= change
        report["metrics"] = [metric for metric in metrics if chance.random() < 0.9]
        report["sections"] = [section for section in sections if chance.random() < 0.9]
        if chance.random() < 0.2:
            report["issuer"], report["period_start"] = None, None
    return answer


def both_tables(gold: Path, scorer: Path, answers: list[Json], folder: Path) -> tuple[Json, Json]:
    output = folder / "answers.jsonl"
    output.write_text("\n".join(json.dumps(answer) for answer in answers), encoding="utf-8")
    command = [sys.executable, str(scorer), "--gold", str(gold), "--output", str(output), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    read = answers_in(output)
    ours = {case["case"]: score_case(case, read(case, at)).figures._asdict() for case, at in read_cases([gold])}
    return ours, theirs


@pytest.mark.parametrize("seed", range(6))
def test_on_disturbed_gold(seed: int, gold_dir: Path, other_scorer: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable damage, no secret
    answers = [disturbed(ideal_answer(case), chance) for case, _folder in read_cases([gold_dir])]
    ours, theirs = both_tables(gold_dir, other_scorer, answers, tmp_path)
    for name, figures in theirs.items():
        assert ours[name].pop("order") >= figures.pop("order")
    assert ours == theirs


def test_on_perfect_and_on_missing_answers(gold_dir: Path, other_scorer: Path, tmp_path: Path) -> None:
    answers = [ideal_answer(case) for case, _folder in read_cases([gold_dir])]
    for given in (answers, answers[:1], []):
        ours, theirs = both_tables(gold_dir, other_scorer, given, tmp_path)
        assert ours == theirs


def test_on_what_the_parser_makes_of_the_sources(gold_dir: Path, other_scorer: Path, tmp_path: Path) -> None:
    answers = [
        {**own_answer(case, folder), "file": case["file"]}
        for case, folder in read_cases([gold_dir])
        if own_answer(case, folder)["reports"]
    ]
    ours, theirs = both_tables(gold_dir, other_scorer, answers, tmp_path)
    assert ours == theirs
