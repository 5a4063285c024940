"""Bots of discord.py, and extensions for them as files on disk."""

from __future__ import annotations

import importlib
import itertools
import sys
import textwrap
from typing import TYPE_CHECKING, Any, Final

import discord
from discord.ext import commands

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from esologs import Client

_numbers: Final = itertools.count(1)

COG: Final = """
    from discord.ext import commands

    class {name}(commands.Cog):
        pass

    def setup(bot):
        return bot.add_cog({name}())
"""
"""An extension that both libraries can load: `add_cog` is a coroutine function in one of them."""


class SetUp(commands.Bot):
    """A bot whose `setup_hook` is the given function; *notes* are what its extensions write."""

    def __init__(self, set_up: Callable[[SetUp], Awaitable[Any]] | None = None) -> None:
        super().__init__("!", intents=discord.Intents.none(), help_command=None)
        self._set_up = set_up
        self.notes: list[str] = []
        self.eso: Client | None = None

    async def setup_hook(self) -> None:
        if self._set_up is not None:
            await self._set_up(self)


class Package:
    """A package of extensions in *folder*, importable under a name of its own."""

    def __init__(self, folder: Path) -> None:
        self.name = f"bot{next(_numbers)}.exts"
        self.root = folder
        self._folder = folder.joinpath(*self.name.split("."))
        self._folder.mkdir(parents=True)
        for each in (self._folder.parent, self._folder):
            each.joinpath("__init__.py").touch()

    def write(self, sources: Mapping[str, str]) -> None:
        """Write extensions: source by name."""
        for name, source in sources.items():
            text = textwrap.dedent(source)
            self._folder.joinpath(f"{name}.py").write_text(text, "utf-8")
        importlib.invalidate_caches()

    def write_parent(self, source: str) -> None:
        """Write the `__init__` of the package that this one is in."""
        self._folder.parent.joinpath("__init__.py").write_text(textwrap.dedent(source), "utf-8")

    def __call__(self, name: str) -> str:
        """The dotted name of an extension."""
        return f"{self.name}.{name}"

    def forget(self) -> None:
        """Take all of it out of the interpreter."""
        top = self.name.partition(".")[0]
        for name in [each for each in sys.modules if each.partition(".")[0] == top]:
            del sys.modules[name]
