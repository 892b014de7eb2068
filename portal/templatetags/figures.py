"""Formatting for templates: numbers, and a value of a mapping by key."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from portal.pages.figures import file_size
from reports.models import Report

register = template.Library()
register.filter("file_size", file_size)


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"


@register.filter
def at(mapping: Mapping[object, object], key: object) -> object:
    return mapping.get(key)


@register.filter
def kind_label(kind: str) -> str:
    return str(dict(Report.Kind.choices).get(kind, kind))


@register.filter
def percent(share: float) -> str:
    """0.96 as 96%; rounded down, so that 100% means all of it."""
    return f"{int(share * 100 + 1e-6)}%"
