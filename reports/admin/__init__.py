"""What administrators manage in Django's own admin."""

from reports.admin import districts, indicators, records

__all__ = ["districts", "indicators", "records"]
