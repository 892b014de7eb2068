"""What an administrator without a superuser's rights sees and may do in the admin, and what not."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from portal.accounts import must_change
from portal.management.commands.work import update_index
from search import outbox
from search.models import Word

pytestmark = pytest.mark.django_db
PASSWORD = "云江-晨光-2031-kestrel"
SEEN = (
    "auth/user", "auth/group", "reports/district", "reports/indicator", "reports/sourcefile", "reports/ingestrun",
    "reports/report", "reports/correction", "reports/auditentry", "search/word", "search/synonym", "search/querylog",
)  # fmt: skip


def account(name: str, role: str = "", **fields) -> User:
    user = User.objects.create_user(name, password="long-password-1", **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def me() -> User:
    return account("马老师", "管理员", is_staff=True)


@pytest.fixture
def mine(me: User) -> Client:
    client = Client()
    client.force_login(me)
    return client


def form(user: User, **changes) -> dict:
    """What the change page of an account would post."""
    fields = {
        "username": user.username, "is_active": "on", "groups": [group.pk for group in user.groups.all()],
        "first_name": "", "last_name": "", "email": "",
    }  # fmt: skip
    return fields | ({"is_staff": "on"} if user.is_staff else {}) | changes


def change(client: Client, user: User, **changes):
    return client.post(f"/admin/auth/user/{user.pk}/change/", form(user, **changes))


@pytest.mark.parametrize("part", SEEN)
def test_an_administrator_sees(mine, part):
    assert mine.get(f"/admin/{part}/").status_code == 200


@pytest.mark.parametrize("part", SEEN)
@pytest.mark.parametrize("role", ["", "读者", "编辑", "审核员"])
def test_others_do_not_get_in(role, part):
    client = Client()
    client.force_login(account("一人", role))
    answer = client.get(f"/admin/{part}/")
    assert (answer.status_code, "/admin/login/" in answer["Location"]) == (302, True)


FORGED = [
    {"is_superuser": "on"},
    {"user_permissions": "all"},
    {"groups": "strong"},
]


@pytest.mark.parametrize("whom", ["me", "other"])
@pytest.mark.parametrize("forged", FORGED, ids=["superuser", "permissions", "group"])
def test_nobody_is_given_more_than_the_giver_holds(mine, me, whom, forged):
    user = me if whom == "me" else account("李老师", "读者")
    before = user.get_all_permissions()
    strong = Group.objects.create(name="强权")
    strong.permissions.set(Permission.objects.all())
    values = {"all": [row.pk for row in Permission.objects.all()], "strong": [strong.pk], "on": "on"}
    change(mine, user, **{name: values[value] for name, value in forged.items()})
    user = User.objects.get(pk=user.pk)
    assert not user.is_superuser
    assert user.get_all_permissions() == before
    assert not user.user_permissions.exists()


@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("kind", ["superuser", "stronger"])
def test_who_holds_more_cannot_be_touched(mine, kind, active):
    target = account("root", is_staff=True, is_superuser=kind == "superuser")
    if kind == "stronger":
        target.user_permissions.set(Permission.objects.all())
    User.objects.filter(pk=target.pk).update(is_active=active)
    assert change(mine, target, username="mine-now").status_code == 403
    reset = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert mine.post(f"/admin/auth/user/{target.pk}/password/", reset).status_code == 403
    assert mine.post(f"/admin/auth/user/{target.pk}/delete/", {"post": "yes"}).status_code == 403
    mine.post("/admin/auth/user/", {"action": "delete_selected", "_selected_action": [target.pk], "post": "yes"})
    target.refresh_from_db()
    assert (target.username, target.is_active) == ("root", active)
    assert target.check_password("long-password-1")


def test_groups_are_looked_at_not_changed(mine):
    group = Group.objects.get(name="管理员")
    before = set(group.permissions.all())
    answer = mine.post(
        f"/admin/auth/group/{group.pk}/change/",
        {"name": "管理员", "permissions": [row.pk for row in Permission.objects.all()]},
    )
    assert answer.status_code == 403
    assert set(group.permissions.all()) == before
    assert mine.post("/admin/auth/group/add/", {"name": "新"}).status_code == 403


def test_a_new_account_gets_a_role_and_must_choose_its_password(mine):
    made = {"username": "李老师", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert mine.post("/admin/auth/user/add/", made).status_code == 302
    user = User.objects.get(username="李老师")
    assert must_change(user)
    assert not user.is_superuser
    assert change(mine, user, groups=[Group.objects.get(name="编辑").pk]).status_code == 302
    assert [group.name for group in user.groups.all()] == ["编辑"]
    theirs = Client()
    theirs.post("/login/", {"username": "李老师", "password": PASSWORD})
    assert theirs.get("/upload/")["Location"] == "/password/"


def test_a_new_administrator_can_open_the_admin(mine):
    user = account("李老师")
    change(mine, user, groups=[Group.objects.get(name="管理员").pk])
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (True, False)


def test_a_reset_password_must_be_changed_by_its_owner(mine):
    user = account("李老师", "读者")
    reset = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert mine.post(f"/admin/auth/user/{user.pk}/password/", reset | {"set-password": "1"}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert must_change(user)


def test_ones_own_password_is_changed_where_the_present_one_is_asked_for(mine, me):
    reset = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    for number in (str(me.pk), f"0{me.pk}"):
        answer = mine.post(f"/admin/auth/user/{number}/password/", reset)
        me.refresh_from_db()
        assert (answer.status_code, me.check_password(PASSWORD)) == (302, False), number


def test_the_worker_rebuilds_for_new_words_without_other_changes():
    outbox.drain()
    Word.objects.create(word="云江模式")
    update_index(rules_due=False)
    assert outbox.outdated()
    update_index(rules_due=True)
    assert not outbox.outdated()
