from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

from portal.secrets_file import read_or_make


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "deep" / "key"
    first = read_or_make(path)
    assert len(first) >= 50
    assert read_or_make(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_racing_processes_agree(tmp_path):
    path = tmp_path / "key"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _n: read_or_make(path), range(32)))
    assert len(secrets) == 1
