"""A bot's extensions as files on disk: reported once, and never left half loaded."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from typing import TYPE_CHECKING

import pytest
from discord import Object, app_commands
from discord.ext import commands

from esologs import Client
from esologs.config import RetryConfig
from esologs.errors import ConfigError
from esologs.ext.discord import ChannelSink, add_cog, add_extensions, load_extensions
from esologs.startup import Startup, StartupError
from tests.ext.discord.bots import COG, SetUp
from tests.ext.discord.site import Site
from tests.fake_discord.payloads import CHANNEL
from tests.fake_discord.server import TOKEN
from tests.raw_server import RawServer, says

if TYPE_CHECKING:
    from tests.ext.discord.bots import Package
    from tests.fake_discord.server import FakeDiscord

SOON = RetryConfig(max_retries=2, wait_initial=0.01, wait_max=0.02)


def a_startup(bot: SetUp, *, timeout: float = 5.0) -> Startup:
    """A startup that reports to the channel, retries soon, and does not recover."""
    sink = ChannelSink(bot, CHANNEL)
    return Startup(report_to=[sink], retry=SOON, recovery=None, timeout=timeout)


async def test_a02_one_report_of_all_that_failed(fake: FakeDiscord, package: Package) -> None:
    """Of twelve extensions, one message names each failed one once, with its root error."""

    async def set_up(bot: SetUp) -> None:
        startup = a_startup(bot, timeout=2.0)
        add_extensions(startup, bot, package.name)
        add_extensions(startup, bot, [package("missing"), "nowhere.at.all"])
        await startup.run()

    with Site() as site:
        package.write(
            {
                "fine": COG.format(name="Fine"),
                "imports": "import a_module_that_is_not_there",
                "syntax": "def setup(bot)",
                "entrance": "x = 1",
                "raises": "def setup(bot):\n    raise ZeroDivisionError('by nothing')",
                "twice": COG.format(name="Fine"),
                "gone": site.extension("gone", 404),
                "flaky": site.extension("flaky", 503, 503, 200),
                "limited": site.extension("limited", 429),
                "hanging": """
                    import asyncio
                    async def setup(bot):
                        await asyncio.Event().wait()
                """,
                "_private": "raise AssertionError('no extension')",
            }
        )
        async with SetUp(set_up) as bot:
            await bot.login(TOKEN)
            loaded = set(bot.extensions)
        assert site.asked.count("/flaky") == 3
        assert (site.asked.count("/gone"), site.asked.count("/limited")) == (1, 1)
    (message,) = fake.in_channel()
    assert len(fake.posts) == 1
    head, *lines = message.text.splitlines()
    assert re.match(r"startup: 10 of 12 components not loaded \(.*2 loaded; ", head)
    failed = {
        "imports": "ModuleNotFoundError: No module named 'a_module_that_is_not_there'",
        "syntax": "SyntaxError",
        "entrance": "NoEntryPointError",
        "raises": "ZeroDivisionError: by nothing",
        "twice": "ClientException: Cog named 'Fine' already loaded",
        "missing": "ExtensionNotFound",
        "gone": "HTTPError: HTTP Error 404",
        "limited": "HTTPError: HTTP Error 429",
        "hanging": "TimeoutError: still loading",
    }
    for name, error in failed.items():
        (line,) = [each for each in lines if re.search(rf"{package(name)}\b.*: \[", each)]
        assert error in line
    (line,) = [each for each in lines if "nowhere.at.all" in each]
    assert "ModuleNotFoundError" in line
    assert "ExtensionFailed" not in message.everything
    assert loaded == {package("fine"), package("flaky")}
    assert not [name for name in loaded if name in message.text]
    assert "_private" not in message.everything


async def test_a09_a_group_that_failed_once_has_one_command(
    fake: FakeDiscord, package: Package
) -> None:
    """A GroupCog whose `cog_load` fails once is loaded at attempt 2, with one tree command."""
    package.write(
        {
            "group": """
                from discord import app_commands
                from discord.ext import commands

                @app_commands.guilds(200)
                class Local(commands.GroupCog, name="local"):
                    pass

                class Roster(commands.GroupCog, name="roster"):
                    def __init__(self, bot):
                        self.bot = bot

                    @app_commands.command()
                    async def show(self, interaction): ...

                    async def cog_load(self):
                        self.bot.notes.append("roster")
                        if len(self.bot.notes) == 1:
                            raise ConnectionResetError(104, "reset by peer")

                async def setup(bot):
                    await bot.add_cog(Local())
                    await bot.add_cog(Roster(bot))
            """
        }
    )
    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = a_startup(bot)
        add_extensions(startup, bot, package.name)
        report = await startup.run()
        assert report[package("group")].attempts == len(bot.notes) == 2
        assert [command.name for command in bot.tree.get_commands()] == ["roster"]
        assert [each.name for each in bot.tree.get_commands(guild=Object(200))] == ["local"]
    assert not fake.posts


HANGS = "await asyncio.Event().wait()"
HALF = """
    import asyncio
    from discord import Member, Object, app_commands
    from discord.ext import commands

    class First(commands.Cog):
        @commands.command()
        async def first(self, context): ...

        @commands.Cog.listener()
        async def on_message(self, message): ...

        async def cog_unload(self):
            self.bot.notes.append("unloaded")

    @app_commands.guilds(200)
    class Second(commands.GroupCog, name="second"):
        def __init__(self, bot):
            self.bot = bot

        async def cog_load(self):
            self.bot.notes.append("second")
            if len(self.bot.notes) {first}:
                {fails}

    @app_commands.context_menu(name="greet")
    async def greet(interaction, user: Member): ...

    @commands.command()
    async def loose(context): ...

    async def on_ready(): ...

    async def setup(bot):
        First.bot = bot
        bot.tree.add_command(greet, guild=Object(200))
        bot.add_command(loose)
        bot.add_listener(on_ready)
        await bot.add_cog(First())
        await bot.add_cog(Second(bot))

    async def teardown(bot):
        bot.notes.append("torn down")
