"""Two users who ask the same, in every store, at once and in an outage, and what is told of it."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import secrets
import traceback
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from esologs.cache.config import MemoryStoreConfig, RedisStoreConfig, SqliteStoreConfig
from esologs.config import CacheConfig
from esologs.resilience.events import Event
from tests.cache.redis_server import RedisServer, server_program
from tests.chaos.scenario import BOTH, scenario
from tests.raw_server import GUILD, RawServer, says

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from tests.chaos.scenario import Run
    from tests.raw_server import Request

NAMES = ("alice", "bob")


class Told(logging.Handler):
    """Everything that a log at DEBUG level says."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {vars(record)!r}")


class Users:
    """Gives each client id a token of its own, and each token a guild of its own name."""

    def __init__(self) -> None:
        self.secrets = {name: f"canary-secret-{secrets.token_hex(8)}" for name in NAMES}
        self.tokens = {name: f"canary-token-{secrets.token_hex(8)}" for name in NAMES}
        self.is_down = False

    def canaries(self) -> list[str]:
        pairs = [f"{name}:{secret}" for name, secret in self.secrets.items()]
        basic = [base64.b64encode(pair.encode()).decode() for pair in pairs]
        return [*self.secrets.values(), *self.tokens.values(), *basic]

    def token(self, connection: socket.socket, request: Request) -> None:
        basic = request.headers["authorization"].removeprefix("Basic ")
        name = base64.b64decode(basic).decode().partition(":")[0]
        token = {"token_type": "Bearer", "expires_in": 3600, "access_token": self.tokens[name]}
        says(200, json.dumps(token).encode())(connection, request)

    def answer(self, connection: socket.socket, request: Request) -> None:
        if self.is_down:
            says(503, b"")(connection, request)
            return
        token = request.headers["authorization"].removeprefix("Bearer ")
        name = next(name for name, known in self.tokens.items() if known == token)
        body = json.loads(json.dumps(GUILD))
        body["guildData"]["guild"]["name"] = f"of {name}"
        says(200, body)(connection, request)


@scenario("two users, one query", "no answer is the other's; no secret is told or written", BOTH)
async def users(run: Run) -> None:
    program, told, log = server_program(), Told(), logging.getLogger("esologs")
    known, events, failures = Users(), list[Event](), list[str]()
    level = log.level
    with ExitStack() as stack:
        server = stack.enter_context(RawServer(known.answer, token=known.token))
        stores: dict[str, Any] = {
            "memory": MemoryStoreConfig(),
            "file": SqliteStoreConfig(folder=run.folder / "shared"),
        }
        if program is not None:
            (run.folder / "redis").mkdir()
            redis = stack.enter_context(RedisServer(program, run.folder / "redis"))
            stores["redis"] = RedisStoreConfig(url=redis.url, timeout=1.0)
        else:
            run.notes.append("not played: Redis, there is no redis-server")
        log.setLevel(logging.DEBUG)
        log.addHandler(told)
        stack.callback(log.setLevel, level)
        stack.callback(log.removeHandler, told)
        crossed = calls = stale = 0
        for store in stores.values():
            known.is_down = False
            # Never fresh: what is kept is shown in the outage only, and always then.
            cache = CacheConfig(fresh_guild=0.0, jitter=0.0, stale_throttle=0.0)
            clients = {
                name: run.client(
                    server.base_url, client_id=name, client_secret=known.secrets[name],
                    store=store, cache=cache, retry=None, hooks=[events.append],
                )
                for name in NAMES
            }  # fmt: skip
            for turn in range(round(run.length(20, 4))):
                known.is_down = turn % 2 == 1
                asked = [(name, _asked(run, clients[name])) for _ in range(10) for name in NAMES]
                for (name, _), answer in zip(
                    asked, await asyncio.gather(*(call for _, call in asked)), strict=True
                ):
                    calls += 1
                    if isinstance(answer, BaseException):
                        failures.append("".join(traceback.format_exception(answer)) + repr(answer))
                        continue
                    stale += answer.meta.source == "stale"
                    crossed += answer.guild_data.guild.name != f"of {name}"
            failures.append(repr(clients))
            for client in clients.values():
                await run.colour.close(client)
        written = _below(run.folder)
        if "redis" in stores:
            written += _dump(stores["redis"].url)
    run.figures |= {
        "calls": calls,
        "success": 1.0 - len(failures[len(stores) :]) / calls,
        "stale": stale,
    }
    run.at_most("answers crossed", crossed, 0)
    run.at_least("stale answers", stale, calls // 3)
    run.at_least("bytes written", len(written), 1000)
    run.at_least("lines logged", len(told.lines), calls // 2)
    shown = "\n".join([*told.lines, *failures, *(repr(event) for event in events)])
    found = [c for c in known.canaries() if c in shown or c.encode() in written]
    run.at_most("secrets found", len(found), 0)
    run.at_most(
        "client ids in files", sum(name.encode() in _names_only(written) for name in NAMES), 0
    )


def _names_only(written: bytes) -> bytes:
    # The answers hold the users' names on purpose: they tell whose they are.
    return written.replace(b"of alice", b"").replace(b"of bob", b"")


async def _asked(run: Run, client: Any) -> Any:
    try:
        if run.colour.is_async:
            return await client.get_guild_by_id(guild_id=3468)
        return await asyncio.to_thread(client.get_guild_by_id, guild_id=3468)
    except Exception as error:  # noqa: BLE001 - what it shows is looked through
        return error


def _below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _dump(url: str) -> bytes:
    from redis import Redis

    client: Any = Redis.from_url(url)  # pyright: ignore[reportUnknownMemberType] # redis-py's own
    parts = [part for key in client.keys("*") for part in (key, client.dump(key))]
    client.close()
    return b"".join(parts)
