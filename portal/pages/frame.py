"""What the frame around every page needs: the main navigation and what awaits the visitor."""

from __future__ import annotations

from django.http import HttpRequest


def frame(_request: HttpRequest) -> dict[str, object]:
    return {}
