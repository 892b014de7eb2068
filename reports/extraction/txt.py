"""Plain text files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reports.extraction.assembly import tidy
from reports.extraction.encoding import Decoded, decode, is_prose
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText


def extract(path: Path) -> ExtractedText:
    """The file's text, lines as they stand. Raises RefusedFile: empty, corrupt."""
    decoded = decode(path.read_bytes())
    if not is_prose(decoded.text):
        raise RefusedFile(
            "corrupt",
            "文件内容不是文字，可能已损坏或改过后缀。请用原来的软件打开，另存为 Word 文档或文本文件后再上传。",
        )
    text = tidy(decoded.text)
    if not text.strip():
        raise RefusedFile("empty", "文件是空的，里面没有文字。请检查后重新上传。")
    return ExtractedText(text=text, format="txt", encoding=decoded.encoding, warnings=tuple(decoding_warnings(decoded)))


def decoding_warnings(decoded: Decoded) -> Iterator[str]:
    """What readers are told where bytes could not be read, or not in one way."""
    if decoded.mixed:
        yield "文件里混有两种编码（可能由几个文件拼成），已分段读取，请对照原件检查。"
    if decoded.damaged:
        yield f"有{decoded.damaged}处文字无法识别（文件可能被截断或编码混杂），已用“\ufffd”标出，请对照原件。"
