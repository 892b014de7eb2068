"""What a person's basket holds, and what of it that person may still see."""

from __future__ import annotations

from dataclasses import dataclass

from reports.access import Visitor, visible_to
from reports.exports.citations import Cited, reference
from reports.models import BasketItem, Metric


@dataclass(frozen=True, slots=True)
class Collected:
    """An item as pages and files show it. Of a ``hidden`` one only the person's own note is known.

    ``changed`` says that the report no longer reads as it did, or that the number was rejected since.
    """

    item: BasketItem
    hidden: bool
    changed: bool
    place: str
    heading: str
    source: str
    url: str

    @property
    def text(self) -> str:
        """What was collected; a section's own heading line is told by ``heading``."""
        if self.hidden:
            return ""
        first, _end, rest = self.item.quote.partition("\n")
        own = self.item.kind == BasketItem.Kind.SECTION and first.strip() == self.heading
        return rest.strip("\n") if own and rest.strip() else self.item.quote


def collected(user: Visitor) -> list[Collected]:
    """In the person's order. Two queries."""
    if not user.is_authenticated:
        return []
    related = ("report__issuer", "section__district", "metric__indicator", "metric__district")
    items = list(BasketItem.objects.filter(user=user).select_related(*related).defer("report__text"))
    seen = set(visible_to(user).filter(pk__in={item.report_id for item in items}).values_list("pk", flat=True))
    return [_collected(item, hidden=item.report_id not in seen) for item in items]


def _collected(item: BasketItem, *, hidden: bool) -> Collected:
    if hidden:
        return Collected(item, hidden, False, "", "", "", "")
    report = item.report
    cited = Cited(
        report.pk, report.title, report.institution, report.issuer.name if report.issuer else "", report.period_end
    )
    return Collected(item, hidden, _changed(item), _place(item), _heading(item), reference(cited), _url(item))


def _place(item: BasketItem) -> str:
    district = (item.metric and item.metric.district) or (item.section and item.section.district) or item.report.issuer
    return district.name if district else ""


def _heading(item: BasketItem) -> str:
    """What the piece is about: the number's name and value, or the section's heading."""
    if item.metric is not None:
        name = item.metric.indicator.name if item.metric.indicator else item.metric.indicator_name
        return f"{item.metric.qualifier}{name} {item.metric.printed}"
    return f"{item.section.mark}{item.section.heading}" if item.section is not None else ""


def _url(item: BasketItem) -> str:
    path = f"/reports/{item.report_id}/"
    if item.metric_id:
        return f"{path}#n{item.metric_id}"
    return f"{path}#s{item.section_id}" if item.section_id else path


def _changed(item: BasketItem) -> bool:
    """Judged by the section's own text, which every item lies in; its heading line is not part of that text."""
    if item.kind == BasketItem.Kind.METRIC:
        number = item.metric
        return number is None or number.archived or number.review == Metric.Review.REJECTED
    section = item.section
    if section is None or section.archived:
        return True
    text = "".join(section.text.split())
    quote = "".join(item.quote.split())
    if item.kind == BasketItem.Kind.SECTION:
        return text not in quote
    return quote not in f"{section.mark}{section.heading}{text}" and text not in quote


def keys_of(user: Visitor) -> frozenset[str]:
    """What the person has already collected. One query."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(BasketItem.objects.filter(user=user).values_list("key", flat=True))


def count(user: Visitor) -> int:
    return BasketItem.objects.filter(user=user).count() if user.is_authenticated else 0
