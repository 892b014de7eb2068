"""What reading a file costs: seconds and the memory of the child that reads, for files of the size that offices have.

The pdf is a printed web page of the wild cases over and over, with its embedded fonts; the Word file a sample.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import pypdfium2

from reports.extraction import Limits, server

ROOT = Path(__file__).resolve().parents[1]
PRINTED_PAGE = next((ROOT / "tests" / "examples" / "wild" / "files").glob("w09_*.pdf"))
WORD_FILE = max((ROOT / "samples" / "reports").rglob("*.docx"), key=lambda path: path.stat().st_size)
PAGES = 200


def costs() -> dict[str, dict[str, float]]:
    """File → seconds on the wall clock, peak megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        long_pdf = repeated(PRINTED_PAGE, PAGES, Path(folder, "long.pdf"))
        text = Path(folder, "text.txt")
        text.write_text("全市教育工作稳步推进，各项任务如期完成。\n" * 100_000, encoding="utf-8")
        cost(WORD_FILE)  # the fork server starts with the first file
        return {
            f"pdf, {PAGES} pages": cost(long_pdf),
            f"docx, {WORD_FILE.stat().st_size // 1024} KB": cost(WORD_FILE),
            f"txt, {text.stat().st_size // 1_000_000} MB": cost(text),
        }


def repeated(source: Path, pages: int, target: Path) -> Path:
    """A pdf of the first pages of ``source`` again and again."""
    with pypdfium2.PdfDocument.new() as made, pypdfium2.PdfDocument(source) as once:
        # In one call: pages imported together share their fonts, as those of a printed document do.
        made.import_pages(once, [number % len(once) for number in range(pages)])
        made.save(target)
    return target


def cost(path: Path) -> dict[str, float]:
    limits = Limits()
    with tempfile.TemporaryDirectory() as folder:
        request = {
            "path": str(path.resolve()),
            "filename": path.name,
            "folder": folder,
            "limits": asdict(limits),
            "read_scans": False,
        }
        began = time.monotonic()
        _, ending = server.ask(request, limits, lambda _line: None)
        seconds = time.monotonic() - began
    if ending.code or ending.timed_out:
        raise RuntimeError(f"{path.name} was not read: {ending}")
    return {"seconds": round(seconds, 2), "peak_mb": round(ending.peak_bytes / 1024 / 1024)}
