"""The command: measure the rows that are named, or all, and print the table.

It always ends well when it could measure: a missed goal is a finding, and no
gate, since shared machines have moods.
"""

from __future__ import annotations

import argparse
import platform
import sys

from benchmarks.bench import Bench
from benchmarks.registry import chosen
from benchmarks.row import NotMeasurableError, Row
from benchmarks.table import Outcome, render


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; 2 for an id that no row has."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("ids", nargs="*", metavar="ID", help="rows to measure, such as P1")
    parser.add_argument(
        "--rounds", type=_rounds, default=15, help="interleaved rounds a row (default: 15)"
    )
    options = parser.parse_args(arguments)
    try:
        rows = chosen(options.ids)
    except KeyError as exc:
        parser.error(f"there is no row {exc.args[0]}")
    with Bench(options.rounds) as bench:
        print(render([_outcome(row, bench) for row in rows]))
    print(
        f"\nPython {platform.python_version()}, medians of {options.rounds} interleaved rounds, "
        "CPU time; ratios of one run, the peer with the same httpx and pydantic."
    )
    return 0


def _rounds(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one round is needed")
    return number


def _outcome(row: Row, bench: Bench) -> Outcome:
    if row.measure is None:
        return Outcome(row)
    print(f"· {row.id} {row.work}", file=sys.stderr, flush=True)
    try:
        return Outcome(row, row.measure(bench))
    except NotMeasurableError as exc:
        return Outcome(row, trouble=str(exc))


if __name__ == "__main__":
    sys.exit(main())
