"""What breaks out of pages, spreadsheets and addresses, and a city whose reports are full of it."""

from __future__ import annotations

from reports import following
from reports.models import District, Finding, Metric, Report, Verdict
from reports.selectors.places import place_of
from tests.portal import rows
from tests.portal.rows import Number, Part

SCRIPT = "<script>window.broken=1;alert(1)</script>"
IMAGE = '"\'><img src=x onerror="window.broken=2;alert(2)">'
LINK = "javascript:window.broken=3"
CLOSING = "]]></title></textarea></script><svg/onload=window.broken=4>"
TEMPLATE = "{{ 7*7 }}{% now 'Y' %}${7*7}"
FORMULA = "=cmd|' /C calc'!A0"
TURNED = "\u202e反转\u2066x"
FORMULAS = (FORMULA, "+1+1", "-2+3", "@SUM(1,2)", '＝HYPERLINK("http://elsewhere.example")', "\t=1+1")

ADDRESS_VALUES = (
    SCRIPT, IMAGE, LINK, CLOSING, TEMPLATE, FORMULA, TURNED, "%00", "\x00\x01", "𝒳" * 500, "'; DROP TABLE x;--",
    "999999999999999999999999", "1000000000", "-1", "0", "1e9", "NaN", "../../etc/passwd", "%s%n", "年：2011..", "((((",
    "*", "０", "²", "١٢", "http://elsewhere.example/", "//elsewhere.example", "\r\nSet-Cookie: a=b", "\ud800",
)  # fmt: skip


def city() -> tuple[District, Report]:
    """云江市 with two districts whose reports, names, numbers and files carry every trick."""
    _whole, counties = rows.city(2)
    counties[0].names.create(name=IMAGE[:40], kind="short")
    counties[0].names.create(name=FORMULA, kind="alias")
    rate = rows.indicator(f"{FORMULA}{SCRIPT}"[:60], "%", slug="hostile", key_order=1, definition=f"{CLOSING}{TURNED}")
    heads = (SCRIPT, IMAGE, LINK, CLOSING, TEMPLATE, *FORMULAS, TURNED)
    made = None
    for place in counties:
        for year in (2011, 2012):
            parts = [_part(head, index, rate, place) for index, head in enumerate(heads)]
            title = f"{heads[(year + place.pk) % len(heads)]}{place.name}{year}年{SCRIPT}{IMAGE}"
            made = rows.report(title[:200], place, year, parts, topic=f"{FORMULA}{IMAGE}"[:40])
    assert made is not None
    Report.objects.update(institution=f"{FORMULA}{SCRIPT}"[:60])
    for number, report in enumerate(Report.objects.select_related("source")):
        report.source.name = f"{FORMULAS[number % len(FORMULAS)]}{IMAGE}{TURNED}.txt"
        report.source.save()
    _judged(counties)
    return counties[0], made


def _judged(counties: list[District]) -> None:
    """What became of the plans, and what does not fit together, with hostile words of people."""
    for place in counties:
        following.follow(place_of(place))
    Verdict.objects.update(note=f"{FORMULA}{SCRIPT}{IMAGE}")
    number = Metric.objects.filter(status="actual").first()
    assert number is not None
    Finding.objects.create(
        key="hostile", kind="range", city=counties[0].parent, district=counties[0], indicator_name=FORMULA,
        message=f"{FORMULA}{SCRIPT}{IMAGE}", note=f"{FORMULA}{LINK}{CLOSING}", numbers=[number.pk], latest=2012,
    )  # fmt: skip


def _part(head: str, index: int, rate: object, place: District) -> Part:
    value = f"{60 + index}.5"
    text = f"{head}控辍保学{FORMULA}，巩固率达到{value}%，{SCRIPT}{IMAGE}{LINK}{CLOSING}{TEMPLATE}{TURNED}。"
    status = "planned" if index == 0 else "actual"
    numbers = [Number(f"{value}%", rate, value, "%", status, year=2000 + index)]  # type: ignore[arg-type]
    return Part(head, text, numbers, mark="", district=place, topic=head[:40])
