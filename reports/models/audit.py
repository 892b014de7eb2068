"""Who did what, kept for good: with reports, plans, districts and accounts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One act. Rows are written once and never changed; ``label`` outlives what it names."""

    class Act(models.TextChoices):
        PUBLISH = "publish", _("发布")
        RETURN = "return", _("退回")
        WITHDRAW = "withdraw", _("撤回")
        REPLACE = "replace", _("由新版替代")
        ROLL_BACK = "roll_back", _("恢复旧版")
        VISIBILITY = "visibility", _("改可见范围")
        UNDO = "undo", _("撤销更正")
        REPARSE = "reparse", _("重新解析")
        STOP = "stop", _("拦下")
        TAKE_OUT = "take_out", _("移除文件")
        SWAP = "swap", _("换一份文件")
        MERGE = "merge", _("合并区县")
        JUDGE = "judge", _("判定承诺落实")
        CHECK = "check", _("核对数据")
        ACCOUNT_NEW = "account_new", _("新建账号")
        ACCOUNT_NAME = "account_name", _("账号改名")
        ACCOUNT_ROLE = "account_role", _("改账号权限")
        ACCOUNT_USE = "account_use", _("停用或启用账号")
        ACCOUNT_RESET = "acc_reset", _("重置密码")
        ACCOUNT_GONE = "account_gone", _("删除账号")
        OWN_PASSWORD = "own_password", _("更换密码")
        LOCK_OUT = "lock_out", _("登录暂停")

    when = models.DateTimeField(_("时间"), default=timezone.now, db_index=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("经手人"), null=True, blank=True, on_delete=models.SET_NULL
    )
    act = models.CharField(_("事项"), max_length=12, choices=Act.choices)
    report = models.ForeignKey(
        "reports.Report", verbose_name=_("报告"), null=True, blank=True, on_delete=models.SET_NULL, related_name="acts"
    )
    label = models.CharField(_("对象"), max_length=300)
    reason = models.TextField(_("理由"), blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("操作记录")
        verbose_name_plural = _("操作记录")
        ordering: ClassVar[list[str]] = ["-when", "-id"]

    def __str__(self) -> str:
        return f"{self.get_act_display()}：{self.label}"
