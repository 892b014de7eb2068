"""What search remembers: saved searches, what was asked (without names), words and synonyms that staff added."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from search.analysis import IS_HAN, normalise


def _feed_key() -> str:
    return get_random_string(24)


class SavedSearch(models.Model):
    """A search that somebody keeps: the page's address without the host. ``feed_key`` opens its RSS."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("用户"), on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("名称"), max_length=100)
    query_string = models.CharField(_("检索条件"), max_length=2000)
    feed_key = models.CharField(max_length=24, unique=True, default=_feed_key)
    created_at = models.DateTimeField(_("保存时间"), default=timezone.now)

    class Meta:
        verbose_name = _("常用检索")
        verbose_name_plural = _("常用检索")
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "query_string"], name="saved_search_once_a_user"),
        ]

    def __str__(self) -> str:
        return self.name


class QueryLog(models.Model):
    """How often a query was asked on one day and what it found. Nobody's name, address or time of day is kept."""

    query = models.CharField(_("检索词"), max_length=200)
    day = models.DateField(_("日期"), db_index=True)
    times = models.PositiveIntegerField(_("次数"), default=0)
    total = models.PositiveIntegerField(_("最近命中"), default=0)

    class Meta:
        verbose_name = _("检索记录")
        verbose_name_plural = _("检索记录")
        ordering: ClassVar[list[str]] = ["-day", "-times"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["query", "day"], name="query_log_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.query


class Synonym(models.Model):
    """A group of words for the same thing, parted by blanks."""

    words = models.CharField(_("同义词"), max_length=500, unique=True, help_text=_("用空格隔开，如：控辍保学 防流控辍"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("同义词")
        verbose_name_plural = _("同义词")
        ordering: ClassVar[list[str]] = ["words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        if len(set(self.words.split())) < 2:
            raise ValidationError({"words": _("一组同义词至少要有两个词，用空格隔开。")})


class Word(models.Model):
    """A word that the dictionary lacks. Adding or removing one makes the index be built anew."""

    word = models.CharField(_("词"), max_length=30, unique=True)
    added_at = models.DateTimeField(_("添加时间"), default=timezone.now)

    class Meta:
        verbose_name = _("词典用词")
        verbose_name_plural = _("词典用词")
        ordering: ClassVar[list[str]] = ["word"]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        self.word = normalise(self.word.strip())
        if len(self.word) < 2 or not IS_HAN.fullmatch(self.word):
            raise ValidationError({"word": _("词典用词须为两个以上的汉字。")})
