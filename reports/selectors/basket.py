"""What a person's basket holds: each piece as its report reads now, as far as that person may still see it.

The quote that was kept when the piece was collected is never shown: a reviewer may have hidden words in it since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reports.access import Visitor, visible_to
from reports.collecting import end_with_subsections
from reports.exports.citations import Cited, reference
from reports.models import BasketItem, Metric, Report, Section
from reports.quoting import Reading, said_now


@dataclass(frozen=True, slots=True)
class Collected:
    """An item as pages and files show it. Of a ``hidden`` one only the person's own note is known.

    ``text`` is the passage without the section's own heading line; empty where the report no longer holds it.
    ``changed`` says that the report no longer reads as it did, or that the number was rejected since;
    ``unpublished`` is the report's state in words where readers do not see it.
    """

    item: BasketItem
    hidden: bool
    changed: bool = False
    text: str = ""
    place: str = ""
    heading: str = ""
    source: str = ""
    url: str = ""
    unpublished: str = ""

    @property
    def lost(self) -> bool:
        return not self.hidden and not self.text


def collected(user: Visitor) -> list[Collected]:
    """In the person's order. Four queries."""
    if not user.is_authenticated:
        return []
    related = ("report__issuer", "section__district", "metric__indicator", "metric__district")
    items = list(BasketItem.objects.filter(user=user).select_related(*related).defer("report__text"))
    seen = set(visible_to(user).filter(pk__in={item.report_id for item in items}).values_list("pk", flat=True))
    said = _said_now([item for item in items if item.report_id in seen])
    return [
        _collected(item, said[item.pk]) if item.report_id in seen else Collected(item, hidden=True) for item in items
    ]


def _said_now(items: Sequence[BasketItem]) -> dict[int, str]:
    """The passage of each item as its report reads now, by the item's id; empty where it is there no more.

    One report's text is held at a time.
    """
    together: dict[int, list[BasketItem]] = defaultdict(list)
    for item in items:
        together[item.report_id].append(item)
    sections: dict[int, list[Section]] = defaultdict(list)
    live = Section.objects.filter(report__in=together, archived=False).order_by("start", "index")
    for section in live.only("report_id", "start", "end", "level"):
        sections[section.report_id].append(section)
    texts = Report.objects.filter(pk__in=together).values_list("pk", "text").iterator(chunk_size=1)
    readings = ((pk, Reading(text)) for pk, text in texts)
    return {item.pk: _passage(item, reading, sections[pk]) for pk, reading in readings for item in together[pk]}


def _passage(item: BasketItem, reading: Reading, sections: Sequence[Section]) -> str:
    if item.metric is not None and not item.metric.archived:
        return item.metric.sentence
    if item.kind == BasketItem.Kind.SECTION and (section := _live_section(item)) is not None:
        text, later = reading.text, [each for each in sections if each.start > section.start]
        return text[section.start : end_with_subsections(section, later, len(text))].strip("\n")
    return said_now(reading, item.quote, item.start) or ""


def _live_section(item: BasketItem) -> Section | None:
    return item.section if item.section is not None and not item.section.archived else None


def _collected(item: BasketItem, passage: str) -> Collected:
    report = item.report
    cited = Cited(
        report.pk, report.title, report.institution, report.issuer.name if report.issuer else "", report.period_end
    )
    heading = _heading(item)
    return Collected(
        item,
        hidden=False,
        changed=_changed(item, passage),
        text=_without_heading(item, passage, heading),
        place=_place(item),
        heading=heading,
        source=reference(cited),
        url=_url(item),
        unpublished="" if report.state == Report.State.PUBLISHED else report.get_state_display(),
    )


def _without_heading(item: BasketItem, passage: str, heading: str) -> str:
    first, _end, rest = passage.partition("\n")
    own = item.kind == BasketItem.Kind.SECTION and first.strip() == heading
    return rest.strip("\n") if own and rest.strip() else passage


def _place(item: BasketItem) -> str:
    district = (item.metric and item.metric.district) or (item.section and item.section.district) or item.report.issuer
    return district.name if district else ""


def _heading(item: BasketItem) -> str:
    """What the piece is about: the number's name and value, or the section's heading. Rows of old readings are mute."""
    if item.metric is not None and not item.metric.archived:
        name = item.metric.indicator.name if item.metric.indicator else item.metric.indicator_name
        return f"{item.metric.qualifier}{name} {item.metric.printed}"
    section = _live_section(item)
    return f"{section.mark}{section.heading}" if section is not None else ""


def _url(item: BasketItem) -> str:
    path = f"/reports/{item.report_id}/"
    if item.metric_id:
        return f"{path}#n{item.metric_id}"
    return f"{path}#s{item.section_id}" if item.section_id else path


def _changed(item: BasketItem, passage: str) -> bool:
    number = item.metric
    if item.kind == BasketItem.Kind.METRIC and (
        number is None or number.archived or number.review == Metric.Review.REJECTED
    ):
        return True
    return "".join(passage.split()) != "".join(item.quote.split())


def keys_of(user: Visitor) -> frozenset[str]:
    """What the person has already collected. One query."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(BasketItem.objects.filter(user=user).values_list("key", flat=True))


def count(user: Visitor) -> int:
    return BasketItem.objects.filter(user=user).count() if user.is_authenticated else 0
