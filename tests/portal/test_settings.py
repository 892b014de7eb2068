from __future__ import annotations

import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "x7" * 40 + "!Aa",
    "ALLOWED_HOSTS": "wenlan.example.cn",
}


def manage(*arguments, tmp_path, **environment):
    unwanted = (*PRODUCTION, "DEBUG", "OPEN_READING", "DJANGO_ALLOW_ASYNC_UNSAFE")
    clean = {name: value for name, value in os.environ.items() if name not in unwanted}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env={**clean, "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_djangos_deployment_checks(tmp_path):
    result = manage("check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path, **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_production_has_no_default_secret(tmp_path):
    result = manage("check", tmp_path=tmp_path, PRODUCTION="1")
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr
    assert not (tmp_path / "secret-key").exists()


def test_a_single_machine_makes_its_own_secret(tmp_path):
    assert manage("check", tmp_path=tmp_path).returncode == 0
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("path", ["/", "/healthz"])
def test_the_content_policy_allows_nothing_inline(client, path, db):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
