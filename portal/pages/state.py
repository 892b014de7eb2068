"""``/state/``: how the portal stands, for administrators alone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.pages.frame import may_administrate
from portal.system_state import system_state


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    if not may_administrate(request.user):
        raise PermissionDenied
    return render(request, "state.html", {"state": system_state()})
