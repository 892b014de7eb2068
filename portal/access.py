"""Who may open the portal at all. What they may see inside it is decided by ``reports.access``."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from portal.api import answering as api

OPEN_TO_ALL = ("/login/", "/healthz", "/readyz", "/static/", "/admin/login/", "/feeds/saved/")
"""The feed of a kept search is opened by its key."""


class ReadingMiddleware:
    """Asks for a login everywhere but at the door, unless OPEN_READING is set; never looks at addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.OPEN_READING or request.user.is_authenticated or request.path.startswith(OPEN_TO_ALL):
            return self.get_response(request)
        return api.error(401) if api.is_asked(request) else redirect_to_login(request.get_full_path())
