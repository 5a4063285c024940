"""A bot's extensions as components of a start, each undone when it came up by half only."""

from __future__ import annotations

import asyncio
import importlib.util
import pkgutil
from typing import TYPE_CHECKING, Final

from esologs._call import UNSET, UnsetType
from esologs.errors import ConfigError
from esologs.ext.discord.undo import settled, undo
from esologs.startup import Component, Startup
from esologs.startup.component import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from esologs.config import RetryConfig
    from esologs.ext.discord.undo import ExtensionBot
    from esologs.startup import ReportTo


def add_extensions(
    startup: Startup,
    bot: ExtensionBot,
    package: str | Iterable[str],
    *,
    critical: Iterable[str] = (),
    after: Iterable[str] = (),
    retry: RetryConfig | None | UnsetType = UNSET,
    timeout: float | None = None,
) -> tuple[str, ...]:
    """Add each extension of *package* to *startup*, under its dotted name; return the names.

    *package* is the dotted name of a package whose modules and packages are the
    extensions (less those whose names start with an underscore), or the names
    themselves. They are found without importing any. *critical* are the names of
    those that the bot cannot do without: such a one that is not there at all is
    a failure, too. *after*, *retry* and *timeout* are those of each component.

    What an attempt leaves behind that failed, was cut off or called `sys.exit`
    (modules, cogs, commands, listeners, commands of the tree) is taken away
    before the next. A package that cannot be found is a component that fails.

    Raises:
        ConfigError: *critical* or *after* is a string, a name in *after* is unknown, or one
            of the extensions is in the startup already; then none is added.

    """
    if isinstance(critical, str):
        raise ConfigError(f"critical takes several names; write critical=[{critical!r}]")
    needed = tuple(critical)
    found = _find(bot, package)
    for name in needed:
        found.setdefault(name, _Extension(bot, name))
    startup.add_all(
        Component(
            name=name,
            load=part.load,
            critical=name in needed,
            after=names_of(after, name),
            retry=retry,
            timeout=timeout,
            clean_up=part.undo,
        )
        for name, part in found.items()
    )
    return tuple(found)


async def load_extensions(
    bot: ExtensionBot,
    package: str | Iterable[str],
    *,
    report_to: Iterable[ReportTo] = (),
    critical: Iterable[str] = (),
    timeout: float | None = 60.0,
) -> Startup:
    """Load the extensions of *package* now, and report once if any is missing.

    The arguments are those of `add_extensions` and `Startup`; *timeout* bounds
    the whole. What failed for a passing reason goes on being tried until the bot
    is closed. Return the startup: its `report` says how things stand.

    Raises:
        StartupError: A critical extension is not there; the report was sent before.

    """
    startup = Startup(report_to=report_to, timeout=timeout, name="extensions")
    add_extensions(startup, bot, package, critical=critical)
    if not await startup.run():
        keeper = asyncio.create_task(_keep(startup, bot), name="extensions: recovery")
        _keepers.add(keeper)
        keeper.add_done_callback(_keepers.discard)
    return startup


_keepers: Final[set[asyncio.Task[None]]] = set()
"""The event loop holds its tasks by weak references only."""


async def _keep(startup: Startup, bot: ExtensionBot) -> None:
    """End what goes on in the background once all is there, or the bot is closed."""
    waiting = asyncio.ensure_future(startup.wait())
    # Neither library tells anybody that a bot is being closed; it has to be asked.
    while not waiting.done() and not bot.is_closed():
        await asyncio.wait({waiting}, timeout=1.0)
    await startup.aclose()
    await waiting


class _Extension:
    """One extension: loaded by the bot, and undone by it."""

    def __init__(self, bot: ExtensionBot, name: str) -> None:
        self._bot, self._name = bot, name
        self._begun = False

    async def load(self) -> None:
        # Loaded already by somebody else: refused by the bot, and not ours to undo.
        self._begun = self._name not in self._bot.extensions
        await settled(self._bot.load_extension(self._name))

    async def undo(self) -> None:
        if self._begun:
            self._begun = False
            await undo(self._bot, self._name)


class _Package:
    """A package that could not be looked into: its extensions, one after the other, once it can."""

    def __init__(self, bot: ExtensionBot, name: str) -> None:
        self._bot, self._name = bot, name
        self._extensions: list[_Extension] = []

    async def load(self) -> None:
        self._extensions.clear()
        for name in _modules(self._name):
            extension = _Extension(self._bot, name)
            self._extensions.append(extension)
            await extension.load()

    async def undo(self) -> None:
        for extension in reversed(self._extensions):
            await extension.undo()


def _find(bot: ExtensionBot, package: str | Iterable[str]) -> dict[str, _Extension | _Package]:
    if not isinstance(package, str):
        return {name: _Extension(bot, name) for name in package}
    try:
        names = _modules(package)
    except Exception:  # noqa: BLE001 - whatever its parents raise: told as the start's failure
        return {package: _Package(bot, package)}
    return {name: _Extension(bot, name) for name in names}


def _modules(package: str) -> tuple[str, ...]:
    """Return the names of a package's modules; imports no more than the package's parents."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    if spec.submodule_search_locations is None:
        return (package,)
    found = pkgutil.iter_modules(spec.submodule_search_locations)
    return tuple(f"{package}.{each.name}" for each in found if not each.name.startswith("_"))
