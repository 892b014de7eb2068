"""What cannot be answered is told as JSON, in one Chinese sentence; nothing is guessed, nothing breaks."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal.accounts import require_change
from portal.api.endpoints import ENDPOINTS
from tests.portal.api.shape import faults, resolved
from tests.portal.hostile import ADDRESS_VALUES

pytestmark = pytest.mark.django_db
SENTENCE = re.compile(r"[\u4e00-\u9fff].*。")


@pytest.fixture
def reader(known):
    return Client()


def refused(answer, status: int) -> str:
    assert answer.status_code == status, answer.content.decode()
    document = Client().get("/api/schema/").json()
    assert list(faults(answer.json(), {"$ref": "#/components/schemas/Error"}, document)) == []
    message = answer.json()["error"]["message"]
    assert SENTENCE.search(message), message
    return str(message)


WRONG = [
    ("reports/?foo=1", 400, "没有“foo”这个参数。可用的参数：q、district"),
    ("reports/?year=二〇一二", 400, "1949—2100"),
    ("reports/?year=2012&year=2013", 400, "参数 year 给得太多"),
    ("reports/?district=没有的县", 400, "唯一的区县名称"),
    ("reports/?district=鼓楼区", 400, "唯一的区县名称"),
    ("reports/?kind=novel", 400, "其中之一：compilation、annual"),
    ("reports/?per=101", 400, "1 到 100 的整数"),
    ("reports/?page=0", 400, "的整数"),
    ("reports/?page=-1", 400, "的整数"),
    ("reports/?after=1", 400, "没有“after”这个参数"),
    ("metrics/?after=x", 400, "的整数"),
    ("sections/?after=-1", 400, "的整数"),
    ("reports/?page=99", 404, "没有第 99 页：共"),
    ("reports/?q=" + "长" * 401, 400, "不太长的文字"),
    ("search/?q=x&page=101&per=100", 400, "缩小范围"),
    ("search/?q=x&page=99", 404, "没有第 99 页"),
    ("search/?year=99", 400, "年份"),
    ("search/?" + "&".join(["year=2012"] * 51), 400, "给得太多"),
    ("metrics/?report=1e3", 400, "的整数"),
    ("metrics/?status=done", 400, "其中之一"),
    ("followup/", 400, "缺少参数 district"),
    ("followup/?district=510500&verdict=好", 400, "其中之一"),
    ("checks/?district=", 400, "缺少参数 district"),
    ("reports/987654321/", 404, "没有这一项"),
    ("reports/99999999999999999999999/", 404, "没有这一项"),
    ("sections/99999999999999999999999/", 404, "没有这一项"),
    ("metrics/99999999999999999999999/", 404, "没有这一项"),
    ("districts/000000/", 404, "没有这一项"),
    ("indicators/没有的指标/", 404, "没有这一项"),
    ("nothing/", 404, "没有这个接口"),
    ("reports/abc/", 404, "没有这个接口"),
]


@pytest.mark.parametrize(("address", "status", "said"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_told(reader, address, status, said):
    assert said in refused(reader.get(f"/api/v1/{address}"), status)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
def test_hostile_values_do_no_harm(reader, endpoint):
    path = "/" + re.sub(r"<\w+:\w+>", "1", endpoint.path)
    for parameter in endpoint.parameters:
        for value in ADDRESS_VALUES:
            answer = reader.get(f"{path}?{parameter.name}={quote(value, errors='surrogatepass')}")
            assert answer.status_code in (200, 400, 404), (parameter.name, value)
            assert answer["Content-Type"].startswith("application/json")
            assert answer["X-Content-Type-Options"] == "nosniff"
    for value in ADDRESS_VALUES if "<" in endpoint.path else ():
        part = quote(value, safe="", errors="surrogatepass")
        answer = reader.get("/" + re.sub(r"<\w+:\w+>", part.replace("\\", ""), endpoint.path))
        assert answer.status_code in (200, 404), value
        assert answer["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_is_written(reader, method):
    answer = getattr(reader, method)("/api/v1/reports/")
    assert "只读" in refused(answer, 405)
    assert answer["Allow"] == "GET, HEAD"


def test_a_closed_portal_tells_programs_so(known, settings):
    settings.OPEN_READING = False
    for address in ("/api/v1/", "/api/v1/search/?q=x", "/api/schema/", "/api/none"):
        answer = Client().get(address)
        assert answer.status_code == 401
        assert "需要登录" in answer.json()["error"]["message"]


def test_an_account_whose_password_is_due_is_told_so(reader):
    user = User.objects.create_user("wang", password="long-password-1")
    require_change(user)
    reader.force_login(user)
    answer = reader.get("/api/v1/reports/")
    assert answer.status_code == 403
    assert "更换密码" in answer.json()["error"]["message"]


def test_a_fault_of_ours_is_told_as_json(reader, monkeypatch):
    reader.raise_request_exception = False
    monkeypatch.setattr("reports.selectors.listing.listing", lambda *_args: 1 // 0)
    answer = reader.get("/api/v1/reports/")
    assert "服务器处理时出错" in refused(answer, 500)


def test_the_document_is_whole(reader):
    document = reader.get("/api/schema/").json()
    assert document["openapi"].startswith("3.1")
    operations = [each["get"] for each in document["paths"].values()]
    assert len({each["operationId"] for each in operations}) == len(operations) == len(ENDPOINTS)
    for path, each in document["paths"].items():
        told = [one["name"] for one in each["get"]["parameters"] if one["in"] == "path"]
        assert told == re.findall(r"{(\w+)}", path)
        assert path.startswith("/api/v1/")
    for reference in re.findall(r'"\$ref": "([^"]+)"', reader.get("/api/schema/").content.decode()):
        assert resolved(reference, document)
    used = set(re.findall(r"#/components/schemas/(\w+)", reader.get("/api/schema/").content.decode()))
    assert used == set(document["components"]["schemas"])
