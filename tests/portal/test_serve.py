from __future__ import annotations

import os
import socket
import subprocess
import sys

from portal.serve import environment, why_not_listen


def test_a_taken_port_is_named_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"端口 {port} 已被占用" in why_not_listen("127.0.0.1", port)
        assert f"PORT={port + 1}" in why_not_listen("127.0.0.1", port)
    assert why_not_listen("127.0.0.1", port) == ""


def test_the_check_needs_no_django_and_says_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = subprocess.run(
            [sys.executable, "-m", "portal.serve", "--check"],
            env={**os.environ, "PORT": str(taken.getsockname()[1])},
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_reading_is_open_on_loopback_only(monkeypatch):
    monkeypatch.delenv("OPEN_READING", raising=False)
    monkeypatch.setattr("portal.serve.HOST", "127.0.0.1")
    assert environment()["OPEN_READING"] == "1"
    monkeypatch.setattr("portal.serve.HOST", "0.0.0.0")  # noqa: S104 - the case that must stay closed
    assert environment()["OPEN_READING"] == "0"
    monkeypatch.setenv("OPEN_READING", "1")
    assert environment()["OPEN_READING"] == "1"
