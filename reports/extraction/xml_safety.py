"""XML of strangers: no entities, no network, no giant trees, no document type."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from reports.extraction.types import RefusedFile

# "Strict" Office files use other names for the same elements (ISO/IEC 29500 strict against transitional).
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
PIECE = 1 << 20


def parse_xml(data: bytes) -> etree._Element:
    """The root element. Raises RefusedFile: corrupt for broken XML and for a document type (no office file has one)."""
    try:
        root = etree.fromstring(_transitional(data), etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from None
    _check_type(root)
    return root


def children(data: bytes, container: str, tags: Collection[str]) -> Iterator[etree._Element]:
    """The children of ``container`` that have one of the ``tags``, in order; each is gone when the next is asked for.

    A long document is thus never in memory as a whole. Raises RefusedFile as `parse_xml` does, possibly late.
    """
    data = _transitional(data)
    parser = etree.XMLPullParser(events=("end",), tag=tuple(tags), **SAFE)
    try:
        for start in range(0, len(data), PIECE):
            parser.feed(data[start : start + PIECE])
            for event in parser.read_events():
                element: etree._Element = event[1]  # type: ignore[assignment] # the stubs know other events too
                parent = element.getparent()
                if parent is not None and parent.tag == container:
                    _check_type(element)
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del parent[0]
        _check_type(parser.close())
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from None


def _transitional(data: bytes) -> bytes:
    for strict, transitional in STRICT:
        data = data.replace(strict, transitional)
    return data


def _refusal(error: etree.XMLSyntaxError) -> RefusedFile:
    if any(word in str(error).lower() for word in ("limit", "huge", "depth")):
        return RefusedFile(
            "too_complex", "文档内部嵌套过深或单段文字过长，无法读取。请另存一份，或拆成几个文件后再上传。"
        )
    return RefusedFile("corrupt", "文档内部结构已损坏，无法读取。请用 Word 或 WPS 打开修复，另存一份后重新上传。")


def _check_type(element: etree._Element) -> None:
    if getattr(element.getroottree().docinfo, "doctype", None):
        raise RefusedFile(
            "corrupt", "文档里含有不应有的外部定义，可能被改动过，已停止读取。请用 Word 打开，另存一份后重新上传。"
        )
