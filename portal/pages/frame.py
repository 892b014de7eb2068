"""What the frame around every page needs: the main navigation and what awaits the visitor."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.access import Visitor
from reports.selectors import basket
from reports.selectors.holdings import has_samples
from reports.selectors.waiting import drafts_waiting

NAVIGATION = (
    ("/search/", gettext_lazy("检索")),
    ("/reports/", gettext_lazy("报告")),
    ("/districts/", gettext_lazy("区县")),
    ("/indicators/", gettext_lazy("指标")),
    ("/compare/", gettext_lazy("对比")),
    ("/followup/", gettext_lazy("承诺落实")),
    ("/coverage/", gettext_lazy("报送情况")),
    ("/checks/", gettext_lazy("数据核对")),
)
NAME = gettext_lazy("教育工作 报告库")
"""Two lines beside the mark, parted by a space; PORTAL_NAME in the settings takes its place."""


@dataclass(frozen=True, slots=True)
class Frame:
    """``nav`` and ``tools`` are links: every page has them twice, in its head and in the menu of small screens."""

    name: str
    name_lines: tuple[str, str]
    nav: SafeString
    tools: SafeString
    has_samples: bool
    may_remove_samples: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """The template variable ``frame``; nothing is asked of the database until a template uses it."""
    return {"frame": SimpleLazyObject(lambda: build_frame(request))}


def build_frame(request: HttpRequest) -> Frame:
    user: Visitor = request.user
    name = settings.PORTAL_NAME or str(NAME)
    first, _space, second = name.partition(" ")
    return Frame(
        name=f"{first}{second}",
        name_lines=(first, second),
        nav=SafeString("".join(_link(request, url, str(label)) for url, label in NAVIGATION)),
        tools=_tools(request, user),
        has_samples=has_samples(),
        may_remove_samples=may_administrate(user),
    )


def may_administrate(user: Visitor) -> bool:
    """Whether samples may be removed and districts edited: the administrators' right."""
    return _holds(user, "reports.change_district")


def _holds(user: Visitor, permission: str) -> bool:
    return bool(getattr(user, "has_perm", None) and user.has_perm(permission))


def _link(request: HttpRequest, url: str, label: str, count: int = 0) -> str:
    """``count`` is what waits behind it; 0 shows nothing."""
    current = ' aria-current="page"' if request.path.startswith(url) else ""
    return f'<a href="{url}"{current}>{escape(label)}{f" <b>{count}</b>" if count else ""}</a>'


def _tools(request: HttpRequest, user: Visitor) -> SafeString:
    tools = []
    if _holds(user, "reports.add_sourcefile"):
        tools.append(_link(request, "/upload/", _("上传")))
    if _holds(user, "reports.view_draft"):
        tools.append(_link(request, "/review/", _("审核"), drafts_waiting()))
    if user.is_authenticated:
        tools.append(_link(request, "/basket/", _("素材篮"), basket.count(user)))
    if getattr(user, "is_staff", False):
        tools.append(_link(request, "/admin/", _("管理")))
    if may_administrate(user):
        tools.append(_link(request, "/state/", _("状态")))
    return SafeString("".join(tools))
