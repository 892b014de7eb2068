"""The figures of a run as a table, and how they stand to what was promised."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

LEFT, CELL = 15, 15


class Goal(NamedTuple):
    """What is promised: ``read`` gives the figure (None: not measured) that must be at most ``most``."""

    name: str
    most: float
    read: Callable[[dict[str, Any]], float | None]


def _classes(figures: dict[str, Any], when: str) -> dict[str, Any]:
    rows = figures["engines"]["wenlan"][when]
    return {name: row for name, row in rows.items() if isinstance(row, dict) and "p95" in row}


def _worst(figures: dict[str, Any], when: str, phrases: bool) -> float:
    kinds = {name: row["p95"] for name, row in _classes(figures, when).items() if name not in {"all", "shared"}}
    return max(worth for name, worth in kinds.items() if (name == "phrase") is phrases)


def _to_tantivy(figures: dict[str, Any]) -> float | None:
    if "tantivy" not in figures["engines"]:
        return None
    theirs = figures["engines"]["tantivy"]["warm"]
    ours = _classes(figures, "warm")
    return max(round(ours[name]["p50"] / theirs[name]["p50"], 2) for name in theirs)


def _to_stock(figures: dict[str, Any]) -> float | None:
    if "stock" not in figures["engines"]:
        return None
    stock = figures["engines"]["stock"]
    return -round(stock["warm"]["all"]["p50"] / stock["wenlan_on_the_same"]["p50"])


def _rebuilt(figures: dict[str, Any]) -> int:
    """Sections a second; by the processors' time, what all cores would do if nobody else used them."""
    built = figures["engines"]["wenlan"]["build"]
    by_wall: int = built["again_per_second"]
    return by_wall if figures["clock"] == "wall" else round(figures["cores"] * 1000 / built["again_cpu_ms"])


GOALS = (
    Goal("warm p50", 3, lambda f: f["engines"]["wenlan"]["warm"]["all"]["p50"]),
    Goal("warm p95, worst kind but phrases", 10, lambda f: _worst(f, "warm", False)),
    Goal("warm p95, phrases", 30, lambda f: _worst(f, "warm", True)),
    Goal("cold p95, worst kind but phrases", 40, lambda f: _worst(f, "cold", False)),
    Goal("cold p95, phrases", 80, lambda f: _worst(f, "cold", True)),
    Goal("p50 to tantivy's, worst kind", 1.5, _to_tantivy),
    Goal("times faster than stock (negated)", -500, _to_stock),
    Goal("refresh p95", 20, lambda f: f["update"]["refresh"]["p95"]),
    Goal("ten sections p50", 200, lambda f: f["update"]["ten_sections"]["p50"]),
    Goal("sections a second, rebuilt (negated)", -400, lambda f: -_rebuilt(f)),
    Goal("MB of a worker", 600, lambda f: f["engines"]["wenlan"]["cold"]["memory"].get("with_file_pages")),
)


def print_report(figures: dict[str, Any]) -> None:
    """The table to the terminal."""
    for line in lines(figures):
        print(line)


def lines(figures: dict[str, Any]) -> Iterator[str]:
    clock = "墙钟" if figures["clock"] == "wall" else "处理器"
    yield f"{figures['sections']} 节，{figures['cores']} 核，Python {figures['python']}；{clock}毫秒，p50 / p95"
    engines = figures["engines"]
    for when in ("warm", "cold"):
        there = [name for name in engines if when in engines[name]]
        yield ""
        yield when.ljust(LEFT) + "".join(name.rjust(CELL) for name in there)
        for shape in _classes(figures, when):
            cells = (engines[name][when].get(shape) for name in there)
            yield shape.ljust(LEFT) + "".join(_cell(row).rjust(CELL) for row in cells)
    yield ""
    for name, engine in engines.items():
        yield f"{name.ljust(LEFT)} " + "  ".join(
            f"{key} {engine[key]}" for key in ("build", "other_totals") if key in engine
        )
        if "cold" in engine:
            yield f"{'':<{LEFT}} first {engine['cold']['first']} ms, MB {engine['cold']['memory']}"
    yield f"{'update':<{LEFT}} {figures['update']}"
    yield ""
    for goal in GOALS:
        found = goal.read(figures)
        if found is not None:
            yield f"{'✓' if found <= goal.most else '✗'} {goal.name}: {found} (≤ {goal.most})"


def _cell(row: dict[str, float] | None) -> str:
    return f"{row['p50']} / {row['p95']}" if row else "–"
