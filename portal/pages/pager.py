"""Links to the pages of a long list; every other part of the address stays."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

AROUND = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page; ``number`` 0 stands for the gap …."""

    number: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    links: tuple[PageLink, ...]
    previous: str
    following: str


def pager(request: HttpRequest, page: int, pages: int) -> Pager | None:
    """None where there is one page only."""
    if pages <= 1:
        return None
    before, after = _around_the_page(request)
    return Pager(
        tuple(
            PageLink(number, f"{before}{number}{after}" if number else "", number == page)
            for number in shown(page, pages)
        ),
        f"{before}{page - 1}{after}" if page > 1 else "",
        f"{before}{page + 1}{after}" if page < pages else "",
    )


def shown(page: int, pages: int) -> list[int]:
    """Page numbers with 0 for gaps.

    >>> shown(1, 7), shown(50, 100)
    ([1, 2, 3, 0, 7], [1, 0, 48, 49, 50, 51, 52, 0, 100])
    """
    wanted = sorted({1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)})
    numbers: list[int] = []
    for number in wanted:
        if numbers and number - numbers[-1] == 2:
            numbers.append(number - 1)
        elif numbers and number - numbers[-1] > 2:
            numbers.append(0)
        numbers.append(number)
    return numbers


def _around_the_page(request: HttpRequest) -> tuple[str, str]:
    """The address up to the page's number, and what follows it."""
    query = request.GET.copy()
    query["page"] = ""
    before, key, after = f"&{query.urlencode()}".partition("&page=")
    return f"{request.path}?{before[1:]}{'&' if before else ''}{key[1:]}", after
