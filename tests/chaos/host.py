"""The sandbox server of a scenario: started, told what breaks, asked what it saw, ended."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from esologs.sandbox.faults.notation import to_dict

if TYPE_CHECKING:
    from esologs.sandbox.faults import Fault

ROOT: Final = Path(__file__).resolve().parents[2]

# What is asked of points and bursts has scenarios of its own.
AMPLE: Final = {"points_per_hour": 10**9, "burst": None}


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the server saw it; *time* is Unix seconds by its clock."""

    time: float
    path: str
    status: int
    guild_id: int | None

    @property
    def is_token(self) -> bool:
        return self.path == "/oauth/token"


class Host:
    """A sandbox server in a process of its own; `with` starts and ends it.

    The settings are those of `Sandbox`, and of `host_program`: `costs`, `speed`,
    `started_at`, `into_hour`. Points and bursts are ample unless they are set.
    """

    def __init__(self, **settings: Any) -> None:
        self._settings = {**AMPLE, **settings}
        self.base_url = ""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.chaos.host_program", json.dumps(self._settings)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.base_url = self._do("address")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()  # which ends it
        self._process.stdout.close()
        self._process.wait(10)

    def breaks(self, *faults: Fault) -> None:
        """Add faults from now on."""
        self._do("add", *[to_dict(fault) for fault in faults])

    def heals(self) -> None:
        """Take all faults away."""
        self._do("clear")

    def stop(self) -> None:
        """Stop listening: connections are refused."""
        self._do("stop")

    def start(self) -> None:
        """Listen again, at the same address."""
        self._do("start")

    def drop(self) -> None:
        """Reset every open connection."""
        self._do("drop")

    def spend(self, points: float) -> None:
        """Spend points of the scenario's account, as another program would."""
        self._do("spend", points, CLIENT_ID)

    def spent(self) -> float:
        """Return the points that all requests cost together."""
        return float(self._do("spent"))

    def revoke_tokens(self) -> None:
        """Refuse every token that is out."""
        self._do("revoke")

    def forget(self) -> None:
        """Count requests from here."""
        self._do("forget")

    def seen(self) -> list[Seen]:
        """Return every request so far, oldest first."""
        return [Seen(*record) for record in self._do("log")]

    def asked(self) -> list[Seen]:
        """Return the requests that were for the API, not for a token."""
        return [request for request in self.seen() if not request.is_token]

    def tokens(self) -> list[Seen]:
        """Return the requests for a token."""
        return [request for request in self.seen() if request.is_token]

    def _do(self, *words: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


CLIENT_ID: Final = "chaos"
CLIENT_SECRET: Final = "a-secret"
