"""Answers as JSON: what was found, a page of it, or one Chinese sentence of what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.api.asking import PER_PAGE, BadRequestError, Parameter, given
from portal.pages import parameters

PREFIX = "/api/"
CONTENT_TYPE = "application/json; charset=utf-8"
Json = dict[str, Any]
MESSAGES = {
    401: gettext_lazy("读取数据需要登录。请先用浏览器或程序登录，再带着会话访问。"),
    403: gettext_lazy("没有权限，或须先更换密码。请联系管理员。"),
    404: gettext_lazy("没有这一项：编号有误，或内容没有公开。请核对后再试。"),
    405: gettext_lazy("这里只读：请用 GET。"),
    500: gettext_lazy("服务器处理时出错，错误已经记录。请稍后再试。"),
}
CODES = {400: "bad_request", 401: "login_required", 403: "forbidden", 404: "not_found", 405: "read_only", 500: "failed"}
OTHER_CODE = "refused"


class NotFoundError(Exception):
    """Nothing there that this visitor may see."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address below ``/api/v1/``, in the resolver's spelling.

    ``answer`` takes (request, what was given by name, parts of the path) and returns what ``shape`` describes.
    ``example``: the path with the names of a portal's things in braces; the tests ask it.
    """

    path: str
    name: str
    about: str
    shape: str
    answer: Callable[..., Json]
    parameters: Sequence[Parameter] = field(default=())
    example: str = ""


def view_of(endpoint: Endpoint) -> Callable[..., HttpResponse]:
    """The Django view of an endpoint."""

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            refused = error(405)
            refused["Allow"] = "GET, HEAD"
            return refused
        try:
            asked = given(request.GET, endpoint.parameters)
            return as_json(endpoint.answer(request, asked, **parts))
        except BadRequestError as reason:
            return error(400, str(reason))
        except NotFoundError as reason:
            return error(404, str(reason))

    view.__name__ = f"api_{endpoint.name}"
    return view


def is_asked(request: HttpRequest) -> bool:
    """Whether a program asks, so that what is wrong is told as JSON."""
    return request.path.startswith(PREFIX)


def as_json(answer: Json, status: int = 200) -> HttpResponse:
    content = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    response = HttpResponse(content.encode("utf-8", "replace"), content_type=CONTENT_TYPE, status=status)
    response["Cache-Control"] = "private, no-cache"
    return response


def error(status: int, message: str = "") -> HttpResponse:
    """``message`` is a Chinese sentence; without one the status has its own."""
    return as_json(
        {"error": {"code": CODES.get(status, OTHER_CODE), "message": message or str(MESSAGES[status])}}, status
    )


def paged(request: HttpRequest, asked: Json, rows: QuerySet[Any], shape: Callable[[Iterable[Any]], list[Json]]) -> Json:
    """A page of ``rows``, whose order must be total; raises NotFoundError beyond the last."""
    total = rows.count()
    page, per = asked["page"] or 1, asked["per"] or PER_PAGE
    envelope = envelope_of(request, total, page, per)
    start = (page - 1) * per
    return envelope | {"results": shape(rows[start : start + per])}


def paged_by_id(
    request: HttpRequest, asked: Json, rows: QuerySet[Any], shape: Callable[[Iterable[Any]], list[Json]]
) -> Json:
    """The same for long lists in the order of ids, where ``next`` also says after which id it goes on.

    So the last page costs what the first does, and nothing comes twice however much is published meanwhile. Beside
    ``after`` the ``page`` is a mere count.
    """
    page, per, after = asked["page"] or 1, asked["per"] or PER_PAGE, asked["after"]
    total = rows.count()
    envelope = envelope_of(request, total, page if after is None else 1, per)
    start = (page - 1) * per if after is None else 0
    ordered = rows.order_by("pk") if after is None else rows.filter(pk__gt=after).order_by("pk")
    found = shape(ordered[start : start + per + 1])
    results = found[:per]
    return envelope | {
        "page": page,
        "pages": max(envelope["pages"], page),
        "results": results,
        "next": _beside(request, page + 1, results[-1]["id"]) if len(found) > per else None,
        "previous": _beside(request, page - 1) if page > 1 else None,
    }


def envelope_of(request: HttpRequest, total: int, page: int, per: int) -> Json:
    """The counts of a page and the addresses of the pages beside it."""
    pages = max(1, -(-total // per))
    if page > pages:
        raise NotFoundError(_("没有第 %(page)s 页：共 %(pages)s 页。") % {"page": page, "pages": pages})
    return {
        "total": total,
        "page": page,
        "pages": pages,
        "per": per,
        "next": _beside(request, page + 1) if page < pages else None,
        "previous": _beside(request, page - 1) if page > 1 else None,
    }


def _beside(request: HttpRequest, page: int, after: int | None = None) -> str:
    values: dict[str, list[str]] = {name: request.GET.getlist(name) for name in request.GET if name != "after"}
    if after is not None:
        values["after"] = [str(after)]
    return parameters.address(request.path, **(values | {"page": [str(page)]}))
