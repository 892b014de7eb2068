"""The lines of the search page that are written as markup in ``portal.pages.search_markup``."""

from __future__ import annotations

from django import template

from portal.pages import search_markup

register = template.Library()
register.simple_tag(search_markup.year_chart)
register.simple_tag(search_markup.year_ticks)
register.simple_tag(search_markup.facet_groups)
