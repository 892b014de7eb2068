"""The button that puts a section or a number into the basket; pages need not know what is in it already."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from reports.selectors.basket import keys_of

register = template.Library()


@register.inclusion_tag("parts/basket_button.html", takes_context=True)
def basket_button(context: RequestContext, kind: str, pk: int, *, small: bool = False) -> dict[str, Any]:
    """``kind`` is section or metric. One query a page, and only for visitors with an account."""
    what = f"{kind}:{pk}"
    return {"what": what, "held": what in _held(context), "small": small}


@register.inclusion_tag("parts/basket_form.html", takes_context=True)
def basket_form(context: RequestContext) -> dict[str, Any]:
    """The one form of a page that all its buttons belong to."""
    request = context["request"]
    return {"next": request.get_full_path(), "csrf_token": context.get("csrf_token")}


def _held(context: RequestContext) -> frozenset[str]:
    request = context["request"]
    if not hasattr(request, "basket_keys"):
        request.basket_keys = keys_of(request.user)
    keys: frozenset[str] = request.basket_keys
    return keys
