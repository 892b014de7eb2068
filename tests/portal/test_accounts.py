"""Passwords that somebody else made: nothing opens before they are changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import must_change, password_file, require_change
from portal.management.commands.prepare import Command
from portal.models import PasswordChangeDue

pytestmark = pytest.mark.django_db
NEW = "云江-晨光-2031-kestrel"


@pytest.fixture(autouse=True)
def own_data(data_dir, settings):
    settings.OPEN_READING = False


@pytest.fixture
def first_administrator() -> tuple[Client, str]:
    """Logged in as the administrator whom the first start makes."""
    Command().make_administrator()
    password = password_file().read_text(encoding="ascii").strip()
    client = Client()
    entered = client.post("/login/", {"username": "admin", "password": password})
    assert entered.status_code == 302
    return client, password


def change(client: Client, old: str, new: str = NEW, again: str | None = None):
    return client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": again or new})


@pytest.mark.parametrize(
    "address", ["/", "/search/?q=控辍", "/admin/", "/upload/", "/nothing-here/", "/password-list/"]
)
def test_every_page_leads_to_the_change_form(first_administrator, address):
    client, _password = first_administrator
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, "/password/")


def test_a_part_of_a_page_leads_there_too(first_administrator):
    client, _password = first_administrator
    assert client.get("/search/", headers={"HX-Request": "true"})["HX-Redirect"] == "/password/"


def test_the_form_and_logout_stay_open(first_administrator):
    client, _password = first_administrator
    page = client.get("/password/")
    assert page.status_code == 200
    assert "请先换成自己的密码" in page.content.decode()
    assert client.post("/logout/")["Location"] == "/"
    assert client.get("/password/").status_code == 302


def test_the_change_opens_all_and_removes_the_file(first_administrator):
    client, password = first_administrator
    answer = change(client, password)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert not password_file().exists()
    assert client.get("/").status_code == 200
    assert client.get("/admin/").status_code == 200
    user = User.objects.get(username="admin")
    assert user.check_password(NEW)
    assert not user.check_password(password)


REFUSED = [
    ("wrong-password", NEW, NEW, "现用密码不对"),
    ("", NEW, NEW + "x", "两次输入的新密码不一样"),
    ("", "20310101993", "20310101993", "数字"),
    ("", "short-7", "short-7", "10"),
    ("", "\x00" * 12, "\x00" * 12, "空"),
]


@pytest.mark.parametrize(("old", "new", "again", "said"), REFUSED)
def test_a_refused_change_changes_nothing(first_administrator, old, new, again, said):
    client, password = first_administrator
    page = change(client, old or password, new, again)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert password_file().exists()
    user = User.objects.get(username="admin")
    assert must_change(user)
    assert user.check_password(password)


def test_the_same_password_again_is_no_change(first_administrator):
    client, password = first_administrator
    assert "相同" in change(client, password, password).content.decode()
    assert must_change(User.objects.get(username="admin"))


def test_a_start_finds_a_generated_password_of_an_older_version(first_administrator):
    user = User.objects.get(username="admin")
    PasswordChangeDue.objects.filter(user=user).delete()
    Command().make_administrator()
    assert must_change(user)


def test_a_start_asks_nothing_of_who_has_changed(first_administrator):
    client, password = first_administrator
    change(client, password)
    Command().make_administrator()
    assert not must_change(User.objects.get(username="admin"))
    assert not password_file().exists()


def test_somebody_elses_change_leaves_the_file(first_administrator):
    User.objects.create_user("李老师", password="long-password-1")
    client = Client()
    client.post("/login/", {"username": "李老师", "password": "long-password-1"})
    assert client.get("/").status_code == 200
    assert change(client, "long-password-1").status_code == 302
    assert password_file().exists()


def test_one_question_a_session_not_one_a_page(person):
    client = person("读者")
    client.get("/help/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/help/")
    assert not [query for query in asked if "passwordchangedue" in query["sql"]]


def test_a_reset_reaches_who_was_settled():
    user = User.objects.create_user("李老师", password="long-password-1")
    client = Client()
    client.post("/login/", {"username": "李老师", "password": "long-password-1"})
    assert client.get("/").status_code == 200
    user.set_password("long-password-2")
    user.save()
    require_change(user)
    assert client.get("/")["Location"].startswith("/login/")
    client.post("/login/", {"username": "李老师", "password": "long-password-2"})
    assert client.get("/")["Location"] == "/password/"


def test_the_admins_own_change_page_is_this_one(first_administrator):
    client, password = first_administrator
    change(client, password)
    assert client.get("/admin/password_change/")["Location"] == "/password/"
