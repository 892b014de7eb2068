"""``make bench``: every comparison, one process after another, so that none warms or crowds another.

    python -m benchmarks                           all of them
    python -m benchmarks search --sections 100000  one, with its own options

Each prints a table; figures go to ``benchmarks/results/`` as JSON.
"""

from __future__ import annotations

import subprocess
import sys

ALL = {
    "parsing": "parsing",
    "search": "search_engines",
    "pages": "search_pages",
    "every_page": "every_page",
    "upload": "upload",
}
"""What may be asked for, and the module that does it."""


def main(arguments: list[str]) -> int:
    """The exit code: of the one that was asked for, or 1 if any of all failed."""
    if arguments and arguments[0] not in ALL:
        sys.stderr.write(f"没有这项比较：{arguments[0]}。可选：{'、'.join(ALL)}\n")
        return 2
    chosen = [arguments] if arguments else [[name] for name in ALL]
    return max(run(name, options) for name, *options in chosen)


def run(name: str, options: list[str]) -> int:
    sys.stderr.write(f"→ {name}\n")
    return subprocess.run([sys.executable, "-m", f"benchmarks.{ALL[name]}", *options], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
