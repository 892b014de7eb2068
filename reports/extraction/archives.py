"""Zip archives: their files one after the other, unpacked under limits into a folder that is removed afterwards."""

from __future__ import annotations

import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from reports.extraction.detect import detect_format
from reports.extraction.encoding import PROSE, decode, score
from reports.extraction.refusals import corrupt
from reports.extraction.types import RefusedFile
from reports.extraction.zip_directory import BOUNDED, ENTRIES, count_entries

UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
CHUNK = 1 << 20
NAME_CHARACTERS = 1_000
"""The end of a name that is longer than any file system takes: finding out its encoding costs time."""
# What operating systems put into archives beside people's files.
LITTER = re.compile(
    r"(?:^|/)(?:__MACOSX/|Thumbs\.db$|desktop\.ini$|~\$[^/]*$|~WR[^/]*\.tmp$|\.[^./\\]|@eaDir/|\$RECYCLE\.BIN/"
    r"|System Volume Information/)",
    re.IGNORECASE,
)
ARCHIVE_SUFFIX = re.compile(r"(?:\.\w{2,4})?!$")
FOLDER_CHARACTERS = 200
CHINESE = re.compile("[\u4e00-\u9fff]")
TOO_DEEP = "压缩包里套了太多层压缩包。请先解压里面的压缩包，再重新上传。"
LOCKED = "压缩包里的文件设有密码，无法解开。请去掉密码重新压缩后再上传。"
BOMB = "压缩包解开后过大，像是压缩炸弹，已停止。请分成几个压缩包后再上传。"
OTHER_METHOD = "压缩包里的这个文件用了不支持的压缩方法。请在压缩软件中选“Deflate（标准）”重新压成 zip 后再上传。"


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What unpacking may cost, nested archives included."""

    archive_bytes: int = 300 * 1024 * 1024
    members: int = 2_000
    member_bytes: int = 50 * 1024 * 1024
    total_bytes: int = 1024 * 1024 * 1024
    ratio: int = 300
    ratio_from: int = 10 * 1024 * 1024
    depth: int = 2
    """Archives inside one another, the outermost included."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: ``name`` is ``outer.zip!/folder/file.docx``. Either unpacked at ``path`` or refused."""

    name: str
    path: Path | None
    refusal: RefusedFile | None = None

    @property
    def folder(self) -> str:
        """The names of the folders and archives around it, the innermost first: they may tell its place and year.

        >>> Member("各县.zip!/泸州市/泸县/2013年.docx", None).folder
        '泸县 泸州市 各县'
        """
        around = self.name.split("/")[:-1]
        return " ".join(ARCHIVE_SUFFIX.sub("", name) for name in reversed(around))[:FOLDER_CHARACTERS]


@dataclass(slots=True)
class _Spent:
    members: int = 0
    bytes: int = 0


