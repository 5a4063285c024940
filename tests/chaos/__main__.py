"""The command: play the scenarios that are named, or all, and print the table.

    python -m tests.chaos [--short] [--seed N] [NAME …]

A NAME is a part of a scenario's name. Ends with 1 if a bar was missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import traceback
import warnings
from pathlib import Path

from tests.both import BOTH
from tests.chaos.rows import NOT_BUILT, SCENARIOS
from tests.chaos.scenario import Run, Scenario, running
from tests.chaos.table import render, write
from tests.conftest import PROXIES


def played(scenario: Scenario, *, short: bool, seed: int) -> list[Run]:
    """Play *scenario* with each client that it is about."""
    runs = list[Run]()
    for colour in BOTH:
        if colour.name in (scenario.in_short if short else scenario.colours):
            with running(colour, short=short, seed=seed) as run:
                asyncio.run(_told(scenario, run))
            runs.append(run)
    return runs


async def _told(scenario: Scenario, run: Run) -> None:
    try:
        await scenario.play(run)
    except Exception as error:  # noqa: BLE001 - the other scenarios are played all the same
        traceback.print_exc()
        run.broke(error)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="parts of scenarios' names")
    parser.add_argument("--short", action="store_true", help="the form that the tests play")
    parser.add_argument("--seed", type=int, default=1, help="of every chance (default: 1)")
    parser.add_argument("--json", type=Path, default=Path(".cache/chaos.json"))
    options = parser.parse_args()
    for name in list(os.environ):  # what would change what the package does
        if name.startswith("ESOLOGS_") or name.lower() in PROXIES:
            del os.environ[name]
    warnings.simplefilter("error")
    rows = list[tuple[Scenario, Run]]()
    for scenario in SCENARIOS.values():
        if options.names and not any(name in scenario.name for name in options.names):
            continue
        sys.stderr.write(f"… {scenario.name}\n")
        runs = played(scenario, short=options.short, seed=options.seed)
        rows += [(scenario, run) for run in runs]
        write(options.json, rows)
    sys.stdout.write(f"{render(rows)}\n")
    sys.stdout.writelines(f"\nnot built: {row}" for row in NOT_BUILT)
    sys.stdout.write("\n")
    return int(any(run.missed for _, run in rows))


if __name__ == "__main__":
    sys.exit(main())
