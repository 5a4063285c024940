"""The file of answers, with eight processes at it, and with the disk against them."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from tests.chaos.children import Child
from tests.chaos.host import Host
from tests.chaos.load import lasting
from tests.chaos.outages import warm
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.chaos.scenario import Run


async def _readers(
    run: Run,
    host: Host,
    count: int,
    meanwhile: Callable[[list[Child]], Awaitable[None]],
    *options: str,
) -> None:
    """Let *count* processes read and write while something happens; take their figures."""
    children = [Child("reader_program", host.base_url, str(n), *options) for n in range(count)]
    told = list[dict[str, Any]]()
    try:
        for child in children:
            await asyncio.to_thread(child.line)
        await meanwhile(children)
        for child in children:
            out, error = await asyncio.to_thread(child.ended)
            run.at_most("words on stderr", len(error), 0)
            if error:
                run.notes.append(error[-500:])
            told.append(json.loads(out.splitlines()[-1]))
    finally:
        for child in children:
            child.end()
    calls = sum(one["calls"] for one in told)
    answered = calls - sum(one["sources"].get("error", 0) for one in told)
    run.figures |= {
        "calls": calls,
        "success": answered / calls,
        "live": sum(one["sources"].get("live", 0) for one in told),
        "per call": len(host.asked()) / calls,
        "p50": max(one["p50"] for one in told),
        "p99": max(one["p99"] for one in told),
    }
    for one in told:
        run.errors |= one["errors"]
    run.notes.append(f"cached {sum(one['sources'].get('cache', 0) for one in told)}")
    run.notes.append(f"store failures {sum(sum(one['store'].values()) for one in told)}")
    run.at_least("success", run.figures["success"], 1.0)
    run.at_most("crossed answers", sum(one["crossed"] for one in told), 0)


def newest(run: Run) -> Path:
    """Return the file in use."""
    return max((run.folder / "cache").glob("answers-*.sqlite3"))


def sound(run: Run) -> bool:
    """Tell whether SQLite finds nothing wrong with the file."""
    with closing(sqlite3.connect(newest(run))) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@scenario("SQLite, 8 processes, kill -9", "who is killed takes nothing with them")
async def killed(run: Run) -> None:
    with Host() as host:

        async def kill(children: list[Child]) -> None:
            for victim in range(round(run.length(16, 4))):
                await lasting(run.length(0.5, 0.3))
                place = victim % len(children)
                children[place].kill()
                children[place].end()
                children[place] = Child("reader_program", host.base_url, str(100 + victim))
            await lasting(1.0)

        await _readers(run, host, round(run.length(8, 4)), kill)
        run.at_least("file is sound", float(sound(run)), 1.0)


@scenario("SQLite, corrupted", "a file that is written over is left for a new one")
async def corrupted(run: Run) -> None:
    with Host() as host:

        async def spoil(_: list[Child]) -> None:
            for _turn in range(round(run.length(5, 2))):
                await lasting(run.length(1.0, 0.5))
                file = newest(run)
                with file.open("r+b") as stream:
                    for page in range(1, max(2, file.stat().st_size // 4096), 2):
                        stream.seek(page * 4096)
                        stream.write(run.rng.randbytes(4096))
            await lasting(run.length(2.0, 0.5))

        await _readers(run, host, round(run.length(8, 3)), spoil)


@scenario("SQLite, disk full", "what cannot be written is asked for again")
async def full(run: Run) -> None:
    with Host() as host:

        async def wait(_: list[Child]) -> None:
            await lasting(run.length(5.0, 1.0))

        await _readers(run, host, 2, wait, "--file-limit", "20000")


@scenario("SQLite, read-only", "the store steps aside: every answer is live")
async def read_only(run: Run) -> None:
    with Host() as host:
        await warm(run, host.base_url, range(1000, 1030))
        folder = run.folder / "cache"
        run.folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o444)
            if os.geteuid() == 0:
                os.chown(path, 65534, -1)
        folder.chmod(0o555)

        async def wait(_: list[Child]) -> None:
            await lasting(run.length(5.0, 1.0))

        await _readers(run, host, 2, wait, "--as-nobody")
        folder.chmod(0o755)
