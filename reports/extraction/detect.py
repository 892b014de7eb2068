"""What a file is, by its content. The name only decides between formats that look alike inside."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from reports.extraction.encoding import decode, is_prose
from reports.extraction.zip_directory import BOUNDED, ENTRIES, count_entries

HEAD = 64 * 1024
MIMETYPE = 200

# Leading bytes → format, first match wins.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"CAJ\x00", "caj"),
    (b"HN\x00\x00", "caj"),
    (b"KDH ", "caj"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "database"),
    (b"\x00\x01\x00\x00Standard ", "database"),
    (b"%!PS", "ps"),
    (b"AT&TFORM", "djvu"),
    (b"ITSF\x03", "chm"),
    (b"ID3", "video"),
)
# Names of streams in an OLE container (stored in UTF-16) → format.
OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
)
# The same container, told apart by the name alone: Kingsoft's own suffixes.
KINGSOFT = {("doc", "wps"): "wps", ("doc", "wpt"): "wps", ("xls", "et"): "et", ("ppt", "dps"): "dps"}
OPEN_DOCUMENT = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
IMAGES = frozenset({"png", "jpeg", "gif", "tiff", "bmp", "webp"})
HTML_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6])\b", re.IGNORECASE)
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE | re.DOTALL
)
XML_START = re.compile(r"\s*<(?:\?xml\b|svg\b|uof:|office:document)", re.IGNORECASE)
MAIL_START = re.compile(r"(?:[A-Za-z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
MAIL_LINE = re.compile(r"^(?:message-id|mime-version|received):\s", re.IGNORECASE | re.MULTILINE)
MHT_HEAD = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def detect_format(path: Path, filename: str | None = None) -> str:
    """The format's short name (``docx``, ``pdf`` …), ``empty``, ``encrypted`` (a locked Office file) or ``unknown``.

    ``filename`` is the name the file was uploaded under, where ``path`` is a temporary one.
    """
    hint = Path(filename or path.name).suffix.lower().lstrip(".")
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        return "empty"
    for magic, name in MAGIC:
        if head.startswith(magic):
            return name
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(path, hint)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(path, hint)
    if b"%PDF-" in head[:1024]:  # the mark may stand a little way in, but a zip may hold a pdf right at its start
        return "pdf"
    return _rarer_binary(head) or _text_kind(head, hint)


def _zip_kind(path: Path, hint: str) -> str:
    if count_entries(path) > ENTRIES:
        return "zip"  # and refused there: no office file has so many parts
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").compress_type in BOUNDED:
                with archive.open("mimetype") as stream:
                    mimetype = stream.read(MIMETYPE).decode("ascii", "replace")
                if "epub" in mimetype:
                    return "epub"
                if "opendocument." in mimetype:
                    return OPEN_DOCUMENT.get(mimetype.strip().rsplit(".", 1)[-1], "odt")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        # A broken container: the name says which sentence helps most.
        return hint if hint in {"docx", "xlsx", "pptx"} else "zip"
    return _office_kind(names)


def _office_kind(names: set[str]) -> str:
    if "OFD.xml" in names:
        return "ofd"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names:
        for folder, name in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(member.startswith(folder) for member in names):
                return name
    return "zip"


def _ole_kind(path: Path, hint: str) -> str:
    with path.open("rb") as stream:
        data = stream.read(64 * 1024 * 1024)
    for stream_name, name in OLE_STREAMS:
        if stream_name.encode("utf-16-le") + b"\0\0" in data:
            return "encrypted" if name == "doc" and _word_is_locked(data) else KINGSOFT.get((name, hint), name)
    return "ole"


def _word_is_locked(data: bytes) -> bool:
    """fEncrypted in the header of a Word 97 file ([MS-DOC] 2.5.2): the header opens a sector with A5EC."""
    for offset in range(512, min(len(data), 1 << 20), 512):
        if data[offset : offset + 2] == b"\xec\xa5":
            return bool(data[offset + 11] & 0x01) if len(data) > offset + 11 else False
    return False


def _rarer_binary(head: bytes) -> str | None:
    if head[257:262] == b"ustar":
        return "tar"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "bmp"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else "video"
    return None


def _text_kind(head: bytes, hint: str) -> str:
    if len(head) == HEAD:  # cut inside a character it must not look damaged: whole lines only, where there are lines
        head = head[: head.rfind(b"\n") + 1] or head
    text = decode(head).text
    if not is_prose(text):
        return "unknown"
    start = text[:4096]
    if MHT_HEAD.search(start):
        return "mht"
    if "progid=" in start[:400] and "<?mso-application" in start[:400]:
        return "wordml" if "Word.Document" in start else "excelml"
    if HTML_START.match(start) or (
        hint in {"htm", "html", "shtml", "xhtml", "asp", "jsp", "php"} and HTML_TAG.search(text)
    ):
        return "html"
    if len(HTML_TAG.findall(start)) >= 3 and re.search(r"</(?:p|div|table|body|html)>", text, re.IGNORECASE):
        return "html"
    if XML_START.match(start):
        return "xml"
    if MAIL_START.match(start.replace("\r", "")) and MAIL_LINE.search(start):
        return "eml"
    # Office systems export sheets as text with tabs and call them xls.
    return "csv" if hint in {"csv", "tsv", "xls", "xlsx"} else "txt"
