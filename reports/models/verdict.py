"""承诺落实: what became of a plan, as proposed by rules and as decided by people; and the wishes to look again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Verdict(models.Model):
    """One planned number. ``proposed`` to ``gap`` are derived and written anew; the ``decided`` columns are a person's.

    ``actuals``: ids of the numbers that tell of the plan, best first; with ``summed`` they are its yearly parts.
    ``gap``: the share of the plan that is missing, 0 where it is reached, None where nothing tells.
    ``word``: a person's, else the proposal. ``settled``: decided, and upon the numbers that tell of it now.
    """

    class Word(models.TextChoices):
        DONE = "完成", _("完成")
        PARTLY = "部分完成", _("部分完成")
        FAILED = "未完成", _("未完成")
        UNMENTIONED = "未提及", _("未提及")
        OPEN = "待确认", _("待确认")

    plan = models.OneToOneField("reports.Metric", on_delete=models.CASCADE, related_name="verdict")
    district = models.ForeignKey("reports.District", on_delete=models.CASCADE, related_name="+")
    due = models.PositiveSmallIntegerField(_("应完成年度"), null=True, blank=True)
    proposed = models.CharField(_("建议"), max_length=4, choices=Word.choices)
    actuals = models.JSONField(default=list)
    summed = models.BooleanField(default=False)
    score = models.FloatField(default=0)
    gap = models.FloatField(null=True)
    decided = models.CharField(_("判定"), max_length=4, choices=Word.choices, blank=True)
    decided_upon = models.JSONField(default=list)
    word = models.CharField(_("结论"), max_length=4, choices=Word.choices)
    settled = models.BooleanField(_("已确认"), default=False)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("承诺落实")
        verbose_name_plural = _("承诺落实")
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["district", "due"], name="verdict_of_district")]

    def __str__(self) -> str:
        return f"{self.plan} {self.word}"

    @property
    def is_outdated(self) -> bool:
        """Whether other numbers tell of the plan than those a person decided upon."""
        return bool(self.decided) and not self.settled


class VerdictChange(models.Model):
    """A wish to look again at the plans and the sums this report has to do with: written with its change."""

    report_id = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"report {self.report_id}"


class Finding(models.Model):
    """数据核对: numbers that do not fit together. ``state`` and ``note`` are a person's, the rest is derived.

    ``numbers``: ids of the metrics, the total or the earlier one first. ``key`` tells a finding from any other, also
    after a newer parser. ``city`` is the place whose numbers were laid side by side, None for a report without one.
    """

    class Kind(models.TextChoices):
        SUM = "sum", _("合计与分项")
        CONFLICT = "conflict", _("同一指标两个数")
        MAGNITUDE = "magnitude", _("相差千倍")
        RANGE = "range", _("超过百分之百")
        RATIO = "ratio", _("不合常理")

    class State(models.TextChoices):
        OPEN = "open", _("待核")
        EXPLAINED = "explained", _("有合理解释")
        MISTAKEN = "mistaken", _("原文有误")

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("类别"), max_length=9, choices=Kind.choices)
    city = models.ForeignKey("reports.District", null=True, on_delete=models.CASCADE, related_name="+")
    district = models.ForeignKey("reports.District", null=True, on_delete=models.CASCADE, related_name="+")
    indicator_name = models.CharField(_("指标"), max_length=80)
    message = models.CharField(_("问题"), max_length=500)
    numbers = models.JSONField(default=list)
    latest = models.PositiveSmallIntegerField(null=True)
    """The last year that one of the numbers is about."""
    state = models.CharField(_("核对"), max_length=9, choices=State.choices, default=State.OPEN)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("数据核对")
        verbose_name_plural = _("数据核对")
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["city", "state"], name="finding_of_city")]

    def __str__(self) -> str:
        return self.message
