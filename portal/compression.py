"""Pages go out compressed; files that are compressed already, or whose size the browser should know, do not."""

from __future__ import annotations

import gzip
import secrets

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

TEXTS = ("text/html", "text/plain", "text/xml", "application/json", "application/rss+xml", "application/atom+xml")
LEAST_BYTES = 200
LEVEL = 3
"""Half the time of Django's own 6, for a page that is a sixteenth longer."""
PADDING = 100
_HEAD = 10
_NAMED = 8


class CompressionMiddleware(MiddlewareMixin):
    """Pads answers by chance so that their length tells nothing of their secrets, as Django's own does."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or len(response.content) < LEAST_BYTES:
            return response
        if response.has_header("Content-Encoding") or not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            return response
        packed = compressed(response.content)
        if len(packed) < len(response.content):
            response.content = packed
            response.headers["Content-Length"] = str(len(packed))
            response.headers["Content-Encoding"] = "gzip"
            if response.headers.get("ETag", "").startswith('"'):
                response.headers["ETag"] = f"W/{response.headers['ETag']}"
        return response


def compressed(content: bytes) -> bytes:
    """As gzip, with a file name of up to ``PADDING`` letters in its head (RFC 1952, 2.3.1).

    >>> gzip.decompress(compressed(b"abc"))
    b'abc'
    """
    packed = gzip.compress(content, LEVEL, mtime=0)
    head = bytearray(packed[:_HEAD])
    head[3] |= _NAMED
    return bytes(head) + b"a" * secrets.randbelow(PADDING) + b"\0" + packed[_HEAD:]
