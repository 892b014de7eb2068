"""Which city a page speaks of, from ``district`` in its address; what was asked for and is not there is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.pages import parameters
from reports.models import District
from reports.selectors import places


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """``whole`` is the city shown, None while nothing is held. ``note`` is a sentence where it is not the one asked."""

    held: Sequence[District]
    asked: District | None
    whole: District | None
    note: str


def asked_place(request: HttpRequest) -> AskedPlace:
    held = places.cities_held()
    words = parameters.text(request.GET, "district", 60)
    asked = places.district_given(words)
    whole = places.city_chosen(held, asked)
    return AskedPlace(held, asked, whole, _note(words, asked, whole))


def _note(words: str, asked: District | None, whole: District | None) -> str:
    if whole is None or not words:
        return ""
    if asked is None:
        return _("没有找到区县“%(words)s”，或同名的不止一个。下面是%(city)s。") % {"words": words, "city": whole.name}
    if places.city_of(asked) != whole:
        return _("库里还没有%(place)s的已发布报告。下面是%(city)s。") % {"place": asked.name, "city": whole.name}
    return ""
