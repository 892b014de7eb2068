"""Kept originals have a checksum for a name: every format must be read without its suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from reports.extraction import extract_isolated
from tests.reports.extraction.pdf_files import Page, write_pdf
from tests.reports.extraction.word_files import para, write_docx


def _text(path: Path) -> None:
    path.write_text("全市教育工作", "utf-8")


def _page(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><body><p>全市教育工作，稳步推进。</p></body></html>", "utf-8")


def _word(path: Path) -> None:
    write_docx(path, para("全市教育工作"))


def _sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["全市", "教育工作"])
    book.active.append(["在校生", 12])
    with path.open("wb") as stream:
        book.save(stream)


def _pdf(path: Path) -> None:
    page = Page()
    page.paragraph("全市教育工作稳步推进，取得新的成绩。")
    write_pdf(path, [page])


@pytest.mark.parametrize(
    ("write", "format_name"), [(_text, "txt"), (_page, "html"), (_word, "docx"), (_sheet, "xlsx"), (_pdf, "pdf")]
)
def test_without_a_suffix(tmp_path: Path, write: Callable[[Path], None], format_name: str) -> None:
    path = tmp_path / "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"
    write(path)
    found = extract_isolated(path, filename="总结.bin")
    assert found.format == format_name
    assert "教育工作" in found.text
