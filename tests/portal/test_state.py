"""The page that tells administrators how the portal stands."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as live_settings

from portal.backup import LAST_BACKUP
from portal.health import WORKER_SIGN
from portal.system_state import system_state
from reports.models import IndexChange, IngestRun
from search import outbox
from search.models import Word
from tests.reports.brought import TEXT, bring_source

pytestmark = pytest.mark.django_db
OTHER = TEXT.replace("泸县", "合江县")


@pytest.fixture(autouse=True)
def own_data(data_dir):
    return data_dir


def told(client) -> str:
    page = client.get("/state/")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize(("role", "status"), [("读者", 403), ("编辑", 403), ("审核员", 403), ("管理员", 200)])
def test_for_administrators_alone(person, role, status):
    client = person(role)
    assert client.get("/state/").status_code == status
    assert ('href="/state/"' in client.get("/help/").content.decode()) == (status == 200)


def test_a_visitor_is_refused(reader, settings):
    assert reader.get("/state/").status_code == 403
    settings.OPEN_READING = False
    assert reader.get("/state/")["Location"].startswith("/login/")


def test_it_is_looked_at_only(person):
    assert person("管理员").post("/state/").status_code == 405


def test_index_queues_and_versions(person, city):
    outbox.drain()
    IndexChange.objects.create(report_id=1)
    IngestRun.objects.create(file_name="总结.docx", state=IngestRun.State.QUEUED)
    state = system_state()
    assert (state.index.documents, state.index.pending, state.queues.waiting) == (4, 1, 1)
    assert state.index.segments >= 1
    assert dict(state.versions).keys() == {"文澜", "解析器", "Django", "Python"}
    text = told(person("管理员"))
    assert "4 节" in text
    assert "排队 1，处理中 0，等待选择 0" in text


def test_without_an_index_it_says_what_to_do(person):
    shutil.rmtree(str(live_settings.HAYSTACK_CONNECTIONS["default"]["PATH"]), ignore_errors=True)
    assert "索引不存在或读不出来" in told(person("管理员"))


def test_a_rebuild_that_is_due_is_told_and_the_page_looks_again(person, city):
    outbox.drain()
    client = person("管理员")
    assert "every 2s" not in told(client)
    Word.objects.create(word="云江模式")
    assert "索引等待重建" in told(client)
    assert "every 2s" in told(client)


@pytest.mark.parametrize(("age", "said"), [(None, "没有启动过"), (1, "运行中"), (300, "秒没有动静")])
def test_the_background_process(person, data_dir, age, said):
    if age is not None:
        sign = Path(data_dir, WORKER_SIGN)
        sign.touch()
        os.utime(sign, (time.time() - age,) * 2)
    text = told(person("管理员"))
    assert said in text
    assert ("后台进程没有运行" in text) == (said != "运行中")


def test_the_age_of_the_backup_is_known_or_unknown(person, data_dir):
    client = person("管理员")
    assert "没有备份过" in told(client)
    sign = Path(data_dir, LAST_BACKUP)
    sign.touch()
    os.utime(sign, (time.time() - 2 * 86400,) * 2)
    assert "2\xa0日前" in told(client)
    assert "超过七天" not in told(client)
    os.utime(sign, (time.time() - 8 * 86400,) * 2)
    assert "超过七天" in told(client)


@pytest.mark.parametrize(("free", "warned"), [(9, True), (11, False)])
def test_little_space_is_a_warning(person, monkeypatch, free, warned):
    usage = SimpleNamespace(total=100, used=100 - free, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert ("磁盘空间不足一成" in told(person("管理员"))) == warned


def test_files_read_by_an_older_parser_are_counted(person, monkeypatch):
    bring_source()
    bring_source(OTHER, name="合江县.txt")
    administrator = person("管理员")
    assert "没有：原件都由现在的解析器读过" in told(administrator)
    monkeypatch.setattr("portal.system_state.PARSER_VERSION", "99")
    assert system_state().unread == 2
    assert "2 份原件还是旧版解析器的结果" in told(administrator)
