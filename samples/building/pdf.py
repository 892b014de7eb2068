"""pdf: the web page printed by headless Chromium, with a running head, page numbers or two columns; and scans of it."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from samples.building.source import Source
from samples.building.web import html_text

CHROMIUM = "chromium"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
PRINT_SECONDS = 60
SCAN_SCALE = 1.6
SCAN_TILT = 0.4
PDF_DATE = re.compile(rb"D:\d{14}([+-]\d{2}'\d{2}')?")


def page_style(source: Source) -> str:
    """The print style: ``running`` is the head of every page, ``columns`` their number."""
    running = source.head.get("running", "")
    margin_boxes = (
        f'@top-center{{content:"{running}";font-size:9pt}}'
        '@bottom-center{content:"第 " counter(page) " 页 共 " counter(pages) " 页";font-size:9pt}'
        if running
        else ""
    )
    columns = source.head.get("columns", "1")
    return (
        "@page{size:A4;margin:24mm 24mm;" + margin_boxes + "}"
        "body{font:12pt/1.7 'Noto Sans CJK SC',sans-serif}h1{font-size:18pt;text-align:center;column-span:all}"
        "h1,h2,h3,h4{font-weight:normal}h2{font-size:15pt}h3,h4{font-size:13pt}p{text-indent:2em;margin:.2em 0}"
        f"article{{columns:{columns};column-gap:10mm}}table{{border-collapse:collapse;font-size:10pt}}"
        "td{border:1px solid;padding:2pt 4pt}"
    )


def pdf_bytes(source: Source) -> bytes:
    """The source as pdf. Raises CalledProcessError or TimeoutExpired where Chromium fails."""
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html_text(source, page_style(source)), encoding="utf-8")
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, timeout=PRINT_SECONDS, capture_output=True)  # noqa: S603
        return PDF_DATE.sub(lambda found: b"D:20240101000000" + (found[1] or b""), target.read_bytes())


def scan_bytes(source: Source) -> bytes:
    """The printed pages as slightly tilted grey pictures without any text."""
    with pypdfium2.PdfDocument(pdf_bytes(source)) as document:
        pages = [scanned(page.render(scale=SCAN_SCALE).to_pil()) for page in document]
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=72 * SCAN_SCALE, quality=40)
    return PDF_DATE.sub(b"D:20240101000000", target.getvalue())


def scanned(picture: Image.Image) -> Image.Image:
    return picture.convert("L").rotate(SCAN_TILT, fillcolor=255, resample=Image.Resampling.BICUBIC)
