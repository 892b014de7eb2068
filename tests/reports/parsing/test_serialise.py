"""What is written is read back the same."""

from __future__ import annotations

import json

from reports.parsing.serialise import from_json, to_json
from reports.parsing.types import ParsedSource
from tests.reports.parsing.conftest import Parse

TEXT = "泸县教育局2012年工作总结\n2012年，成效明显。\n一、学前教育\n入园率达到90.5%。\n指标\t2012年\n入园率\t90.5%"


def test_round_trip(parse_text: Parse) -> None:
    parsed = parse_text(TEXT)
    assert from_json(json.loads(json.dumps(to_json(parsed)))) == parsed


def test_an_empty_source() -> None:
    parsed = ParsedSource("a.txt", "txt", None, (), ())
    assert from_json(to_json(parsed)) == parsed


def test_the_names_of_the_contract(parse_text: Parse) -> None:
    data = to_json(parse_text(TEXT))
    report = data["reports"][0]
    assert {
        "title",
        "kind",
        "topic",
        "text",
        "period_start",
        "period_end",
        "period_unit",
        "half",
        "period_basis",
    } <= set(report)
    section = report["sections"][0]
    assert {"index", "parent", "level", "mark", "heading", "style", "district", "topic", "stage", "text"} <= set(
        section
    )
    assert report["issuer"] == {"name": "泸县", "code": "510521", "institution": "泸县教育局"}
