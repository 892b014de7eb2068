"""How the index stands: what it holds, what waits for it, how far a rebuild has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from haystack import connections

from search import outbox


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """``documents`` are sections that can be found; None where there is no index or it cannot be read.

    ``progress``: sections read, of how many, while a rebuild is under way. ``size`` in bytes on the disk.
    """

    documents: int | None
    segments: int
    pending: int
    outdated: bool
    progress: tuple[int, int] | None
    size: int

    @property
    def rebuilding(self) -> str:
        """One line about a rebuild that is under way or due; empty when the index follows the dictionary."""
        if self.outdated and self.progress:
            return _("索引重建中 %(done)s/%(total)s") % {"done": self.progress[0], "total": self.progress[1]}
        if self.outdated:
            return _("索引等待重建：词典或程序已改，后台进程即将重建，期间按原索引检索。")
        return ""


def status() -> IndexStatus:
    """Costs a few file look-ups and one count, whatever the index's size."""
    state = connections["default"].get_backend().state
    documents, segments = None, 0
    try:
        snapshot = state.snapshot()
        if snapshot:
            documents, segments = snapshot.live_count, len(snapshot.segments)
    except Exception:  # noqa: BLE001, S110 - an index that cannot be read is what this page is to tell, not its end
        pass
    folder = state.folder()
    size = sum(path.stat().st_size for path in folder.glob("*") if path.is_file()) if folder and folder.exists() else 0
    return IndexStatus(
        documents=documents,
        segments=segments,
        pending=outbox.pending(),
        outdated=outbox.outdated(),
        progress=outbox.progress(),
        size=size,
    )