"""


async def test_a09_a_half_loaded_extension_is_undone(fake: FakeDiscord, package: Package) -> None:
    """An extension cut off in its second cog is loaded at attempt 2, and each thing is once."""
    package.write({"slow": HALF.format(first="== 1", fails=HANGS)})
    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = a_startup(bot)
        add_extensions(startup, bot, package.name, timeout=0.2)
        report = await startup.run()
        assert report[package("slow")].attempts == 2
        assert bot.notes == ["second", "unloaded", "torn down", "second"]
        assert {name: len(found) for name, found in bot.extra_events.items() if found} == {
            "on_message": 1,
            "on_ready": 1,
        }
        assert sorted(command.name for command in bot.commands) == ["first", "loose"]
        in_guild = bot.tree.get_commands(guild=Object(200))
        assert sorted(command.name for command in in_guild) == ["greet", "second"]
        assert [*bot.cogs] == ["First", "second"]
        await bot.unload_extension(package("slow"))
        assert not bot.tree.get_commands(guild=Object(200))
    assert not fake.posts


@pytest.mark.parametrize("fails", [HANGS, "raise SystemExit(3)", "raise ValueError(3)"])
async def test_what_failed_for_good_leaves_nothing(
    fake: FakeDiscord, package: Package, fails: str
) -> None:
    """Hanging, left by `sys.exit` or failed: no cog, listener, command or module stays."""
    package.write({"slow": HALF.format(first="", fails=fails)})
    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = a_startup(bot)
        add_extensions(startup, bot, package.name, timeout=0.1, retry=None)
        report = await startup.run()
        assert report[package("slow")].status == "failed"
        assert not bot.cogs
        assert not bot.commands
        assert not any(bot.extra_events.values())
        assert not bot.tree.get_commands(guild=Object(200))
        assert package("slow") not in sys.modules
    assert len(fake.in_channel()) == 1


async def test_a10_an_endless_cog_does_not_hold_the_bot(
    fake: FakeDiscord, package: Package
) -> None:
    """With a deadline of 1 s `setup_hook` is over within 1.5 s, and the channel knows why."""
    package.write(
        {
            "endless": """
                import asyncio
                from discord.ext import commands

                class Endless(commands.Cog):
                    async def cog_load(self):
                        await asyncio.Event().wait()

                async def setup(bot):
                    await bot.add_cog(Endless())
            """,
            "fine": COG.format(name="Fine"),
        }
    )
    took: list[float] = []

    async def set_up(bot: SetUp) -> None:
        begun = time.monotonic()
        sink = ChannelSink(bot, CHANNEL)
        await load_extensions(bot, package.name, report_to=[sink], timeout=1.0)
        took.append(time.monotonic() - begun)

    for _ in range(3):  # one of three will do: a busy machine has its moments
        async with SetUp(set_up) as bot:
            await bot.login(TOKEN)
            assert [*bot.extensions] == [package("fine")]
        if took[-1] < 1.5:
            break
    assert 1.0 <= took[-1] < 1.5
    *_, message = fake.in_channel()
    assert f"{package('endless')}: [timeout] TimeoutError: still loading after 1 s" in message.text
    assert len(fake.posts) == len(took)


async def test_a08_a_client_inside_an_extension_is_not_retried_again(
    fake: FakeDiscord, package: Package
) -> None:
    """Its error is wrapped by discord.py: three requests all the same, not nine."""
    package.write(
        {
            "guild": """
                async def setup(bot):
                    await bot.eso.ping()
            """
        }
    )
    with RawServer(says(503)) as server:
        client = Client(
            base_url=server.base_url, client_id="an-id", client_secret="a-secret",
            retry=RetryConfig(max_retries=2, wait_initial=0.001, wait_max=0.001),
        )  # fmt: skip
        async with client, SetUp() as bot:
            bot.eso = client
            await bot.login(TOKEN)
            startup = a_startup(bot)
            add_extensions(startup, bot, package.name)
            report = await startup.run()
            assert len(server.asked) == 3
    assert (report[package("guild")].attempts, report[package("guild")].kind) == (1, "outage")


async def test_a11_a_dead_critical_extension_stops_the_bot(
    fake: FakeDiscord, package: Package
) -> None:
    """The channel has the report before `StartupError` leaves `login`; the rest is unloaded."""
    before = asyncio.all_tasks()
    package.write({"fine": COG.format(name="Fine"), "filters": "raise ValueError('broken')"})

    async def set_up(bot: SetUp) -> None:
        sink = ChannelSink(bot, CHANNEL, ping_roles=[7])
        try:
            await load_extensions(
                bot, package.name, report_to=[sink], critical=[package("filters")]
            )
        finally:
            bot.notes += [message.content for message in fake.in_channel()]

    async with SetUp(set_up) as bot:
        with pytest.raises(StartupError) as caught:
            await bot.login(TOKEN)
        (told,) = bot.notes
        assert told.startswith("<@&7> extensions: 1 of 2 components not loaded")
        assert (caught.value.exit_code, [*bot.extensions], [*bot.cogs]) == (78, [], [])
        names = {task.get_name() for task in asyncio.all_tasks() - before}
        assert not [name for name in names if "extensions" in name or "startup" in name]


async def test_an_extension_of_somebody_else_stays(fake: FakeDiscord, package: Package) -> None:
    """One that was loaded before is reported as such, and not unloaded."""
    package.write({"fine": COG.format(name="Fine")})
    async with SetUp() as bot:
        await bot.login(TOKEN)
        await bot.load_extension(package("fine"))
        startup = a_startup(bot)
        add_extensions(startup, bot, package.name)
        report = await startup.run()
        assert report[package("fine")].error == "ExtensionAlreadyLoaded"
        assert [*bot.cogs] == ["Fine"]


@pytest.mark.parametrize("guild", [None, Object(200)], ids=["everywhere", "in one guild"])
async def test_a09_a_cog_is_undone_between_attempts(
    fake: FakeDiscord, guild: Object | None
) -> None:
    """A GroupCog that fails once in `cog_load` is added at attempt 2, with one tree command."""

    class Roster(commands.GroupCog, name="roster"):
        attempts = 0

        async def cog_load(self) -> None:
            self.attempts += 1
            if self.attempts == 1:
                raise ConnectionResetError(104, "reset by peer")

    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = a_startup(bot)
        cog = (app_commands.guilds(guild)(Roster) if guild else Roster)()
        assert add_cog(startup, bot, cog) == "roster"
        report = await startup.run()
        assert report["roster"].attempts == cog.attempts == 2
        assert bot.cogs == {"roster": cog}
        assert [command.name for command in bot.tree.get_commands(guild=guild)] == ["roster"]


async def test_a_cog_that_failed_for_good_leaves_no_command(fake: FakeDiscord) -> None:
    """What a GroupCog put into the tree before it failed is taken out again; it is made anew."""
    made: list[commands.Cog] = []

    class Roster(commands.GroupCog, name="roster"):
        async def cog_load(self) -> None:
            made.append(self)
            raise ConnectionResetError(104, "reset by peer")

    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = a_startup(bot)
        assert add_cog(startup, bot, Roster, name="the roster") == "the roster"
        report = await startup.run()
        assert report["the roster"].status == "failed"
        assert len({*map(id, made)}) == 3
        assert not bot.tree.get_commands()


async def test_a_critical_extension_that_is_not_there_stops_the_start(
    fake: FakeDiscord, package: Package
) -> None:
    """A critical name without a file fails the start, and everything else is unloaded."""
    package.write({"fine": COG.format(name="Fine")})
    async with SetUp() as bot:
        await bot.login(TOKEN)
        sink = ChannelSink(bot, CHANNEL)
        filters = package("filters")
        with pytest.raises(StartupError, match=r"filters") as caught:
            await load_extensions(bot, package.name, report_to=[sink], critical=[filters])
        assert caught.value.exit_code == 78
        assert not bot.extensions
    (message,) = fake.in_channel()
    assert f"CRITICAL {filters}" in message.text


async def test_a_lone_string_is_no_list_of_names(package: Package) -> None:
    """`critical="a.b"` is refused: it would be taken apart into letters."""
    async with SetUp() as bot:
        with pytest.raises(ConfigError, match=r"critical=\['a.b'\]"):
            await load_extensions(bot, package.name, critical="a.b")


async def test_a_package_that_can_be_found_later_is_loaded_then(
    fake: FakeDiscord, package: Package
) -> None:
    """A package whose parent failed to be imported at first: its extensions load at attempt 2."""
    package.write({"fine": COG.format(name="Fine"), "more": COG.format(name="More")})
    package.write_parent(
        """
        import builtins
        builtins.imported = getattr(builtins, "imported", 0) + 1
        if builtins.imported == 1:
            raise ConnectionResetError(104, "reset by peer")
        """
    )
    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = a_startup(bot)
        assert add_extensions(startup, bot, package.name) == (package.name,)
        assert await startup.run()
        assert sorted(bot.cogs) == ["Fine", "More"]
    assert not fake.posts


async def test_a_single_module_is_its_own_extension(fake: FakeDiscord, package: Package) -> None:
    """The name of a module instead of a package loads that module."""
    package.write({"fine": COG.format(name="Fine"), "more": COG.format(name="More")})
    async with SetUp() as bot:
        await bot.login(TOKEN)
        startup = await load_extensions(bot, package("fine"))
        assert startup.report
        assert [*bot.cogs] == ["Fine"]


async def test_a17_the_one_liner_ends_with_the_bot(fake: FakeDiscord, package: Package) -> None:
    """What failed for a passing reason goes on being tried, until the bot is closed."""
    before = asyncio.all_tasks()
    with Site() as site:
        package.write({"down": site.extension("down", 503)})
        async with SetUp() as bot:
            await bot.login(TOKEN)
            sink = ChannelSink(bot, CHANNEL)
            startup = await load_extensions(bot, package.name, report_to=[sink], timeout=0.1)
            assert startup.report.recovering
        await startup.wait()
        if left := asyncio.all_tasks() - before:  # those that this wait has just let go on
            await asyncio.wait(left, timeout=5)
        assert not asyncio.all_tasks() - before
    assert len(fake.in_channel()) == 1
