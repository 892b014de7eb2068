"""Real files of every kind, damaged at random: each still ends as a text or a sentence, in time and within memory.

``WENLAN_DAMAGE_ROUNDS`` makes the run longer, ``WENLAN_DAMAGE_SEED`` another one. Parts of zip packages are damaged
before they are packed again too: else nothing but the checksums of the package would be tried.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.asking import read

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("WENLAN_DAMAGE_ROUNDS", "6"))
SEED = int(os.environ.get("WENLAN_DAMAGE_SEED", "1"))
FOLDERS = (ROOT / "samples" / "reports", ROOT / "tests" / "examples" / "wild" / "files")
# LibreOffice takes seconds for each of these.
SLOW = frozenset({".doc", ".rtf", ".xls", ".odt"})
LARGEST = 400_000


def flipped(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def overwritten(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + chance.randrange(1, 200)] = chance.choice((b"\0", b"\xff", b"<", b"\\")) * chance.randrange(200)


def repeated(data: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(data)), chance.randrange(1, 2000)
    data[at:at] = data[at : at + length] * chance.choice((1, 20))


def moved(data: bytearray, chance: random.Random) -> None:
    start, length = chance.randrange(len(data)), chance.randrange(1, 1000)
    piece = data[start : start + length]
    del data[start : start + length]
    at = chance.randrange(len(data) + 1)
    data[at:at] = piece


def renumbered(data: bytearray, chance: random.Random) -> None:
    """Another number where one stands: lengths, counts and places."""
    places = [place for place, byte in enumerate(data) if 48 <= byte < 58][:50_000]
    for place in chance.sample(places, min(3, len(places))):
        data[place : place + 1] = str(chance.choice((0, -1, 2**31, 10**12))).encode()


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (flipped, cut, overwritten, repeated, moved, renumbered)


def damaged(data: bytes, chance: random.Random) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.7:
        return with_a_damaged_part(data, chance)
    changed = bytearray(data)
    chance.choice(WAYS)(changed, chance)
    return bytes(changed)


def with_a_damaged_part(data: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        names = [name for name in source.namelist() if source.getinfo(name).file_size]
        chosen = chance.choice(names)
        for name in names:
            part = bytearray(source.read(name))
            if name == chosen:
                chance.choice(WAYS)(part, chance)
            target.writestr(name, bytes(part))
    return packed.getvalue()


def sources() -> dict[str, Path]:
    """Suffix → the largest file of it that is no burden."""
    found: dict[str, Path] = {}
    files = (path for folder in FOLDERS for path in folder.rglob("*") if path.is_file())
    for path in sorted(files, key=lambda path: (path.stat().st_size, path.name)):
        if path.suffix not in {".zip", ""} and path.stat().st_size < LARGEST:
            found[path.suffix] = path
    return found


@pytest.mark.parametrize("suffix", sorted(sources()))
def test_damage(tmp_path: Path, suffix: str) -> None:
    data = sources()[suffix].read_bytes()
    for number in range(ROUNDS if suffix not in SLOW else max(1, ROUNDS // 6)):
        chance = random.Random(f"{SEED} {suffix} {number}")  # noqa: S311 - to be repeated, not to be secret
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(damaged(data, chance))
        read(path)
        path.unlink()
