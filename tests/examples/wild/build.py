"""Builds the wild cases: ``source/*.md`` (texts with marks) → ``files/`` and ``*.case.json`` (what is true of them).

    python -m tests.examples.wild.build            writes files and gold
    python -m tests.examples.wild.build --check    writes nothing; names the numbers that no mark covers

The marks are those of ``samples/building/source.py``. Added here: ``⟪printed/true⟫`` for what a site put into the text
or changed in it (a watermark has no true form), ``places:`` with the codes of GB/T 2260, ``fold: yes`` for punctuation
folded to ASCII, and frames (``source/*.frame.html``) of the web pages around the texts.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any
from unittest.mock import patch

import docx
import lxml.html

from samples.build import WRITERS as SAMPLE_WRITERS
from samples.build import unlabelled, zip_members
from samples.building import gold as sample_gold
from samples.building.amounts import DIGITS, Amount, read_amount, read_number
from samples.building.office import doc_bytes, zip_bytes
from samples.building.page_order import hard_wrapped, printed_lines
from samples.building.pdf import CHROMIUM, FLAGS, PDF_DATE, PRINT_SECONDS
from samples.building.source import Line, Source, SourceReport, read_head, read_lines
from samples.building.web import body, html_text
from samples.building.word import docx_bytes, repacked

WILD = Path(__file__).resolve().parent
CHANGED = re.compile(r"⟪(?P<printed>[^⟪⟫]*?)(?:/(?P<true>[^⟪⟫/]*))?⟫")
SPOKEN_DECIMAL = re.compile("百分之(?P<whole>[一二三四五六七八九十百]+)点(?P<decimals>[零一二三四五六七八九]+)")
#: What many sites do to punctuation.
FOLD = str.maketrans("，；：（）！？％", ",;:()!?%")
DUMP_DEPTH = 4
KEPT_STYLES = {"Title", "Heading1", "Heading2", "Heading3", "Heading4", "TableGrid"}
DROPPED_PARTS = ("/thumbnail", "/stylesWithEffects", "/customXml")
#: Printed by other programs, so rebuilt only where missing.
UNSTABLE = {"pdf", "doc"}


def read_wild(path: Path, *, printed: bool = False) -> Source:
    """The source as it is true, or as the file prints it."""
    text = path.read_text(encoding="utf-8")
    text = CHANGED.sub(lambda found: found["printed"] if printed else found["true"] or "", text)
    if re.search(r"^fold: yes$", text, re.MULTILINE):
        text = text.translate(FOLD)
    head_text, _, rest = text.partition("\n---\n")
    head = read_head(head_text.splitlines())
    parts = re.split(r"^=== (.*)$", rest, flags=re.MULTILINE)
    reports = [SourceReport(head, read_lines(parts[0], head, path.name))]
    for title, part in zip(parts[1::2], parts[2::2], strict=True):
        own, _, lines = part.lstrip("\n").partition("\n\n")
        own_head = {**head, "title": title.strip(), **read_head(own.splitlines())}
        reports.append(SourceReport(own_head, read_lines(lines, own_head, path.name)))
    return Source(path.stem, head, tuple(report for report in reports if report.lines))


def paths() -> list[Path]:
    """All sources, in the order of their names."""
    return sorted((WILD / "source").glob("*.md"))


def case_of(path: Path) -> dict[str, Any]:
    """The gold case: real codes, and the frame's text as boilerplate."""
    source = read_wild(path)
    codes = dict(pair.split("=") for pair in source.head.get("places", "").split())
    with (
        patch.object(sample_gold, "code_of", lambda name: codes[name] if name else None),
        patch.object(sample_gold, "read_amount", read_wild_amount),
    ):
        case = sample_gold.gold_case(source)
    case["sample"] = False
    for row in (row for report in case["reports"] for row in report["metrics"]):
        del row["family"]
    case["boilerplate"] = [*frame_texts(source), *watermarks(path), *case["boilerplate"]]
    return case


