"""What is scored: a file of answers, or the answers of this tree's own parser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from benchmarks.scoring.cases import source_of
from benchmarks.scoring.tally import Json
from reports.extraction import RefusedFile, expand, extract_isolated
from reports.fixtures.gazetteers import read_sample_entries, standard_gazetteer
from reports.parsing.gazetteer import Gazetteer
from reports.parsing.pipeline import parse
from reports.parsing.serialise import to_json
from reports.parsing.types import ParseContext

AnswerOf = Callable[[Json, Path], Json]
"""The answer for a case that lies in a folder."""

_SAMPLE_PLACES = Path(__file__).resolve().parents[2] / "samples" / "districts.json"


def answers_in(path: Path) -> AnswerOf:
    """The answers of a file of ``parse --json``. A case and a line meet by the file's base name; an archive's
    lines are one answer.
    """
    answers: dict[str, Json] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            item = json.loads(line)
            answer = answers.setdefault(Path(item["file"].split("!/")[0]).name, {"reports": [], "errors": []})
            answer["reports"] += item.get("reports", [])
            answer["errors"] += [item["error"]] if "error" in item else []
    return lambda case, _folder: answers.get(Path(case["file"]).name, {"reports": [], "errors": ["no output"]})


def own_answer(case: Json, folder: Path) -> Json:
    """What the parser of this tree makes of the case's source; the members of an archive are one answer."""
    path = source_of(case, folder)
    if path is None:
        return {"reports": [], "errors": [f"找不到源文件 {case['file']}"]}
    answer: Json = {"reports": [], "errors": []}
    gazetteer = _gazetteer(samples_first=bool(case.get("sample")))
    with _files(path) as files:
        for file, name in files:
            context = ParseContext(filename=Path(name).stem, folder=path.parent.name)
            try:
                parsed = to_json(parse(extract_isolated(file, filename=name), context, gazetteer, name))
                answer["reports"] += parsed["reports"]
            except RefusedFile as reason:
                answer["errors"].append(reason.message)
    return answer


@contextmanager
def _files(path: Path) -> Iterator[Iterator[tuple[Path, str]]]:
    """The file, or an archive's members while they are unpacked, each with its name."""
    if path.suffix.lower() != ".zip":
        yield iter([(path, path.name)])
        return
    with expand(path, path.name) as members:
        yield ((member.path, member.name.rsplit("!/", 1)[-1]) for member in members if member.path is not None)


@cache
def _gazetteer(samples_first: bool) -> Gazetteer:
    return standard_gazetteer(read_sample_entries(_SAMPLE_PLACES), samples_first)
