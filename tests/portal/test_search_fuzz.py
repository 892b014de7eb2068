"""Whatever stands in the address, ``/search/`` answers with a page.

Ten thousand hostile addresses go through the server's own entrance, so that middleware, parsing, engine and templates
all meet them.
"""

from __future__ import annotations

import io
import logging
import random
import sys
from collections.abc import Iterator
from urllib.parse import quote, quote_from_bytes

import pytest
from django.core.wsgi import get_wsgi_application

from search import outbox

pytestmark = pytest.mark.django_db

BATCHES, CASES = 20, 500
PARAMETERS = (
    "q", "within", "scope", "sort", "page", "per", "year", "year_from", "year_to", "district", "topic", "kind", "stage",
    "not", "metrics", "expand", "open", "format", "unknown",
)  # fmt: skip
WORDS = (
    "控辍保学", "义务教育", "江川区", "巩固率", "幼", "school", "2012", "９３．７％", "標題", "\u3000", "\u202e",
    "\u200f", "\u2066", "\ufeff", "\ufffe", "😀", "\U000e0001", "e\u0301", "\x00", "\x1f", "\x7f", "\x85",
    "<script>alert(1)</script>", "'\"><img src=x onerror=alert(2)>", "javascript:alert(3)", "{{ 7*7 }}",
    "{% now %}", "%s", "%(x)s", "\\", "../../etc/passwd", "'; DROP TABLE reports_report; --",
)  # fmt: skip
OPERATORS = (
    '"', "“", "”", "＂", "-", "－", "−", "--", "*", "?", "~", "(", ")", "（", "）", "OR", "或", "AND", "NOT",
    "并", "年:", "年：", "区县:", "主题:", "标题:", "小标题:", "正文:", "类型:", "学段:", ">", "<", ">=", "≥",
    "＜", "=", "..", "…", ":", "：", "入园率>", "入园率>80", "年:2011..", "年:..", "年:2014..2011",
    "年:99999999999", "区县:“", "-“", "a*b*c", "*a*", "[", "]", "{", "}", "^", "/", "+", " ",
)  # fmt: skip
VALUES = (
    "", "0", "-1", "1", "1000000000", "9999999999999999999999999999999999999999", "1e9", "NaN", "Infinity", "²",
    "١٢", "２０１２", "2012", "1949", "2100", "2101", "year:2012", "year:999999999", "year:²", "district:990502",
    "district:", ":", "kind:plan", "has_metrics:1", "has_metrics:x", "stage:小学", "nosuch:1", "all", "title",
    "headings", "relevance", "newest", "oldest", "990502", "江川区", "没有的区", "义务教育", "annual", "csv",
    "json", "exe", "district", "topic", "20", "50", "100",
)  # fmt: skip
RAW = (
    b"%", b"%zz", b"%ff%fe", b"%ED%A0%80", b"%ED%BF%BF", b"%C0%80", b"%F8%88%80%80%80", b"%00", b"\xff", b"\x80", b"+",
    b"%2500",
)  # fmt: skip


def text(chooser: random.Random) -> str:
    """Words and operators in any order, now and then very long."""
    kind = chooser.random()
    if kind < 0.5:
        parts = chooser.choices((*WORDS, *OPERATORS), k=chooser.randint(1, 12))
        return chooser.choice(("", " ")).join(parts)
    if kind < 0.7:
        return "".join(
            chr(chooser.choice((chooser.randrange(0xD800), chooser.randrange(0xE000, 0x110000)))) for _ in "123"
        )
    if kind < 0.73:
        return chooser.choice((*WORDS, *OPERATORS)) * chooser.choice((150, 3000))
    return chooser.choice(VALUES)


def value(chooser: random.Random) -> bytes:
    """Of a parameter, as it stands in an address: escaped text, escaped bytes, or bytes as they are."""
    kind = chooser.random()
    if kind < 0.7:
        return quote(text(chooser)).encode()
    if kind < 0.85:
        return quote_from_bytes(chooser.randbytes(chooser.randint(0, 24))).encode()
    parts = chooser.choices((*RAW, quote(chooser.choice(WORDS)).encode()), k=3)
    return b"".join(parts)


def addresses(seed: int) -> Iterator[bytes]:
    chooser = random.Random(seed)  # noqa: S311 - the same addresses every time
    for _ in range(CASES):
        pairs = [(b"q", value(chooser))] if chooser.random() < 0.9 else []
        others = chooser.choices(PARAMETERS, k=chooser.choice((0, 0, 1, 2, 4, 12)))
        pairs += [(name.encode(), value(chooser)) for name in others]
        chooser.shuffle(pairs)
        yield b"&".join(name + b"=" + given for name, given in pairs)


def answer(application, path: str, query: bytes, **headers: str) -> tuple[int, bytes]:
    """Status and body; the query reaches the server as the bytes it is."""
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query.decode("latin-1"),
        "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
        **headers,
    }  # fmt: skip
    response = application(environ, lambda status, *_rest: told.append(status))
    try:
        return int(told[0][:3]), b"".join(response)
    finally:
        response.close()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_address_is_answered_with_a_page(reader, city, batch, caplog):
    caplog.set_level(logging.WARNING, "portal.requests")
    outbox.rebuild()
    application = get_wsgi_application()
    for number, query in enumerate(addresses(batch)):
        # Every other one asks for a fragment: the same search, without the page around it.
        htmx = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "facet-district"} if number % 2 else {}
        path = "/search/complete/" if number % 11 == 0 else "/search/"
        status, body = answer(application, path, query, **htmx)
        assert status == 200, (path, query)
        if b"format=" not in query:
            assert b"<script>alert" not in body, (path, query)
            assert b"<img src=x" not in body, (path, query)


@pytest.mark.parametrize(
    "target", ["facet-", "facet-nosuch", "facet-district", "\x00", "<script>", "facet-topic" * 500]
)
def test_any_target_of_a_fragment_is_answered(reader, city, target):
    outbox.rebuild()
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": target}
    assert answer(get_wsgi_application(), "/search/", quote("q=控辍").encode(), **headers)[0] == 200
