"""The answer of a parser that reads a gold case exactly as its gold does."""

from __future__ import annotations

from typing import Any

from benchmarks.scoring.text import years

Json = dict[str, Any]


def ideal_answer(case: Json) -> Json:
    return {"file": case["file"], "reports": [_report(report) for report in case["reports"]]}


def _report(gold: Json) -> Json:
    accepted = [year for year in gold["period"] or [None] if year is not None]
    start = None if None in (gold["period"] or [None]) else accepted[0]
    issuer = gold.get("issuer")
    return {
        "title": gold["title"],
        "period_start": start,
        "period_end": start,
        "issuer": issuer and {"name": issuer["name"], "code": issuer["code"]},
        "sections": [
            *(_section(_place(block), "", block["text"]) for block in gold["blocks"]),
            *(_section(_place(_home(heading, gold)), heading["text"], "") for heading in gold["headings"]),
        ],
        "metrics": [_metric(metric) for metric in gold["metrics"]],
    }


def _home(heading: Json, gold: Json) -> Json:
    """The block whose text has the heading."""
    blocks: list[Json] = gold["blocks"]
    own = [block for block in blocks if block.get("district") == heading.get("district")]
    return next((block for block in own or blocks if heading["text"] in block["text"]), (own or blocks)[0])


def _section(district: Json | None, heading: str, text: str) -> Json:
    return {"district": district, "mark": "", "heading": heading, "text": text}


def _place(item: Json) -> Json | None:
    return {"name": item["district"], "code": item.get("code")} if item.get("district") else None


def _metric(gold: Json) -> Json:
    start, end = years(gold["period"])
    plain = ("indicator", "qualifier", "value", "unit", "base_value", "base_unit", "comparator", "status")
    return {
        **{name: gold[name] for name in plain},
        "district": _place(gold),
        "period_start": start,
        "period_end": end,
        "printed": gold["printed"],
        "sentence": gold["sentence"] or f"{gold['indicator']} {gold['printed']}",
    }
