"""What the frame around every page needs: the main navigation and what awaits the visitor."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
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
class NavigationItem:
    """A link of the frame. ``count`` is what waits behind it; 0 shows nothing."""

    url: str
    label: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    name_lines: tuple[str, str]
    nav: tuple[NavigationItem, ...]
    tools: tuple[NavigationItem, ...]
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
        nav=tuple(_item(request, url, str(label)) for url, label in NAVIGATION),
        tools=_tools(request, user),
        has_samples=has_samples(),
        may_remove_samples=may_administrate(user),
    )


def may_administrate(user: Visitor) -> bool:
    """Whether samples may be removed and districts edited: the administrators' right."""
    return _holds(user, "reports.change_district")


def _holds(user: Visitor, permission: str) -> bool:
    return bool(getattr(user, "has_perm", None) and user.has_perm(permission))


def _item(request: HttpRequest, url: str, label: str, count: int = 0) -> NavigationItem:
    return NavigationItem(url, label, request.path.startswith(url.split("?", maxsplit=1)[0]) and "?" not in url, count)


def _tools(request: HttpRequest, user: Visitor) -> tuple[NavigationItem, ...]:
    tools = []
    if _holds(user, "reports.add_sourcefile"):
        tools.append(_item(request, "/upload/", _("上传")))
    if _holds(user, "reports.view_draft"):
        tools.append(_item(request, "/review/", _("审核"), drafts_waiting()))
    if user.is_authenticated:
        tools.append(_item(request, "/basket/", _("素材篮"), basket.count(user)))
    if getattr(user, "is_staff", False):
        tools.append(_item(request, "/admin/", _("管理")))
    if may_administrate(user):
        tools.append(_item(request, "/state/", _("状态")))
    return tuple(tools)
