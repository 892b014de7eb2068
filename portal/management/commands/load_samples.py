"""``manage.py load_samples``: bundled reports of a fictional city, published, so that there is something to find."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from portal.management.commands.ingest import files_below, ingest_files
from portal.progress import ProgressBar
from reports import samples
from reports.models import District
from reports.receiving import Given


class Command(BaseCommand):
    help = "装入示例报告（虚构的云江市）。重复执行不会改变已有内容。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        samples.load_districts()
        groups = files_by_given(samples.SAMPLES_DIR)
        total: Counter[str] = Counter()
        for given, files in groups.items():
            total += ingest_files(files, given, publish=True, bar=ProgressBar(self.stderr))
        self.stderr.write(f"示例报告已装入 {total.total()} 个文件。去掉它们：python manage.py remove_samples")


def files_by_given(folder: Path) -> dict[Given, list[tuple[Path, str]]]:
    """The sample files, grouped by what the manifest says of those that do not say it themselves."""
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    said = {entry["path"]: entry for entry in files}
    districts = {row.code: row for row in District.objects.filter(is_sample=True)}
    groups: dict[Given, list[tuple[Path, str]]] = {}
    for path, parent in files_below([folder / "reports"]):
        known = said.get(path.relative_to(folder).as_posix(), {})
        given = Given(districts.get(known.get("district")), known.get("year"), known.get("topic") or "", is_sample=True)
        groups.setdefault(given, []).append((path, parent))
    return groups
