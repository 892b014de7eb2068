"""``manage.py prepare``: everything `make run` needs before it serves. Safe to repeat; the second time is quick."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.secrets_file import read_or_make
from reports.access import ADMINISTRATOR
from search import outbox

SAMPLES_LOADED = "samples-loaded"
PASSWORD_FILE = "admin-password.txt"  # noqa: S105 - a file's name


class Command(BaseCommand):
    help = "建库、装入区县和指标、收集静态文件、建立管理员、首次装入示例报告、更新索引。可以重复执行。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        began = time.monotonic()
        data = Path(settings.DATA_DIR)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        data.chmod(0o700)
        self.say("建库，装入区县和指标")
        call_command("migrate", interactive=False, verbosity=0)
        if static_is_stale():
            self.say("收集静态文件")
            call_command("collectstatic", interactive=False, verbosity=0)
        self.make_administrator(data / PASSWORD_FILE)
        if not settings.PRODUCTION and not (data / SAMPLES_LOADED).exists():
            self.say("装入示例报告（虚构的云江市）")
            call_command("load_samples")
            (data / SAMPLES_LOADED).touch()
        outbox.drain()
        call_command("check_index", repair=True, verbosity=0)
        self.say(f"准备完毕，用时 {time.monotonic() - began:.0f} 秒")

    def say(self, line: str) -> None:
        self.stderr.write(f"→ {line}")

    def make_administrator(self, password_file: Path) -> None:
        """An administrator with a generated password, once; whoever removed the account does not get it back."""
        users = get_user_model()
        if users.objects.filter(is_superuser=True).exists():
            return
        password = read_or_make(password_file, length=12)
        user = users.objects.create_superuser("admin", password=password)
        user.groups.add(Group.objects.get(name=ADMINISTRATOR.name))


def static_is_stale() -> bool:
    """Whether a static file is newer than what was last collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    sources = (path for folder in settings.STATICFILES_DIRS for path in _files_below(Path(folder)))
    return any(path.stat().st_mtime > collected for path in sources)


def _files_below(folder: Path) -> list[Path]:
    return [Path(root, name) for root, _folders, names in os.walk(folder) for name in names]
