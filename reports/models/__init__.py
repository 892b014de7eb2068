"""What the portal holds."""

from reports.models.audit import AuditEntry
from reports.models.basket import BasketItem
from reports.models.correction import Correction
from reports.models.desk import ReviewDesk
from reports.models.district import District, DistrictName
from reports.models.fingerprint import Fingerprint, FingerprintKey
from reports.models.index_change import IndexChange
from reports.models.metric import SHOWN_CONFIDENCE, Indicator, Metric
from reports.models.report import Report, Section
from reports.models.source import IngestRun, Parse, SourceFile
from reports.models.verdict import Finding, Verdict, VerdictChange

__all__ = [
    "SHOWN_CONFIDENCE",
    "AuditEntry",
    "BasketItem",
    "Correction",
    "District",
    "DistrictName",
    "Finding",
    "Fingerprint",
    "FingerprintKey",
    "IndexChange",
    "Indicator",
    "IngestRun",
    "Metric",
    "Parse",
    "Report",
    "ReviewDesk",
    "Section",
    "SourceFile",
    "Verdict",
    "VerdictChange",
]
