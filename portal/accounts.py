"""Passwords that somebody else made must be changed by the account's owner before anything else is done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from portal.api import answering as api
from portal.models import PasswordChangeDue

PASSWORD_FILE = "admin-password.txt"  # noqa: S105 - a file's name
"""Under DATA_DIR: the generated password of the first administrator, until it is changed."""
CHANGE_PAGE = "/password/"
OPEN_WHEN_DUE = (CHANGE_PAGE, "/logout/", "/static/", "/healthz", "/readyz")
SETTLED = "password_settled_for"
"""Session key: the fingerprint of the password that was found to be the owner's own."""


def password_file() -> Path:
    return Path(settings.DATA_DIR, PASSWORD_FILE)


def must_change(user: User) -> bool:
    return PasswordChangeDue.objects.filter(user=user).exists()


def require_change(user: User) -> None:
    """Call it in the transaction that gives ``user`` a password of somebody else's making."""
    if user.has_usable_password():
        PasswordChangeDue.objects.get_or_create(user=user)
    else:
        PasswordChangeDue.objects.filter(user=user).delete()


def holds_generated_password(user: User) -> bool:
    """Whether the file with the generated password still opens this account."""
    try:
        return user.check_password(password_file().read_text(encoding="ascii").strip())
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def has_changed(user: User, old_password: str) -> None:
    """The owner chose a password: nothing is due any more, and a file that told the old one is removed."""
    PasswordChangeDue.objects.filter(user=user).delete()
    try:
        told = password_file().read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return
    if told == old_password:
        password_file().unlink(missing_ok=True)


class PasswordChangeMiddleware:
    """Leads an account whose password is due to the change form; every other page and act is closed to it.

    Asks the database once a session and password: the answer "not due" is kept with the password's fingerprint, so
    that a password that an administrator resets is asked about again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_WHEN_DUE) or not request.user.is_authenticated or self._is_settled(request):
            return self.get_response(request)
        if api.is_asked(request):
            return api.error(403)
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(CHANGE_PAGE)
        return redirect(CHANGE_PAGE)

    @staticmethod
    def _is_settled(request: HttpRequest) -> bool:
        fingerprint = request.session.get(HASH_SESSION_KEY)
        if fingerprint and request.session.get(SETTLED) == fingerprint:
            return True
        if must_change(request.user):  # type: ignore[arg-type]  # the caller saw that it is an account
            return False
        request.session[SETTLED] = fingerprint
        return True
