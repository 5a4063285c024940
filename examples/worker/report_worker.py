"""A worker that prints a guild's new reports, and tells its supervisor why it cannot start.

It ends with 69 (try again later) while ESO Logs is down, and with 78 (somebody
must change something) when the credentials are wrong.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import TYPE_CHECKING

from esologs import Client, ConfigError, EsoLogsError, create_resilient_client
from esologs.startup import LogSink, Startup, StartupError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

GUILD = int(os.environ.get("GUILD_ID", "3468"))
EVERY = float(os.environ.get("WORKER_EVERY", "60"))  # seconds
TIMEOUT = float(os.environ.get("WORKER_TIMEOUT", "60"))  # seconds for the start

log = logging.getLogger("report_worker")


async def new_reports(client: Client) -> AsyncIterator[str]:
    """Yield the title of each report that appears; an outage is a line in the log."""
    seen: set[str] = set()
    while True:
        try:
            # What is kept would do for a page; whoever looks for news has to ask.
            answer = await client.get_reports(
                guild_id=GUILD, limit=25, priority="background", cache="refresh"
            )
        except EsoLogsError as error:
            log.warning("no news: %s", error)
        else:
            page = answer.report_data.reports if answer.report_data is not None else None
            for report in (page.data or []) if page is not None else []:
                if report is not None and report.code not in seen:
                    seen.add(report.code)
                    yield f"{report.code}  {report.title}"
        await asyncio.sleep(EVERY)


async def main() -> None:
    """Start, then work until somebody stops it."""
    async with (
        create_resilient_client(timeout=TIMEOUT) as client,
        Startup(report_to=[LogSink()], timeout=TIMEOUT, name="report worker") as startup,
    ):
        startup.add("eso-logs", client.ping, critical=True)
        startup.add("zones", lambda: client.warm_up(["get_zones"]), after=["eso-logs"])
        await startup.run()
        async for line in new_reports(client):
            print(line, flush=True)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(main())
    except StartupError as error:
        sys.exit(error.exit_code)  # the report is in the log already
    except ConfigError as error:
        log.error("%s", error)  # noqa: TRY400 - the message says what to do, the frames do not
        sys.exit(78)
    except KeyboardInterrupt:
        sys.exit(130)
