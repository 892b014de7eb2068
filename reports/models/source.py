"""Original files, what was parsed out of them, and the runs that did it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SourceFile(models.Model):
    """An original file, kept byte for byte under ``DATA_DIR/files/`` by its SHA-256. Never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("文件名"), max_length=300)
    folder = models.CharField(_("所在文件夹"), max_length=1000, blank=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    format = models.CharField(_("格式"), max_length=12)
    given_district = models.ForeignKey(
        "reports.District", verbose_name=_("报送单位"), null=True, blank=True, on_delete=models.SET_NULL
    )
    given_year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    given_topic = models.CharField(_("主题"), max_length=60, blank=True)
    given_visibility = models.CharField(_("可见范围"), max_length=6, default="all")
    is_sample = models.BooleanField(_("示例"), default=False)
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("替代的旧版"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successors",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("上传人"), null=True, blank=True, on_delete=models.SET_NULL
    )
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("来源文件")
        verbose_name_plural = _("来源文件")
        # Every page asks whether there are samples.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["is_sample"], condition=models.Q(is_sample=True), name="source_samples"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stored_path(self) -> str:
        """Where the bytes lie, relative to ``DATA_DIR/files``."""
        return f"{self.sha256[:2]}/{self.sha256}"


class Parse(models.Model):
    """What one parser version understood of one file, as ``parse --json`` prints it. Immutable; the newest counts."""

    source = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="parses")
    parser_version = models.CharField(max_length=20)
    extracted_text = models.TextField()
    pages = models.JSONField(default=list)
    """Offset in the extracted text at which each page begins; empty for formats without pages."""
    result = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("解析结果")
        verbose_name_plural = _("解析结果")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.source} {self.parser_version}"


class IngestRun(models.Model):
    """One attempt to take a file in: how far it came, what it warned of, why it was refused."""

    class Stage(models.TextChoices):
        RECEIVE = "receive", _("接收")
        EXTRACT = "extract", _("提取")
        CLEAN = "clean", _("清洗")
        STRUCTURE = "structure", _("结构")
        METRICS = "metrics", _("指标")
        STORE = "store", _("入库")
        INDEX = "index", _("索引")

    class State(models.TextChoices):
        QUEUED = "queued", _("排队")
        RUNNING = "running", _("进行中")
        ASKING = "asking", _("待选")
        DONE = "done", _("完成")
        DUPLICATE = "duplicate", _("重复")
        REFUSED = "refused", _("未收")
        CANCELLED = "cancelled", _("已取消")
        REMOVED = "removed", _("已移除")

    class Choice(models.TextChoices):
        KEEP = "keep", _("两份都留")
        REPLACE = "replace", _("作为新版")

    batch = models.UUIDField(null=True, blank=True, db_index=True)
    file_name = models.CharField(_("文件名"), max_length=300)
    source = models.ForeignKey(SourceFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs")
    asks = models.BooleanField(default=False)
    """Whether a likeness to a known report is put to the person; else both are kept."""
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True)
    resembles = models.ForeignKey(
        SourceFile, verbose_name=_("相近的已有文件"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    likeness = models.FloatField(_("相同比例"), null=True, blank=True)
    changed_sentences = models.PositiveIntegerField(_("改动句数"), null=True, blank=True)
    replacement = models.OneToOneField(
        "self", verbose_name=_("换成"), null=True, blank=True, on_delete=models.SET_NULL, related_name="instead_of"
    )
    """The run of the file that stands in for this one."""
    archive = models.ForeignKey(
        "self", verbose_name=_("所在压缩包"), null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    """The run of the archive that this file lay in."""
    stage = models.CharField(_("阶段"), max_length=12, choices=Stage.choices, default=Stage.RECEIVE)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.QUEUED, db_index=True)
    progress = models.PositiveSmallIntegerField(_("进度"), default=0)
    warnings = models.JSONField(_("提示"), default=list)
    error_code = models.CharField(max_length=20, blank=True)
    message = models.TextField(_("说明"), blank=True)
    parser_version = models.CharField(max_length=20, blank=True)
    publish = models.BooleanField(_("直接发布"), default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("发起人"), null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    heartbeat = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often a worker took it up: what kills its worker again and again is refused."""
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("入库记录")
        verbose_name_plural = _("入库记录")
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="ingest_progress_is_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}：{self.get_state_display()}"
