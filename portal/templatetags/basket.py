"""The button that puts a section or a number into the basket; pages need not know what is in it already."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.pages.markup import filled
from reports.selectors.basket import keys_of

register = template.Library()


ICON = '<svg class="wl-i" aria-hidden="true"><use href="#i-basket"/></svg>'
# Written here and not in a template: a long report has a hundred of them.
BUTTON = (
    '<button type="submit" form="basket" name="add" value="{what}" class="wl-collect{css}" id="collect-{kind}{pk}"'
    f"{{label}}>{ICON}{{words}}</button>"
)
HELD = f'<span class="wl-collected{{css}}" id="collect-{{kind}}{{pk}}">{ICON}{{words}}</span>'


@register.simple_tag(takes_context=True)
def basket_button(context: RequestContext, kind: str, pk: int, *, small: bool = False) -> SafeString:
    """``kind`` is section or metric."""
    return collect_button(context["request"], kind, pk, small=small)


def collect_button(request: HttpRequest, kind: str, pk: int, *, small: bool = False) -> SafeString:
    """One query a page, and only for visitors with an account."""
    css = " is-s" if small else ""
    if f"{kind}:{pk}" in _held(request):
        return filled(HELD, css=css, kind=kind, pk=str(pk), words=_("已收"))
    whole = _("收入素材篮")
    label = filled(' aria-label="{0}" title="{0}"', whole) if small else ""
    words = _("收") if small else whole
    return filled(BUTTON, what=f"{kind}:{pk}", css=css, kind=kind, pk=str(pk), label=label, words=words)


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
