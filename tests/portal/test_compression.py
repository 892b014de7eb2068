"""Pages are compressed; downloads are handed on as they are."""

from __future__ import annotations

import gzip

import pytest

from reports.models import Report

pytestmark = pytest.mark.django_db


def test_pages_are_compressed_for_those_who_can_read_it(reader, city):
    packed = reader.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "检索" in gzip.decompress(packed.content).decode()
    assert "Content-Encoding" not in reader.get("/").headers


def test_files_keep_their_length_and_are_not_packed_again(reader, city, data_dir):
    report = Report.objects.get(title__contains="2014")
    place = data_dir / "files" / report.source.sha256[:2] / report.source.sha256
    place.parent.mkdir(parents=True)
    place.write_bytes(b"raw" * 1000)
    for address in (f"/reports/{report.pk}/original/", "/districts/990502/?format=xlsx"):
        response = reader.get(address, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in response.headers
        response.close()
    response = reader.get(f"/reports/{report.pk}/original/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Length"] == "3000"
    response.close()
