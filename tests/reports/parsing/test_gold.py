"""Outside gold cases, where WENLAN_GOLD names a folder of them: reports, period, place, headings, order."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from reports.parsing.gazetteer import Gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText, ParseContext, ParsedReport

SHARE_OF_HEADINGS, SHARE_IN_ORDER = 0.97, 0.99


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def sentences(text: str) -> list[str]:
    return [one for one in (bare(part) for part in re.split("[。；;!?]|\n", text)) if len(one) >= 6]


def cases(folder: Path) -> list[tuple[dict[str, Any], str]]:
    found = []
    for path in sorted(folder.glob("*.case.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        name = Path(case["file"]).name
        beside = (folder / name, folder.parent / "seeds" / name)
        found += [(case, path.read_text("utf-8")) for path in beside if path.suffix == ".txt" and path.exists()]
    return found


def best(wanted: dict[str, Any], found: tuple[ParsedReport, ...]) -> ParsedReport:
    parts = sentences("\n".join(block["text"] for block in wanted["blocks"]))
    return max(found, key=lambda report: sum(part in bare(report.text) for part in parts))


def test_gold_cases(gold_dir: Path, gazetteer: Gazetteer) -> None:
    found = cases(gold_dir)
    if not found:
        pytest.skip("no text sources beside the gold cases")
    for case, text in found:
        reports = parse(ExtractedText(text, "txt"), ParseContext(), gazetteer).reports
        assert len(reports) == len(case["reports"])
        for wanted in case["reports"]:
            holds(wanted, best(wanted, reports))


def holds(wanted: dict[str, Any], report: ParsedReport) -> None:
    assert report.period.start in wanted["period"]
    if report.issuer or not wanted.get("issuer_may_be_null"):
        assert (report.issuer.code if report.issuer else None) == (wanted["issuer"] or {}).get("code")
    required = [bare(heading["text"]) for heading in wanted["headings"] if heading["required"]]
    heads = [bare(section.heading) for section in report.sections]
    assert sum(any(word in head for head in heads) for word in required) >= SHARE_OF_HEADINGS * len(required)
    flat, at, kept = bare(report.text), 0, 0
    parts = [part for block in wanted["blocks"] for part in sentences(block["text"])]
    for part in parts:
        place = flat.find(part, at)
        kept += place >= 0
        at = place + len(part) if place >= 0 else at
    assert kept >= SHARE_IN_ORDER * len(parts)
