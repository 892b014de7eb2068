"""How far a file came, as the seven columns of the upload table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import IngestRun

STAGES = tuple(IngestRun.Stage)
WORDS = {
    "done": gettext_lazy("已完成"),
    "now": gettext_lazy("进行中"),
    "wait": gettext_lazy("等待"),
    "fail": gettext_lazy("停在此步"),
    "skip": gettext_lazy("不做"),
    "ask": gettext_lazy("等您选择"),
}
BARS = {"done": "on", "now": "on", "fail": "bad", "ask": "ask"}


@dataclass(frozen=True, slots=True)
class StageCell:
    """``css`` is the state; ``icon`` names its symbol, empty for none; ``bar`` dresses the phone's bar at ``x``."""

    css: str
    icon: str
    words: str
    bar: str
    x: int


def stage_cells(run: IngestRun) -> tuple[StageCell, ...]:
    at = STAGES.index(IngestRun.Stage(run.stage))
    return tuple(_cell(_state(run.state, index, at), index) for index in range(len(STAGES)))


def archive_cells() -> tuple[StageCell, ...]:
    """An archive is received and unpacked; what comes after that happens to its files, each in a row of its own."""
    unpacked = STAGES.index(IngestRun.Stage.EXTRACT)
    return tuple(_cell("done" if index <= unpacked else "skip", index) for index in range(len(STAGES)))


def _state(state: str, index: int, at: int) -> str:
    """
    >>> [_state("refused", index, 1) for index in range(3)], [_state("queued", index, 0) for index in range(2)]
    (['done', 'fail', 'skip'], ['done', 'wait'])
    >>> [_state("done", index, 5) for index in (5, 6)], [_state("running", index, 2) for index in (1, 2, 3)]
    (['done', 'wait'], ['done', 'now', 'wait'])
    """
    if state in (IngestRun.State.DUPLICATE, IngestRun.State.CANCELLED):
        return "done" if index == 0 else "skip"
    if index < at or (index == 0 and state == IngestRun.State.QUEUED):
        return "done"
    if index == at:
        return {"refused": "fail", "running": "now", "done": "done", "asking": "ask"}.get(state, "wait")
    return "skip" if state == IngestRun.State.REFUSED else "wait"


def _cell(css: str, index: int) -> StageCell:
    ends = {0: " first", len(STAGES) - 1: " last"}.get(index, "")
    words = _("%(stage)s：%(state)s") % {"stage": STAGES[index].label, "state": WORDS[css]}
    return StageCell(
        css + (ends if css != "skip" else ""), "" if css == "skip" else css, words, BARS.get(css, ""), 2 + 100 * index
    )
