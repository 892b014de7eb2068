"""A zip file with a list of what it holds: written whole or not at all, and read only as far as it proves whole.

Backups and exports are such files. ``manifest.json`` names every other member with its size and SHA-256; whatever is
not named there, named twice or otherwise than it says is refused.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

MANIFEST = "manifest.json"
CHUNK = 1 << 20
LONGEST_MANIFEST = 256 * 1024 * 1024
CHECKSUM = re.compile(r"[0-9a-f]{64}")
OLDEST_TIME = (1980, 1, 1, 0, 0, 0)
"""All that zip needs of a member's time; the manifest tells when the file was made."""
UNREADABLE = (OSError, zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises over a file that is cut, broken, encrypted or packed in a way it does not know."""

Reason = Literal["unreadable", "foreign", "missing", "changed", "no_room"]


class NotWholeError(Exception):
    """Why a sealed file cannot be used; ``about``: the member or the fault it is about."""

    def __init__(self, reason: Reason, about: str = "") -> None:
        super().__init__(reason, about)
        self.reason: Reason = reason
        self.about = about


@dataclass(slots=True)
class Sealing:
    """A file being written. ``about`` goes into the manifest beside the list of members."""

    archive: zipfile.ZipFile
    about: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, dict[str, object]] = field(default_factory=dict)

    @contextlib.contextmanager
    def member(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """A new member; what is given to the function goes into it."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, OLDEST_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self.archive.open(info, "w", force_zip64=True) as member:

            def write(chunk: bytes) -> None:
                nonlocal size
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)

            yield write
        self.entries[name] = {"sha256": digest.hexdigest(), "size": size}

    def add(self, name: str, path: Path) -> None:
        """A file of the disk, read once; raises FileNotFoundError before anything is written."""
        with path.open("rb") as source, self.member(name) as write:
            while chunk := source.read(CHUNK):
                write(chunk)


@contextlib.contextmanager
def sealing(place: Path) -> Iterator[Sealing]:
    """Fill the new file ``place`` (mode 0600), which appears whole when the block ends well, or not at all.

    Raises FileExistsError where ``place`` is taken, OSError where the disk does not suffice.
    """
    if place.exists():
        raise FileExistsError(place)
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    staged = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                filled = Sealing(archive)
                yield filled
                about = filled.about | {"entries": filled.entries}
                archive.writestr(MANIFEST, json.dumps(about, ensure_ascii=False, indent=1))
            file.flush()
            os.fsync(file.fileno())
        staged.rename(place)
    finally:
        staged.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An opened file whose list of members is sound; their bytes prove themselves while they are read."""

    archive: zipfile.ZipFile
    about: dict[str, Any]
    entries: dict[str, dict[str, Any]]

    def need_room(self, folder: Path) -> None:
        """Raise NotWholeError where the disk of ``folder`` could not take what the file says it holds."""
        size = sum(entry["size"] for entry in self.entries.values())
        if size > shutil.disk_usage(folder).free:
            raise NotWholeError("no_room", f"{size / 1e6:.0f} MB")

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's bytes, never more than it says; raises NotWholeError at the end where they are others."""
        entry, digest, size = self.entries[name], hashlib.sha256(), 0
        with self._opened(name) as member:
            while chunk := _read(member, name):
                size += len(chunk)
                if size > entry["size"]:
                    break
                digest.update(chunk)
                yield chunk
        if (size, digest.hexdigest()) != (entry["size"], entry["sha256"]):
            raise NotWholeError("changed", name)

    def lines(self, name: str, longest: int) -> Iterator[bytes]:
        """A member's lines without their ends; one of more than ``longest`` bytes raises NotWholeError."""
        rest = bytearray()
        for chunk in self.chunks(name):
            *ended, last = chunk.split(b"\n")
            for piece in ended:
                yield bytes(rest) + piece
                rest.clear()
            rest += last
            if len(rest) > longest:
                raise NotWholeError("foreign", name)
        if rest:
            yield bytes(rest)

    def unpack(self, name: str, target: Path, mode: int) -> None:
        """One member onto the disk as the new file ``target``."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for chunk in self.chunks(name):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        target.chmod(mode)

    def _opened(self, name: str) -> Any:
        try:
            return self.archive.open(name)
        except UNREADABLE as fault:
            raise NotWholeError("unreadable", str(fault)) from fault


def _read(member: Any, name: str) -> bytes:
    try:
        return bytes(member.read(CHUNK))
    except UNREADABLE as fault:
        raise NotWholeError("changed", name) from fault


@contextlib.contextmanager
def unsealed(place: Path, known_member: re.Pattern[str]) -> Iterator[Sealed]:
    """Open a sealed file whose members' names all fit ``known_member``; raises NotWholeError."""
    try:
        archive = zipfile.ZipFile(place)
    except UNREADABLE as fault:
        raise NotWholeError("unreadable", str(fault)) from fault
    with archive:
        about = _manifest(archive)
        entries = about["entries"]
        if not all(known_member.fullmatch(name) and _is_entry(entry) for name, entry in entries.items()):
            raise NotWholeError("foreign")
        _compare(archive, entries)
        yield Sealed(archive, about, entries)


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise NotWholeError("foreign")
        about = json.loads(archive.read(MANIFEST))
    except (KeyError, RecursionError, *UNREADABLE) as fault:
        raise NotWholeError("foreign") from fault
    if not isinstance(about, dict) or not isinstance(about.get("entries"), dict):
        raise NotWholeError("foreign")
    return about


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and set(entry) == {"sha256", "size"}
        and type(entry["size"]) is int
        and entry["size"] >= 0
        and isinstance(entry["sha256"], str)
        and CHECKSUM.fullmatch(entry["sha256"]) is not None
    )


def _compare(archive: zipfile.ZipFile, entries: dict[str, dict[str, Any]]) -> None:
    """The list and the zip's own directory name the same members, each once and of the same size."""
    held = archive.infolist()
    sizes = {info.filename: info.file_size for info in held}
    for name, entry in entries.items():
        if name not in sizes:
            raise NotWholeError("missing", name)
        if sizes[name] != entry["size"]:
            raise NotWholeError("changed", name)
    if len(sizes) != len(held) or set(sizes) != {*entries, MANIFEST}:
        raise NotWholeError("foreign")
