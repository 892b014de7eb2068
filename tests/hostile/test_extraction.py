"""Files made to hurt: each is read or refused in a sentence, within 30 seconds and a gigabyte, and reaches nothing.

What each file may reach or leave behind is in `test_reach.py`.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.extraction import CHARACTERS, LINES, RefusedFile
from reports.parsing.types import ExtractedText
from tests.hostile.asking import ask, read, refused_as
from tests.reports.extraction.pdf_files import Page, write_pdf
from tests.reports.extraction.word_files import NS, item, level, numbering, para, write_docx

SECRET = "geheim-7f3a"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY m SYSTEM "file://{}">]>'


def with_part(path: Path, name: str, data: bytes, *, level: int = 9) -> Path:
    """A docx whose part ``name`` is replaced."""
    write_docx(path, para("全市"))
    with zipfile.ZipFile(path) as package:
        parts = {member: package.read(member) for member in package.namelist()}
    parts[name] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for member, content in parts.items():
            package.writestr(member, content)
    return path


def document(body: str, doctype: str = "") -> bytes:
    return (
        f"<?xml version='1.0' encoding='utf-8'?>{doctype}<w:document {NS}><w:body>{body}</w:body></w:document>".encode()
    )


def test_a_document_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    huge = b"<w:document>" + b" " * 250_000_000
    refused_as(with_part(tmp_path / "a.docx", "word/document.xml", huge), "too_complex")


def test_a_part_larger_than_its_directory_says(tmp_path: Path) -> None:
    path = with_part(tmp_path / "a.docx", "word/document.xml", document(para("全市教育工作" * 1000)))
    data = path.read_bytes()
    size = len(document(para("全市教育工作" * 1000))).to_bytes(4, "little")
    assert size in data
    path.write_bytes(data.replace(size, (300).to_bytes(4, "little")))
    refused_as(path, "corrupt")


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE])
def test_entities_in_office_files(tmp_path: Path, doctype: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    source = document(
        "<w:p><w:r><w:t>&m;</w:t></w:r></w:p>",
        doctype.format(secret) if doctype is OUTSIDE else doctype,
    )
    answer = read(with_part(tmp_path / "a.docx", "word/document.xml", source))
    assert isinstance(answer, RefusedFile)
    assert SECRET not in str(answer)


def test_entities_in_workbooks_and_pages(tmp_path: Path) -> None:
    import openpyxl

    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["甲", "乙"])
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name).decode()
            if name.endswith("sharedStrings.xml"):
                data = OUTSIDE.format(secret) + data.replace("甲", "&m;")
            elif name.endswith("sheet1.xml"):
                data = LAUGHS + data
            target.writestr(name, data)
    (tmp_path / "a.html").write_text(f"{OUTSIDE.format(secret)}<html><body><p>一段话，&m;。</p></body></html>", "utf-8")
    for path in (tmp_path / "b.xlsx", tmp_path / "a.html"):
        assert SECRET not in str(read(path))


def test_elements_nested_beyond_sense(tmp_path: Path) -> None:
    deep = 100_000
    tables = "<w:tbl><w:tr><w:tc>" * deep + para("底") + "</w:tc></w:tr></w:tbl>" * deep
    refused_as(with_part(tmp_path / "a.docx", "word/document.xml", document(tables)), "too_complex")
    (tmp_path / "a.html").write_text(
        "<html><body>" + "<div>" * deep + "<p>底部的文字，很深。" + "</div>" * deep, "utf-8"
    )
    (tmp_path / "b.html").write_text("<html><body>" + "<table><tr><td>" * 20_000 + "<p>底部的文字，很深。", "utf-8")
    (tmp_path / "c.html").write_text("<html><body><p>" + "<b><i>" * 500_000 + "文字，很粗。", "utf-8")
    for name in ("a.html", "b.html", "c.html"):
        read(tmp_path / name)


def test_a_line_of_twenty_megabytes(tmp_path: Path) -> None:
    line = "全市教育工作，" * (20 * 1024 * 1024 // 21)
    (tmp_path / "a.txt").write_text(line, "utf-8")
    answer = read(tmp_path / "a.txt")
    assert isinstance(answer, ExtractedText)
    assert answer.text == line
    (tmp_path / "a.html").write_text(f"<html><body><p>{line}</p></body></html>", "utf-8")
    (tmp_path / "a.csv").write_text(line, "utf-8")
    write_docx(tmp_path / "a.docx", para(line))
    for name in ("a.html", "a.csv", "a.docx"):
        read(tmp_path / name)


def test_as_many_headings_as_can_be_parsed_and_stored(tmp_path: Path) -> None:
    items = [item(f"标题{n}", level=n % 3) for n in range(LINES)]
    levels = [level(n, "chineseCounting", f"%{n + 1}、") for n in range(3)]
    asked = ask(write_docx(tmp_path / "a.docx", "".join(items), numbering=numbering(*levels)))
    assert isinstance(asked.answer, ExtractedText), asked.answer
    assert asked.answer.text.count("\n") == LINES
    assert asked.peak_bytes < 300 * 1024 * 1024
    pairs = "".join(f"<h2>标题{n}，</h2><p>正文{n}。</p>" for n in range(LINES // 2))
    (tmp_path / "a.html").write_text(pairs, "utf-8")
    answer = read(tmp_path / "a.html")
    assert isinstance(answer, ExtractedText), answer
    assert len(answer.styled_lines) == LINES // 2


def test_two_hundred_thousand_headings(tmp_path: Path) -> None:
    lines = [f"一、标题{n}" for n in range(200_000)]
    write_docx(tmp_path / "a.docx", "".join(map(para, lines)))
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")
    (tmp_path / "b.txt").write_text("总结\n" + "\n \u3000" * 1_000_000, "utf-8")
    (tmp_path / "c.txt").write_text("全市教育工作，" * (CHARACTERS // 7 + 1), "utf-8")
    for name in ("a.docx", "a.txt", "b.txt", "c.txt"):
        assert "拆成几个文件" in str(refused_as(tmp_path / name, "too_complex").answer)


def test_a_hundred_thousand_of_what_is_put_aside(tmp_path: Path) -> None:
    """Headers that all differ, fields that never end: each once made the time grow with their square."""
    opened = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    header = f"<w:hdr {NS}>{''.join(para(f'页眉{n}') for n in range(100_000))}</w:hdr>"
    body = para("全市教育工作。") + para(inner=opened) * 50_000
    asked = ask(write_docx(tmp_path / "a.docx", body, header=header))
    assert isinstance(asked.answer, ExtractedText), asked.answer
    assert len(asked.answer.boilerplate) == 100_000


@pytest.mark.parametrize("tag", ["font", "p><font", "div", "span><b"])
def test_tags_left_open_on_every_line_lose_no_text(tmp_path: Path, tag: str) -> None:
    lines = "".join(f"<{tag}>第{n}段，全市教育工作稳步推进。<br>" for n in range(1000))
    (tmp_path / "a.html").write_text(f"<html><body>{lines}</body></html>", "utf-8")
    answer = read(tmp_path / "a.html")
    assert isinstance(answer, ExtractedText)
    assert answer.text.count("稳步推进") == 1000


def test_a_page_cut_by_the_parsers_limits_is_refused_not_shortened(tmp_path: Path) -> None:
    line = "全市教育工作，" * (12 * 1024 * 1024 // 21)
    (tmp_path / "a.html").write_text(f"<html><body><p>前面的一段。</p><p>{line}</p></body></html>", "utf-8")
    (tmp_path / "b.html").write_text("<table><tr><td>前面的一段。" * 500, "utf-8")
    for name in ("a.html", "b.html"):
        refused_as(tmp_path / name, "too_complex")


def test_a_workbook_of_a_million_rows_and_sixteen_thousand_columns(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "a.xlsx")
    sheets = {
        "claimed": '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>',
        "corners": "<sheetData>"
        + "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 1_000_000, 50))
        + "</sheetData>",
        "numbered": '<sheetData><row r="999999999999"><c r="A999999999999"><v>1</v></c></row></sheetData>',
        "lost": '<sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c></row></sheetData>',
        "full": "<sheetData>"
        + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 150_000))
        + "</sheetData>",
    }
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    for name, xml in sheets.items():
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / f"{name}.xlsx", "w", 8) as target:
            for part in source.namelist():
                data = source.read(part)
                target.writestr(part, f"<worksheet {namespace}>{xml}</worksheet>" if "sheet1" in part else data)
    answer = read(tmp_path / "claimed.xlsx")
    assert isinstance(answer, ExtractedText), answer
    assert refused_as(tmp_path / "numbered.xlsx", "too_complex").seconds < 15
    refused_as(tmp_path / "lost.xlsx", "corrupt")
    refused_as(tmp_path / "corners.xlsx", "too_complex", "timeout", "empty")
    refused_as(tmp_path / "full.xlsx", "too_complex", "timeout")


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    page = Page()
    page.paragraph("全市教育工作。")
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"28" * 32,
        b"31" * 32,
    )
    refused_as(write_pdf(tmp_path / "a.pdf", [page], extra=lock), "encrypted")


def test_ordinary_files_take_little_memory(tmp_path: Path) -> None:
    for kind in ("docx", "pdf", "xlsx"):
        assert ask(GOOD[kind](tmp_path / f"a.{kind}")).peak_bytes < 200 * 1024 * 1024
    (tmp_path / "a.txt").write_text("全市教育工作稳步推进。\n" * 50_000, "utf-8")
    assert ask(tmp_path / "a.txt").peak_bytes < 200 * 1024 * 1024


def test_five_thousand_empty_pages(tmp_path: Path) -> None:
    refused_as(write_pdf(tmp_path / "a.pdf", [Page() for _ in range(5000)]), "no_text")


def test_a_page_tree_that_bites_its_tail(tmp_path: Path) -> None:
    page = Page()
    page.paragraph("全市教育工作。")
    data = write_pdf(tmp_path / "a.pdf", [page]).read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"))
    (tmp_path / "b.pdf").write_bytes(data.replace(b"/Count 1", b"/Count 2147483647"))
    (tmp_path / "c.pdf").write_bytes(data.replace(b"[0 0 595 842]", b"[0 0 1e30 1e30]"))
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        read(tmp_path / name)


def test_a_stream_of_a_pdf_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    page = Page()
    page.paragraph("全市教育工作。")
    data = write_pdf(tmp_path / "a.pdf", [page]).read_bytes()
    bomb = zlib.compress(zlib.compress(b"0" * 400_000_000, 9), 9)
    stream = data[data.index(b"<< /Length") : data.index(b"endstream")]
    filled = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\n" % (len(bomb), bomb)
    (tmp_path / "a.pdf").write_bytes(data.replace(stream, filled))
    read(tmp_path / "a.pdf")


def test_pages_of_a_hundred_thousand_strokes(tmp_path: Path) -> None:
    pages = []
    for number in range(3):
        page = Page()
        for n in range(3000):
            page.stroke(n % 500, 0, n % 500, 842)
            page.stroke(0, n % 800, 595, n % 800)
        page.paragraph(f"全市教育工作，稳步推进，办了{number}件事。")
        pages.append(page)
    answer = read(write_pdf(tmp_path / "a.pdf", pages))
    assert isinstance(answer, ExtractedText), answer
    assert answer.text.count("全市教育工作") == 3


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "zip"])
def test_files_cut_short(tmp_path: Path, kind: str, share: float) -> None:
    path = GOOD[kind](tmp_path / f"a.{kind}")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    answer = read(path)
    if kind != "pdf":  # pdfium mends what it can
        assert isinstance(answer, RefusedFile)


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_files_with_flipped_bytes(tmp_path: Path, kind: str) -> None:
    data = GOOD[kind](tmp_path / f"a.{kind}").read_bytes()
    for step in range(1, 24):
        damaged = bytearray(data)
        for position in range(step * 7, len(damaged), 101 + 13 * step):
            damaged[position] ^= step
        (tmp_path / f"b.{kind}").write_bytes(damaged)
        read(tmp_path / f"b.{kind}")


def test_programs_under_the_names_of_documents(tmp_path: Path) -> None:
    for name in ("总结.docx", "总结.pdf", "总结.doc", "总结.txt", "总结.zip"):
        (tmp_path / name).write_bytes(b"MZ\x90\0" + os.urandom(3000))
        answer = refused_as(tmp_path / name, "unsupported").answer
        assert "程序文件" in str(answer)


def test_empty_files_of_every_kind(tmp_path: Path) -> None:
    for name in ("a.docx", "a.doc", "a.pdf", "a.html", "a.txt", "a.zip", "a.xlsx", "a.png"):
        (tmp_path / name).touch()
        refused_as(tmp_path / name, "empty")


def test_files_under_the_names_of_others(tmp_path: Path) -> None:
    for name in ("docx", "pdf", "xlsx", "txt", "html", "zip", "csv"):
        (tmp_path / f"a.{name}").write_bytes(os.urandom(5000))
        refused_as(tmp_path / f"a.{name}", "unsupported", "corrupt")


def test_a_zip_of_a_million_entries(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + b"\0" * 42
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + entry * 1_000_000 + b"PK\x05\x06" + b"\0" * 18)
    assert refused_as(tmp_path / "a.zip", "unsupported", "too_complex").seconds < 5


def test_mail_parts_nested_beyond_sense(tmp_path: Path) -> None:
    parts = "".join(f'Content-Type: multipart/related; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(5000))
    (tmp_path / "a.mht").write_text(f"MIME-Version: 1.0\r\n{parts}", "ascii")
    refused_as(tmp_path / "a.mht", "corrupt", "too_complex")


def _pdf(path: Path) -> Path:
    page = Page()
    page.paragraph("全市教育系统认真落实各项部署。" * 20)
    return write_pdf(path, [page] * 3)


def _xlsx(path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for n in range(50):
        book.active.append([f"指标{n}", n])
    book.save(path)
    return path


def _zip(path: Path) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "全市" * 100)
    path.write_bytes(buffer.getvalue())
    return path


GOOD: dict[str, Callable[[Path], Path]] = {
    "docx": lambda path: write_docx(path, para("全市教育工作。") * 200),
    "pdf": _pdf,
    "xlsx": _xlsx,
    "zip": _zip,
}
