"""Taking back an extension that came up by half, through what every bot can do.

A bot takes back by itself what an extension's `setup` had done before it raised.
It does not when `setup` was cancelled or called `sys.exit`: modules, cogs,
commands, listeners and commands of the tree stay, and the next attempt fails
with "already loaded". Unloading would remove it all, but wants an extension that
is loaded. So one is: a stand-in of the same name that does nothing, and what is
then unloaded in its name is everything that came from the half-loaded one.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import sys
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Mapping
    from types import ModuleType


class ExtensionBot(Protocol):
    """What is asked of a bot with extensions: `commands.Bot` of discord.py, `Bot` of py-cord."""

    @property
    def extensions(self) -> Mapping[str, ModuleType]:
        """The extensions that are loaded, by name."""
        ...

    def load_extension(self, name: str) -> object:
        """Load an extension; a coroutine function in discord.py, a function in py-cord."""
        ...

    def unload_extension(self, name: str) -> object:
        """Unload it, likewise."""
        ...

    def is_closed(self) -> bool:
        """Whether the bot is done with Discord."""
        ...


async def undo(bot: ExtensionBot, name: str) -> None:
    """Take away what the extension *name* has added to *bot*, loaded wholly or by half."""
    if name not in bot.extensions:
        half_loaded = sys.modules.get(name)
        if half_loaded is None:
            return
        sys.modules[name] = _stand_in(name, half_loaded)
        await settled(bot.load_extension(name))
    await settled(bot.unload_extension(name))


async def settled(outcome: object) -> None:
    """Wait for what discord.py's coroutines do; py-cord's functions have done it already."""
    if inspect.isawaitable(outcome):
        await cast("Awaitable[object]", outcome)


class _StandIn(importlib.abc.Loader):
    """Fills a module with a `setup` that does nothing, and the `teardown` of another one."""

    def __init__(self, of: ModuleType) -> None:
        self._of = of

    def exec_module(self, module: ModuleType) -> None:
        names = vars(module)
        names["setup"] = _set_up_nothing
        if (teardown := getattr(self._of, "teardown", None)) is not None:
            names["teardown"] = teardown


def _set_up_nothing(_bot: object) -> _Done:
    return _Done()


class _Done:
    """Nothing to wait for; unlike a coroutine it may be left unawaited, as py-cord does."""

    def __await__(self) -> Iterator[None]:
        return iter(())


def _stand_in(name: str, of: ModuleType) -> ModuleType:
    spec = importlib.machinery.ModuleSpec(name, _StandIn(of), origin="esologs.ext.discord")
    spec.has_location = True  # py-cord takes a module without one for a folder of extensions
    return importlib.util.module_from_spec(spec)
