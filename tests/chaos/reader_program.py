"""A process that asks a few guilds again and again through the default client, with its file.

    python -m tests.chaos.reader_program BASE_URL SEED [--file-limit BYTES] [--as-nobody]

It says `ready` after its first answer, and goes on until its input is closed; then it
says as JSON what came of its calls. With a file limit it can write no file beyond that,
as on a full disk; as nobody it may not write what belongs to the user who started it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from random import Random

from esologs import create_resilient_sync_client
from esologs.cache.config import SqliteStoreConfig
from esologs.config import CacheConfig
from tests.both import BOTH
from tests.chaos.host import CLIENT_ID, CLIENT_SECRET
from tests.chaos.load import Load, Outcome, quantile

GUILDS = 30


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base_url")
    parser.add_argument("seed", type=int)
    parser.add_argument("--file-limit", type=int)
    parser.add_argument("--as-nobody", action="store_true")
    options = parser.parse_args()
    # Everything is imported first: what is limited afterwards is the store's doing alone.
    with (
        tempfile.TemporaryDirectory() as aside,
        create_resilient_sync_client(
            CLIENT_ID,
            CLIENT_SECRET,
            base_url=options.base_url,
            store=SqliteStoreConfig(folder=Path(aside)),
            cache=CacheConfig(fresh_guild=0.0),
        ) as client,
    ):
        client.get_guild_by_id(guild_id=1)
        client.get_guild_by_id(guild_id=1)

    if options.file_limit is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (options.file_limit, options.file_limit))
    if options.as_nobody and os.geteuid() == 0:
        os.setuid(65534)
    over = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    rng, outcomes, failures = Random(options.seed), list[Outcome](), Counter[str]()
    with create_resilient_sync_client(
        CLIENT_ID,
        CLIENT_SECRET,
        base_url=options.base_url,
        hooks=[
            lambda event: (
                failures.update([type(event).__name__])
                if type(event).__name__ == "StoreFailed"
                else None
            )
        ],
    ) as client:
        load = Load(BOTH[1], client)
        while not over.is_set():
            # Mostly reads, and enough writes to meet one another.
            load.options = {"cache": "refresh"} if rng.random() < 0.3 else {}
            outcomes.append(load.blocking(1000 + rng.randrange(GUILDS)))
            if len(outcomes) == 1:
                sys.stdout.write("ready\n")
                sys.stdout.flush()
    told = {
        "calls": len(outcomes),
        "sources": Counter(outcome.source for outcome in outcomes),
        "errors": Counter(outcome.error for outcome in outcomes if outcome.error),
        "crossed": sum(outcome.crossed for outcome in outcomes),
        "p50": quantile((outcome.took for outcome in outcomes), 0.5),
        "p99": quantile((outcome.took for outcome in outcomes), 0.99),
        "store": failures,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
