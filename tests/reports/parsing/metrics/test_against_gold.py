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
def test_outside_gold(gold_dir: Path) -> None:
    total = Figures(*map(sum, zip(*(_weighted(figures) for _, figures in figures_of(gold_dir)), strict=True)))
    rows = total.rows
    assert total.metric / rows >= 0.93
    assert total.metric_precision / rows >= 0.95
    assert total.indicator / rows >= 0.9
    assert total.status / rows >= 0.95
    assert total.period_m / rows >= 0.9
    assert total.comparator / rows >= 0.97
    assert (total.invented, total.unquoted) == (0, 0)


def _weighted(figures: Figures) -> Figures:
    """Shares by the rows they are of; counts as they are."""
    return Figures(*(value * figures.rows for value in figures[:14]), *figures[14:])
