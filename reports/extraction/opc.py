"""The zip package inside docx and xlsx files: parts by name and by relationship, bombs refused before reading."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from reports.extraction.refusals import corrupt
from reports.extraction.types import RefusedFile
from reports.extraction.xml_safety import parse_xml
from reports.extraction.zip_directory import ENTRIES, count_entries

MEMBERS = 10_000
PART_BYTES = 200 * 1024 * 1024
TOTAL_BYTES = 400 * 1024 * 1024
# Office text packs 10–30 to one; only a bomb is both large and packed beyond this.
RATIO = 200
RATIO_FROM = 20 * 1024 * 1024
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def open_package(path: Path, kind: str) -> zipfile.ZipFile:
    """The package, checked by its directory. ``kind`` is the file's name in messages, such as ``Word 文档``."""
    if count_entries(path) > ENTRIES:
        raise too_packed(kind)
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise corrupt(kind) from None
    if _is_bomb(package.infolist()):
        package.close()
        raise too_packed(kind)
    return package


def _is_bomb(members: list[zipfile.ZipInfo]) -> bool:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    largest = max((member.file_size for member in members), default=0)
    if len(members) > MEMBERS or total > TOTAL_BYTES or largest > PART_BYTES:
        return True
    return total > RATIO_FROM and total / packed > RATIO


def too_packed(kind: str) -> RefusedFile:
    return RefusedFile(
        "too_complex", f"{kind}解开后过大，像是压缩炸弹，已停止读取。请用原来的软件打开，另存一份后重新上传。"
    )


class Package:
    """Parts of an opened package. A missing part is None: real files lack some."""

    def __init__(self, archive: zipfile.ZipFile, kind: str) -> None:
        self.archive = archive
        self.kind = kind
        # Some writers store names with backslashes or in another case.
        self.names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}

    def part(self, name: str) -> etree._Element | None:
        data = self.data(name)
        return parse_xml(data) if data is not None else None

    def data(self, name: str) -> bytes | None:
        """A part as it is stored."""
        stored = self.names.get(name.lower())
        return self._read(stored) if stored is not None else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part: id → (last word of the type, name of the target); outside targets left out."""
        folder, base = posixpath.split(name)
        root = self.part(f"{folder}/_rels/{base}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for node in root if root is not None else ():
            if not isinstance(node.tag, str) or node.get("TargetMode") == "External":
                continue
            target = node.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[node.get("Id", "")] = (node.get("Type", "").rsplit("/", 1)[-1], full)
        return found

    def _read(self, stored: str) -> bytes:
        try:
            # One byte more than the directory promises is refused by zipfile itself.
            return self.archive.read(stored)
        except RuntimeError:
            raise RefusedFile("encrypted", "文件设有密码，无法打开。请用 Word 或 WPS 取消密码后重新上传。") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise corrupt(self.kind) from None
