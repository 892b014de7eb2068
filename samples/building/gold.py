"""Turns the marks of a source into its gold case (format: tests and the scorer read it; see samples/README.md)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from samples.building.amounts import read_amount
from samples.building.places import code_of
from samples.building.source import Line, Mark, Source, SourceReport
from samples.building.traps import context_of, marks_of, sentence_at, silent_traps, spoken_traps

STATES = {"actual", "planned", "target", "ongoing"}
COMPARATORS = {"=", ">=", "<=", "~", "between"}
CLAUSE_END = re.compile(r"[，,。；;：:]")
#: Left out of a row where they say nothing.
OFTEN_EMPTY = {"value_high", "comparator_alt", "period_alt", "status_alt", "change"}
YEARS = re.compile(r"(?:\.\.)?(?:19|20)\d{2}(?:-(?:19|20)\d{2})?|none")

#: Coarse groups of indicators: the first key that the indicator's name holds.
FAMILIES: tuple[tuple[str, str], ...] = (
    ("入园率", "入园率"),
    ("辍学率", "辍学率"),
    ("巩固率", "巩固率"),
    ("入学率", "入学率"),
    ("覆盖率", "覆盖率"),
    ("率", "比例"),
    ("比例", "比例"),
    ("占比", "比例"),
    ("培训", "培训人数"),
    ("面积", "面积"),
    ("经费", "投资经费"),
    ("投", "投资经费"),
    ("资金", "投资经费"),
    ("幼儿园", "幼儿园数"),
    ("教师", "教师数"),
    ("学生", "学生数"),
    ("儿童", "学生数"),
    ("幼儿", "学生数"),
    ("班级", "班级数"),
    ("学位", "学位数"),
)


def gold_case(source: Source) -> dict[str, Any]:
    """The gold case of one source, ready for ``json.dump``."""
    reports = [report for report in source.reports if report.lines]
    lines = [line for report in reports for line in report.lines]
    return {
        "case": source.name,
        "file": source.head["out"].rsplit("/", 1)[-1],
        "sample": True,
        "reports": [gold_report(report) for report in reports],
        "boilerplate": [line.text for line in lines if line.kind == "boilerplate"],
        "redacted": [sentence_at(line, mark) for line, mark in marks_of(lines, "redacted")],
        "not_metrics": [*spoken_traps(lines), *silent_traps(lines)],
        "neutral": [
            {"text": line.text[mark.start : mark.end], "context": context_of(line, mark)}
            for line, mark in marks_of(lines, "neutral")
        ],
    }


def gold_report(report: SourceReport) -> dict[str, Any]:
    """What is true of one report."""
    head, body = report.head, [line for line in report.lines if line.kind in ("text", "row", "box", "stray")]
    issuer = head.get("issuer", "")
    blocks: dict[str, list[str]] = {}
    for line in body:
        blocks.setdefault(line.district, []).append(line.text)
    return {
        "title": head["title"],
        "period": [int(year) if year != "none" else None for year in head["period"].split()],
        "kind": head["kind"],
        "topic": head.get("topic") or None,
        "issuer": {"name": issuer, "code": code_of(issuer)} if issuer else None,
        "issuer_may_be_null": head.get("issuer_may_be_null") == "yes" or not issuer,
        "blocks": [
            {"district": name or None, "code": code_of(name), "text": "\n".join(texts)}
            for name, texts in blocks.items()
        ],
        "headings": gold_headings(body),
        "metrics": gold_metrics(body, head),
    }


def gold_headings(body: list[Line]) -> list[dict[str, Any]]:
    """All headings; a list item's first clause is one that may be missed or found."""
    rows: list[dict[str, Any]] = []
    level = 1
    for line in body:
        for mark in line.marks:
            if mark.kind == "heading":
                rows.append(gold_heading(line, mark))
                level = rows[-1]["level"] + 1
            elif mark.start == 0 and mark.fields[:1] == ("序号",) and line.kind == "text":
                rows.append(item_heading(line, mark, level))
    return rows


def item_heading(line: Line, mark: Mark, level: int) -> dict[str, Any]:
    clause = CLAUSE_END.split(line.text[mark.end :], maxsplit=1)[0].strip()
    sign = line.text[: mark.end].strip()
    return {"district": line.district or None, "level": level, "mark": sign, "text": clause, "required": False}


