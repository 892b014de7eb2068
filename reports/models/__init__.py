"""What the portal holds."""

from reports.models.correction import Correction
from reports.models.district import District, DistrictName
from reports.models.index_change import IndexChange
from reports.models.metric import SHOWN_CONFIDENCE, Indicator, Metric
from reports.models.report import Report, Section
from reports.models.source import IngestRun, Parse, SourceFile

__all__ = [
    "SHOWN_CONFIDENCE",
    "Correction",
    "District",
    "DistrictName",
    "IndexChange",
    "Indicator",
    "IngestRun",
    "Metric",
    "Parse",
    "Report",
    "Section",
    "SourceFile",
]
