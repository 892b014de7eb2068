"""How gunicorn serves: threads for slow readers, the dictionary loaded once before the workers fork."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
worker_class = "gthread"
preload_app = True
timeout = 120
graceful_timeout = 15
accesslog = None
loglevel = "warning"
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeat files only, made by gunicorn


def when_ready(server: Any) -> None:
    """Say where to go, once visitors can really go there."""
    data = os.environ.get("DATA_DIR", "var")
    address = server.address[0]
    host, port = (address[0], address[1]) if isinstance(address, tuple) else (str(address), "")
    lines = [f"文澜已就绪：http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/"]  # noqa: S104 - shown, not bound
    password = Path(data) / "admin-password.txt"
    if password.exists():
        lines.append(f"管理员 admin 的初始密码在：{password}")
    lines.append("按 Ctrl+C 停止。")
    sys.stderr.write("\n" + "\n".join(lines) + "\n\n")


def post_fork(_server: Any, _worker: Any) -> None:
    """What must not be shared between processes is opened after the fork."""
    from django.db import connections

    connections.close_all()
