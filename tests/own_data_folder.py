"""Loaded by pytest before Django's settings: each test process has a data folder of its own, never the developer's."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="wenlan-test-"))
(FOLDER / "static").mkdir()
OWNER = os.getpid()


@atexit.register
def remove() -> None:
    if os.getpid() == OWNER:
        shutil.rmtree(FOLDER, ignore_errors=True)


os.environ["DATA_DIR"] = str(FOLDER)
for name in ("OPEN_READING", "PRODUCTION", "DATABASE_URL", "SECRET_KEY"):
    os.environ.pop(name, None)
