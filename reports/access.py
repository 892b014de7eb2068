"""Who may see what: every selector and every search starts here.

Roles are Django groups (``ROLES``), and code asks for permissions, never for group names. Drafts, withdrawn and
archived reports are for holders of ``reports.view_draft``; a report kept to its unit is, until accounts carry a
unit, for them alone too.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, QuerySet

from reports.models import Correction, Metric, Report, Section, SourceFile

Visitor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Role:
    """A group and the permissions it holds, as ``app.codename``."""

    name: str
    permissions: tuple[str, ...]


READER = Role("读者", ("reports.view_report",))
EDITOR = Role("编辑", (*READER.permissions, "reports.view_draft", "reports.add_sourcefile", "reports.change_report"))
REVIEWER = Role("审核员", (*EDITOR.permissions, "reports.publish_report", "reports.change_metric"))
ADMINISTRATOR = Role(
    "管理员",
    (
        *REVIEWER.permissions,
        "reports.view_district",
        "reports.add_district",
        "reports.change_district",
        "reports.view_indicator",
        "reports.add_indicator",
        "reports.change_indicator",
        "reports.view_sourcefile",
        "reports.view_ingestrun",
        "reports.view_metric",
        "reports.view_section",
        "reports.view_auditentry",
        "reports.view_correction",
        "search.view_word",
        "search.add_word",
        "search.change_word",
        "search.delete_word",
        "search.view_synonym",
        "search.add_synonym",
        "search.change_synonym",
        "search.delete_synonym",
        "search.view_querylog",
        "auth.view_group",
        "auth.view_user",
        "auth.add_user",
        "auth.change_user",
    ),
)
ROLES = (READER, EDITOR, REVIEWER, ADMINISTRATOR)


def may_see_drafts(user: Visitor) -> bool:
    return user.has_perm("reports.view_draft")


def published() -> QuerySet[Report]:
    """What every reader may see."""
    return Report.objects.filter(state=Report.State.PUBLISHED, visibility=Report.Visibility.ALL)


def visible_to(user: Visitor) -> QuerySet[Report]:
    """The reports ``user`` may open."""
    return Report.objects.all() if may_see_drafts(user) else published()


def sections_visible_to(user: Visitor) -> QuerySet[Section]:
    return Section.objects.filter(report__in=visible_to(user), archived=False)


def may_have_original(user: Visitor, source: SourceFile) -> bool:
    """Whether the file itself may go to ``user``: readers get it where it says no more than they may read.

    A file that holds a report they may not see, or words that a reviewer hid, is for those who see drafts.
    """
    if may_see_drafts(user):
        return True
    hidden = Correction.objects.filter(source=OuterRef("pk"), kind="mask").exclude(state=Correction.State.UNDONE)
    kept = Report.objects.filter(source=OuterRef("pk")).exclude(state=Report.State.ARCHIVED).exclude(pk__in=published())
    return SourceFile.objects.filter(pk=source.pk).exclude(Exists(hidden)).exclude(Exists(kept)).exists()


def published_metrics() -> QuerySet[Metric]:
    """Numbers that charts, comparison and exports may show: of published reports, sure or confirmed."""
    return Metric.objects.shown().filter(report__in=published())
