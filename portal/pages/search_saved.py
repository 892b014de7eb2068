"""``/search/saved/``: the searches somebody keeps, each with the address of its feed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.pages import parameters, search_facets
from portal.pages.search_address import PATH, Asked, asked_in
from search import saved
from search.models import SavedSearch
from search.searching import search_sections

REFUSED = {
    "long": gettext_lazy("条件太多，存不下。请少勾几项再存。"),
    "twice": gettext_lazy("这项检索已经存过了。"),
    "full": gettext_lazy("常用检索已满 100 条。请先删去不用的再存。"),
    "empty": gettext_lazy("还没有检索条件。请先输入检索词或选好条件再存。"),
}


@dataclass(frozen=True, slots=True)
class SavedLine:
    saved: SavedSearch
    url: str
    feed: str


@require_safe
@login_required
def saved_searches(request: HttpRequest) -> HttpResponse:
    lines = [
        SavedLine(
            each, f"{PATH}?{each.query_string}", request.build_absolute_uri(reverse("feed-saved", args=[each.feed_key]))
        )
        for each in saved.of(cast("User", request.user))
    ]
    return render(request, "search_saved.html", {"lines": lines})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """``query`` is what stands in the search page's address."""
    asked = kept(QueryDict(request.POST.get("query", "")[: 4 * saved.LONGEST_QUERY]))
    if not request.user.is_authenticated:
        return redirect_to_login(asked.url())
    try:
        if asked.is_empty:
            raise saved.NotSavableError("empty")
        made = saved.save(request.user, urlsplit(asked.url()).query, name_of(asked, request.user))
        messages.success(request, _("已存为常用检索：%s") % made.name)
    except saved.NotSavableError as refused:
        messages.warning(request, str(REFUSED[refused.reason]))
    return redirect(asked.url())


@require_POST
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast("User", request.user)
    if request.POST.get("do") == "remove":
        done = saved.forget(user, pk)
    else:
        done = saved.rename(user, pk, parameters.text(request.POST, "name", saved.LONGEST_NAME))
    if not done:
        messages.warning(request, _("没有改成：这条检索已经不在，或名称是空的。"))
    return redirect("saved-searches")


def kept(query: QueryDict) -> Asked:
    """A search without what is only the page's state."""
    return replace(asked_in(query), page=1, opened=())


def name_of(asked: Asked, user: User) -> str:
    """The words and every filter, as the chips say them."""
    result = search_sections(replace(asked.request(), per_page=1), user)
    filters = [f"{chip.key} {chip.value}" for chip in search_facets.chips(result, asked) if chip.css != "is-syn"]
    return "，".join(part for part in (asked.q, *filters) if part)
