"""``/password/``: the owner of an account chooses a password; after a generated one there is no way round it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import account_record
from portal.accounts import has_changed, must_change


class OwnPasswordForm(PasswordChangeForm):
    """Django's form; the new password must be another one, or the change would be none."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": gettext_lazy("现用密码不对。请检查大小写和输入法后重新输入。"),
        "password_mismatch": gettext_lazy("两次输入的新密码不一样。请重新输入。"),
    }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        old, new = cleaned.get("old_password"), cleaned.get("new_password1")
        if old and old == new:
            self.add_error("new_password1", ValidationError(_("新密码与现用密码相同。请另设一个。")))
        return cleaned


class PasswordPage(PasswordChangeView):
    template_name = "accounts/password.html"
    form_class = OwnPasswordForm
    success_url = "/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "due": must_change(self.request.user)}  # type: ignore[arg-type]

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            answer = super().form_valid(form)
            has_changed(form.user, form.cleaned_data["old_password"])
            account_record.note_password(form.user, form.user)
        messages.success(self.request, _("密码已更换。"))
        return answer
