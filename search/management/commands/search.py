"""The search of the web page, from the shell."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.planning import codes_named
from search.searching import SORTS, Hit, SearchRequest, SearchResult, result_to_json, search_sections


class Command(BaseCommand):
    help = "检索已发布的报告：与网页检索相同。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", help="检索词，语法与网页相同")
        parser.add_argument("--year", type=int, action="append", default=[], help="年度，可重复")
        parser.add_argument("--district", action="append", default=[], help="区县的代码或名称，可重复")
        parser.add_argument("--topic", action="append", default=[], help="主题，可重复")
        parser.add_argument("--sort", choices=sorted(SORTS), default="relevance")
        parser.add_argument("--limit", type=int, default=20, help="最多给出多少条")
        parser.add_argument("--json", action="store_true", help="按约定的 JSON 输出")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError("--limit 须为正整数。", returncode=2)
        request = SearchRequest(
            query=options["query"],
            years=tuple(options["year"]),
            districts=tuple(code for name in options["district"] for code in _codes(name)),
            topics=tuple(options["topic"]),
            sort=options["sort"],
            per_page=options["limit"],
        )
        result = search_sections(request, AnonymousUser())
        if options["json"]:
            self.stdout.write(json.dumps(result_to_json(result), ensure_ascii=False))
        else:
            self._print(result)

    def _print(self, result: SearchResult) -> None:
        self.stderr.write(f"共 {result.total} 条，用时 {result.took_ms} 毫秒")
        for note in result.notes:
            self.stderr.write(note)
        for hit in result.hits:
            self.stdout.write(_lines(hit))


def _codes(name: str) -> tuple[str, ...]:
    codes = codes_named(name)
    if not codes:
        raise CommandError(f"没有名为“{name}”的区县：请用全称或六位代码。", returncode=2)
    return codes


def _lines(hit: Hit) -> str:
    about = "，".join(str(part) for part in (hit.district, hit.year and f"{hit.year} 年", hit.topic) if part)
    text = "".join(f"【{piece.text}】" if piece.marked else piece.text for piece in hit.snippet)
    return f"{hit.title} › {' › '.join(hit.heading_path)}（{about}）{hit.url}\n    {text}\n"
