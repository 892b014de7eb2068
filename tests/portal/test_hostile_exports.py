"""No download of hostile reports holds a formula, a foreign link or broken markup."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from urllib.parse import quote
from xml.etree import ElementTree

import openpyxl
import pytest

from reports.exports import FORMATS
from reports.models import Metric
from search import outbox
from tests.portal import hostile

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"-?\d+(\.\d+)?")
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


KINDS = ("district", "indicator", "comparison", "topic", "search", "basket", "followup", "checks")


@pytest.fixture
def addresses(db, person) -> dict[str, str]:
    """Every page that gives a file, with as much of the hostile city in it as it holds."""
    county, report = hostile.city()
    outbox.rebuild()
    indicator = quote(report.metrics.first().indicator_name)
    topic = quote(report.sections.first().topic)
    return {
        "district": f"/districts/{county.code}/?", "indicator": "/indicators/hostile/?",
        "comparison": f"/compare/?indicator={indicator}&", "topic": f"/compare/?topic={topic}&",
        "search": "/search/?q=控辍保学&", "basket": "/basket/?",
        "followup": "/followup/?", "checks": "/checks/?",
    }  # fmt: skip


@pytest.fixture
def collector(person, addresses):
    client = person("管理员")
    number = Metric.objects.first()
    assert number is not None
    for what in (f"section:{number.section_id}", f"metric:{number.pk}"):
        client.post("/basket/add/", {"add": what})
    client.post("/basket/add/", {"report": number.report_id, "quote": hostile.FORMULA})
    return client


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_export(collector, addresses, kind, format_name):
    response = collector.get(f"{addresses[kind]}format={format_name}")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "<" not in response["Content-Disposition"]
    content = b"".join(response.streaming_content)
    told = CHECKS[format_name](content)
    assert "calc" in told or "window.broken" in told, "the tricks are in it, as text"


def of_csv(content: bytes) -> str:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len({len(line) for line in lines}) == 1
    for cell in (cell for line in lines for cell in line):
        assert NUMBER.fullmatch(cell) or not cell.lstrip(" ").startswith(STARTS), cell
    return content.decode("utf-8-sig")


def of_xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    told = []
    for cell in (cell for sheet in book for line in sheet.iter_rows() for cell in line):
        assert cell.data_type != "f", cell.value
        assert cell.hyperlink is None or str(cell.hyperlink.target).startswith("http://testserver/")
        told += [str(cell.value), cell.comment.text if cell.comment else ""]
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
    return " ".join(told)


def of_docx(content: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(content))
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            root = ElementTree.fromstring(archive.read(name))  # noqa: S314 - written by ourselves a moment ago
            targets = [each.get("Target", "") for each in root.iter() if each.get("TargetMode") == "External"]
            assert all(target.startswith("http://testserver/") for target in targets)
    document = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - as above
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert not [each.text for each in document.iter(f"{tag}instrText") if "calc" in (each.text or "")]
    return "".join(document.itertext())


def of_json(content: bytes) -> str:
    return json.dumps(json.loads(content), ensure_ascii=False)


CHECKS = {"csv": of_csv, "xlsx": of_xlsx, "docx": of_docx, "json": of_json}


def test_every_format_is_checked():
    assert set(CHECKS) == set(FORMATS)
