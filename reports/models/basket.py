"""素材篮: sentences, sections and numbers that somebody collected while reading."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BasketItem(models.Model):
    """One collected piece of one person. ``quote`` is what was read then: ``report.text[start:end]`` at that time.

    ``key`` says what it is (section:7, metric:3, sentence:2:10-40), so that nobody collects a thing twice. Section and
    number are remembered by id, and found again by the quote and the characters around it where a parse changed them.
    """

    class Kind(models.TextChoices):
        SENTENCE = "sentence", _("句")
        SECTION = "section", _("节")
        METRIC = "metric", _("数")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("收集人"), on_delete=models.CASCADE, related_name="basket"
    )
    kind = models.CharField(_("类别"), max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=80)
    report = models.ForeignKey("reports.Report", verbose_name=_("报告"), on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey("reports.Section", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    metric = models.ForeignKey("reports.Metric", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    quote = models.TextField(_("原文"))
    before = models.CharField(max_length=32, blank=True)
    after = models.CharField(max_length=32, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    note = models.CharField(_("备注"), max_length=500, blank=True)
    order = models.PositiveIntegerField(_("次序"))
    created_at = models.DateTimeField(_("收入时间"), default=timezone.now)

    class Meta:
        verbose_name = _("素材")
        verbose_name_plural = _("素材")
        ordering: ClassVar[list[str]] = ["order", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "order"], name="basket_in_order")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "key"], name="basket_item_once_a_person"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="basket_span_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.quote[:20]}"
