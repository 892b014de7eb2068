"""Who may do what: one line an address. Each role may do what the one below it may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

VISITOR, READER, EDITOR, REVIEWER, ADMINISTRATOR, NOBODY = range(6)
ROLES = ("visitor", "读者", "编辑", "审核员", "管理员")


@dataclass(frozen=True)
class Row:
    """``route`` as the resolver spells it, ``path`` with the names of ``world.names`` in braces.

    ``get`` and ``post``: the lowest role that is let in; a ``post`` of None is no act: whatever the answer, nothing
    changes. ``form`` is one that does something, unless ``acts`` is False. ``status``: of who is let in. ``writes``:
    tables that looking may write. ``door``: open to visitors also where reading is not.
    """

    route: str
    path: str
    get: int = NOBODY
    post: int | None = None
    form: dict[str, str] = field(default_factory=dict)
    acts: bool = True
    status: tuple[int, ...] = (200, 302)
    writes: tuple[str, ...] = ()
    door: bool = False


def act(route: str, path: str, lowest: int, **form: str) -> Row:
    """An address for posting alone."""
    return Row(route, path, NOBODY, lowest, form)


PORTAL = (
    Row("healthz", "/healthz", VISITOR, door=True),
    Row("readyz", "/readyz", VISITOR, status=(200, 503), door=True),
    Row("login/", "/login/", VISITOR, VISITOR, {"username": "另一位", "password": "long-password-1"}, door=True),
    Row("logout/", "/logout/", NOBODY, VISITOR, acts=False),
    Row("password/", "/password/", READER, READER,
        {"old_password": "long-password-1", "new_password1": "云江-晨光-2031", "new_password2": "云江-晨光-2031"}),
    Row("", "/", VISITOR),
    Row("favicon.ico", "/favicon.ico", VISITOR),
    Row("help/", "/help/", VISITOR),
    Row("help/guide/", "/help/guide/", VISITOR),
    Row("search/", "/search/?q=薄弱学校", VISITOR, writes=("search_querylog",)),
    Row("search/complete/", "/search/complete/?q=luxian", VISITOR),
    act("search/save/", "/search/save/", READER, query="q=另一个词"),
    Row("search/saved/", "/search/saved/", READER),
    act("search/saved/<int:pk>/", "/search/saved/{saved}/", READER, name="另一个名称"),
    Row("feeds/search/", "/feeds/search/?q=薄弱学校", VISITOR),
    Row("feeds/saved/<str:key>/", "/feeds/saved/{feed}/", VISITOR, door=True),
    Row("feeds/saved/<str:key>/", "/feeds/saved/no-such-key/", door=True),
    Row("reports/", "/reports/", VISITOR),
    Row("reports/<int:pk>/", "/reports/{live}/", VISITOR),
    Row("reports/<int:pk>/", "/reports/{draft}/", EDITOR),
    Row("reports/<int:pk>/", "/reports/{kept}/", EDITOR),
    Row("reports/<int:pk>/", "/reports/{withdrawn}/", EDITOR),
    Row("reports/<int:pk>/original/", "/reports/{live}/original/", VISITOR),
    Row("reports/<int:pk>/original/", "/reports/{draft}/original/", EDITOR),
    Row("reports/<int:pk>/original/", "/reports/{kept}/original/", EDITOR),
    act("reports/<int:pk>/publish/", "/reports/{draft}/publish/", REVIEWER),
    act("reports/<int:pk>/publish/", "/reports/{live}/publish/", REVIEWER, do="withdraw", reason="有误"),
    Row("api/v1/", "/api/v1/", VISITOR),
    Row("api/v1/search/", "/api/v1/search/?q=薄弱学校", VISITOR),
    Row("api/v1/reports/", "/api/v1/reports/", VISITOR),
    Row("api/v1/reports/<int:pk>/", "/api/v1/reports/{live}/", VISITOR),
    Row("api/v1/reports/<int:pk>/", "/api/v1/reports/{draft}/", EDITOR),
    Row("api/v1/reports/<int:pk>/", "/api/v1/reports/{kept}/", EDITOR),
    Row("api/v1/reports/<int:pk>/", "/api/v1/reports/{withdrawn}/", EDITOR),
    Row("api/v1/sections/", "/api/v1/sections/", VISITOR),
    Row("api/v1/sections/<int:pk>/", "/api/v1/sections/{live_section}/", VISITOR),
    Row("api/v1/sections/<int:pk>/", "/api/v1/sections/{section}/", EDITOR),
    Row("api/v1/metrics/", "/api/v1/metrics/", VISITOR),
    Row("api/v1/metrics/<int:pk>/", "/api/v1/metrics/{live_number}/", VISITOR),
    Row("api/v1/metrics/<int:pk>/", "/api/v1/metrics/{number}/", EDITOR),
    Row("api/v1/districts/", "/api/v1/districts/", VISITOR),
    Row("api/v1/districts/<str:code>/", "/api/v1/districts/510521/", VISITOR),
    Row("api/v1/indicators/", "/api/v1/indicators/", VISITOR),
    Row("api/v1/indicators/<str:slug>/", "/api/v1/indicators/{slug}/", VISITOR),
    Row("api/v1/followup/", "/api/v1/followup/?district=510521", VISITOR),
    Row("api/v1/checks/", "/api/v1/checks/?district=510521", VISITOR),
    Row("api/schema/", "/api/schema/", VISITOR),
    Row("api/<path:rest>", "/api/v2/", NOBODY),
    Row("numbers/<int:pk>/", "/numbers/{live_number}/", VISITOR),
    Row("numbers/<int:pk>/", "/numbers/{number}/", EDITOR),
    Row("districts/", "/districts/", VISITOR),
    Row("districts/<str:code>/", "/districts/510521/", VISITOR),
    Row("districts/<str:code>/topics/", "/districts/510521/topics/", VISITOR),
    Row("coverage/", "/coverage/", VISITOR),
    Row("indicators/", "/indicators/", VISITOR),
    Row("indicators/<str:slug>/", "/indicators/{slug}/", VISITOR),
    Row("compare/", "/compare/", VISITOR),
    Row("compare/fill/", "/compare/fill/", NOBODY, VISITOR, acts=False, status=(400,)),
    Row("compare/filled/<str:token>/", "/compare/filled/0123456789abcdef/"),
    Row("followup/", "/followup/", VISITOR),
    act("followup/<int:pk>/", "/followup/{verdict}/", REVIEWER, verdict="部分完成"),
    Row("checks/", "/checks/", VISITOR),
    act("checks/<int:pk>/", "/checks/{finding}/", REVIEWER, state="explained"),
    Row("basket/", "/basket/", READER),
    act("basket/add/", "/basket/add/", READER, add="section:{live_section}"),
    act("basket/empty/", "/basket/empty/", READER, sure="1"),
    act("basket/<int:pk>/", "/basket/{item}/", READER, do="note", note="已核"),
    Row("upload/", "/upload/", EDITOR, EDITOR, {"text": "另一份总结\n新建幼儿园3所。"}),
    act("upload/<int:pk>/", "/upload/{run}/", EDITOR, do="cancel"),
    act("upload/<int:pk>/", "/upload/{refused}/", EDITOR, do="remove"),
    Row("upload/<int:pk>/another/", "/upload/{refused}/another/", EDITOR, EDITOR, {"text": "新建食堂2所。"}),
    Row("upload/<int:pk>/difference/", "/upload/{asking}/difference/", EDITOR),
    Row("review/", "/review/", EDITOR),
    Row("review/<int:pk>/", "/review/{draft}/", EDITOR, writes=("reports_reviewdesk",)),
    Row("review/<int:pk>/versions/", "/review/{draft}/versions/", EDITOR),
    act("review/<int:pk>/fields/", "/review/{draft}/fields/", EDITOR, title="另一个题名"),
    act("review/<int:pk>/fields/", "/review/{live}/fields/", REVIEWER, title="另一个题名"),
    act("review/<int:pk>/section/", "/review/{draft}/section/", EDITOR, do="merge", section="{section}"),
    act("review/<int:pk>/order/", "/review/{draft}/order/", EDITOR, do="accepted"),
    act("review/<int:pk>/mask/", "/review/{draft}/mask/", EDITOR),
    act("review/<int:pk>/number/", "/review/{draft}/number/", REVIEWER, do="confirmed:{number}"),
    act("review/<int:pk>/undo/", "/review/{draft}/undo/", EDITOR, correction="{correction}"),
    act("review/<int:pk>/publish/", "/review/{draft}/publish/", REVIEWER),
    act("review/<int:pk>/return/", "/review/{draft}/return/", REVIEWER, reason="缺附表"),
    act("review/<int:pk>/submit/", "/review/{returned}/submit/", EDITOR),
    act("review/<int:pk>/withdraw/", "/review/{live}/withdraw/", REVIEWER, reason="有误"),
    act("review/<int:pk>/rollback/", "/review/{newer}/rollback/", REVIEWER, reason="有误"),
    act("review/publish/", "/review/publish/", REVIEWER, report="{clean}"),
    Row("state/", "/state/", ADMINISTRATOR),
    Row("samples/remove/", "/samples/remove/", ADMINISTRATOR, ADMINISTRATOR),
)  # fmt: skip

SITE = (
    Row("admin/password_change/", "/admin/password_change/", VISITOR),
    Row("admin/password_change/done/", "/admin/password_change/done/", ADMINISTRATOR),
    Row("admin/", "/admin/", ADMINISTRATOR),
    Row("admin/login/", "/admin/login/", VISITOR, VISITOR,
        {"username": "管事", "password": "long-password-1"}, door=True),
    Row("admin/logout/", "/admin/logout/", VISITOR, VISITOR, acts=False, status=(302, 405)),
    Row("admin/jsi18n/", "/admin/jsi18n/", ADMINISTRATOR),
    Row("admin/autocomplete/",
        "/admin/autocomplete/?app_label=reports&model_name=district&field_name=parent&term=x", ADMINISTRATOR),
    Row("admin/r/<path:content_type_id>/<path:object_id>/", "/admin/r/{report_type}/{live}/", ADMINISTRATOR),
    Row("admin/^(?P<app_label>auth|axes|django_tasks_database|reports|search)/$", "/admin/reports/", ADMINISTRATOR),
    Row("admin/(?P<url>.*)$", "/admin/no-such-place/"),
    Row("admin/reports/indicator/proposals/", "/admin/reports/indicator/proposals/", ADMINISTRATOR),
    Row("admin/auth/user/<id>/password/", "/admin/auth/user/{account}/password/", ADMINISTRATOR, ADMINISTRATOR,
        {"password1": "云江-晨光-2031", "password2": "云江-晨光-2031", "usable_password": "true", "set-password": "1"}),
)  # fmt: skip

RECORDS = {
    "auth/group": "view",
    "auth/user": "view add change",
    "axes/accessattempt": "",
    "axes/accesslog": "",
    "axes/accessfailurelog": "",
    "django_tasks_database/dbtaskresult": "",
    "reports/district": "view add change",
    "reports/indicator": "view add change",
    "reports/sourcefile": "view",
    "reports/ingestrun": "view",
    "reports/report": "view",
    "reports/parse": "",
    "reports/correction": "view",
    "reports/auditentry": "view",
    "search/synonym": "view add change delete",
    "search/word": "view add change delete",
    "search/querylog": "view",
}
"""What administrators may do with each kind of record in the admin; nobody else may do anything there."""


def _record(name: str, rights: str) -> Iterator[Row]:
    """The addresses that the admin has for one kind of record."""
    may = {right: ADMINISTRATOR if right in rights.split() else NOBODY for right in ("view", "add", "change", "delete")}
    here, one = f"admin/{name}/", f"/admin/{name}/{{{name}}}"
    yield Row(here, f"/{here}", may["view"], may["view"], acts=False)
    yield Row(f"{here}add/", f"/{here}add/", may["add"], may["add"], acts=False)
    yield Row(f"{here}<path:object_id>/history/", f"{one}/history/", may["view"])
    yield Row(f"{here}<path:object_id>/delete/", f"{one}/delete/", may["delete"], may["delete"], {"post": "yes"})
    yield Row(f"{here}<path:object_id>/change/", f"{one}/change/", may["view"], may["change"], acts=False)
    yield Row(f"{here}<path:object_id>/", f"{one}/", ADMINISTRATOR)


RIGHTS = (*PORTAL, *SITE, *(row for name, rights in RECORDS.items() for row in _record(name, rights)))
