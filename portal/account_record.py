"""What was done to an account, for the record of acts: each act is one line of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from axes.helpers import get_cool_off
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import audit
from reports.models import AuditEntry

Act = AuditEntry.Act


@dataclass(frozen=True, slots=True)
class Standing:
    """An account as far as it decides who may do what."""

    name: str
    roles: tuple[str, ...]
    active: bool
    staff: bool
    superuser: bool
    permissions: tuple[str, ...]


def standing(user: User) -> Standing:
    own = user.user_permissions.order_by("pk").values_list("content_type__app_label", "codename")
    return Standing(
        user.get_username(),
        tuple(user.groups.order_by("pk").values_list("name", flat=True)),
        user.is_active,
        user.is_staff,
        user.is_superuser,
        tuple(f"{app}.{name}" for app, name in own),
    )


def _rights(account: Standing) -> str:
    """
    >>> _rights(Standing("李老师", ("编辑",), True, False, False, ()))
    '编辑'
    """
    parts = [*account.roles, *account.permissions]
    parts += [word for held, word in ((account.staff, _("可进管理页面")), (account.superuser, _("超级用户"))) if held]
    return "、".join(parts) or _("无")


def _use(account: Standing) -> str:
    return _("启用") if account.active else _("停用")


CHANGES: tuple[tuple[Act, Callable[[Standing], str]], ...] = (
    (Act.ACCOUNT_NAME, lambda account: account.name),
    (Act.ACCOUNT_ROLE, _rights),
    (Act.ACCOUNT_USE, _use),
)
"""Acts, each with what is compared before and after it, in words."""


def note_made(editor: User | None, user: User) -> None:
    audit.note(editor, Act.ACCOUNT_NEW, label=user.get_username(), reason=_rights(standing(user)))


def note_changes(editor: User, before: Standing, user: User) -> None:
    """One entry for each kind of change, with what was and what is; none where nothing changed."""
    after = standing(user)
    for act, words in CHANGES:
        if words(before) != words(after):
            audit.note(editor, act, label=after.name, reason=f"{words(before)} → {words(after)}")


def note_password(editor: User, user: User) -> None:
    act = Act.OWN_PASSWORD if editor == user else Act.ACCOUNT_RESET
    audit.note(editor, act, label=user.get_username())


def note_removed(editor: User, user: User) -> None:
    audit.note(editor, Act.ACCOUNT_GONE, label=user.get_username(), reason=_rights(standing(user)))


def note_lock_out(username: str | None = None, ip_address: str | None = None, **_signal: Any) -> None:
    """Once a lock-out, for accounts that exist: who guesses at random does not fill the record."""
    lately = AuditEntry.objects.filter(act=Act.LOCK_OUT, label=username, when__gte=timezone.now() - get_cool_off())
    if User.objects.filter(username=username).exists() and not lately.exists():
        said = _("连续输错密码，来自 %(address)s") % {"address": ip_address or "—"}
        audit.note(None, Act.LOCK_OUT, label=str(username), reason=said)
