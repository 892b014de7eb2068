"""What staff do to districts: rename one, make two rows one. Each leaves the reports it touches to the index."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.fixtures.readings import pinyin_columns, place_pinyin
from reports.models import District, DistrictName, Report
from reports.publishing import note_change

OFFICIAL, ALIAS = DistrictName.Kind.OFFICIAL, DistrictName.Kind.ALIAS


def reports_about(districts: Collection[District]) -> QuerySet[Report]:
    """Reports that one of ``districts`` issued, or that have a section or a number of one."""
    return Report.objects.filter(
        Q(issuer__in=districts) | Q(sections__district__in=districts) | Q(metrics__district__in=districts)
    ).distinct()


@transaction.atomic
def rename(district: District, name: str, year: int | None) -> None:
    """Give a place another official name.

    With a year the old name held until then and stays known; without one it was a slip and is replaced.
    """
    last = district.names.filter(kind=OFFICIAL).order_by("valid_from", "pk").last()
    before = district.name
    if last is None:
        last = DistrictName(district=district, name=before, kind=OFFICIAL, valid_from=district.valid_from)
    if year is None:
        last.name = name
    else:
        last.valid_to = year
        DistrictName.objects.create(district=district, name=name, kind=OFFICIAL, valid_from=year)
    last.save()
    district.name, district.edited = name, True
    district.pinyin, district.initials = pinyin_columns(place_pinyin(name))
    district.save()
    note_change(reports_about([district]))


def check_merge(losing: Collection[District], into: District) -> None:
    """Raises ValidationError, with a sentence for staff, where the rows cannot be one place."""
    if not losing or into in losing:
        raise ValidationError(_("请选择至少两个区县，并指定其中一个为保留项。"))
    if any(row.is_sample != into.is_sample for row in losing):
        raise ValidationError(_("示例区县与真实区县不能合并。请分开选择。"))
    if any(row.level in (District.Level.PROVINCE, District.Level.PREFECTURE) for row in losing):
        raise ValidationError(_("省级和地级行政区不能并入其他区县。请只选择县级、功能区或市本级。"))
    if any(row.merged_into_id for row in (*losing, into)):
        raise ValidationError(_("所选区县中有已经并入他处的。请刷新列表后重新选择。"))


@transaction.atomic
def merge(losing: Collection[District], into: District) -> int:
    """Make several rows one place; returns how many reports moved.

    What pointed to the losing rows points to ``into``, which takes their names as other names. The losing rows stay
    as signposts, so that a stored parse with their code still arrives. Raises ValidationError as ``check_merge``.
    """
    check_merge(losing, into)
    moved = list(reports_about(losing))
    _move_what_points_to(losing, into)
    _take_names(losing, into)
    for row in losing:
        row.parent, row.successor, row.merged_into, row.edited = None, None, into, True
        row.save()
    into.edited = True
    into.save()
    note_change(moved)
    return len(moved)


def _move_what_points_to(losing: Collection[District], into: District) -> None:
    now = timezone.now()
    for relation in District._meta.related_objects:  # noqa: SLF001 - Django's public name for it
        model, field = relation.related_model, relation.field.name
        if model not in (District, DistrictName):
            rows = model._base_manager.filter(**{f"{field}__in": losing})  # noqa: SLF001 - likewise
            rows.update(**{field: into})
    District.objects.filter(parent__in=losing).update(parent=into, changed_at=now)
    District.objects.filter(successor__in=losing).exclude(pk=into.pk).update(successor=into, changed_at=now)
    District.objects.filter(merged_into__in=losing).update(merged_into=into, changed_at=now)
    District.objects.filter(pk=into.pk, successor__in=losing).update(successor=None, changed_at=now)


def _take_names(losing: Collection[District], into: District) -> None:
    known = {into.name, *into.names.values_list("name", flat=True)}
    for row in losing:
        names = {row.name, *row.names.values_list("name", flat=True)} - known
        DistrictName.objects.bulk_create(DistrictName(district=into, name=name, kind=ALIAS) for name in sorted(names))
        known |= names
        row.names.all().delete()
    into.refresh_from_db(fields=["successor"])
