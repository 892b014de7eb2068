"""The guide in the portal's help, and its pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.pages.guide import guide_blocks
from portal.pages.guide_text import blocks
from tests.browser.guide_pictures import FOLDER, PICTURES

HEAVIEST = 60 * 1024
ALL = 400 * 1024
HANZI = re.compile(r"[\u4e00-\u9fff]")


def test_the_help_leads_to_the_guide_and_the_guide_shows_every_picture(reader):
    assert 'href="/help/guide/"' in reader.get("/help/").content.decode()
    text = reader.get("/help/guide/").content.decode()
    assert "# " not in text.partition("<article")[2].partition("</article>")[0]
    for picture in PICTURES:
        assert f"/static/img/guide/{picture.name}.webp" in text
    assert text.count("<img") == len(PICTURES)


def test_pictures_and_what_takes_them_agree_and_are_light():
    shown = {Path(block.path).stem for block in guide_blocks() if block.kind == "picture"}
    assert shown == {picture.name for picture in PICTURES} == {path.stem for path in FOLDER.glob("*.webp")}
    sizes = [path.stat().st_size for path in FOLDER.iterdir()]
    assert max(sizes) <= HEAVIEST
    assert sum(sizes) <= ALL


def test_nothing_of_the_guide_is_left_unread():
    text = (settings.BASE_DIR / "docs" / "guide.zh-CN.md").read_text(encoding="utf-8")
    told = "".join(block.words for block in guide_blocks())
    for sign in ("**", "](", "`", "| ", "1. "):
        assert sign not in told
    assert HANZI.findall(told) == HANZI.findall(text)


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://elsewhere.example/x.png)"]
)
def test_what_is_not_the_guides_own_markup_stays_text(markup):
    (block,) = blocks(markup)
    assert block.kind == "paragraph"
    assert block.words == markup
