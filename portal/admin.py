"""Accounts in the admin. An administrator who is no superuser gives nobody more than they hold themselves."""

from __future__ import annotations

from typing import Any

from axes.utils import reset as axes_reset
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import account_record
from portal.account_record import standing
from portal.accounts import CHANGE_PAGE, require_change
from reports.access import ADMINISTRATOR

admin.site.unregister(User)


class ResetForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # no generic at run time
    """Whoever gets a password from an administrator chooses their own at the next login."""

    def save(self, commit: bool = True) -> User:
        with transaction.atomic():
            user: User = super().save(commit=commit)
            require_change(user)
        return user


def permissions_of(user: User) -> set[int]:
    """What an account may do once it is active, by its own permissions and its groups'."""
    held = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    return set(held.values_list("pk", flat=True))


def may_edit(editor: User, account: User) -> bool:
    """Superusers edit everybody; others edit who holds no more than they do, and never a superuser."""
    if editor.is_superuser:
        return True
    return not account.is_superuser and permissions_of(account) <= permissions_of(editor)


def groups_within(editor: User) -> list[int]:
    """The groups that hold nothing the editor does not hold."""
    held = permissions_of(editor)
    rows = Group.objects.prefetch_related("permissions")
    return [group.pk for group in rows if {permission.pk for permission in group.permissions.all()} <= held]


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    change_password_form = ResetForm
    list_display = ("username", "last_name", "first_name", "roles", "is_active", "is_staff", "last_login")
    list_filter = ("groups", "is_active", "is_staff")
    for_administrators = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("个人信息"), {"fields": ("first_name", "last_name", "email")}),
        (gettext_lazy("权限"), {"fields": ("is_active", "is_staff", "groups")}),
        (gettext_lazy("重要日期"), {"fields": ("last_login", "date_joined")}),
    )

    @admin.display(description=gettext_lazy("角色"))
    def roles(self, user: User) -> str:
        return "、".join(group.name for group in user.groups.all()) or "—"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Rights that only a superuser gives are no fields of the form, so that a forged one changes nothing."""
        if obj is None or request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return self.for_administrators

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:  # noqa: ARG002
        return ("last_login", "date_joined")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups" and not request.user.is_superuser:
            kwargs["queryset"] = Group.objects.filter(pk__in=groups_within(request.user))  # type: ignore[arg-type]
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_edit(request.user, obj))  # type: ignore[arg-type]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or may_edit(request.user, obj))  # type: ignore[arg-type]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        form.standing_before = standing(User.objects.get(pk=obj.pk)) if change else None
        super().save_model(request, obj, form, change)
        if not change:
            require_change(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Who manages must be able to open the admin."""
        super().save_related(request, form, formsets, change)
        account = form.instance
        if not account.is_staff and account.groups.filter(name=ADMINISTRATOR.name).exists():
            account.is_staff = True
            account.save(update_fields=["is_staff"])
            messages.info(request, _("%(name)s 现为管理员，已同时允许进入管理页面。") % {"name": account.username})
        if form.standing_before is None:
            account_record.note_made(_editor(request), account)
        else:
            account_record.note_changes(_editor(request), form.standing_before, account)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        account_record.note_removed(_editor(request), obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with transaction.atomic():
            for user in queryset:
                account_record.note_removed(_editor(request), user)
            super().delete_queryset(request, queryset)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """One's own password is changed where the present one is asked for. A reset ends a lock-out too."""
        account = self.get_object(request, unquote(id))
        if account == request.user:
            return redirect(CHANGE_PAGE)
        with transaction.atomic():
            answer = super().user_change_password(request, id, form_url)
            changed = User.objects.filter(pk=account.pk).exclude(password=account.password) if account else None
            for user in changed or ():
                account_record.note_password(_editor(request), user)
                axes_reset(username=user.get_username())
        return answer


def _editor(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the admin lets nobody else in
