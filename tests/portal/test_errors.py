"""Errors and the door, in the portal's own design and in plain words."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from portal.pages import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", sorted(errors.ERRORS))
def test_each_error_says_what_to_do(status, rf):
    text = errors.ERRORS[status]
    assert str(text.advice).endswith("。")
    assert str(text.heading) in errors.server_error(HttpRequest()).content.decode() or status != 500


def test_a_broken_page_gives_500_without_touching_the_database(settings, monkeypatch):
    settings.OPEN_READING = True

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("reports.selectors.holdings.totals", broken)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "系统出错" in response.content.decode()
    assert "RuntimeError" not in response.content.decode()


def test_a_form_without_its_token_is_refused_in_words(person, settings):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert "表单已过期" in response.content.decode()


def test_login_names_no_reason_and_locks_after_many_tries(client, django_user_model, settings):
    django_user_model.objects.create_user("王", password="right-password")
    for _attempt in range(settings.AXES_FAILURE_LIMIT - 1):
        text = client.post("/login/", {"username": "王", "password": "wrong"}).content.decode()
        assert "用户名或密码不对" in text
    locked = client.post("/login/", {"username": "王", "password": "wrong"})
    assert locked.status_code == 429
    assert "登录暂停" in locked.content.decode()


def test_login_leads_back_and_never_to_another_host(client, django_user_model):
    django_user_model.objects.create_user("王", password="right-password")
    form = {"username": "王", "password": "right-password"}
    assert client.post("/login/?next=/reports/", {**form, "next": "/reports/"})["Location"] == "/reports/"
    assert client.post("/login/", {**form, "next": "https://elsewhere.example/"})["Location"] == "/"


def test_too_much_at_once_is_said_in_words(person, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    response = person("编辑").post("/upload/", {f"field{number}": "x" for number in range(9)})
    assert response.status_code == 413
    assert "内容太多" in response.content.decode()
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(3)]
    response = person("审核员").post("/upload/", {"files": files})
    assert response.status_code == 413
    assert "文件太多" in response.content.decode()
