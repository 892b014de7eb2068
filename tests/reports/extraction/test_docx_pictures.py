"""Scanned pages pasted into Word: read where pictures can be read, told where they cannot."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from reports.extraction import RefusedFile, extract, extract_isolated, ocr
from reports.extraction import docx as docx_reader
from reports.extraction.ocr import Picture
from reports.extraction.pdf_lines import Line
from tests.reports.extraction.word_files import para, write_docx

SCAN = Path(__file__).with_name("files") / "scan.png"
needs_ocr = pytest.mark.skipif(not ocr.available(), reason="the extra `ocr` is not installed: scans are not read")


def sheet(folder: Path) -> Path:
    """The scan as the upper part of a whole page."""
    path = folder / "sheet.png"
    with Image.open(SCAN) as image:
        page = Image.new("L", (image.width, round(image.width * 1.414)), 255)
        page.paste(image, (0, 0))
    page.save(path)
    return path


def document(path: Path, *contents: str | tuple[Path, float]) -> Path:
    """Paragraphs, and pictures with their width in centimetres."""
    made = docx.Document()
    for content in contents:
        if isinstance(content, str):
            made.add_paragraph(content)
        else:
            made.add_picture(str(content[0]), width=Cm(content[1]))
    made.save(str(path))
    return path


def words(picture: Picture, dots_per_point: float) -> list[Line]:
    """Two lines wherever a picture is, so that its place in the text shows."""
    width = picture.shape[1] / dots_per_point
    return [
        Line(text, 60, width - 60, y, y + 12, 12, bold=False) for text, y in (("图中一行。", 700), ("图中二行。", 680))
    ]


@needs_ocr
@pytest.mark.slow
def test_a_pasted_page_is_read(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", "附：云江市教育局工作总结", (sheet(tmp_path), 15))
    found = extract_isolated(path)
    assert found.text.startswith("附：云江市教育局工作总结\n")
    assert "留守儿童之家24个" in found.text
    assert any("文字识别结果" in warning for warning in found.warnings)


def test_pasted_pages_stand_where_they_were_pasted(tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    Image.new("L", (700, 990), 255).save(other)
    path = document(tmp_path / "a.docx", "正文之前。", (sheet(tmp_path), 15), (other, 15), "正文之后。")
    steps: list[tuple[int, int]] = []
    found = docx_reader.extract(path, words, lambda done, total: steps.append((done, total)))
    lines = [line for line in found.text.split("\n") if line]
    assert lines == ["正文之前。", *["图中一行。", "图中二行。"] * 2, "正文之后。"]
    assert steps == [(1, 2), (2, 2)]
    assert found.pages == ()
    assert found.warnings == ("文档里的扫描图片为文字识别结果，可能有错字，请对照原件。",)


def test_a_photograph_beside_text_is_no_page(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", "全市教育工作稳步推进。", (sheet(tmp_path), 8))
    found = docx_reader.extract(path, words)
    assert (found.text.strip(), found.warnings) == ("全市教育工作稳步推进。", ())


def test_in_a_document_of_pictures_alone_smaller_ones_count(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", (sheet(tmp_path), 8))
    assert docx_reader.extract(path, words).text == "图中一行。\n图中二行。\n"


def test_without_the_extra_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MODULES", ("no_such_module",))
    path = document(tmp_path / "a.docx", "全市教育工作稳步推进。", (sheet(tmp_path), 15))
    for read in (extract, extract_isolated):
        (warning,) = read(path).warnings
        assert warning.startswith("文档里有1张整页图片")
        assert "EXTRAS=ocr" in warning
    bare = document(tmp_path / "b.docx", (sheet(tmp_path), 15))
    with pytest.raises(RefusedFile, match="EXTRAS=ocr") as refused:
        extract_isolated(bare)
    assert refused.value.code == "no_text"


def test_a_picture_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", "全市教育工作稳步推进。", (sheet(tmp_path), 15))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, b"\x01\0\0\0EMF" if name.endswith(".png") else data)
    found = docx_reader.extract(path, words)
    assert found.text.strip() == "全市教育工作稳步推进。"
    assert any("1张图片的格式无法识别" in warning for warning in found.warnings)


@pytest.mark.parametrize(("program", "warned"), [("Excel.Sheet.8", True), ("Equation.3", False)])
def test_embedded_objects(tmp_path: Path, program: str, warned: bool) -> None:
    embedded = (
        f'<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="{program}"/></w:object>'
    )
    path = write_docx(tmp_path / "a.docx", para("各学段人数如下表：", inner=f"<w:r>{embedded}</w:r>"))
    assert any("嵌有另一份文件" in warning for warning in extract(path).warnings) is warned
