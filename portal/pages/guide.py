"""``/help/``: what there is to know, on one page; ``/help/guide/``: docs/guide.zh-CN.md, with its pictures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from portal.pages.guide_text import GuideBlock, blocks


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a query. ``example`` can be searched as it stands."""

    example: str
    meaning: str


SYNTAX = tuple(
    Form(example, meaning)  # type: ignore[arg-type]
    for example, meaning in (
        ("留守儿童 关爱", _("两个词都要有，不必相连")),
        ("“留守儿童”", _("几个字要连在一起，全角半角引号都可以")),
        ("留守儿童 -高中", _("不要含“高中”的")),
        ("控辍 OR 辍学", _("有一个就行，也可以写“或”")),
        ("幼*", _("以“幼”开头的词")),
        ("年:2012", _("只看 2012 年，冒号全角也可以")),
        ("年:2011..2013", _("2011 年到 2013 年")),
        ("区县:江川区 留守儿童", _("只看一个区县")),
        ("主题:学前教育", _("只看一个主题")),
        ("标题:义务教育", _("题名里有")),
        ("入园率>80", _("按数值找：写到入园率且大于 80 的节")),
    )
)


def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "help.html", {"syntax": SYNTAX})


@cache
def guide_blocks() -> tuple[GuideBlock, ...]:
    return tuple(blocks((settings.BASE_DIR / "docs" / "guide.zh-CN.md").read_text(encoding="utf-8")))


def illustrated(request: HttpRequest) -> HttpResponse:
    return render(request, "guide.html", {"blocks": guide_blocks()})