def read_wild_amount(printed: str, unit: str = "") -> Amount:
    """As the samples read amounts, and also 百分之五十二点三 and the ratio sign ∶."""
    spoken = SPOKEN_DECIMAL.fullmatch(printed)
    if spoken:
        decimals = "".join(str(DIGITS[char]) for char in spoken["decimals"])
        printed = f"{read_number(spoken['whole'])}.{decimals}%"
    return read_amount(printed.replace("∶", ":"), unit)


def watermarks(path: Path) -> list[str]:
    """The phrases that a site put into the text without any true form."""
    found = CHANGED.finditer(path.read_text(encoding="utf-8"))
    return list(dict.fromkeys(m["printed"] for m in found if not m["true"] and len(m["printed"]) > 4))


def frame_path(source: Source) -> Path:
    return WILD / "source" / f"{source.name}.frame.html"


def frame_texts(source: Source) -> list[str]:
    """The visible text around the report; one element stands on a line of the frame."""
    if source.head["format"] != "html":
        return []
    shown = frame_path(source).read_text(encoding="utf-8").partition("<body>")[2].splitlines()
    elements = [line for line in shown if line.startswith("<") and not re.match(r"<(?:/|script|style|!--)", line)]
    texts = [" ".join("".join(map(str, lxml.html.fromstring(line).itertext())).split()) for line in elements]
    return [text for text in texts if len(text) > 1 and text != "{body}"]


def html_bytes(source: Source) -> bytes:
    """The frame with the text in place of ``{body}``; ``para: br`` parts paragraphs by line breaks only."""
    text = broken_lines(source) if source.head.get("para") == "br" else body(source)
    encoding = "gb18030" if source.head.get("encoding") == "gbk" else "utf-8"
    return frame_path(source).read_text(encoding="utf-8").replace("{body}", text).encode(encoding)


def broken_lines(source: Source) -> str:
    lines = [line for report in source.reports for line in printed_lines(report)]
    return "<br />\n<br />\n".join("\u3000\u3000" + escape(line.text) for line in lines)


def text_bytes(source: Source) -> bytes:
    """Plain text: ``wrap`` columns, ``pages`` lines a page with its number, ``glue: yes`` for one single line."""
    head = source.head
    if head.get("glue") == "yes":
        text = "".join(line.text for report in source.reports for line in printed_lines(report))
        return text.encode(charset(head))
    gap = [""] * int(head.get("spacing", "0"))
    rows: list[str] = []
    for report in source.reports:
        for paragraph in joined(printed_lines(report), report.head):
            rows += [*printed_paragraph(paragraph, head), *gap]
    if head.get("pages"):
        rows = with_page_numbers(rows, int(head["pages"]))
    return ("\r\n" if head.get("newline") == "crlf" else "\n").join(rows).encode(charset(head))


def joined(lines: list[Line], head: dict[str, str]) -> list[Line]:
    """``join: a>b`` prints the line that begins with b right behind the one that ends in a, as if cut within a line."""
    if "join" not in head:
        return lines
    before, after = head["join"].split(">")
    out: list[Line] = []
    for line in lines:
        if out and out[-1].text.endswith(before) and line.text.startswith(after):
            out[-1] = replace(out[-1], text=out[-1].text + line.text)
        else:
            out.append(line)
    return out


def printed_paragraph(line: Line, head: dict[str, str]) -> list[str]:
    if line.kind == "row":
        return [
            "  ".join(cell.ljust(6, "\u3000" if cell[:1] > "z" else " ") for cell in line.text.split("\t")).rstrip()
        ]
    text = line.text if line.kind == "boilerplate" or line.text == head["title"] else head_indent(head) + line.text
    return hard_wrapped(text, int(head["wrap"])) if "wrap" in head and line.kind == "text" else [text]


def head_indent(head: dict[str, str]) -> str:
    return {"wide": "\u3000\u3000", "four": "    "}.get(head.get("indent", ""), "")


