"""Indicators, and metrics: every number of a report as a row with its sentence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

SHOWN_CONFIDENCE = 0.9
"""Metrics at least this sure are shown without a person's word (docs/decisions: calibrated on gold)."""


class Indicator(models.Model):
    """What a number measures: canonical name, aliases, unit and 口径 (definition)."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name = models.CharField(_("指标"), max_length=80, unique=True)
    aliases = models.JSONField(_("别称"), default=list, blank=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    definition = models.TextField(_("口径"), blank=True)
    group = models.CharField(_("类别"), max_length=40, blank=True)
    higher_is_better = models.BooleanField(_("越高越好"), null=True, blank=True)
    key_order = models.PositiveSmallIntegerField(_("首页次序"), null=True, blank=True)
    edited = models.BooleanField(_("已由人修改"), default=False)

    class Meta:
        verbose_name = _("指标")
        verbose_name_plural = _("指标")
        ordering: ClassVar[list[str]] = ["group", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/indicators/{self.slug}/"


class MetricQuerySet(models.QuerySet["Metric"]):
    def shown(self) -> MetricQuerySet:
        """Confirmed by a person, or sure enough to be shown; never archived or rejected ones."""
        sure = models.Q(review=Metric.Review.CONFIRMED) | models.Q(
            review=Metric.Review.OPEN, confidence__gte=SHOWN_CONFIDENCE
        )
        return self.filter(sure, archived=False, duplicate_of__isnull=True)


class Metric(models.Model):
    """One number. ``report.text[start:end] == printed``. Values are decimal as printed, never rounded."""

    class Status(models.TextChoices):
        ACTUAL = "actual", _("实际")
        PLANNED = "planned", _("计划")
        TARGET = "target", _("目标")
        ONGOING = "ongoing", _("进行中")

    class Review(models.TextChoices):
        OPEN = "open", _("待核")
        CONFIRMED = "confirmed", _("已确认")
        REJECTED = "rejected", _("已驳回")

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="metrics")
    section = models.ForeignKey("reports.Section", on_delete=models.CASCADE, related_name="metrics")
    anchor = models.CharField(max_length=64)
    district = models.ForeignKey(
        "reports.District",
        verbose_name=_("区县"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="metrics",
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("指标"), null=True, blank=True, on_delete=models.SET_NULL, related_name="metrics"
    )
    indicator_name = models.CharField(_("指标原名"), max_length=80, db_index=True)
    qualifier = models.CharField(_("限定"), max_length=120, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    value_high = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    base_value = models.DecimalField(max_digits=28, decimal_places=6)
    base_unit = models.CharField(max_length=20, blank=True)
    comparator = models.CharField(max_length=7, default="=")
    period_start = models.PositiveSmallIntegerField(null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(null=True, blank=True)
    half = models.PositiveSmallIntegerField(null=True, blank=True)
    as_of = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices)
    change = models.CharField(max_length=8, blank=True)
    project = models.CharField(max_length=120, blank=True)
    printed = models.CharField(max_length=80)
    sentence = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    origin = models.JSONField(default=list)
    confidence = models.FloatField()
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    review = models.CharField(max_length=9, choices=Review.choices, default=Review.OPEN)
    decided_by = models.ForeignKey(
        "reports.Correction", null=True, blank=True, on_delete=models.SET_NULL, related_name="decided"
    )
    """The correction by which somebody confirmed, rejected or changed it: who and when."""
    archived = models.BooleanField(default=False)

    objects = MetricQuerySet.as_manager()

    class Meta:
        verbose_name = _("数据")
        verbose_name_plural = _("数据")
        ordering: ClassVar[list[str]] = ["report", "start"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["indicator", "district", "period_start"], name="metric_series"),
            # Of the duplicates alone: an index that held the others too would be taken for "is no duplicate", that is
            # for reading nearly every number there is.
            models.Index(
                fields=["duplicate_of"], condition=models.Q(duplicate_of__isnull=False), name="metric_duplicates"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "anchor"], name="metric_anchor_once_a_report"),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0) & models.Q(confidence__lte=1), name="metric_confidence_0_to_1"
            ),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="metric_span_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_name} {self.printed}"
