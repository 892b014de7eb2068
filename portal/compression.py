"""Pages go out compressed; files that are compressed already, or whose size the browser should know, do not."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/html", "text/plain", "text/xml", "application/json", "application/rss+xml", "application/atom+xml")


class CompressionMiddleware(GZipMiddleware):
    """Django's own, which pads answers by chance so that their length tells nothing of their secrets."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
