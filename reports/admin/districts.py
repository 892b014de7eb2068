"""Districts in the admin: found by name, pinyin or code; ordered, renamed, merged. An edited row is never reloaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reports import audit
from reports.district_changes import check_merge, merge, rename, reports_about
from reports.fixtures.readings import pinyin_columns, place_pinyin
from reports.models import AuditEntry, District, DistrictName
from reports.publishing import note_change

FIELDS = ("code", "name", "level", "parent", "order", "valid_from", "valid_to", "successor", "pinyin", "initials")


class DistrictForm(forms.ModelForm[District]):
    renamed_in = forms.IntegerField(
        label=_("更名年份"),
        required=False,
        min_value=1949,
        max_value=2100,
        help_text=_("改名称时填写：旧名到这一年为止，仍可识别。留空表示旧名写错了，直接替换。"),
    )

    class Meta:
        model = District
        fields = (
            "code",
            "name",
            "level",
            "parent",
            "order",
            "valid_from",
            "valid_to",
            "successor",
            "pinyin",
            "initials",
        )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip().upper()
        if len(code) < 6 or not code.isascii() or not code.isalnum():
            raise ValidationError(
                _("代码至少六位，只含数字和字母。国家标准没有的，用市代码前四位加字母和数字，如 5105H1。")
            )
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parent, since, until = (cleaned.get(name) for name in ("parent", "valid_from", "valid_to"))
        if parent and parent == self.instance:
            self.add_error("parent", _("上级不能是自己。请另选上级。"))
        if since and until and since > until:
            self.add_error("valid_to", _("截止年早于起始年。请改正其中一个。"))
        return cleaned


class NameInline(admin.TabularInline[DistrictName, District]):
    model = DistrictName
    extra = 1


class InForce(admin.SimpleListFilter):
    title = _("现状")
    parameter_name = "in_force"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("现行")), ("past", _("已撤销或更名")), ("merged", _("已并入他处"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[District]) -> QuerySet[District]:
        if self.value() == "merged":
            return queryset.exclude(merged_into=None)
        if self.value() in ("now", "past"):
            return queryset.filter(valid_to__isnull=self.value() == "now", merged_into=None)
        return queryset


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin[District]):
    form = DistrictForm
    list_display = ("name", "code", "level", "parent", "order", "valid_from", "valid_to", "successor", "edited")
    list_editable = ("order",)
    list_filter = (InForce, "level", "edited", "is_sample")
    list_select_related = ("parent", "successor")
    list_per_page = 50
    search_fields = ("name", "code", "pinyin", "initials", "names__name", "parent__name")
    search_help_text = _("名称、曾用名、代码、全拼、首字母，或上级的名称，如 江阳、510502、jiangyang、jyq、泸州市")
    autocomplete_fields = ("parent", "successor")
    inlines = (NameInline,)
    actions = ("merge_selected",)

    def get_fields(self, request: HttpRequest, obj: District | None = None) -> tuple[str, ...]:  # noqa: ARG002
        return FIELDS if obj is None else (*FIELDS[:2], "renamed_in", *FIELDS[2:])

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The list's column of fields has no labels of its own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "order":
            field.widget.attrs["aria-label"] = str(db_field.verbose_name)
        return field

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No bulk deletion: a district that reports spoke of is merged or ended, never removed."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_model(self, request: HttpRequest, obj: District, form: forms.ModelForm[District], change: bool) -> None:
        obj.edited = True
        if not obj.pinyin:
            obj.pinyin, obj.initials = pinyin_columns(place_pinyin(obj.name))
        if change and "name" in form.changed_data:
            name, obj.name = obj.name, form.initial["name"]
            super().save_model(request, obj, form, change)
            rename(obj, name, form.cleaned_data.get("renamed_in"))
            return
        super().save_model(request, obj, form, change)
        note_change(reports_about([obj]))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A changed name changes the district: it is edited, and every process must know."""
        super().save_related(request, form, formsets, change)
        form.instance.save(update_fields=["edited", "changed_at"])

    @admin.action(description=_("合并所选区县"), permissions=["change"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[District]) -> Any:
        """First a page that says what will move, then the merge."""
        rows = list(queryset)
        into = next((row for row in rows if row.code == request.POST.get("into")), None)
        try:
            check_merge([row for row in rows if row != (into or rows[0])], into or rows[0])
            if into is not None:
                moved = self._merged(request, [row for row in rows if row != into], into)
                text = gettext("已并入%(name)s，%(count)s 份报告随之改归。") % {"name": into.name, "count": moved}
                self.message_user(request, text, messages.SUCCESS)
                return None
        except ValidationError as reason:
            self.message_user(request, " ".join(reason.messages), messages.ERROR)
            return redirect(request.get_full_path())
        return self._confirmation(request, rows)

    @staticmethod
    def _merged(request: HttpRequest, losing: list[District], into: District) -> int:
        """How many reports went over; on the record with who did it."""
        names = "、".join(f"{row.name}（{row.code}）" for row in losing)
        with transaction.atomic():
            moved = merge(losing, into)
            reason = gettext("并入：%(names)s") % {"names": names}
            audit.note(request.user, AuditEntry.Act.MERGE, label=f"{into.name}（{into.code}）", reason=reason)  # type: ignore[arg-type]
        return moved

    def _confirmation(self, request: HttpRequest, rows: list[District]) -> TemplateResponse:
        return TemplateResponse(
            request,
            "admin/reports/district/merge.html",
            {
                **self.admin_site.each_context(request),
                "title": gettext("合并区县"),
                "opts": self.opts,
                "rows": [(row, reports_about([row]).count()) for row in rows],
            },
        )
