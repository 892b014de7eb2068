"""Where search keeps its files, all below the project's data folder."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def cache_folder(name: str) -> Path:
    """A private folder for what can be made again."""
    folder = Path(settings.DATA_DIR) / "cache" / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def index_folder() -> Path:
    """The folder of the search index."""
    return Path(str(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]))
