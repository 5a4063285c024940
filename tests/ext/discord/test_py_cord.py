"""The other Discord library, whose `load_extension` is no coroutine function."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.ext.discord.bots import COG
from tests.ext.discord.site import Site
from tests.fake_discord.payloads import CHANNEL
from tests.fake_discord.server import TOKEN, FakeDiscord

if TYPE_CHECKING:
    from tests.ext.discord.bots import Package

ROOT: Final = Path(__file__).parents[3]
PY_CORD: Final = Path(sys.prefix, "py-cord")
PROGRAM: Final = Path(__file__).with_name("either.py")

LEAVES: Final = """
    from discord.ext import commands

    @commands.command()
    async def loose(context): ...

    def setup(bot):
        bot.add_command(loose)
        raise SystemExit(3)
"""


async def report_under(folder: Path | None, package: Package) -> tuple[Any, FakeDiscord]:
    """Run the program with the library in *folder*, else with the one that is installed."""
    with Site() as site:
        package.write(
            {
                "fine": COG.format(name="Fine"),
                "imports": "import a_module_that_is_not_there",
                "syntax": "def setup(bot)",
                "entrance": "x = 1",
                "raises": "def setup(bot):\n    raise ZeroDivisionError('by nothing')",
                "leaves": LEAVES,
                "twice": COG.format(name="Fine"),
                "gone": site.extension("gone", 404),
                "flaky": site.extension("flaky", 503, 200),
                "down": site.extension("down", 503, 503, 503, 200),
                **{f"same{n}": "raise ValueError('of the same cause')" for n in range(6)},
            }
        )
        paths = [folder, package.root, ROOT]
        async with FakeDiscord() as fake:
            program = await asyncio.create_subprocess_exec(
                sys.executable,
                *(str(PROGRAM), fake.base_url, TOKEN, str(CHANNEL), package.name),
                env={**os.environ, "PYTHONPATH": os.pathsep.join(str(p) for p in paths if p)},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            output, errors = await program.communicate()
            assert program.returncode == 0, errors.decode()
    return json.loads(output), fake


def essence(components: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    """What of a report does not depend on the clock."""
    told = ("name", "status", "kind", "transient", "error", "attempts", "next_step")
    return [tuple(part[name] for name in told) for part in components]


async def test_a22_py_cord_gives_the_same_report(package: Package) -> None:
    """The same extensions under both libraries: the same report, message, edit and cogs."""
    assert PY_CORD.is_dir(), "py-cord is laid beside the rest by scripts/setup.sh: run make"
    (ours, ours_reports, *ours_loaded), our_fake = await report_under(None, package)
    (other, other_reports, *other_loaded), other_fake = await report_under(PY_CORD, package)
    assert (ours, other) == ("discord.py", "py-cord")
    assert [essence(each) for each in ours_reports] == [essence(each) for each in other_reports]
    assert ours_loaded == other_loaded
    for fake in (our_fake, other_fake):
        message, small = fake.in_channel()
        assert [request.status for request in fake.posts] == [200, 200]
        assert (message.edits, small.edits) == (1, 2)
        assert [*message.files] == ["startup-report.txt"]
        assert not small.files
        assert "×6" in message.text
        assert small.content == "small: 1 of 1 components not loaded (1 failed, 0 loaded; 0.0 s)"
    first, healed = ours_reports
    statuses = {part["name"]: (part["status"], part["attempts"]) for part in first}
    assert statuses[package("down")] == ("failed", 2)
    statuses = {part["name"]: (part["status"], part["attempts"]) for part in healed}
    assert statuses[package("down")] == ("recovered", 4)
    assert statuses[package("flaky")] == ("loaded", 2)
    assert ours_loaded == [
        [package(name) for name in ("down", "fine", "flaky")],
        ["Down", "Fine", "Flaky"],
        False,  # the command of the extension that left by `sys.exit`
    ]
