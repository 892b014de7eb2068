"""``/samples/remove/``: take the sample data out, after a page that says what goes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.pages.frame import may_administrate
from reports.models import District, SourceFile


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    if not may_administrate(request.user):
        raise PermissionDenied
    if request.method == "POST":
        from reports import samples

        removed = samples.remove()
        messages.info(request, _("示例数据已移除，共 %(count)s 份报告。") % {"count": removed})
        return redirect("/")
    context = {
        "files": SourceFile.objects.filter(is_sample=True).count(),
        "districts": District.objects.filter(is_sample=True).count(),
    }
    return render(request, "samples_remove.html", context)
