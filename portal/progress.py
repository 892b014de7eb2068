"""A progress bar on stderr: one moving line in a terminal, a line now and then in a log."""

from __future__ import annotations

from django.core.management.base import OutputWrapper

WIDTH = 28
LINES_IN_A_LOG = 10


class ProgressBar:
    """``show`` as often as there is progress; ``say`` for a line that stays."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._moves = out.isatty()
        self._last_step = -1

    def show(self, done: int, total: int, what: str) -> None:
        filled = WIDTH * done // total if total else WIDTH
        line = f"[{'█' * filled}{'·' * (WIDTH - filled)}] {done}/{total} {what}"
        if self._moves:
            self._out.write("\r\x1b[K" + line, ending="\n" if done == total else "")
        elif self._is_new_step(done, total):
            self._out.write(line)

    def say(self, line: str) -> None:
        self._out.write(("\r\x1b[K" if self._moves else "") + line)

    def _is_new_step(self, done: int, total: int) -> bool:
        step = LINES_IN_A_LOG * done // total if total else LINES_IN_A_LOG
        new, self._last_step = step != self._last_step, step
        return new
