"""``manage.py reparse [--all|SOURCE…]``: the present parser over kept originals; people's corrections stay."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.pages.corrected_words import sides
from portal.progress import ProgressBar
from portal.upkeep import catch_up
from reports.extraction import RefusedFile
from reports.models import Correction, SourceFile
from reports.parsing.corrections import label_of
from reports.parsing.pipeline import PARSER_VERSION
from reports.reparsing import Reparsed, RowChanges, reparse
from reports.taking_out import taken_out

SHORTEST_CHECKSUM = 8


class Command(BaseCommand):
    help = (
        "用现在的解析器重新解析保留的原件。人工更正重新应用，编号不变。"
        "有冲突或有文件读不出时退出码为 1，没有找到文件时为 2。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="来源文件的编号、文件名或校验和开头")
        parser.add_argument("--all", action="store_true", help="全部原件")

    def handle(self, *_args: Any, sources: list[str], **options: Any) -> None:
        if bool(sources) == options["all"]:
            raise CommandError("请给出来源文件，或用 --all 处理全部。", returncode=2)
        chosen = list(
            SourceFile.objects.exclude(pk__in=taken_out()).order_by("pk") if options["all"] else self.named(sources)
        )
        bar = ProgressBar(self.stderr)
        changed = conflicts = refused = 0
        for number, source in enumerate(chosen):
            bar.show(number, len(chosen), source.name)
            try:
                result = reparse(source)
            except RefusedFile as reason:
                refused += 1
                bar.say(f"未解析 {source.name}：{reason.message}")
                continue
            changed += result.changed
            conflicts += len(result.conflicts)
            if result.changed or result.conflicts:
                self.stdout.write(in_words(result))
        bar.show(len(chosen), len(chosen), "")
        catch_up()
        self.stderr.write(
            f"解析器 {PARSER_VERSION}：{len(chosen)} 个文件，"
            f"有变化 {changed} 个，冲突 {conflicts} 处，未解析 {refused} 个。"
        )
        if conflicts:
            self.stderr.write("有冲突的更正列在“审核”页的“更正有冲突”里，请按现在的内容重做，或去掉这条更正。")
        if conflicts or refused:
            sys.exit(1)

    def named(self, names: list[str]) -> QuerySet[SourceFile]:
        """Every named source once; a name that fits none or nothing certain is wrong usage."""
        wanted = Q()
        for name in names:
            fits = Q(name=name)
            if name.isdecimal():
                fits |= Q(pk=int(name))
            if len(name) >= SHORTEST_CHECKSUM:
                fits |= Q(sha256__startswith=name.lower())
            if not SourceFile.objects.filter(fits).exists():
                raise CommandError(f"没有叫“{name}”的来源文件。请给出编号、完整文件名或校验和开头 8 位。", returncode=2)
            wanted |= fits
        return SourceFile.objects.filter(wanted).order_by("pk")


def in_words(result: Reparsed) -> str:
    lines = [f"{result.source.name}：{_rows('节', result.sections)}；{_rows('数', result.metrics)}"]
    lines += [f"  冲突：{of_conflict(row)}" for row in result.conflicts]
    return "\n".join(lines)


def of_conflict(row: Correction) -> str:
    """Who wanted what and when, and why it could not be done."""
    who = row.who.get_username() if row.who else "未留名"
    what = label_of(row.kind, row.field)
    both = sides(row)
    if both is not None:
        what += "（" + " → ".join("".join(words.text for words in side) for side in both) + "）"
    return f"{who} {timezone.localdate(row.when)} 的更正“{what}”：{row.message}"


def _rows(what: str, changes: RowChanges) -> str:
    return f"{what} 不变 {changes.same}、改 {changes.changed}、增 {changes.added}、减 {changes.gone}"
