"""A single cog as a component of a start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from esologs._call import UNSET, UnsetType
from esologs.ext.discord.undo import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from discord import Client
    from discord.app_commands import CommandTree, Group
    from discord.ext.commands import Cog

    from esologs.config import RetryConfig
    from esologs.startup import Startup


class CogBot(Protocol):
    """What is asked of a bot that takes cogs."""

    def add_cog(self, cog: Cog, /, *, override: bool = False) -> object:
        """Add a cog; a coroutine function in discord.py, a function in py-cord."""
        ...

    def get_cog(self, name: str, /) -> object:
        """Return the cog of that name, or `None`."""
        ...

    def remove_cog(self, name: str, /) -> object:
        """Take a cog away, likewise."""
        ...


def add_cog(
    startup: Startup,
    bot: CogBot,
    cog: Cog | Callable[[], Cog],
    *,
    name: str | None = None,
    critical: bool = False,
    after: Iterable[str] = (),
    retry: RetryConfig | None | UnsetType = UNSET,
    timeout: float | None = None,
) -> str:
    """Add *cog*, or what a call of it makes, to *startup*; return the component's name.

    A callable, such as the cog's class or `lambda: Roster(bot)`, is called for
    each attempt, so that no attempt meets what another has left in the cog. The
    *name* is the cog's, or the callable's, unless given. What a failed attempt
    left in the command tree is taken away, or replaced by the next attempt.
    """
    part = _Cog(bot, cog)
    name = name or part.name
    startup.add(
        name,
        part.load,
        critical=critical,
        after=after,
        retry=retry,
        timeout=timeout,
        clean_up=part.undo,
    )
    return name


class _Cog:
    """A cog on its way into a bot."""

    def __init__(self, bot: CogBot, cog: Cog | Callable[[], Cog]) -> None:
        self._bot, self._given = bot, cog
        self._cog: Cog | None = None
        self._attempts = 0

    @property
    def name(self) -> str:
        given = self._given
        if callable(given):
            return getattr(given, "__name__", "cog")
        return given.qualified_name

    async def load(self) -> None:
        given = self._given
        self._cog = cog = given() if callable(given) else given
        self._attempts += 1
        # discord.py adds the group of a GroupCog before `cog_load` may fail, and then leaves it.
        # The first attempt overrides nothing, so from the second on there is only our own.
        await settled(self._bot.add_cog(cog, override=self._attempts > 1))

    async def undo(self) -> None:
        cog = self._cog
        if cog is None:
            return
        if self._bot.get_cog(cog.qualified_name) is cog:
            await settled(self._bot.remove_cog(cog.qualified_name))
        _remove_group(self._bot, cog)


def _remove_group(bot: object, cog: object) -> None:
    """Take the global group of a GroupCog out of the tree; py-cord has neither."""
    tree: CommandTree[Client] | None = getattr(bot, "tree", None)
    group: Group | None = getattr(cog, "app_command", None)
    if tree is not None and group is not None and tree.get_command(group.name) is group:
        tree.remove_command(group.name)
