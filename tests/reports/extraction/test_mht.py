"""Saved web pages, as one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction import RefusedFile, extract

HEAD = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
FRAMES = "<html><frameset cols='20%,80%'><frame src='cid:1'><frame src='cid:2'></frameset></html>"
MENU = "<html><body><a href='1'>首页</a> <a href='2'>教育动态</a></body></html>"
REPORT = "<html><body><h1>年度总结</h1><p>全市新建幼儿园12所，改扩建38所，招聘教师260名。</p></body></html>"


def saved(path: Path, *pages: str) -> Path:
    parts = (f'--b\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n{page}\r\n' for page in pages)
    path.write_text(f"{HEAD}{''.join(parts)}--b--\r\n", "utf-8")
    return path


def test_of_a_page_of_frames_the_one_with_the_text_is_read(tmp_path: Path) -> None:
    found = extract(saved(tmp_path / "a.mht", FRAMES, MENU, REPORT))
    assert (found.format, found.text) == ("mht", "年度总结\n全市新建幼儿园12所，改扩建38所，招聘教师260名。\n")


def test_what_is_embedded_in_a_page_is_none_of_it(tmp_path: Path) -> None:
    advertisement = REPORT.replace("全市", "广告" * 100)
    assert "广告" not in extract(saved(tmp_path / "a.mht", REPORT, advertisement)).text


def test_frames_without_their_pages_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(FRAMES, "utf-8")
    for path in (saved(tmp_path / "a.mht", FRAMES), tmp_path / "a.html"):
        with pytest.raises(RefusedFile, match="框架网页") as refused:
            extract(path)
        assert refused.value.code == "no_text"
