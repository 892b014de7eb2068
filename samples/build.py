"""Builds the sample files and their gold cases from ``samples/source``.

    python samples/build.py            everything that is missing or whose source is newer in content
    python samples/build.py --all      everything, printing and scanning included
    python samples/build.py --check    writes nothing; says what is unlabelled in the sources

Text formats come out byte for byte the same on every build; pdf, doc and scans only as far as Chromium and LibreOffice
do, so they are made anew only when their source changed or on demand.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent
sys.path.insert(0, str(SAMPLES.parent))

from samples.building.gold import gold_case  # noqa: E402
from samples.building.office import doc_bytes, xlsx_bytes, zip_bytes  # noqa: E402
from samples.building.pdf import pdf_bytes, scan_bytes  # noqa: E402
from samples.building.source import Source, SourceReport, read_source  # noqa: E402
from samples.building.text_file import csv_bytes, text_bytes  # noqa: E402
from samples.building.traps import unlabelled_numbers  # noqa: E402
from samples.building.web import html_bytes, noise  # noqa: E402
from samples.building.word import docx_bytes  # noqa: E402

WRITERS: dict[str, Callable[[Source], bytes]] = {
    "txt": text_bytes,
    "csv": csv_bytes,
    "html": html_bytes,
    "docx": docx_bytes,
    "xlsx": xlsx_bytes,
    "pdf": pdf_bytes,
    "scan": scan_bytes,
    "doc": doc_bytes,
}
DUMP_DEPTH = 4
#: Formats whose bytes depend on the source alone; the others are printed by programs and rebuilt on demand.
STABLE = {"txt", "csv", "html", "docx", "xlsx"}


def sources() -> list[Source]:
    """All sources, in the order of their names."""
    return [read_source(path) for path in sorted((SAMPLES / "source").glob("*.md"))]


def zip_members(source: Source) -> dict[str, bytes]:
    """The members of an archive: each report of the source is a file of its own."""
    members = {}
    for report in source.reports:
        if report.lines:
            single = Source(source.name, report.head, (report,))
            members[report.head["member"]] = WRITERS[report.head["member_format"]](single)
    return members


def file_bytes(source: Source) -> bytes:
    """The sample file of a source."""
    if source.head["format"] == "zip":
        return zip_bytes(zip_members(source))
    return WRITERS[source.head["format"]](source)


def case_of(source: Source) -> dict[str, object]:
    """The gold case, with the site text that the page's frame adds."""
    case = gold_case(source)
    running = [source.head["running"]] if source.head.get("running") else []
    case["boilerplate"] = [*noise(source), *running, *case["boilerplate"]]
    return case


def dump(value: object, depth: int = 0) -> str:
    """JSON with one entry a line and everything small on one line: to be read, and compared line by line."""
    flat = json.dumps(value, ensure_ascii=False)
    if depth < DUMP_DEPTH and isinstance(value, dict) and value:
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {dump(part, depth + 1)}" for key, part in value.items()]
        return "{\n" + ",\n".join(parts) + "\n}"
    if depth < DUMP_DEPTH and isinstance(value, list) and flat[1:2] in "{[":
        return "[\n" + ",\n".join(dump(part, depth + 1) for part in value) + "\n]"
    return flat


def manifest(all_sources: list[Source]) -> dict[str, object]:
    """Every file with what an uploader has to say of it because it does not tell itself (null: it does)."""
    return {
        "note": "示例数据清单：year、topic、district 只在文件自己没有说明时给出。",
        "files": [
            {
                "path": source.head["out"],
                "case": f"gold/{source.name}.case.json",
                "year": int(source.head["given_year"]) if source.head.get("given_year") else None,
                "topic": source.head.get("given_topic"),
                "district": source.head.get("given_district"),
            }
            for source in all_sources
        ],
    }


def unlabelled(report: SourceReport) -> list[str]:
    """Numbers in the text that no label covers, each with the begin of its line."""
    return [
        f"{number} | {line.text[:50]}"
        for line in report.lines
        if line.kind in ("text", "row", "box")
        for number in unlabelled_numbers(line)
    ]


def build(*, everything: bool) -> None:
    """Writes all files whose source changed; those printed by other programs only if missing or on demand."""
    all_sources = sources()
    (SAMPLES / "gold").mkdir(exist_ok=True)
    for source in all_sources:
        target, gold = SAMPLES / source.head["out"], SAMPLES / "gold" / f"{source.name}.case.json"
        case = dump(case_of(source)) + "\n"
        changed = not gold.exists() or gold.read_text(encoding="utf-8") != case
        if everything or changed or source.head["format"] in STABLE or not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file_bytes(source))
            gold.write_text(case, encoding="utf-8")
    (SAMPLES / "manifest.json").write_text(dump(manifest(all_sources)) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    found = [f"{s.name}: {text}" for s in sources() for report in s.reports for text in unlabelled(report)]
    for text in found:
        print(text, file=sys.stderr)
    if not args.check:
        build(everything=args.all)
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
