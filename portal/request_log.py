"""Structured logs: one JSON object a line, with the request's number so that its lines can be found together."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

request_number: ContextVar[str] = ContextVar("request_number", default="")
logger = logging.getLogger("portal.requests")
QUIET_PATHS = ("/healthz", "/readyz", "/static/")


class JsonFormatter(logging.Formatter):
    """time, level, logger, message, request; then whatever the caller gave as ``extra={"data": {…}}``."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_number.get():
            entry["request"] = number
        entry.update(getattr(record, "data", {}))
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


class RequestLogMiddleware:
    """Logs each request once it is answered: method, path, status, milliseconds. No query strings, no names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_number.set(uuid.uuid4().hex[:12])
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_number.get()
            if not request.path.startswith(QUIET_PATHS):
                logger.info(
                    "request",
                    extra={
                        "data": {
                            "method": request.method,
                            "path": request.path,
                            "status": response.status_code,
                            "ms": round((time.perf_counter() - began) * 1000, 1),
                        }
                    },
                )
            return response
        finally:
            request_number.reset(token)
