"""A guild's page that comes up, and stays up, while ESO Logs is down.

The web server listens at once; what it serves is loaded behind it. `/readyz`
tells whoever sends the traffic when to begin.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from esologs import Client, EsoLogsError, create_resilient_client
from esologs.startup import LogSink, RecoveryConfig, Sink, Startup, StartupError, WebhookSink

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request

GUILD = int(os.environ.get("GUILD_ID", "3468"))
PAGE = Path(os.environ.get("SITE_PAGE", Path(__file__).with_name("guild.html")))


class State(TypedDict):
    """What a request finds in `request.state`."""

    client: Client
    startup: Startup
    page: list[str]


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncGenerator[State]:
    """Bring everything up behind the server, which answers meanwhile."""
    hook = os.environ.get("SITE_WEBHOOK")
    sinks: list[Sink] = [WebhookSink(hook), LogSink()] if hook else [LogSink()]
    page: list[str] = []

    async def read_page() -> None:
        page[:] = [await asyncio.to_thread(PAGE.read_text, "utf-8")]

    recovery = RecoveryConfig(wait_initial=1.0)
    async with (
        create_resilient_client() as client,
        Startup(report_to=sinks, recovery=recovery, name="guild site") as startup,
    ):
        startup.add("page", read_page, critical=True)
        startup.add("eso-logs", lambda: client.warm_up([("get_guild_by_id", {"guild_id": GUILD})]))
        starting = asyncio.create_task(bring_up(app, startup))
        yield {"client": client, "startup": startup, "page": page}
        starting.cancel()
        await asyncio.wait({starting})


async def bring_up(app: Starlette, startup: Startup) -> None:
    """Run the start; a dead one ends the server with its exit code."""
    try:
        await startup.run()
    except StartupError as error:
        app.state.exit_code = error.exit_code
        app.state.stop()


async def healthz(_: Request) -> Response:
    """The process is alive; whether it is of use is another question."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """503 until what is critical is there, then 200 with `degraded` or `ok`."""
    report = request.state.startup.report
    missing = {part.name: part.cause for part in report.missing}
    return JSONResponse(
        {"status": report.status, "missing": missing}, status_code=200 if report.ready else 503
    )


async def guild(request: Request) -> Response:
    """A guild's name and home: the last known ones, with their age, while ESO Logs is away."""
    if not request.state.page:
        return HTMLResponse("<h1>Starting</h1>", 503, {"retry-after": "5"})
    try:
        answer = await request.state.client.get_guild_by_id(
            guild_id=request.path_params["guild_id"], priority="interactive"
        )
    except EsoLogsError:
        return HTMLResponse("<h1>ESO Logs does not answer</h1>", 503, {"retry-after": "60"})
    found = answer.guild_data.guild
    if found is None:
        return HTMLResponse("<h1>No such guild</h1>", 404)
    stale = answer.meta.source == "stale"
    note = f"As of {answer.meta.age / 60:.0f} minutes ago: ESO Logs is down." if stale else ""
    values = {"name": found.name, "server": found.server.name, "note": note}
    shown: str = request.state.page[0]
    for key, value in values.items():
        shown = shown.replace(f"{{{{ {key} }}}}", html.escape(value))
    return HTMLResponse(shown)


app = Starlette(
    routes=[
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/guilds/{guild_id:int}", guild),
    ],
    lifespan=lifespan,
)
app.state.exit_code = 0
app.state.stop = partial(signal.raise_signal, signal.SIGTERM)  # under a server of somebody else's


def main() -> int:
    """Serve until asked to end; returns 69 or 78 if what is critical could not be loaded."""
    port = int(os.environ.get("PORT", "8080"))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port))

    def stop() -> None:
        server.should_exit = True

    app.state.stop = stop
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    code: int = app.state.exit_code
    return code


if __name__ == "__main__":
    sys.exit(main())
