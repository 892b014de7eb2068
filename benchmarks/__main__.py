"""``python -m benchmarks``: the engines side by side, then whole pages under load. ``make bench`` calls it.

``BENCH="--sections 100000"`` measures in the number of a province; what is measured is written to
``benchmarks/results/``.
"""

from __future__ import annotations

import subprocess
import sys


def main(arguments: list[str]) -> int:
    for name in ("search_engines", "search_pages"):
        # A process each: settings are read once a process, and each has a data folder of its own.
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
