"""What the world does to a text before it is saved: pieces out of order, site noise around it, hard line breaks."""

from __future__ import annotations

from samples.building.source import Line, SourceReport


def printed_lines(report: SourceReport) -> list[Line]:
    """The lines as the page shows them: the title first, pieces in the page's order where the source is scrambled.

    ``scramble: 3 T 1 4 2`` prints the pieces (parted by ``{/}``, counted in true order) in that order; T is the title.
    """
    title = Line("text", report.head["title"], (), "")
    body = list(report.lines)
    if "scramble" not in report.head:
        return body if report.head.get("title_printed") == "no" else [title, *body]
    pieces = cut_pieces([line for line in body if line.kind != "boilerplate"])
    begin = next(index for index, line in enumerate(body) if line.kind != "boilerplate")
    shown = body[:begin]
    for name in report.head["scramble"].split():
        shown += [title] if name == "T" else pieces[int(name) - 1]
    return [*shown, *(line for line in body[begin:] if line.kind == "boilerplate")]


def cut_pieces(lines: list[Line]) -> list[list[Line]]:
    """The text parted at the cuts, be they in the middle of a word."""
    pieces: list[list[Line]] = [[]]
    for line in lines:
        at = 0
        for cut in (mark.start for mark in line.marks if mark.kind == "cut"):
            pieces[-1].append(Line(line.kind, line.text[at:cut], (), line.district))
            pieces.append([])
            at = cut
        if line.text[at:]:
            pieces[-1].append(Line(line.kind, line.text[at:], line.marks if at == 0 else (), line.district))
    return pieces


def hard_wrapped(text: str, width: int) -> list[str]:
    """A paragraph broken into lines of a fixed width, as old editors saved it."""
    return [text[at : at + width] for at in range(0, len(text), width)] or [""]
