"""The hits of a page: what is shown of a section, with the searched words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from search.engines.whoosh.engine import Found
from search.highlight import Piece, mark, snippet
from search.search_indexes import PATH_MARK


@dataclass(frozen=True)
class Hit:
    """One section. ``more_in_report``: how many other sections of its report match."""

    section_id: int
    report_id: int
    title: str
    heading_path: tuple[str, ...]
    district: str | None
    district_code: str | None
    year: int | None
    topic: str | None
    kind: str
    stage: str | None
    score: float
    snippet: tuple[Piece, ...]
    title_pieces: tuple[Piece, ...]
    path_pieces: tuple[tuple[Piece, ...], ...]
    more_in_report: int
    url: str


def as_hits(found: Found, marks: tuple[str, ...]) -> tuple[Hit, ...]:
    """The hits of a page, with ``marks`` marked."""
    return tuple(
        _hit(stored, score, same - 1, marks)
        for (stored, score), same in zip(found.stored(), found.same_group, strict=True)
    )


def _hit(stored: dict[str, Any], score: float, more: int, marks: tuple[str, ...]) -> Hit:
    path = tuple(heading for heading in stored.get("headings", "").split(PATH_MARK) if heading)
    title, text = stored["title"], stored["text"]
    own_heading = f"{path[-1]}\n" if path else ""
    return Hit(
        section_id=stored["section"],
        report_id=stored["report"],
        title=title,
        heading_path=path,
        district=stored.get("own_district"),
        district_code=stored.get("own_code"),
        year=stored.get("period"),
        topic=stored.get("topic"),
        kind=stored["kind"],
        stage=stored.get("stage"),
        score=score,
        snippet=snippet(text.removeprefix(own_heading) or text, marks),
        title_pieces=mark(title, marks),
        path_pieces=tuple(mark(heading, marks) for heading in path),
        more_in_report=more,
        url=f"/reports/{stored['report']}/#s{stored['section']}",
    )


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """A hit as ``search --json`` prints it; marks stand between ``<em>`` and ``</em>``."""
    return {
        "section_id": hit.section_id,
        "report_id": hit.report_id,
        "title": hit.title,
        "heading_path": list(hit.heading_path),
        "district": hit.district,
        "district_code": hit.district_code,
        "year": hit.year,
        "topic": hit.topic,
        "kind": hit.kind,
        "stage": hit.stage,
        "score": round(hit.score, 4),
        "snippet": "".join(f"<em>{piece.text}</em>" if piece.marked else piece.text for piece in hit.snippet),
        "url": hit.url,
    }
