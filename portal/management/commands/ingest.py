"""``manage.py ingest PATH…``: files, folders, archives → database and index."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.named_district import named_district
from portal.progress import ProgressBar
from portal.upkeep import catch_up
from reports import publishing
from reports.ingest import process
from reports.models import IngestRun, Report
from reports.receiving import Arrival, Given, receive

PASSED_OVER = frozenset({"Thumbs.db", "desktop.ini", ".DS_Store"})


class Command(BaseCommand):
    help = "把文件、文件夹、压缩包收进文澜并编入索引。重复执行不会改变已有内容。有文件未收时退出码为 1。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publish", action="store_true", help="直接发布，不经审核")
        parser.add_argument("--topic", default="", help="本批主题，如 学前教育")
        parser.add_argument("--district", default="", help="本批报送单位的名称或代码，如 泸县")
        parser.add_argument("--year", type=int, help="本批年度，如 2011")

    def handle(self, *_args: Any, paths: list[Path], **options: Any) -> None:
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"找不到：{'、'.join(missing)}。请检查路径。", returncode=2)
        district = named_district(options["district"], options["year"]) if options["district"] else None
        given = Given(district, options["year"], options["topic"])
        counts = ingest_files(list(files_below(paths)), given, publish=options["publish"], bar=ProgressBar(self.stderr))
        self.stderr.write(
            f"收下 {counts[IngestRun.State.DONE]} 个，重复 {counts[IngestRun.State.DUPLICATE]} 个，"
            f"未收 {counts[IngestRun.State.REFUSED]} 个；索引已更新。"
        )
        if counts[IngestRun.State.REFUSED]:
            sys.exit(1)


def files_below(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Every file and the folders it lies in, the innermost first, up to the one that was named; folders are walked in
    the order of their names, links are not followed."""
    for path in paths:
        found = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
        for file in found:
            if file.name not in PASSED_OVER and not file.name.startswith("."):
                inner = file.relative_to(path).parent.parts if file != path else ()
                outermost = path if file != path else file.parent
                yield file, " ".join([*reversed(inner), outermost.resolve().name])


def ingest_files(files: list[tuple[Path, str]], given: Given, *, publish: bool, bar: ProgressBar) -> Counter[str]:
    """Take in all files here and now, then bring the index up to date. Counts the runs by how they ended."""
    counts: Counter[str] = Counter()
    for number, (path, folder) in enumerate(files):
        bar.show(number, len(files), path.name)
        with path.open("rb") as content:
            first = receive(content, path.name, Arrival(given, folder=folder, publish=publish))
        for run in carried_out(first):
            counts[run.state] += 1
            if run.state == IngestRun.State.REFUSED:
                bar.say(f"未收 {run.file_name}：{run.message}")
            if publish and run.state == IngestRun.State.DUPLICATE and run.source:
                publishing.publish(run.source.reports.filter(state=Report.State.DRAFT), None)
    bar.show(len(files), len(files), "")
    catch_up()
    return counts


def carried_out(first: IngestRun) -> Iterator[IngestRun]:
    """The run and all that come out of it, each after it ended."""
    waiting = deque([first])
    while waiting:
        run = waiting.popleft()
        waiting.extend(process(run))
        yield run
