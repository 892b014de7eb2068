"""An export as an answer to the browser: streamed, named in Chinese, never stored by a cache."""

from __future__ import annotations

import re
from urllib.parse import quote

from django.http import StreamingHttpResponse

from reports.exports import FORMATS
from reports.exports.table import Export

UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
LONGEST_NAME = 80


def download(export: Export, format_name: str) -> StreamingHttpResponse:
    """``format_name`` is a key of ``FORMATS``."""
    chosen = FORMATS[format_name]
    response = StreamingHttpResponse(chosen.stream(export), content_type=chosen.content_type)
    response["Content-Disposition"] = attachment(f"{export.name}.{format_name}")
    response["Cache-Control"] = "private, no-store"
    return response


def attachment(name: str) -> str:
    """The header's value for a file name of any script.

    >>> attachment("对比.csv")
    "attachment; filename*=UTF-8''%E5%AF%B9%E6%AF%94.csv"
    """
    return f"attachment; filename*=UTF-8''{quote(file_name(name))}"


def file_name(name: str) -> str:
    """A name every system takes, its suffix kept.

    >>> file_name("控辍/../保学?.csv"), file_name("..")
    ('控辍 .. 保学.csv', '导出')
    """
    stem, dot, suffix = UNFIT.sub(" ", name).rpartition(".")
    short = stem[:LONGEST_NAME].strip(" .") or "导出"
    return f"{short}.{suffix}" if dot and suffix else short
