"""A sandbox server in a process of its own, told what to do line by line.

    python -m tests.chaos.host_program SETTINGS

SETTINGS and each line on standard input are JSON; each line is answered by one.
Apart from the clients, so that what it costs to serve is not measured as theirs.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.executor import SimulatedWorld
from esologs.sandbox.faults.notation import from_dict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs.sandbox.graphql import Context

FACTION = {"id": 1, "name": "The Aldmeri Dominion"}
SERVER = {
    "id": 1,
    "name": "NA Megaserver",
    "slug": "na",
    "region": {"id": 1, "compactName": "NA", "name": "North America", "slug": "na"},
}


class AnyGuild(SimulatedWorld):
    """A world in which every guild id is a guild's, with a name that tells its id.

    *costs* is the points of a guild: one, or from 1 to 20 by its id.
    """

    def __init__(self, *, costs: bool) -> None:
        super().__init__(0)
        self._costs = costs

    def execute(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
    ) -> dict[str, Any]:
        if "guildId" not in (variables or {}) or "query getGuildById" not in document:
            return super().execute(document, variables, operation_name, context)
        guild_id = (variables or {})["guildId"]
        points = context.points
        assert points is not None
        guild = {
            "id": guild_id,
            "name": f"Guild {guild_id}",
            "description": "",
            "competitionMode": False,
            "stealthMode": False,
            "faction": FACTION,
            "server": SERVER,
            "tags": None,
        }
        spent = {
            "limitPerHour": points.limit,
            "pointsSpentThisHour": points.spent,
            "pointsResetIn": points.resets_in,
        }
        return {"data": {"guildData": {"guild": guild}, "_points": spent}}

    def cost(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None
    ) -> float:
        guild_id = (variables or {}).get("guildId")
        return 1.0 + guild_id % 20 if self._costs and isinstance(guild_id, int) else 1.0


def clock(started_at: float, speed: float, skew: float) -> float:
    """Unix seconds of a clock that is *skew* off, and runs *speed* times as fast."""
    return started_at + (time.time() - started_at) * speed + skew


class Host:
    """Does what the lines say."""

    def __init__(self, settings: dict[str, Any]) -> None:
        speed, started_at = settings.pop("speed", 1.0), settings.pop("started_at", time.time())
        skew, into_hour = settings.pop("skew", 0.0), settings.pop("into_hour", 0.0)
        # An hour of points begins with the sandbox: let it begin as long ago as that.
        self._born_early = into_hour
        self._sandbox = Sandbox(
            executor=AnyGuild(costs=settings.pop("costs", False)),
            clock=lambda: clock(started_at, speed, skew) - self._born_early,
            log_size=1_000_000,
            **settings,
        )
        self._born_early = 0.0
        self._server = SandboxServer(self._sandbox)
        self._server.start()

    def do(self, name: str, *arguments: Any) -> Any:
        sandbox, server = self._sandbox, self._server
        match name:
            case "address":
                return server.base_url
            case "add":
                sandbox.faults.add(*[from_dict(fault) for fault in arguments])
            case "clear":
                sandbox.faults.clear()
            case "forget":
                sandbox.log.clear()
            case "log":
                return [
                    (record.time, record.path, record.status, record.variables.get("guildId"))
                    for record in sandbox.log
                ]
            case "spend":
                sandbox.spend_points(*arguments)
            case "spent":
                return sum(record.points for record in sandbox.log)
            case "revoke":
                sandbox.revoke_tokens()
            case "stop":
                server.stop()
            case "start":
                server.start()
            case "drop":
                server.drop_connections()
            case _:
                raise ValueError(name)
        return None


def main() -> None:
    host = Host(json.loads(sys.argv[1]))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(host.do(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
