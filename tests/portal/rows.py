"""Rows for page tests: a small city, and reports whose sections and numbers really stand in their text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from reports.models import District, Indicator, Metric, Report, Section, SourceFile

MULTIPLES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Number:
    """A number of a paragraph: how it is printed, what it measures."""

    printed: str
    indicator: Indicator
    value: str
    unit: str
    status: str = "actual"
    year: int | None = None
    confidence: float = 0.97
    review: str = "open"


@dataclass(frozen=True)
class Part:
    """A section: heading line and paragraph."""

    heading: str
    text: str
    numbers: Sequence[Number] = ()
    mark: str = "一、"
    level: int = 1
    district: District | None = None
    topic: str = ""


def district(code: str, name: str, parent: District | None = None, level: str = "county", **fields: object) -> District:
    made, _created = District.objects.get_or_create(
        code=code, defaults={"name": name, "parent": parent, "level": level, **fields}
    )
    return made


def city(counties: int = 3) -> tuple[District, list[District]]:
    province = district("990000", "西岭省", level="province")
    whole = district("990500", "云江市", province, "prefecture")
    names = ["江川区", "临泉区", "梧桐区", "云岭县", "清溪县", "白沙县", "石门县"]
    return whole, [district(f"9905{index + 2:02}", names[index], whole, order=index) for index in range(counties)]


def indicator(name: str, unit: str = "%", **fields: object) -> Indicator:
    made, _created = Indicator.objects.get_or_create(name=name, defaults={"slug": name, "unit": unit, **fields})
    return made


def source(name: str, content: bytes = b"", **fields: object) -> SourceFile:
    sha256 = hashlib.sha256(content or name.encode()).hexdigest()
    made, _created = SourceFile.objects.get_or_create(
        sha256=sha256, defaults={"name": name, "size": len(content) or 1024, "format": "txt", **fields}
    )
    return made


def report(
    title: str,
    issuer: District | None,
    year: int | None,
    parts: Sequence[Part],
    *,
    state: str = "published",
    kind: str = "annual",
    topic: str = "义务教育",
    **fields: object,
) -> Report:
    text, spans = _joined(title, parts)
    made = Report.objects.create(
        source=source(f"{title}.txt"), index=0, anchor=hashlib.sha256(title.encode()).hexdigest(), title=title,
        kind=kind, topic=topic, text=text, period_start=year, period_end=year, period_basis="title" if year else "none",
        issuer=issuer, institution=f"{issuer.name}教育局" if issuer else "", state=state,
        published_at=timezone.now() if state == "published" else None, **fields,
    )  # fmt: skip
    for index, (part, (start, end)) in enumerate(zip(parts, spans, strict=True)):
        _section(made, index, part, start, end)
    return made


def _joined(title: str, parts: Sequence[Part]) -> tuple[str, list[tuple[int, int]]]:
    text, spans = f"{title}\n", []
    for part in parts:
        start = len(text)
        text += f"{part.mark}{part.heading}\n{part.text}\n"
        spans.append((start, len(text)))
    return text, spans


def _section(made: Report, index: int, part: Part, start: int, end: int) -> None:
    section = Section.objects.create(
        report=made, index=index, anchor=f"{made.pk}-{index}", level=part.level, mark=part.mark, heading=part.heading,
        district=part.district, topic=part.topic or made.topic, text=f"\n{part.text}\n", start=start, end=end,
    )  # fmt: skip
    at = made.text.index(part.text, start)
    for number in part.numbers:
        begin = at + part.text.index(number.printed)
        Metric.objects.create(
            report=made, section=section, anchor=f"{made.pk}-{begin}", district=part.district or made.issuer,
            indicator=number.indicator, indicator_name=number.indicator.name, value=Decimal(number.value),
            unit=number.unit, base_value=base_value(number), base_unit=number.unit.lstrip("万亿"), status=number.status,
            period_start=number.year or made.period_start, period_end=number.year or made.period_end,
            printed=number.printed, sentence=part.text, start=begin, end=begin + len(number.printed),
            confidence=number.confidence, review=number.review,
        )  # fmt: skip


def base_value(number: Number) -> Decimal:
    multiple = MULTIPLES.get(number.unit[:1], 1)
    return Decimal(number.value) * multiple
