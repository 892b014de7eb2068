"""Uploads on their way to the disk. A file that finds no room there is left out and named, the others go on."""

from __future__ import annotations

import contextlib
import logging
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

logger = logging.getLogger(__name__)
NOT_WRITTEN = "files_not_written"


class DiskUploadHandler(TemporaryFileUploadHandler):
    """Django's handler; where it would break the whole request off, the rest of the request is still read."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("file", None)
        try:
            super().new_file(*args, **kwargs)
        except OSError as fault:
            self._leave_out(fault)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fault:
            self._leave_out(fault)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """What was buffered is written here; Django takes no skipping any more, but no file for an answer."""
        try:
            return super().file_complete(file_size)
        except OSError as fault:
            with contextlib.suppress(SkipFile):
                self._leave_out(fault)
            return None

    def _leave_out(self, fault: OSError) -> None:
        logger.error("upload not written: %s", fault)
        if self.request is not None:
            setattr(self.request, NOT_WRITTEN, [*not_written(self.request), self.file_name or ""])
        if (half := self.__dict__.pop("file", None)) is not None:
            with contextlib.suppress(OSError):
                half.close()
        raise SkipFile


def not_written(request: HttpRequest) -> list[str]:
    """Names of the files of this request for which the disk had no room."""
    return list(getattr(request, NOT_WRITTEN, ()))
