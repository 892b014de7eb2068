"""XML of strangers: no entities, no network, no giant trees, no document type."""

from __future__ import annotations

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


def parse_xml(data: bytes) -> etree._Element:
    """The root element. Raises RefusedFile: corrupt for broken XML and for a document type (no office file has one)."""
    for strict, transitional in STRICT:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "limit" in str(error).lower() or "huge" in str(error).lower() or "depth" in str(error).lower():
            raise RefusedFile(
                "too_complex", "文档内部嵌套过深或单段文字过长，无法读取。请另存一份，或拆成几个文件后再上传。"
            ) from None
        raise RefusedFile(
            "corrupt", "文档内部结构已损坏，无法读取。请用 Word 或 WPS 打开修复，另存一份后重新上传。"
        ) from None
    if getattr(root.getroottree().docinfo, "doctype", None):
        raise RefusedFile(
            "corrupt", "文档里含有不应有的外部定义，可能被改动过，已停止读取。请用 Word 打开，另存一份后重新上传。"
        )
    return root
