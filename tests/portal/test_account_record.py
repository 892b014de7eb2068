"""Whatever is done to an account is on the record: by whom, to whom, what it was and is."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, User
from django.test import Client

from reports.models import AuditEntry
from tests.portal.test_admin_rights import PASSWORD, account, change

pytestmark = pytest.mark.django_db
RESET = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def me() -> User:
    return account("马老师", "管理员", is_staff=True)


@pytest.fixture
def mine(me: User) -> Client:
    client = Client()
    client.force_login(me)
    return client


def record() -> list[tuple[str, str, str, str]]:
    """What the record says, oldest first: who, act, whom, what."""
    rows = AuditEntry.objects.order_by("pk").select_related("who")
    return [(str(row.who or ""), row.act, row.label, row.reason) for row in rows]


def role(name: str) -> int:
    return int(Group.objects.get(name=name).pk)


def test_making_an_account_and_giving_it_a_role(mine):
    assert mine.post("/admin/auth/user/add/", {"username": "李老师"} | RESET).status_code == 302
    user = User.objects.get(username="李老师")
    change(mine, user, groups=[role("编辑")])
    change(mine, user, groups=[role("编辑"), role("审核员")])
    assert record() == [
        ("马老师", "account_new", "李老师", "无"),
        ("马老师", "account_role", "李老师", "无 → 编辑"),
        ("马老师", "account_role", "李老师", "编辑 → 编辑、审核员"),
    ]


def test_closing_opening_and_renaming(mine):
    user = account("李老师", "读者")
    change(mine, user, is_active="")
    user.refresh_from_db()
    change(mine, user, is_active="on")
    change(mine, user, username="李主任")
    assert [row[1:] for row in record()] == [
        ("account_use", "李老师", "启用 → 停用"),
        ("account_use", "李老师", "停用 → 启用"),
        ("account_name", "李主任", "李老师 → 李主任"),
    ]


def test_saving_what_is_there_leaves_no_entry(mine):
    change(mine, account("李老师", "读者"))
    assert record() == []


def test_a_new_administrator(mine):
    change(mine, account("李老师"), groups=[role("管理员")])
    assert record() == [("马老师", "account_role", "李老师", "无 → 管理员、可进管理页面")]


def test_a_reset_is_recorded_and_ends_a_lock_out(mine):
    user = account("李老师", "读者")
    AccessAttempt.objects.create(username="李老师", ip_address="10.0.0.7", failures_since_start=8)
    assert mine.post(f"/admin/auth/user/{user.pk}/password/", RESET | {"password2": "another"}).status_code == 200
    assert record() == []
    assert mine.post(f"/admin/auth/user/{user.pk}/password/", RESET | {"set-password": "1"}).status_code == 302
    assert record() == [("马老师", "acc_reset", "李老师", "")]
    assert not AccessAttempt.objects.exists()


def test_what_is_refused_leaves_no_entry(mine):
    strong = account("root", is_staff=True, is_superuser=True)
    assert change(mine, strong, username="mine").status_code == 403
    assert mine.post(f"/admin/auth/user/{strong.pk}/password/", RESET | {"set-password": "1"}).status_code == 403
    assert mine.post("/admin/auth/user/999999/password/", RESET).status_code in (302, 404)
    assert record() == []


@pytest.mark.parametrize("together", [True, False])
def test_removing(together):
    root = account("root", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(root)
    user = account("李老师", "读者")
    if together:
        form = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
        client.post("/admin/auth/user/", form)
    else:
        client.post(f"/admin/auth/user/{user.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(username="李老师").exists()
    assert record() == [("root", "account_gone", "李老师", "读者")]


def test_ones_own_change():
    account("李老师", "读者")
    client = Client()
    client.post("/login/", {"username": "李老师", "password": "long-password-1"})
    wrong = {"old_password": "no", "new_password1": PASSWORD, "new_password2": PASSWORD}
    client.post("/password/", wrong)
    assert record() == []
    client.post("/password/", wrong | {"old_password": "long-password-1"})
    assert record() == [("李老师", "own_password", "李老师", "")]


def attempt(password: str, name: str = "李老师"):
    return Client().post("/login/", {"username": name, "password": password})


def test_a_lock_out_is_told_recorded_once_and_ends(settings):
    account("李老师", "读者")
    for _number in range(settings.AXES_FAILURE_LIMIT - 1):
        assert attempt("wrong").status_code == 200
    locked = [attempt("wrong") for _number in range(3)] + [attempt("long-password-1")]
    for answer in locked:
        assert answer.status_code == 429
        assert "登录暂停" in answer.content.decode()
        assert "十五分钟" in answer.content.decode()
    assert record() == [("", "lock_out", "李老师", "连续输错密码，来自 127.0.0.1")]
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - settings_cooloff(settings))
    assert attempt("long-password-1").status_code == 302


def settings_cooloff(settings):
    from datetime import timedelta

    return timedelta(hours=settings.AXES_COOLOFF_TIME, seconds=1)


def test_trying_on_does_not_lengthen_a_lock_out(settings):
    account("李老师", "读者")
    for _number in range(settings.AXES_FAILURE_LIMIT):
        attempt("wrong")
    since = AccessAttempt.objects.get().attempt_time
    attempt("wrong")
    assert AccessAttempt.objects.get().attempt_time == since


def test_a_right_password_forgets_the_wrong_ones(settings):
    account("李老师", "读者")
    for _number in range(2):
        for _slip in range(settings.AXES_FAILURE_LIMIT - 1):
            attempt("wrong")
        assert attempt("long-password-1").status_code == 302


def test_names_nobody_has_do_not_fill_the_record(settings):
    for _number in range(settings.AXES_FAILURE_LIMIT + 1):
        answer = attempt("wrong", "无此人")
    assert answer.status_code == 429
    assert record() == []


def test_the_record_is_shown_and_never_changed(mine):
    entry = AuditEntry.objects.create(act=AuditEntry.Act.ACCOUNT_ROLE, label="李老师", reason="读者 → 编辑")
    assert "改账号权限" in mine.get("/admin/reports/auditentry/").content.decode()
    for act in ("change", "delete"):
        assert mine.post(f"/admin/reports/auditentry/{entry.pk}/{act}/", {"post": "yes"}).status_code == 403
    assert AuditEntry.objects.get().label == "李老师"
