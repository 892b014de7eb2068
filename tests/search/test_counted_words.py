"""Word counts kept on disk: the same as counted anew, whatever happens to the file."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from benchmarks.corpus import index_documents
from search import counted_words
from search.analysis import Segmenter, normalise, segmenter
from search.counted_words import SHORTEST, WordCounter

TEXTS = [normalise(document["text"]) for document in index_documents(40)]
TEXTS = [text for text in TEXTS if len(text) >= SHORTEST]


def count(folder: Path, texts: list[str] = TEXTS, words: Segmenter | None = None, **options: int) -> list[dict]:
    counter = WordCounter(words or segmenter(), folder, **options)
    try:
        return [counter.count(text) for text in texts]
    finally:
        counter.close()


def right(texts: list[str] = TEXTS, words: Segmenter | None = None) -> list[dict]:
    return [dict(Counter((words or segmenter()).index_words(text))) for text in texts]


@pytest.fixture
def cuts() -> Iterator[mock.Mock]:
    with mock.patch.object(Segmenter, "index_words", autospec=True, side_effect=Segmenter.index_words) as cut:
        yield cut


def test_a_text_is_cut_once(tmp_path, cuts):
    assert count(tmp_path) == right()
    cuts.reset_mock()
    again = count(tmp_path)
    assert cuts.call_count == 0
    assert again == right()
    assert [list(one) for one in again] == [list(one) for one in right()]


def test_short_texts_are_not_kept(tmp_path, cuts):
    count(tmp_path, ["义务教育"])
    count(tmp_path, ["义务教育"])
    assert cuts.call_count == 2


def test_another_dictionary_begins_anew(tmp_path, cuts):
    count(tmp_path)
    cuts.reset_mock()
    text = "云江模式" * SHORTEST
    added = Segmenter(["云江模式"])
    assert count(tmp_path, [text], added) == right([text], added)
    assert count(tmp_path, [text]) == right([text]) != right([text], added)
    assert cuts.call_count > 2
    assert len({path.name.partition(".")[0] for path in tmp_path.iterdir()}) == 1


def test_changed_code_begins_anew(tmp_path, cuts):
    count(tmp_path)
    cuts.reset_mock()
    with mock.patch.object(counted_words, "RULES", "other"):
        count(tmp_path)
    assert cuts.call_count == len(TEXTS)


def only_file(folder: Path) -> Path:
    (path,) = folder.glob("*.sqlite3")
    return path


def test_a_torn_file_is_thrown_away(tmp_path):
    count(tmp_path)
    path = only_file(tmp_path)
    path.write_bytes(path.read_bytes()[:5000])
    assert count(tmp_path) == right()
    assert count(tmp_path) == right()


def test_a_file_that_is_no_database(tmp_path, cuts):
    count(tmp_path)
    only_file(tmp_path).write_bytes(b"not a database" * 1000)
    assert count(tmp_path) == right()
    assert count(tmp_path) == right()
    cuts.reset_mock()
    assert count(tmp_path) == right()
    assert cuts.call_count == len(TEXTS)  # the oracle's own


def test_flipped_bytes_are_noticed(tmp_path):
    count(tmp_path)
    database = sqlite3.connect(only_file(tmp_path))
    rows = database.execute("SELECT key, counts FROM texts").fetchall()
    for number, (key, counts) in enumerate(rows):
        place = number * 7 % len(counts)
        torn = counts[:place] + bytes([counts[place] ^ 1]) + counts[place + 1 :]
        database.execute("UPDATE texts SET counts = ? WHERE key = ?", (torn, key))
    database.execute("UPDATE texts SET counts = ? WHERE key = ?", (rows[1][1], rows[0][0]))
    database.commit()
    database.close()
    assert count(tmp_path) == right()


def test_who_cannot_write_goes_without(tmp_path, monkeypatch):
    monkeypatch.setattr(counted_words, "WAIT_SECONDS", 0.05)
    count(tmp_path, TEXTS[:1])
    database = sqlite3.connect(only_file(tmp_path), isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    assert count(tmp_path) == right()
    database.execute("ROLLBACK")
    assert database.execute("SELECT count(*) FROM texts").fetchone() == (1,)
    database.close()


def test_a_folder_that_is_not_there(tmp_path):
    assert count(tmp_path / "gone") == right()


def test_several_at_once(tmp_path):
    found: list[list[dict]] = []
    threads = [threading.Thread(target=lambda: found.append(count(tmp_path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [right()] * 4


def test_the_file_stays_within_its_limit(tmp_path):
    limit = 200_000
    for start in range(0, 600, 20):
        texts = [f"{number}。{text}" for number, text in enumerate(TEXTS[:20], start)]
        assert count(tmp_path, texts, limit=limit) == right(texts)
    assert only_file(tmp_path).stat().st_size < 2 * limit
