"""Every number of a report as a row, with its sentence: quantities → exclusions → name, period, status → rows."""

from reports.parsing.metrics.cells import PlacesOf
from reports.parsing.metrics.finding import find_metrics

__all__ = ["PlacesOf", "find_metrics"]