def with_page_numbers(rows: list[str], size: int) -> list[str]:
    out: list[str] = []
    for number, at in enumerate(range(0, len(rows), size), 1):
        out += [*rows[at : at + size], f"                 - {number} -", ""]
    return out


def charset(head: dict[str, str]) -> str:
    return {"gbk": "gb18030", "utf-8-bom": "utf-8-sig", "utf-16": "utf-16"}.get(head.get("encoding", ""), "utf-8")


def pdf_bytes(source: Source) -> bytes:
    """A saved web page as the browser prints it: date and title above, address and page number below."""
    boxes = (("top-left", "published"), ("top-center", "running"), ("bottom-left", "address"))
    margins = "".join(f'@{box}{{content:"{source.head[key]}";font-size:8pt}}' for box, key in boxes)
    margins += '@bottom-right{content:counter(page) "/" counter(pages);font-size:8pt}'
    style = (
        f"@page{{size:A4;margin:16mm 18mm;{margins}}}"
        "body{font:11pt/1.8 'Noto Sans CJK SC',sans-serif}p{text-indent:2em;margin:.3em 0}"
        "h1,h2,h3,h4{font-weight:normal}h1{font-size:17pt;text-align:center}h2,h3,h4{font-size:12pt}"
        "table{border-collapse:collapse}td{border:1px solid}"
    )
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html_text(source, style), encoding="utf-8")
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, timeout=PRINT_SECONDS, capture_output=True)
        return PDF_DATE.sub(lambda found: b"D:20240101000000" + (found[1] or b""), target.read_bytes())


def lean_docx_bytes(source: Source) -> bytes:
    """The Word file without what python-docx's template adds to it: a picture, old style sheets, unused styles."""
    package = docx.Document(io.BytesIO(docx_bytes(source)))
    styles = package.styles.element
    for style in styles.xpath("w:style[not(@w:default)]"):
        if style.xpath("string(@w:styleId)") not in KEPT_STYLES:
            styles.remove(style)
    for owner in (package.part.package, package.part):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.endswith(DROPPED_PARTS)]:
            del owner.rels[key]
    target = io.BytesIO()
    package.save(target)
    return repacked(target.getvalue())


def zipped(source: Source) -> bytes:
    with patch.dict(SAMPLE_WRITERS, docx=lean_docx_bytes):
        return zip_bytes(zip_members(source))


def dump(case: dict[str, Any]) -> str:
    """JSON with an entry a line, as small as that allows."""

    def part(value: Any, depth: int) -> str:
        flat = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if depth < DUMP_DEPTH and isinstance(value, dict) and value:
            items = ",\n".join(f"{json.dumps(key)}:{part(each, depth + 1)}" for key, each in value.items())
            return "{" + items + "}"
        if depth < DUMP_DEPTH and flat[:2] in ("[{", '["'):
            return "[\n" + ",\n".join(part(each, depth + 1) for each in value) + "]"
        return flat

    return part(case, 0)


WRITERS: dict[str, Callable[[Source], bytes]] = {
    "txt": text_bytes,
    "html": html_bytes,
    "docx": lean_docx_bytes,
    "doc": doc_bytes,
    "pdf": pdf_bytes,
    "zip": zipped,
}


def main() -> int:
    found = [f"{p.stem}: {text}" for p in paths() for r in read_wild(p).reports for text in unlabelled(r)]
    for text in found:
        print(text, file=sys.stderr)
    if "--check" in sys.argv:
        return int(bool(found))
    for path in paths():
        source = read_wild(path, printed=True)
        target, gold = WILD / source.head["out"], WILD / f"{path.stem}.case.json"
        case = dump(case_of(path)) + "\n"
        stale = not gold.exists() or gold.read_text(encoding="utf-8") != case or not target.exists()
        if source.head["format"] not in UNSTABLE or stale or "--all" in sys.argv:
            target.write_bytes(WRITERS[source.head["format"]](source))
        gold.write_text(case, encoding="utf-8")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
