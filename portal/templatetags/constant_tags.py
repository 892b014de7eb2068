"""``translate``, ``url`` and ``static``: where nothing but constants stands in them, they are worked out once.

A page has some seventy of them. The settings put this library in the place of Django's ``i18n`` and ``static`` and
among the built-in tags, so that templates are written as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as read_url
from django.templatetags import i18n
from django.templatetags import static as static_files
from django.urls import get_script_prefix, get_urlconf
from django.utils.translation import get_language

register = template.Library()
register.tags.update(static_files.register.tags | i18n.register.tags)
register.filters.update(i18n.register.filters)


class Constant(Node):
    """What ``node`` gives, kept for each state of ``depends_on``: few, whatever visitors ask for."""

    child_nodelists = ()

    def __init__(self, node: Node, depends_on: Callable[[], Hashable]) -> None:
        self.node, self.depends_on = node, depends_on
        self._made: dict[Hashable, str] = {}

    def render(self, context: Context) -> str:
        key = (self.depends_on(), context.autoescape)
        if key not in self._made:
            self._made[key] = self.node.render(context)
        return self._made[key]


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node: Any = i18n.do_translate(parser, token)
    varies = node.asvar or node.message_context or node.filter_expression.filters
    return node if varies or node.filter_expression.var.literal is None else Constant(node, get_language)


@register.tag
def url(parser: Parser, token: Token) -> Node:
    node: URLNode = read_url(parser, token)
    varies = node.asvar or node.args or node.kwargs or not _is_constant(node.view_name) or ":" in token.contents
    return node if varies else Constant(node, lambda: (get_script_prefix(), get_urlconf()))


@register.tag
def static(parser: Parser, token: Token) -> Node:
    node: Any = static_files.do_static(parser, token)
    return node if node.varname or not _is_constant(node.path) else Constant(node, lambda: None)


def _is_constant(expression: FilterExpression) -> bool:
    return isinstance(expression.var, str) and not expression.filters
