"""Where a form leads once it is done: to the page it was sent from, if that is one of ours."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2_000


def way_back(request: HttpRequest, path: str, *, anywhere: bool = False) -> str:
    """The form's ``next`` where it lies under ``path`` (``anywhere``: on any page of the portal), else ``path``."""
    asked = str(request.POST.get("next", ""))[:LONGEST]
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours and asked.startswith("/" if anywhere else path) else path
