"""The samples: gold stands in the files, the builder makes the same files again, the planned cases exist."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import docx
import lxml.html
import openpyxl
import pypdfium2
import pytest

from samples.build import SAMPLES, STABLE, case_of, dump, file_bytes, manifest, sources, unlabelled
from samples.building.source import Source, SourceReport

SOURCES = sources()
CASES = {source.name: json.loads(dump(case_of(source))) for source in SOURCES}
MAX_BYTES = 4_000_000
NUMBERING_STYLES = (
    *("一、", "（一）", "(一)", "第一章", "第一节", "第一部分", "第一篇", "一是", "第一，", "壹、", "甲、", "——"),
    *("1.", "1、", "⒈", "⑴", "(1)", "①", "A.", "1．", "1)"),
)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def docx_text(path_or_file) -> str:
    """Every text run in document order; a text box is stored twice, only its first form counts."""
    body = docx.Document(path_or_file).element.body
    for fallback in body.xpath(".//*[local-name()='Fallback']"):
        fallback.getparent().remove(fallback)
    return "".join(body.xpath(".//w:t/text()"))


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"第 \d+ 页 共 \d+ 页", "", text)


def xlsx_text(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return "".join(str(value) for value in cells if value is not None)


def text_of(source: Source) -> str:
    """The text of the built file, read without the project's own extractors."""
    path, kind = SAMPLES / source.head["out"], source.head["format"]
    encoding = {"gbk": "gb18030", "utf-16": "utf-16", "utf-8-bom": "utf-8-sig"}.get(
        source.head.get("encoding", ""), "utf-8"
    )
    if kind == "csv":
        return path.read_text(encoding=encoding).replace(",", "")
    if kind == "html":
        return "".join(str(part) for part in lxml.html.fromstring(path.read_bytes()).itertext())
    if kind == "zip":
        return zip_text(path)
    if kind == "doc":
        return path.read_bytes().decode("utf-16-le", errors="ignore")
    readers = {"docx": docx_text, "pdf": pdf_text, "xlsx": xlsx_text}
    return readers[kind](path) if kind in readers else path.read_text(encoding=encoding)


def zip_text(path: Path) -> str:
    text = ""
    with zipfile.ZipFile(path, metadata_encoding="gbk") as archive:
        for name in archive.namelist():
            with archive.open(name) as member:
                text += docx_text(member) if name.endswith(".docx") else member.read().decode("gbk")
    return text


def readable(source: Source) -> bool:
    return source.head["format"] != "scan"


def forms(line: str, marks: set[str], *, numbered: bool) -> list[str]:
    """A line as gold has it, and without the mark that Word itself counts."""
    text = squeeze(line)
    return [text, *(text.removeprefix(mark) for mark in marks if numbered and text.startswith(mark))]


@pytest.mark.parametrize("source", [s for s in SOURCES if readable(s)], ids=lambda source: source.name)
def test_gold_stands_in_the_file(source):
    text = squeeze(text_of(source))
    text = text.replace(squeeze(source.head["running"]), "") if source.head.get("running") else text
    case, cuts = CASES[source.name], source.head.get("scramble", "T").count(" ")
    for report in case["reports"]:
        marks = {squeeze(heading["mark"]) for heading in report["headings"]}
        lines = [line for block in report["blocks"] for line in block["text"].split("\n")]
        numbered = bool(source.head.get("numbering"))
        missing = [line for line in lines if not any(form in text for form in forms(line, marks, numbered=numbered))]
        assert len(missing) <= cuts, missing
        assert squeeze(report["title"]) in text or source.head.get("title_printed") == "no"
    for phrase in case["boilerplate"]:
        assert squeeze(phrase) in text or phrase == source.head.get("running")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_gold_rows_are_sound(case):
    for report in case["reports"]:
        body = squeeze("".join(block["text"] for block in report["blocks"]))
        for row in report["metrics"]:
            assert row["printed"] in row["sentence"]
            assert " | " in row["sentence"] or squeeze(row["sentence"]) in body
            assert row["status"] in {"actual", "planned", "target", "ongoing"}
            assert row["unit"] or "系数" in row["indicator"], row
    for trap in case["not_metrics"] + case["neutral"]:
        assert trap["text"] in trap["context"]


def test_there_are_enough_reports_with_enough_text():
    prose = [report for report in all_reports() if report.head["topic"] != "教育统计"]
    assert len(prose) >= 30
    assert sum(len("".join(line.text for line in report.lines)) >= 700 for report in prose) >= 30


def all_reports() -> list[SourceReport]:
    return [report for source in SOURCES for report in source.reports if report.lines]


def test_nothing_is_left_unlabelled():
    assert [text for report in all_reports() for text in unlabelled(report)] == []


def test_every_format_and_encoding_is_there():
    found = {(source.head["format"], source.head.get("encoding", "utf-8")) for source in SOURCES}
    wanted = {("txt", e) for e in ("utf-8", "utf-8-bom", "gbk", "utf-16")} | {("html", "utf-8"), ("html", "gbk")}
    wanted |= {(kind, "utf-8") for kind in ("docx", "pdf", "xlsx", "doc", "scan", "zip")}
    wanted |= {("csv", "gbk"), ("csv", "utf-8-bom")}
    assert wanted <= found


@pytest.mark.parametrize("style", NUMBERING_STYLES)
def test_every_numbering_style_is_there(style):
    marks = {heading["mark"] for case in CASES.values() for r in case["reports"] for heading in r["headings"]}
    assert style in marks


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_committed_files_are_what_the_builder_makes(source):
    gold = (SAMPLES / "gold" / f"{source.name}.case.json").read_text(encoding="utf-8")
    assert gold == dump(case_of(source)) + "\n"
    if source.head["format"] in STABLE:
        assert unpacked((SAMPLES / source.head["out"]).read_bytes()) == unpacked(file_bytes(source))


def unpacked(data: bytes) -> bytes | dict[str, bytes]:
    """An office file's members by name: two builds of zlib may pack the same bytes differently."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_every_file_and_no_other():
    listed = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
    assert listed == json.loads(dump(manifest(SOURCES)))
    there = {str(p.relative_to(SAMPLES)) for d in ("reports", "extra") for p in (SAMPLES / d).rglob("*") if p.is_file()}
    assert there == {entry["path"] for entry in listed["files"]}
    names = [Path(entry["path"]).name for entry in listed["files"]]
    assert len(names) == len(set(names))


def test_the_files_stay_small_and_say_that_they_are_samples():
    folders = [SAMPLES / name for name in ("reports", "extra", "gold", "source")]
    assert sum(path.stat().st_size for folder in folders for path in folder.rglob("*")) < MAX_BYTES
    for source in SOURCES:
        assert "示例" in source.head["out"]
        assert any("示例" in line.text for report in source.reports for line in report.lines)


def test_the_scrambled_page_is_scrambled():
    source = next(source for source in SOURCES if source.name == "2011-yiwu-huibian")
    text = squeeze(text_of(source))
    assert text.index("五、清溪县") < text.index("一、江川区") < text.index("二、临泉县")
    assert "留守儿童19583人" not in text
    assert "留守儿童19583人" in squeeze(CASES[source.name]["reports"][0]["blocks"][1]["text"])
