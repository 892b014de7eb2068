"""Reports and their sections: derived rows, reproducible from the source file by the parser."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PERIOD_IN_ORDER = models.Q(period_start__isnull=True, period_end__isnull=True) | models.Q(
    period_start__isnull=False, period_end__gte=models.F("period_start")
)


class Report(models.Model):
    """One report of a source file. ``anchor`` finds it again after a re-parse (ingest matches by it)."""

    class Kind(models.TextChoices):
        COMPILATION = "compilation", _("汇编")
        ANNUAL = "annual", _("年度总结")
        HALF_YEAR = "half_year", _("半年总结")
        QUARTERLY = "quarterly", _("季度总结")
        SPECIAL = "special", _("专项总结")
        SCHOOL = "school", _("学校总结")
        SPEECH = "speech", _("领导讲话")
        PLAN = "plan", _("工作计划")
        ESSAY = "essay", _("经验材料")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        DRAFT = "draft", _("待审核")
        RETURNED = "returned", _("已退回")
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已撤回")
        ARCHIVED = "archived", _("已归档")

    class Visibility(models.TextChoices):
        ALL = "all", _("全局")
        UNIT = "unit", _("仅本单位")

    source = models.ForeignKey("reports.SourceFile", on_delete=models.PROTECT, related_name="reports")
    index = models.PositiveIntegerField()
    anchor = models.CharField(max_length=64)
    title = models.CharField(_("题名"), max_length=300)
    kind = models.CharField(_("报告类型"), max_length=12, choices=Kind.choices)
    topic = models.CharField(_("主题"), max_length=60, blank=True, db_index=True)
    text = models.TextField(_("正文"))
    period_start = models.PositiveSmallIntegerField(_("起始年"), null=True, blank=True, db_index=True)
    period_end = models.PositiveSmallIntegerField(_("截止年"), null=True, blank=True)
    period_unit = models.CharField(max_length=12, default="year")
    half = models.PositiveSmallIntegerField(null=True, blank=True)
    period_basis = models.CharField(max_length=10, default="none")
    issuer = models.ForeignKey(
        "reports.District", verbose_name=_("发布地区"), null=True, blank=True, on_delete=models.PROTECT
    )
    institution = models.CharField(_("发布机构"), max_length=120, blank=True)
    repairs = models.JSONField(_("修补"), default=list)
    flags = models.JSONField(_("请看"), default=list)
    """What a reviewer should look at, as ``reports.flags`` words it."""
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    visibility = models.CharField(_("可见范围"), max_length=6, choices=Visibility.choices, default=Visibility.ALL)
    is_sample = models.BooleanField(_("示例"), default=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(_("入库时间"), default=timezone.now, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("报告")
        verbose_name_plural = _("报告")
        indexes: ClassVar[list[models.Index]] = [
            # What coverage and lists read of a report, without touching its text.
            models.Index(
                fields=[
                    "state",
                    "visibility",
                    "issuer",
                    "period_end",
                    "period_start",
                    "kind",
                    "topic",
                    "published_at",
                ],
                name="report_listed",
            ),
        ]
        permissions = [("publish_report", _("发布与撤回报告")), ("view_draft", _("查看未发布的报告"))]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "anchor"], name="report_anchor_once_a_source"),
            models.CheckConstraint(condition=PERIOD_IN_ORDER, name="report_period_in_order"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="report_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/reports/{self.pk}/"


class Section(models.Model):
    """A heading and its own text. ``report.text[start:end]`` is both; ``archived`` rows keep their id for links."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    index = models.PositiveIntegerField()
    anchor = models.CharField(max_length=64)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="subsections")
    level = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=20, blank=True)
    heading = models.CharField(_("小标题"), max_length=300, blank=True)
    style = models.CharField(max_length=8, default="line")
    district = models.ForeignKey(
        "reports.District",
        verbose_name=_("区县"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sections",
    )
    topic = models.CharField(_("主题"), max_length=60, blank=True, db_index=True)
    stage = models.CharField(_("学段"), max_length=6, blank=True)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    origin = models.JSONField(default=list)
    archived = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("节")
        verbose_name_plural = _("节")
        ordering: ClassVar[list[str]] = ["report", "index"]
        indexes: ClassVar[list[models.Index]] = [
            # Counting sections by place, topic or report must not read their texts.
            models.Index(fields=["district", "archived", "report", "topic"], name="section_by_district"),
            models.Index(fields=["report", "archived", "district", "topic"], name="section_by_report"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "anchor"], name="section_anchor_once_a_report"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="section_span_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.mark}{self.heading}" or f"§{self.index}"

    def get_absolute_url(self) -> str:
        return f"/reports/{self.report_id}/#s{self.pk}"
