"""``python -m benchmarks.scoring``: score the parser, or a file of its answers, against gold cases."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.scoring.case import Figures, score_case
from benchmarks.scoring.cases import DEFAULT_GOLD, read_cases
from benchmarks.scoring.outputs import answers_in, own_answer
from benchmarks.scoring.table import table


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    answer_of = answers_in(options.output) if options.output else own_answer
    figures: dict[str, Figures] = {}
    try:
        for case, folder in read_cases(options.gold or [DEFAULT_GOLD]):
            figures[case["case"]], misses = score_case(case, answer_of(case, folder))
            for miss in misses[: options.show]:
                print(f"{case['case']}: {miss}", file=sys.stderr)
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps({name: row._asdict() for name, row in figures.items()}, ensure_ascii=False, indent=1))
    else:
        print(table(figures))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scoring", description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", metavar="DIR", help="folders of *.case.json (default: samples)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="answers of `parse --json`; without it, parse now")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N misses a case")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
