"""Sources for tests that are understood and stored as ingest does it, without the child process that reads files."""

from __future__ import annotations

import hashlib
from typing import Any

from reports import originals
from reports.districts import database_gazetteer
from reports.models import Report, SourceFile
from reports.parsing.pipeline import parse
from reports.parsing.types import ExtractedText
from reports.storing import context_of, store

TEXT = """泸县2012年教育工作总结

2012年，全县教育工作稳步推进。
一、学前教育
新建乡镇中心幼儿园7所，学前三年毛入园率达到68.4%。
二、义务教育
1. 改善办学条件
全年投入资金8460万元，完成薄弱学校改造23所。
2. 规范招生行为
坚持免试就近入学，公办学校不跨学区招生。
三、教师队伍
公开招聘教师94名，培训教师3120人次。
四、2013年工作打算
新建公办幼儿园5所。
"""

BROKEN = """叙永县2012年教育工作总结

2012年，全县教育工作平稳推进，完成了年初确定的任务。
一、学前教育
新建乡镇中心幼儿园7所，投入资金860万元，惠及幼儿1200人。
二、职业教育
县职教中心招生1052人，毕业生就业率97.3%，开展农村劳动
力转移培训4200人次，帮助返乡青年就近就业。
三、教师队伍
公开招聘教师94名，培训教师3120人次，其中校
长培训86人次，骨干教师培训240人次。
"""
"""Two words are cut by a line's end."""


def bring_source(text: str = TEXT, name: str = "泸县2012年教育工作总结.txt", **fields: Any) -> SourceFile:
    """The source of a text file whose bytes lie in DATA_DIR (use the ``data_dir`` fixture), its reports drafts."""
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    place = originals.path_of(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    publish = fields.pop("publish", False)
    values = {"name": name, "size": len(content), "format": "txt"} | fields
    source, _made = SourceFile.objects.get_or_create(sha256=sha256, defaults=values)
    extracted = ExtractedText(text, "txt", encoding="utf-8")
    parsed = parse(extracted, context_of(source), database_gazetteer(), source.name)
    store(source, extracted, parsed, publish=publish)
    return source


def bring_report(text: str = TEXT, **fields: Any) -> Report:
    return bring_source(text, **fields).reports.get()
