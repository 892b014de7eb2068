"""``/basket/``: what somebody collected while reading, put in order, noted on, and taken away as Word or Excel."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.downloads import download
from portal.pages import basket_export, parameters
from portal.pages.way_back import way_back
from reports import collecting
from reports.access import visible_to
from reports.collecting import LONGEST_SENTENCE, NotCollectableError
from reports.exports import FORMATS
from reports.models import Report
from reports.selectors import basket as selected

PATH = "/basket/"
MOVES = ("up", "down", "top")


@require_safe
@login_required
def basket(request: HttpRequest) -> HttpResponseBase:
    items = selected.collected(request.user)
    format_name = parameters.one_of(request.GET, "format", tuple(FORMATS))
    if format_name:
        base = request.build_absolute_uri("/").rstrip("/")
        return download(basket_export.of_basket(items, base), format_name)
    context = {
        "items": items,
        "hidden": sum(item.hidden for item in items),
        "formats": [(name, each.label, f"{PATH}?format={name}") for name, each in FORMATS.items()],
        "report": _report(request),
        "longest": LONGEST_SENTENCE,
    }
    return render(request, "basket.html", context)


def _report(request: HttpRequest) -> Report | None:
    """The report from which a sentence is to be pasted, where the address names one."""
    asked = parameters.whole_number(parameters.text(request.GET, "report", 20), 1, 10**15)
    return visible_to(request.user).filter(pk=asked).defer("text").first() if asked else None


@require_POST
def collect(request: HttpRequest) -> HttpResponse:
    """``add`` names a section or a number; else ``quote`` is a passage of the report ``report``."""
    back = way_back(request, PATH, anywhere=True)
    if not request.user.is_authenticated:
        return _to_login(request, back)
    user = request.user
    what = parameters.text(request.POST, "add", 60)
    try:
        if what:
            _item, new = collecting.collect(user, what)
        else:
            report = parameters.whole_number(parameters.text(request.POST, "report", 20), 1, 10**15)
            _item, new = collecting.collect_sentence(user, report or 0, _quote(request))
    except NotCollectableError as refused:
        return _said(request, back, str(refused), what="", refused=True)
    words = _("已收入素材篮。") if new else _("素材篮里已经有了。")
    return _said(request, back, words, what=what)


def _quote(request: HttpRequest) -> str:
    raw = str(request.POST.get("quote", ""))[: 4 * LONGEST_SENTENCE]
    return raw.replace("\x00", "")


def _said(request: HttpRequest, back: str, words: str, *, what: str, refused: bool = False) -> HttpResponse:
    """For htmx a line to show and the button that was pressed; else back to the page with a message."""
    if getattr(request, "htmx", False):
        count = selected.count(request.user)
        context = {"words": words, "what": what, "refused": refused, "count": count}
        return render(request, "parts/basket_said.html", context)
    messages.add_message(request, messages.WARNING if refused else messages.INFO, words)
    return redirect(back)


def _to_login(request: HttpRequest, back: str) -> HttpResponse:
    door = redirect_to_login(back)
    return HttpResponse(headers={"HX-Redirect": door["Location"]}) if getattr(request, "htmx", False) else door


@require_POST
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """``do`` is up, down, top, note or remove."""
    user = cast(User, request.user)
    do = parameters.one_of(request.POST, "do", (*MOVES, "note", "remove"))
    if do in MOVES:
        collecting.move(user, pk, do)
    elif do == "note" and collecting.note(user, pk, parameters.text(request.POST, "note", 500)):
        messages.info(request, _("备注已保存。"))
    elif do == "remove" and collecting.remove(user, pk):
        messages.info(request, _("已移出素材篮。"))
    return redirect(f"{PATH}#i{pk}" if do in MOVES or do == "note" else PATH)


@require_POST
@login_required
def empty(request: HttpRequest) -> HttpResponse:
    if request.POST.get("sure") != "1":
        messages.warning(request, _("没有清空。请先勾选“确定清空”。"))
    else:
        count = collecting.empty(cast(User, request.user))
        messages.info(request, _("已清空，移出 %(count)s 件。") % {"count": count})
    return redirect(PATH)
