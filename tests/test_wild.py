"""The wild cases: their gold stands in the files, and the parser never gets worse on them than the floors say."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pypdfium2
import pytest

from benchmarks.scoring.case import Figures, score_case
from benchmarks.scoring.cases import read_cases
from benchmarks.scoring.outputs import own_answer
from samples.build import unlabelled
from samples.building.source import Source
from tests.examples.wild.build import WILD, case_of, dump, paths, read_wild

FLOORS = WILD / "floors.json"
#: Counts of faults: a floor is their greatest number. All other figures are shares: a floor is their least.
FAULTS = ("invented", "unquoted")
MAX_BYTES = 1 << 20
PAGE_NUMBER = re.compile(r"^ +- \d+ -\r?$", re.MULTILINE)

CASES = {path.stem: case_of(path) for path in paths()}
FOLDERS = {case["case"]: (case, folder) for case, folder in read_cases([WILD])}


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def docx_text(file: Any) -> str:
    return "".join(docx.Document(file).element.body.xpath(".//w:t/text()"))


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def zip_text(path: Path) -> str:
    with zipfile.ZipFile(path, metadata_encoding="gbk") as archive:
        return "".join(docx_text(io.BytesIO(archive.read(name))) for name in archive.namelist())


def text_of(source: Source) -> str:
    """The text of the committed file, read without the project's own extractors."""
    path, kind = WILD / source.head["out"], source.head["format"]
    encoding = "gb18030" if source.head.get("encoding") == "gbk" else "utf-8"
    readers = {
        "docx": docx_text,
        "zip": zip_text,
        "pdf": pdf_text,
        "doc": lambda file: file.read_bytes().decode("utf-16-le", errors="ignore"),
        "html": lambda file: "".join(map(str, lxml.html.fromstring(file.read_bytes().decode(encoding)).itertext())),
    }
    if kind in readers:
        return str(readers[kind](path))
    return PAGE_NUMBER.sub("", path.read_bytes().decode(encoding))


def bare(text: str, source: Source) -> str:
    """Squeezed; of a pdf without what stands in the margins of its pages."""
    if source.head["format"] == "pdf":
        for key in ("published", "running", "address"):
            text = text.replace(source.head[key], "")
        text = re.sub(r"\b\d/\d\b", "", text)
    return squeeze(text)


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_gold_stands_in_the_file(path: Path) -> None:
    source = read_wild(path, printed=True)
    text = bare(text_of(source), source)
    cuts = source.head.get("scramble", "T").count(" ") + source.head.get("join", "").count(">")
    for report in source.reports:
        cuts = max(cuts, report.head.get("scramble", "T").count(" "))
        lines = [line for line in report.lines if line.kind != "sheet"]
        numbered = {m.fields[1] for line in lines for m in line.marks if m.kind == "heading"}
        forms = [[squeeze(line.text), *(squeeze(line.text.removeprefix(mark)) for mark in numbered)] for line in lines]
        missing = [form[0] for form in forms if not any(each in text for each in form)]
        assert len(missing) <= cuts, missing


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_gold_rows_are_sound(case: dict[str, Any]) -> None:
    for report in case["reports"]:
        body = squeeze("".join(block["text"] for block in report["blocks"]))
        for row in report["metrics"]:
            assert row["printed"] in row["sentence"]
            assert " | " in row["sentence"] or squeeze(row["sentence"]) in body
    for trap in case["not_metrics"] + case["neutral"]:
        assert trap["text"] in trap["context"]


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_every_number_is_labelled_and_the_gold_is_built_from_the_marks(path: Path) -> None:
    assert [text for report in read_wild(path).reports for text in unlabelled(report)] == []
    assert (WILD / f"{path.stem}.case.json").read_text(encoding="utf-8") == dump(CASES[path.stem]) + "\n"


def test_the_cases_stay_small() -> None:
    assert sum(path.stat().st_size for path in WILD.rglob("*") if path.is_file()) < MAX_BYTES


@pytest.mark.parametrize("name", FOLDERS)
def test_the_parser_reaches_its_floors(name: str) -> None:
    figures, misses = score_case(FOLDERS[name][0], own_answer(*FOLDERS[name]))
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    fallen = {key: (getattr(figures, key), floor) for key, floor in floors.items() if below(figures, key, floor)}
    assert not fallen, "\n".join(misses[:20])


def below(figures: Figures, key: str, floor: float) -> bool:
    value = getattr(figures, key)
    return bool(value > floor if key in FAULTS else value < floor - 1e-9)
