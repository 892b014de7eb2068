"""``manage.py prepare``: everything `make run` needs before it serves. Safe to repeat; the second time is quick."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from portal.account_record import note_made
from portal.accounts import holds_generated_password, password_file, require_change
from portal.secrets_file import read_or_make
from portal.upkeep import catch_up
from reports.access import ADMINISTRATOR

SAMPLES_LOADED = "samples-loaded"
ADMINISTRATOR_NAME = "admin"


class Command(BaseCommand):
    help = "建库、装入区县和指标、收集静态文件、建立管理员、首次装入示例报告、更新索引。可以重复执行。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        began = time.monotonic()
        data = Path(settings.DATA_DIR)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        data.chmod(0o700)
        self.say("建库，装入区县和指标")
        call_command("migrate", interactive=False, verbosity=0)
        self.collect_static(Path(settings.STATIC_ROOT))
        self.make_administrator()
        if not settings.PRODUCTION and not (data / SAMPLES_LOADED).exists():
            self.say("装入示例报告（虚构的云江市）")
            call_command("load_samples")
            (data / SAMPLES_LOADED).touch()
        catch_up()
        call_command("check_index", repair=True, verbosity=0)
        self.say(f"准备完毕，用时 {time.monotonic() - began:.0f} 秒")

    def say(self, line: str) -> None:
        self.stderr.write(f"→ {line}")

    def collect_static(self, root: Path) -> None:
        collected, state = root / "collected-state", static_state()
        if not collected.exists() or collected.read_text(encoding="ascii") != state:
            self.say("收集静态文件")
            call_command("collectstatic", interactive=False, verbosity=0)
            collected.write_text(state, encoding="ascii")

    def make_administrator(self) -> None:
        """An administrator with a generated password, once; whoever removed the account does not get it back.

        The generated password is to be changed at the first login, also where an older version made it.
        """
        users = get_user_model()
        if users.objects.filter(is_superuser=True).exists():
            known = users.objects.filter(is_superuser=True, username=ADMINISTRATOR_NAME).first()
            if known is not None and holds_generated_password(known):
                require_change(known)
            return
        password = read_or_make(password_file(), length=12)
        with transaction.atomic():
            user = users.objects.create_superuser(ADMINISTRATOR_NAME, password=password)
            user.groups.add(Group.objects.get(name=ADMINISTRATOR.name))
            require_change(user)
            note_made(None, user)


def static_state() -> str:
    """Changes whenever a static file comes, goes or is written anew."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            about = path.stat()
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