def gold_heading(line: Line, mark: Mark) -> dict[str, Any]:
    level, sign = mark.fields
    text = line.text[mark.start + len(sign) : mark.end].strip()
    required = not level.endswith("?")
    return {
        "district": line.district or None,
        "level": int(level.rstrip("?")),
        "mark": sign.strip(),
        "text": text,
        "required": required,
    }


def gold_metrics(body: list[Line], head: dict[str, str]) -> list[dict[str, Any]]:
    """The metric rows of one report. A table's head is its first row."""
    rows, table_head = [], ""
    for before, line in zip([None, *body], body, strict=False):
        if line.kind == "row" and (before is None or before.kind != "row"):
            table_head = " ".join(filter(None, line.text.split("\t")))
        marks = [mark for mark in line.marks if mark.kind == "metric"]
        rows += [gold_metric(line, m, name, head, table_head) for m in marks for name in m.fields[0].split("+")]
    return rows


def gold_metric(line: Line, mark: Mark, name: str, head: dict[str, str], table_head: str) -> dict[str, Any]:
    printed = line.text[mark.start : mark.end]
    tokens = mark.fields[1]
    indicator, _, qualifier = name.partition(";")
    said = read_tokens(tokens, name)
    amount = read_amount(printed, said.get("unit", ""))
    place = said.get("place", line.district)
    default = head["period"].split()[0]
    row = {
        "district": place or None,
        "code": code_of(place),
        "indicator": indicator,
        "family": next((family for key, family in FAMILIES if key in indicator), "其他"),
        "qualifier": qualifier,
        "value": plain(amount.value),
        "value_high": None if amount.high is None else plain(amount.high),
        "unit": amount.unit,
        "base_value": plain(amount.base_value),
        "base_unit": amount.base_unit,
        "comparator": said.get("comparator", amount.comparator),
        "comparator_alt": said["or_comparators"],
        "period": read_period(said.get("period", head.get("metrics_period", default))),
        "period_alt": [read_period(text) for text in [*said["or_periods"], *other_periods(said, head)]],
        "status": said.get("status", "actual"),
        "status_alt": said["or_states"],
        "change": said.get("change"),
        "printed": printed,
        "sentence": row_sentence(line, table_head) if line.kind == "row" else sentence_at(line, mark),
        "required": "optional" not in said,
    }
    return {key: value for key, value in row.items() if key not in OFTEN_EMPTY or value not in (None, [])}


def other_periods(said: dict[str, Any], head: dict[str, str]) -> list[str]:
    """Another way to write the report's own period (a school year as a span), for rows that name none."""
    return [] if "period" in said else head.get("metrics_period_alt", "").split()


def read_tokens(tokens: str, name: str) -> dict[str, Any]:
    """What follows a metric's second bar.

    >>> read_tokens("planned 2014 or:2013", "招聘教师数")["or_periods"]
    ['2013']
    """
    said: dict[str, Any] = {"or_states": [], "or_periods": [], "or_comparators": []}
    for token in tokens.split():
        bare = token.removeprefix("or:")
        if bare in STATES:
            put(said, token, "status", "or_states", bare)
        elif bare in COMPARATORS:
            put(said, token, "comparator", "or_comparators", bare)
        elif YEARS.fullmatch(bare):
            put(said, token, "period", "or_periods", bare)
        elif token in ("increase", "decrease"):
            said["change"] = token
        elif token.startswith("@"):
            said["place"] = token[1:]
        elif token.startswith("unit="):
            said["unit"] = token[5:]
        elif token == "optional":  # noqa: S105
            said["optional"] = True
        else:
            raise ValueError(f"{name}: unknown token {token!r}")
    return said


def put(said: dict[str, Any], token: str, key: str, alternatives: str, value: str) -> None:
    if token.startswith("or:"):
        said[alternatives].append(value)
    else:
        said[key] = value


def read_period(text: str) -> int | str | None:
    """A year, a span of years as text, or None."""
    return None if text == "none" else int(text) if text.isdigit() else text


def plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def row_sentence(line: Line, table_head: str) -> str:
    """A table row as text: the head's cells, a bar, the row's cells."""
    cells = " ".join(filter(None, line.text.split("\t")))
    return f"{table_head} | {cells}"
