"""The button that puts a section or a number into the basket; pages need not know what is in it already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.selectors.basket import keys_of

register = template.Library()


ICON = '<svg class="wl-i" aria-hidden="true"><use href="#i-basket"/></svg>'
# Written here and not in a template: a long report has a hundred of them.
BUTTON = (
    '<button type="submit" form="basket" name="add" value="{kind}:{pk}" class="wl-collect{css}" id="collect-{kind}{pk}"'
    f"{{label}}>{ICON}{{words}}</button>"
)
HELD = f'<span class="wl-collected{{css}}" id="collect-{{kind}}{{pk}}">{ICON}{{words}}</span>'


@register.simple_tag(takes_context=True)
def basket_button(context: RequestContext, kind: str, pk: int, *, small: bool = False) -> SafeString:
    """``kind`` is section or metric."""
    return collect_button(context["request"], kind, pk, small=small)


def collect_button(request: HttpRequest, kind: str, pk: int, *, small: bool = False) -> SafeString:
    return collect_buttons(request, kind, (pk,), small=small)[0]


def collect_buttons(request: HttpRequest, kind: str, pks: Iterable[int], *, small: bool = False) -> list[SafeString]:
    """One query a page, and only for visitors with an account."""
    held, css = _held(request), " is-s" if small else ""
    collect, collected = escape(_("收入素材篮")), escape(_("已收"))
    label = f' aria-label="{collect}" title="{collect}"' if small else ""
    words = escape(_("收")) if small else collect
    return [
        SafeString(
            HELD.format(css=css, kind=kind, pk=pk, words=collected)
            if f"{kind}:{pk}" in held
            else BUTTON.format(css=css, kind=kind, pk=pk, label=label, words=words)
        )
        for pk in pks
    ]


@register.inclusion_tag("parts/basket_form.html", takes_context=True)
def basket_form(context: RequestContext) -> dict[str, Any]:
    """The one form of a page that all its buttons belong to."""
    request = context["request"]
    return {"next": request.get_full_path(), "csrf_token": context.get("csrf_token")}


def _held(request: HttpRequest) -> frozenset[str]:
    if not hasattr(request, "basket_keys"):
        request.basket_keys = keys_of(request.user)  # type: ignore[attr-defined]
    keys: frozenset[str] = request.basket_keys  # type: ignore[attr-defined]
    return keys