@dataclass
class _Unpacking:
    limits: ArchiveLimits
    folder: Path
    spent: _Spent = field(default_factory=_Spent)

    def members(self, archive: Path, name: str, depth: int) -> Iterator[Member]:
        self._check_directory(archive)
        try:
            opened = zipfile.ZipFile(archive)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise corrupt("压缩包") from None
        with opened:
            for entry in opened.infolist():
                if not entry.is_dir() and not LITTER.search(entry.filename):
                    yield from self._member(opened, entry, f"{name}!/{_shown(entry)}", depth)

    def _member(self, opened: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, depth: int) -> Iterator[Member]:
        self.spent.members += 1
        if self.spent.members > self.limits.members:
            raise RefusedFile("too_complex", f"压缩包里的文件超过{self.limits.members}个。请分成几个压缩包后再上传。")
        try:
            path = self._unpack(opened, entry)
        except RefusedFile as refusal:
            yield Member(name, None, refusal)
            return
        try:
            if detect_format(path, entry.filename) != "zip":
                yield Member(name, path)
            elif depth >= self.limits.depth:
                yield Member(name, None, RefusedFile("too_complex", TOO_DEEP))
            else:
                yield from self._nested(path, name, depth)
        finally:
            path.unlink(missing_ok=True)

    def _nested(self, path: Path, name: str, depth: int) -> Iterator[Member]:
        try:
            yield from self.members(path, name, depth + 1)
        except RefusedFile as refusal:
            yield Member(name, None, refusal)

    def _unpack(self, opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Path:
        """The entry as a file of our own naming: what the archive calls it can lead nowhere."""
        self._check_entry(entry)
        suffix = Path(_shown(entry)).suffix[:10]
        path = self.folder / f"{self.spent.members}{suffix if suffix[1:].isalnum() else ''}"
        try:
            with opened.open(entry) as source, path.open("xb") as target:
                self._copy(source, target, entry)
        except RefusedFile:
            path.unlink(missing_ok=True)
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            path.unlink(missing_ok=True)
            raise corrupt("压缩包里的这个文件") from None
        return path

    def _copy(self, source: IO[bytes], target: IO[bytes], entry: zipfile.ZipInfo) -> None:
        written = 0
        while piece := source.read(CHUNK):
            written += len(piece)
            self.spent.bytes += len(piece)
            # The directory may lie: what counts is what comes out.
            if written > self.limits.member_bytes:
                raise _too_large(self.limits)
            if self.spent.bytes > self.limits.total_bytes or self._is_bomb(written, entry.compress_size):
                raise RefusedFile("too_complex", BOMB)
            target.write(piece)

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        mode = entry.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise RefusedFile("unsupported", "压缩包里的这一项是链接或特殊文件，已跳过。请把真正的文件放进压缩包。")
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise RefusedFile("encrypted", LOCKED)
        if entry.compress_type not in BOUNDED:
            raise RefusedFile("unsupported", OTHER_METHOD)
        if self.spent.bytes > self.limits.total_bytes:
            raise RefusedFile("too_complex", BOMB)
        if entry.file_size > self.limits.member_bytes:
            raise _too_large(self.limits)

    def _is_bomb(self, written: int, packed: int) -> bool:
        return written > self.limits.ratio_from and written > self.limits.ratio * max(packed, 1)

    def _check_directory(self, archive: Path) -> None:
        """Before zipfile reads the directory into memory: its size, and how many entries it can hold at most."""
        if archive.stat().st_size > self.limits.archive_bytes:
            size = self.limits.archive_bytes // 1024 // 1024
            raise RefusedFile("too_large", f"压缩包超过{size}MB，太大了。请分成几个压缩包后再上传。")
        if count_entries(archive) > ENTRIES:
            raise RefusedFile("too_complex", f"压缩包里的文件超过{self.limits.members}个。请分成几个压缩包后再上传。")


def _too_large(limits: ArchiveLimits) -> RefusedFile:
    size = limits.member_bytes // 1024 // 1024
    return RefusedFile("too_large", f"文件超过{size}MB，太大了。请删去其中的图片，或拆成几个文件后再上传。")


def _shown(entry: zipfile.ZipInfo) -> str:
    """The entry's name for people, without what could be taken for a way out of the folder."""
    name = entry.filename[-NAME_CHARACTERS:]
    if not entry.flag_bits & UTF8_FLAG:
        # zipfile reads such names as code page 437, which keeps every byte. Chinese Windows wrote GB 18030; many other
        # programs write UTF-8 without saying so, also within one archive, so each name is decided by itself.
        name = decode(name.encode("cp437")).text
    elif not (name.isascii() or CHINESE.search(name)):
        name = _unmangled(name)
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join("".join(char for char in part if char.isprintable()) for part in parts) or "无名"


def _unmangled(name: str) -> str:
    """A name that some program took for Western and packed again as UTF-8: only where Chinese words come out.

    >>> _unmangled("石桥县/总结.txt".encode("gbk").decode("cp437")), _unmangled("café.txt")
    ('石桥县/总结.txt', 'café.txt')
    """
    for codec in ("cp437", "cp1252", "latin-1"):
        try:
            read = name.encode(codec).decode("gb18030")
        except UnicodeError:
            continue
        if score(read) > PROSE:
            return read
    return name


@contextmanager
def expand(path: Path, filename: str | None = None, limits: ArchiveLimits | None = None) -> Iterator[Iterator[Member]]:
    """The files of a zip archive, also of archives inside it, unpacked one at a time.

    A member's file lives until the next one is asked for. Raises RefusedFile where the archive as a whole is refused;
    a single bad file comes as a member with its refusal. ``filename`` is its name where ``path`` is temporary.
    """
    folder = Path(tempfile.mkdtemp(prefix="wenlan-"))
    try:
        yield _Unpacking(limits or ArchiveLimits(), folder).members(path, filename or path.name, 1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
