"""Districts: the administrative divisions that reports speak of, and their names over time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class District(models.Model):
    """A place with a code. A place whose code changed is two rows joined by ``successor`` (安县 → 安州区)."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        PREFECTURE = "prefecture", _("地级")
        COUNTY = "county", _("县级")
        FUNCTIONAL = "functional", _("功能区")
        DIRECT = "direct", _("市本级")

    code = models.CharField(_("代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=60, db_index=True)
    level = models.CharField(_("层级"), max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("上级"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    order = models.PositiveIntegerField(_("排序"), default=0)
    valid_from = models.PositiveSmallIntegerField(_("起始年"), null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField(_("截止年"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("后继"), null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    merged_into = models.ForeignKey(
        "self", verbose_name=_("已并入"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    """Set where staff found two rows to be one place: what still says this code means that row."""
    pinyin = models.CharField(_("拼音"), max_length=160, blank=True)
    initials = models.CharField(_("拼音首字母"), max_length=40, blank=True)
    is_sample = models.BooleanField(_("示例"), default=False)
    edited = models.BooleanField(_("已由人修改"), default=False)
    changed_at = models.DateTimeField(_("更改时间"), auto_now=True)
    """Tells every process whether the gazetteer it holds is still right."""

    class Meta:
        verbose_name = _("区县")
        verbose_name_plural = _("区县")
        ordering: ClassVar[list[str]] = ["order", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="district_validity_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/districts/{self.code}/"


class DistrictName(models.Model):
    """A name that a district bears or bore: official by year, short (江阳), or an alias people write."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("正式名称")
        SHORT = "short", _("简称")
        ALIAS = "alias", _("别称")

    district = models.ForeignKey(District, verbose_name=_("区县"), on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("名称"), max_length=60, db_index=True)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices, default=Kind.OFFICIAL)
    valid_from = models.PositiveSmallIntegerField(_("起始年"), null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField(_("截止年"), null=True, blank=True)
    changed_at = models.DateTimeField(_("更改时间"), auto_now=True)

    class Meta:
        verbose_name = _("区县名称")
        verbose_name_plural = _("区县名称")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("district", "name", "kind", Coalesce("valid_from", 0), name="district_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
