"""Original files on disk: kept byte for byte under ``DATA_DIR/files/``, named by their SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1 << 20
NAME_LENGTH = 300
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that lie safely on disk. ``size`` in bytes."""

    sha256: str
    size: int


def files_dir() -> Path:
    return Path(settings.DATA_DIR) / "files"


def path_of(sha256: str) -> Path:
    return files_dir() / sha256[:2] / sha256


def shown_name(name: str) -> str:
    """A file's last name, free of paths and of marks that could turn the text around it.

    >>> shown_name("../../总结\\u202efdp.docx")
    '总结fdp.docx'
    """
    last = re.split(r"[/\\]", name)[-1] if "!/" not in name else name
    return INVISIBLE.sub("", unicodedata.normalize("NFC", last)).strip()[-NAME_LENGTH:] or "未命名"


@contextlib.contextmanager
def staged(content: BinaryIO) -> Iterator[tuple[Path, Stored]]:
    """Copy a stream beside its final place and give its checksum; whatever is not kept vanishes on exit."""
    files_dir().mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor, name = tempfile.mkstemp(dir=files_dir(), prefix="incoming-")
    staged_path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield staged_path, Stored(digest.hexdigest(), size)
    finally:
        staged_path.unlink(missing_ok=True)


def keep(staged_path: Path, stored: Stored) -> Path:
    """Give a staged file its place. The same bytes a second time change nothing."""
    place = path_of(stored.sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.link(staged_path, place)
        place.chmod(0o440)
    return place


def discard(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)


def free_bytes() -> int:
    files_dir().mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(files_dir()).free
