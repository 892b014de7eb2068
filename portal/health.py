"""``/healthz``: the process answers. ``/readyz``: database, index and worker do, each with its own word."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from reports.models import IndexChange

WORKER_SIGN = "worker-alive"
"""File under DATA_DIR that the background process touches twice a second."""
WORKER_SILENT_AFTER = 20.0


def healthz(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """200 when readers can be served; a silent worker is named but keeps nobody from reading."""
    parts = {"database": _database(), "index": _index(), "worker": _worker()}
    ready = parts["database"] == "ok" and parts["index"].startswith("ok")
    answer = {"status": "ok" if ready else "unavailable", **parts}
    return JsonResponse(answer, status=200 if ready else 503, json_dumps_params={"ensure_ascii": False})


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM reports_report LIMIT 1")
    except DatabaseError:
        return "数据库打不开或还没有建表；请运行 python manage.py migrate"
    return "ok"


def _index() -> str:
    folder = Path(str(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]))
    if not any(folder.glob("**/*.toc")):
        return "索引还没有建立；请运行 python manage.py check_index --repair"
    try:
        waiting = IndexChange.objects.count()
    except DatabaseError:
        return "ok"
    return "ok" if not waiting else f"ok，{waiting} 处改动待编入"


def _worker() -> str:
    sign = Path(settings.DATA_DIR, WORKER_SIGN)
    if not sign.exists() or time.time() - sign.stat().st_mtime > WORKER_SILENT_AFTER:
        return "后台进程没有运行，上传的文件会排队；请运行 python manage.py work"
    return "ok"
