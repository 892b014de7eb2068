"""Sketches of the texts held, by which near duplicates and new versions are recognised."""

from __future__ import annotations

from django.db import models


class Fingerprint(models.Model):
    """The sketch of all text of a source, packed as ``reports.near_duplicates`` packs it."""

    source = models.OneToOneField("reports.SourceFile", on_delete=models.CASCADE, related_name="fingerprint")
    sketch = models.BinaryField()

    def __str__(self) -> str:
        return f"sketch of {self.source_id}"


class FingerprintKey(models.Model):
    """One of the smallest hashes of a sketch: texts that resemble each other share some."""

    fingerprint = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="keys")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return str(self.value)
