"""References after GB/T 7714: 主要责任者. 题名[R]. 年. Nothing is made up: unknown parts say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """What a reference needs of a report. ``institution`` goes before the place that issued it."""

    report_id: int
    title: str
    institution: str = ""
    issuer: str = ""
    year: int | None = None


def reference(cited: Cited) -> str:
    """
    >>> reference(Cited(1, "江川区2012年教育工作总结", "江川区教育局", "江川区", 2012))
    '江川区教育局. 江川区2012年教育工作总结[R]. 2012.'
    >>> reference(Cited(1, "教育工作总结。"))
    '作者不详. 教育工作总结[R]. 年份不详.'
    """
    author = cited.institution or cited.issuer or "作者不详"
    title = " ".join(cited.title.split()).rstrip("。.")
    return f"{author}. {title}[R]. {cited.year or '年份不详'}."
