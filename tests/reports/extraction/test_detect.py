"""Formats are told by content; a name only decides between twins."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reports.extraction import EXTRACTORS, extract
from reports.extraction.detect import IMAGES, MAGIC, OLE_STREAMS, detect_format
from reports.extraction.refusals import REFUSALS
from reports.extraction.types import RefusedFile
from tests.reports.extraction.word_files import para, write_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), text)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return OLE + b"\0" * 504 + stream.encode("utf-16-le") + b"\0\0"


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (b"", "a.docx", "empty"),
        (b"%PDF-1.7 ...", "a.doc", "pdf"),
        (b"\n\n%PDF-1.4", "a", "pdf"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"Rar!\x1a\x07\x00", "a.zip", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "a.zip", "7z"),
        (b"CAJ\x00", "a.caj", "caj"),
        (zipped(OFD_xml="x"), "a.pdf", "ofd"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "odt"),
        (zipped(mimetype="application/epub+zip"), "a.zip", "epub"),
        (zipped(a="x"), "a.docx", "zip"),
        (zipped(xl__workbook_bin="x"), "a.xlsx", "xlsb"),
        (b"PK\x03\x04 broken", "a.docx", "docx"),
        (b"PK\x03\x04 broken", "a.zip", "zip"),
        (ole("WordDocument"), "a.doc", "doc"),
        (ole("WordDocument"), "a.wps", "wps"),
        (ole("Workbook"), "a.xls", "xls"),
        (ole("Workbook"), "a.et", "et"),
        (ole("EncryptedPackage"), "a.docx", "encrypted"),
        (ole("PowerPoint Document"), "a.ppt", "ppt"),
        (ole("Something"), "a.doc", "ole"),
        (b"\x89PNG\r\n\x1a\n", "a.jpg", "png"),
        (b"\xff\xd8\xff\xe0", "a.png", "jpeg"),
        (b"MZ\x90\x00", "a.docx", "program"),
        (b"<!DOCTYPE html><html>", "a.txt", "html"),
        ("\ufeff<html><body>".encode(), "a.doc", "html"),
        ("<p>一</p><p>二</p><p>三</p>".encode("gbk"), "a.doc", "html"),
        ("<p>一</p>".encode(), "a.htm", "html"),
        (b"From: <Saved by Word>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "a.doc", "mht"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "a.doc", "wordml"),
        ("指标,值\n在校生,12".encode("gbk"), "a.csv", "csv"),
        ("指标\t值\n在校生\t12".encode("gbk"), "a.xls", "csv"),
        ("Received: from a\r\n by b\r\nFrom: 甲\r\nSubject: 总结\r\n\r\n见附件。".encode(), "a.eml", "eml"),
        ("From: 甲\nTo: 乙\nSubject: 总结\nMIME-Version: 1.0\n\n见附件。".encode(), "a.txt", "eml"),
        ("标题:总结\n单位:教育局\n日期:2013年\n全市教育工作。".encode(), "a.txt", "txt"),
        ("<?xml version='1.0' encoding='utf-8'?><uof:UOF>总结</uof:UOF>".encode(), "a.uof", "xml"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><text>总结</text></svg>".encode(), "a.svg", "xml"),
        ("<?xml version='1.0'?><html><body><p>总结</p></body></html>".encode(), "a.xhtml", "html"),
        (b"%!PS-Adobe-3.0\n(x) show", "a.pdf", "ps"),
        ("指标,值\n在校生,12".encode("gbk"), "a.txt", "txt"),
        ("一、学前教育<3所".encode(), "a.docx", "txt"),
        (bytes(range(1, 255)) * 20, "a.docx", "unknown"),
    ],
)
def test_content_decides(tmp_path: Path, data: bytes, name: str, format_name: str) -> None:
    (tmp_path / "upload").write_bytes(data)
    assert detect_format(tmp_path / "upload", name) == format_name
    (tmp_path / name).write_bytes(data)
    assert detect_format(tmp_path / name) == format_name


def test_office_files_under_wrong_names(tmp_path: Path) -> None:
    write_docx(tmp_path / "a.pdf", para("全市教育工作"))
    assert detect_format(tmp_path / "a.pdf") == "docx"
    assert extract(tmp_path / "a.pdf").format == "docx"


def test_every_format_is_read_or_refused_with_a_way_out() -> None:
    named = {name for _, name in MAGIC} | {name for _, name in OLE_STREAMS} | {"et", "wps", "dps", "ofd", "epub", "tar"}
    named |= {"eml", "xml"}
    for name in named - IMAGES:
        assert (name in EXTRACTORS) != (name in REFUSALS), name
    for code, sentence in REFUSALS.values():
        assert sentence.endswith("。"), (code, sentence)
        assert "请" in sentence, (code, sentence)


def test_a_refused_format(tmp_path: Path) -> None:
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x00")
    with pytest.raises(RefusedFile, match="解压") as refused:
        extract(tmp_path / "a.rar")
    assert refused.value.code == "unsupported"
