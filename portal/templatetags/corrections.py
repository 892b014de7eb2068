"""A correction's words before and after, for the record on the review page."""

from __future__ import annotations

from django import template

from portal.pages.corrected_words import Sides, sides
from reports.models import Correction

register = template.Library()


@register.filter
def both_sides(row: Correction) -> Sides | None:
    return sides(row)
