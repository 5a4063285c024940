"""The command: put what we believe of the live API to the test, for 50 points at most.

It reads only, and asks the API of ESOLOGS_BASE_URL (default: ESO Logs itself)
with the credentials in ESOLOGS_ID and ESOLOGS_SECRET. A refuted claim is a
result like any other: the exit code is 1 only if nothing could be asked.
"""

from __future__ import annotations

import argparse
import os
import sys

from esologs import EsoLogsError, SyncClient, create_resilient_sync_client
from esologs.resilience.events import Event, TokenRefreshed
from scripts.live import table
from scripts.live.budget import LEFT_AT_LEAST, Budget
from scripts.live.questions import Questions
from scripts.live.scene import Scene
from scripts.live.suite import run

_WORTHLESS = "no-token-of-anybody"
_WANTED = ("ESOLOGS_ID", "ESOLOGS_SECRET")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.live", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    missing = [name for name in _WANTED if not os.environ.get(name, "").strip()]
    if missing:
        print(
            f"Nothing was asked: set {' and '.join(missing)} to the id and secret of an API client "
            "(https://www.esologs.com/api/clients/).",
            file=sys.stderr,
        )
        return 0
    try:
        return _ask(as_json=options.json)
    except EsoLogsError as error:
        print(f"The API could not be asked: {error}", file=sys.stderr)
        return 1


def _ask(*, as_json: bool) -> int:
    lifetimes: list[float | None] = []

    def listen(event: Event) -> None:
        if isinstance(event, TokenRefreshed):
            lifetimes.append(event.expires_in)

    # The sandbox in the process would answer for the API: whoever wants that one
    # starts it as a server and names its address.
    with create_resilient_sync_client(timeout=30.0, sandbox=False, hooks=[listen]) as client:
        budget = Budget()
        points = client.ping().points
        if points is None or points.left < LEFT_AT_LEAST:
            left = "an unknown number of" if points is None else f"{points.left:g}"
            print(
                f"Nothing was asked: the account has {left} points left this hour, and a run "
                f"wants at least {LEFT_AT_LEAST:g}.",
                file=sys.stderr,
            )
            return 1
        budget.book(points, 1.0)

        def stranger() -> SyncClient:
            return create_resilient_sync_client(
                url=client.url, user_token=_WORTHLESS, max_retries=0, timeout=30.0
            )

        questions = Questions(client, budget)
        results = list(run(Scene(questions, stranger, lifetimes)))
    if as_json:
        print(table.document(results, budget.spent))
    else:
        table.show(results, budget.spent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
