"""References after GB/T 7714. Nothing is made up: an unknown author or year says so."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import Report


def citation(report: Report, url: str) -> str:
    """An electronic report: 责任者. 题名[R/OL]. (年份)[引用日期]. 网址. ``report.issuer`` should be loaded."""
    author = report.institution or (report.issuer.name if report.issuer else _("作者不详"))
    year = str(report.period_end) if report.period_end else _("年份不详")
    today = timezone.localdate().isoformat()
    return f"{author}. {report.title}[R/OL]. ({year})[{today}]. {url}."
