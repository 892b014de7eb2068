"""Scans: read where the extra is installed, refused in a helpful sentence where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from reports.extraction import Limits, RefusedFile, extract, extract_isolated, ocr
from tests.reports.extraction.pdf_files import Page, write_pdf

SCAN = Path(__file__).with_name("files") / "scan.png"
needs_ocr = pytest.mark.skipif(not ocr.available(), reason="the extra `ocr` is not installed: scans are not read")
PARAGRAPHS = [
    "云江市教育局2012年工作总结",
    "一、学前教育",
    "2012年，全市新建幼儿园12所，改建6所，招聘教师120名，投入资金900.8万元，学前三年毛入园率达到66.93%，比上年提高2.1个百分点。",
    "二、义务教育",
    "全市小学在校生38216人，巩固率保持在99.9%以上；留守儿童关爱工作取得新的进展，建成留守儿童之家24个，受益学生5300余名。",
]


def scanned_pdf(path: Path, pages: int = 2) -> Path:
    with Image.open(SCAN) as image:
        sheet = Image.new("L", (image.width, round(image.width * 1.414)), 255)
        sheet.paste(image, (0, 0))
    sheet.save(path, append_images=[sheet] * (pages - 1), save_all=True, resolution=150)
    return path


@needs_ocr
@pytest.mark.slow
def test_a_picture_is_read_in_paragraphs() -> None:
    found = extract_isolated(SCAN)
    assert found.text.strip().split("\n") == PARAGRAPHS
    assert found.format == "png"
    assert any("文字识别结果" in warning for warning in found.warnings)


@needs_ocr
@pytest.mark.slow
def test_a_scanned_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    found = extract_isolated(scanned_pdf(tmp_path / "a.pdf"), progress=lambda done, total: steps.append((done, total)))
    assert found.text.count("留守儿童之家24个") == 2
    assert steps == [(1, 2), (2, 2)]
    assert found.warnings == ("第1—2页为文字识别结果，可能有错字，请对照原件。",)
    assert len(found.pages) == 2


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_without_the_extra_the_way_out_is_named(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MODULES", ("no_such_module",))
    path = SCAN if kind == "png" else scanned_pdf(tmp_path / "a.pdf")
    for read in (extract, extract_isolated):
        with pytest.raises(RefusedFile, match="EXTRAS=ocr") as refused:
            read(path)
        assert refused.value.code == "no_text"


def test_text_pages_of_a_partly_scanned_file_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    monkeypatch.setattr(ocr, "MODULES", ("no_such_module",))
    page = Page()
    page.paragraph("全市教育系统认真落实各项部署，新建幼儿园十二所，招聘教师一百二十名，学前三年毛入园率继续提高。")
    both = pypdfium2.PdfDocument(write_pdf(tmp_path / "text.pdf", [page]))
    scans = pypdfium2.PdfDocument(scanned_pdf(tmp_path / "scan.pdf"))
    both.import_pages(scans)
    both.save(tmp_path / "both.pdf")
    for document in (both, scans):
        document.close()
    found = extract_isolated(tmp_path / "both.pdf")
    assert "新建幼儿园十二所" in found.text
    assert found.warnings[0].startswith("第2—3页是图片")
    assert found == extract(tmp_path / "both.pdf")


def test_limits_grow_with_pages_and_end() -> None:
    wider = ocr.limits_for(10, Limits())
    assert wider.wall_seconds == 360
    assert wider.memory_bytes > Limits().memory_bytes
    with pytest.raises(RefusedFile) as refused:
        ocr.limits_for(ocr.PAGES + 1, Limits())
    assert refused.value.code == "too_complex"


def test_pictures_made_to_hurt(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    (tmp_path / "cut.png").write_bytes(SCAN.read_bytes()[:40])
    for name, code in (("bomb.png", "too_complex"), ("cut.png", "corrupt")):
        with pytest.raises(RefusedFile) as refused:
            extract_isolated(tmp_path / name)
        assert refused.value.code == code
