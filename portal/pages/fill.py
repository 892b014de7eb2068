"""取数: a blank table in, the filled one out, with what could not be filled told on the page and on a sheet."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import filled_tables
from portal.downloads import file_name
from portal.pages import parameters
from portal.pages.parameters import address
from reports.exports import FORMATS
from reports.extraction.types import RefusedFile
from reports.filling.filling import Filled, NotFillableError, fill
from reports.models import District
from reports.selectors import places

SHOWN_GAPS = 200


@require_POST
def fill_table(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("table")
    if not isinstance(file, UploadedFile):
        return _result(request, error=_("没有选文件。请选一份 xlsx 空表再取数。"))
    year_words = parameters.text(request.POST, "year", 24)
    year = parameters.year(request.POST, "year")
    if year_words and year is None:
        return _result(request, error=_("年度“%(year)s”读不懂。请写四位数字，如 2012，或留空。") % {"year": year_words})
    token, output = filled_tables.new_path()
    try:
        made = fill(
            Path(file.temporary_file_path()),  # type: ignore[attr-defined]
            file.name or "",
            output,
            year=year,
            city=_city(request),
            base=request.build_absolute_uri("/").rstrip("/"),
        )
    except RefusedFile as refused:
        return _result(request, error=refused.message)
    except NotFillableError as unclear:
        return _result(request, error=str(unclear))
    _remember(request, token, file.name or "")
    return _result(request, made=made, token=token, name=file.name or "")


def _city(request: HttpRequest) -> District | None:
    asked = places.district_given(parameters.text(request.POST, "city", 60))
    return places.city_of(asked) if asked else None


def _remember(request: HttpRequest, token: str, name: str) -> None:
    kept = dict(request.session.get(filled_tables.SESSION_KEY, {}))
    kept[token] = f"{Path(name).stem}-已填.xlsx"
    request.session[filled_tables.SESSION_KEY] = dict(list(kept.items())[-filled_tables.MOST_A_SESSION :])


def _result(
    request: HttpRequest, *, made: Filled | None = None, token: str = "", name: str = "", error: str = ""
) -> HttpResponse:
    context = {
        "made": made,
        "token": token,
        "name": parameters.clean(name, 120),
        "error": error,
        "gaps": made.gaps[:SHOWN_GAPS] if made else (),
        "unseen": max(0, len(made.gaps) - SHOWN_GAPS) if made else 0,
        "back": address("/compare/") + "#fill",
        "year": parameters.text(request.POST, "year", 24),
    }
    return render(request, "filled.html", context, status=400 if error else 200)


@require_GET
def filled_table(request: HttpRequest, token: str) -> FileResponse:
    """The file, for the session that made it, for a day."""
    kept = request.session.get(filled_tables.SESSION_KEY, {})
    path = filled_tables.path_of(token) if token in kept else None
    if path is None:
        raise Http404
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=file_name(kept[token]), content_type=FORMATS["xlsx"].content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response
