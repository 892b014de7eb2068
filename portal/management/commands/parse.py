"""``manage.py parse FILE… --json``: what the parser understands, without writing to the database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from reports.districts import database_gazetteer, fixture_gazetteer
from reports.extraction import RefusedFile, detect_format, expand, extract_isolated
from reports.extraction.archives import Member
from reports.extraction.refusals import refusal
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.serialise import to_json
from reports.parsing.types import ParseContext
from reports.receiving import ARCHIVES


class Command(BaseCommand):
    help = "解析文件并给出结构，不写数据库。每个文件一行 JSON；压缩包每个成员一行。有文件未能读出时退出码为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="输出完整 JSON（缺省只输出概要）")

    def handle(self, *_args: Any, files: list[Path], **options: Any) -> None:
        gazetteer = self.gazetteer()
        refused = False
        for path in files:
            for answer in answers(path, gazetteer):
                refused = refused or "error" in answer
                self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else summary(answer))
                self.stdout.flush()
        if refused:
            sys.exit(1)

    def gazetteer(self) -> Gazetteer:
        """The database's places; before `migrate`, the shipped ones: parsing needs no database."""
        try:
            return database_gazetteer()
        except DatabaseError:
            self.stderr.write("还没有建库，按随附的行政区划识别区县。")
            return fixture_gazetteer()


def answers(path: Path, gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """One answer a file, or one a member of an archive: the parse, or why there is none."""
    try:
        if not path.is_file():
            raise RefusedFile("empty", "找不到这个文件，或它不是普通文件。请检查路径。")
        if detect_format(path, path.name) in ARCHIVES:
            with expand(path, path.name) as members:
                for member in members:
                    yield member_answer(member, gazetteer, path.resolve().parent.name)
            return
    except RefusedFile as reason:
        yield refusal_answer(path.name, reason)
        return
    yield answer(path, path.name, gazetteer, folder=path.resolve().parent.name)


def member_answer(member: Member, gazetteer: Gazetteer, around: str = "") -> dict[str, Any]:
    if member.path is None:
        return refusal_answer(member.name, member.refusal or refusal("corrupt"))
    return answer(member.path, member.name, gazetteer, f"{member.folder} {around}".strip())


def answer(path: Path, name: str, gazetteer: Gazetteer, folder: str = "") -> dict[str, Any]:
    context = ParseContext(filename=Path(name.rsplit("!/", 1)[-1]).stem, folder=folder)
    try:
        return to_json(parse(extract_isolated(path, filename=name), context, gazetteer, name))
    except RefusedFile as reason:
        return refusal_answer(name, reason)


def refusal_answer(name: str, reason: RefusedFile) -> dict[str, Any]:
    return {"file": name, "error": {"code": reason.code, "message": reason.message}}


def summary(answer: dict[str, Any]) -> str:
    if "error" in answer:
        return f"{answer['file']}：未读出，{answer['error']['message']}"
    lines = [f"{answer['file']}（{answer['format']}）：{len(answer['reports'])} 份报告"]
    lines += [
        f"  《{report['title']}》{report['period_start'] or '年份不详'}，"
        f"{len(report['sections'])} 节，{len(report['metrics'])} 个数"
        for report in answer["reports"]
    ]
    return "\n".join(lines)
