"""The metric figures on the samples' gold, and on outside gold where there is some: they do not fall below these."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scoring.case import Figures, score_case
from benchmarks.scoring.cases import read_cases
from benchmarks.scoring.outputs import own_answer

SAMPLES = Path(__file__).resolve().parents[4] / "samples" / "gold"
QUICK = ("2011-yiwu-huibian", "2014-xueqian-huibian", "2019-gaoxin-niandu")


def figures_of(folder: Path, names: tuple[str, ...] | None = None) -> list[tuple[str, Figures]]:
    cases = [(case, at) for case, at in read_cases([folder]) if names is None or case["case"] in names]
    return [(case["case"], score_case(case, own_answer(case, at)).figures) for case, at in cases]


def test_samples() -> None:
    for name, figures in figures_of(SAMPLES, QUICK):
        assert figures.metric >= 0.95, name
        assert figures.metric_precision >= 0.95, name
        assert (figures.invented, figures.unquoted) == (0, 0), name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("metric", 0.93),
        ("metric_precision", 0.95),
        ("indicator", 0.9),
        ("status", 0.95),
        ("period_m", 0.9),
        ("comparator", 0.97),
    ],
)
def test_outside_gold(outside: list[Figures], figure: str, least: float) -> None:
    """A share of all cases together, weighted by their rows."""
    rows = sum(figures.rows for figures in outside)
    assert sum(getattr(figures, figure) * figures.rows for figures in outside) / rows >= least


@pytest.mark.slow
def test_nothing_is_invented(outside: list[Figures]) -> None:
    assert sum(figures.invented + figures.unquoted for figures in outside) == 0


@pytest.fixture(scope="module")
def outside(gold_dir: Path) -> list[Figures]:
    return [figures for _, figures in figures_of(gold_dir)]
