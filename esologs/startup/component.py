"""A component: what is loaded, what it needs, and how much patience it gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from esologs._call import UNSET, UnsetType
from esologs.config import RetryConfig, check_seconds
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One thing that an application loads at its start.

    *load* takes nothing and is sync or async; all of it is one attempt. It runs
    in the event loop, so what blocks belongs into `asyncio.to_thread`. A
    *critical* component that cannot be loaded ends the start. *after* names the
    components that must be loaded before. *retry* replaces the startup's
    (`None`: one attempt), *timeout* bounds one attempt in seconds (`None`: only
    the startup as a whole is bounded). *clean_up*, sync or async too, undoes what
    a failed attempt left behind, and all of it when a critical component fails.
    """

    name: str
    load: Callable[[], object]
    critical: bool = False
    after: tuple[str, ...] = ()
    retry: RetryConfig | None | UnsetType = UNSET
    timeout: float | None = None
    clean_up: Callable[[], object] | None = None

    def __post_init__(self) -> None:
        _check_types(self.name, self.load, self.clean_up, self.retry)
        if self.timeout is not None:
            check_seconds(f"component {self.name!r}: timeout", self.timeout)


def _check_types(name: object, load: object, clean_up: object, retry: object) -> None:
    if not isinstance(name, str) or not name.strip():
        raise ConfigError(f"a component's name must be a string with something in it: {name!r}")
    if not callable(load):
        # The commonest mistake is to call it: load() instead of load.
        raise ConfigError(f"component {name!r}: load must be callable, got {load!r}")
    if clean_up is not None and not callable(clean_up):
        raise ConfigError(f"component {name!r}: clean_up must be callable, got {clean_up!r}")
    if retry is not None and not isinstance(retry, RetryConfig | UnsetType):
        raise ConfigError(f"component {name!r}: retry must be a RetryConfig, got {retry!r}")


def names_of(after: Iterable[str], component: str) -> tuple[str, ...]:
    """Return *after* as a tuple; a lone string, which would be taken apart, is refused."""
    if isinstance(after, str):
        raise ConfigError(
            f"component {component!r}: after takes several names; write after=({after!r},)"
        )
    return tuple(after)


def check_definition(known: Mapping[str, Component], added: Iterable[Component]) -> None:
    """Raise `ConfigError` if *added* repeat a name, name an unknown one, or wait for each other.

    They may name each other in any order, and what is *known* already.
    """
    together = dict(known)
    for component in added:
        if component.name in together:
            raise ConfigError(f"there are two components named {component.name!r}")
        together[component.name] = component
    for component in together.values():
        for name in component.after:
            if name not in together:
                raise ConfigError(
                    f"component {component.name!r} is to be loaded after {name!r}, which is not "
                    "defined: add that first, or both with add_all"
                )
    _check_cycles(together)


def _check_cycles(together: Mapping[str, Component]) -> None:
    done: set[str] = set()
    for start in together:
        trail: list[str] = []
        # One entry a component on the trail: the dependencies that are still to be looked at.
        ahead = [iter((start,))]
        while ahead:
            name = next(ahead[-1], None)
            if name is None:
                ahead.pop()
                if trail:
                    done.add(trail.pop())
            elif name in trail:
                circle = " after ".join(repr(each) for each in [*trail[trail.index(name) :], name])
                raise ConfigError(f"components wait for each other: {circle}")
            elif name not in done:
                trail.append(name)
                ahead.append(iter(together[name].after))
