"""Arrays kept in a file beside a segment, so that a cold process need not decode Whoosh's blocks."""

from __future__ import annotations

from typing import Any, NoReturn

from whoosh.filedb.filestore import FileStorage


class Sidecar:
    """Not written yet: every segment is read from Whoosh's own files."""

    @classmethod
    def open(cls, storage: FileStorage, segment: Any) -> Sidecar | None:
        return None

    def has_postings(self, fieldname: str) -> bool:
        return False

    def postings(self, fieldname: str, term: bytes) -> NoReturn:
        raise NotImplementedError

    def has_characters(self, fieldname: str) -> bool:
        return False

    def characters(self, fieldname: str) -> NoReturn:
        raise NotImplementedError
