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
    """A wish to look again at the plans that this report has to do with: written with the change of the report."""

    report_id = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"report {self.report_id}"
