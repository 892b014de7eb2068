"""What administrators manage in Django's own admin."""

from reports.admin import indicators, records

__all__ = ["indicators", "records"]
