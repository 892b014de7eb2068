"""Error pages in the portal's own design: what happened, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from portal.api import answering as api

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class ErrorText:
    """Words of one status: a heading and one sentence of what happened and what to do."""

    heading: StrOrPromise
    advice: StrOrPromise


ERRORS = {
    400: ErrorText(_("这个请求读不懂"), _("网址或表单里有不能识别的内容。请返回上一页重新操作，或从首页进入。")),
    403: ErrorText(_("没有权限"), _("您的账号不能打开这一页。如工作需要，请联系管理员开通。")),
    404: ErrorText(_("没有这一页"), _("网址可能有误，或内容已经撤回。可以检索题名，或从区县进入查找。")),
    413: ErrorText(_("文件太大"), _("上传的内容超过上限，没有收下。请拆分或压缩后再传。")),
    429: ErrorText(_("操作太频繁"), _("短时间内请求过多。请稍等一分钟再试。")),
    500: ErrorText(
        _("系统出错"), _("服务器处理时出错，错误已经记录。请稍后再试；反复出现时，请把时间和操作告诉管理员。")
    ),
}
TOO_MUCH = {
    TooManyFilesSent: ErrorText(_("文件太多"), _("一次最多上传 2000 个文件，这一批没有收下。请分批或打包后再传。")),
    TooManyFieldsSent: ErrorText(_("内容太多"), _("表单里的项目太多，没有收下。请减少条件后重试。")),
    RequestDataTooBig: ErrorText(_("内容太大"), _("粘贴的文字超过上限，没有收下。请存成文件后上传。")),
}
STALE_FORM = ErrorText(_("表单已过期"), _("页面打开太久，或浏览器禁用了 Cookie。请返回上一页，刷新后重新提交。"))


def error_page(request: HttpRequest, status: int, text: ErrorText | None = None) -> HttpResponse:
    if api.is_asked(request):
        return api.error(status, str((text or ERRORS[status]).advice))
    context = {"status": status, "error": text or ERRORS[status], "no_headsearch": True}
    return render(request, "errors/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django answers 400 to what is merely too much; that has a page of its own."""
    for kind, text in TOO_MUCH.items():
        if isinstance(exception, kind):
            return error_page(request, 413, text)
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - as above
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither session nor database: either may be what failed."""
    if api.is_asked(request):
        return api.error(500)
    return HttpResponse(render_to_string("errors/500.html", {"status": 500, "error": ERRORS[500]}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    return error_page(request, 403, STALE_FORM)
