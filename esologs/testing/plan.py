"""Which tests are tried again, how often and after how long: markers, ini settings, options."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

Mode: TypeAlias = Literal["auto", "marked", "off"]

MODES: Final[tuple[Mode, ...]] = ("auto", "marked", "off")
MARKERS: Final = (
    "retry(max_attempts=3, initial_delay=1.0, max_delay=30.0): try the test again when the "
    "network failed it, as a client of esologs would",
    "no_retry: never try the test again, whatever the settings say",
    "integration: needs the network; tried again when that fails (esologs_retry_marks)",
)
_SETTINGS: Final = ("max_attempts", "initial_delay", "max_delay")
# What is broken there was broken by the test itself.
_OFFLINE: Final = frozenset({"esologs_sandbox", "esologs_recording"})


@dataclass(frozen=True, slots=True)
class Plan:
    """How a test is tried again: *max_attempts* at most, the first included.

    The wait before retry n is drawn evenly from 0 to `min(max_delay, initial_delay *
    2**(n - 1))` seconds, as a client's is. With *any_network* off, only what a client
    of esologs could not do counts, not what failed elsewhere.
    """

    max_attempts: int = 3
    initial_delay: float = 1.0
    max_delay: float = 30.0
    any_network: bool = True

    def __post_init__(self) -> None:
        # A marker's arguments are no type checker's business: they are checked here.
        for name in _SETTINGS:
            value: object = getattr(self, name)
            least, kinds = (1, int) if name == "max_attempts" else (0, (int, float))
            number = isinstance(value, kinds) and not isinstance(value, bool)
            if not number or not least <= cast("float", value) < math.inf:
                what = "a whole number" if least else "a number of seconds"
                raise ValueError(f"{name} must be {what} from {least} up, got {value!r}")


class Plans:
    """The plan of every test of a run.

    Raises:
        pytest.UsageError: A setting of the run cannot be.

    """

    def __init__(self, config: pytest.Config) -> None:
        self._root = config.rootpath
        self.mode: Mode = _mode(config)
        self._marks = set(cast("list[str]", config.getini("esologs_retry_marks")))
        self._paths = [
            path.rstrip("/") for path in cast("list[str]", config.getini("esologs_retry_paths"))
        ]
        self._usual: dict[str, Any] = {}
        for name, setting, kind in (
            ("max_attempts", "attempts", int),
            ("initial_delay", "delay", float),
        ):
            text = config.getoption(f"esologs_retry_{setting}")
            text = config.getini(f"esologs_retry_{setting}") if text is None else text
            try:
                self._usual[name] = kind(cast("str", text))
                self._plan({}, any_network=True)
            except ValueError as error:
                raise pytest.UsageError(f"esologs_retry_{setting}: {error}") from error

    def of(self, item: pytest.Item) -> Plan | None:
        """Return the plan of *item*; `None`: it is not to be tried again.

        Raises:
            pytest.UsageError: Its marker cannot be read.

        """
        if self.mode == "off" or not isinstance(item, pytest.Function):
            return None
        names = set[str]()
        for mark in item.iter_markers():  # the closest first: a method's before its class's
            if mark.name == "no_retry":
                return None
            if mark.name == "retry":
                return self._marked(item, mark)
            names.add(mark.name)
        if names & self._marks or self._is_listed(item):
            return self._plan({}, any_network=True)
        if self.mode == "auto" and not _OFFLINE & set(item.fixturenames):
            return self._plan({}, any_network=False)
        return None

    def is_asked_for(self, item: pytest.Item) -> bool:
        """Whether the test's own marker asks to try it again."""
        return item.get_closest_marker("retry") is not None

    def _marked(self, item: pytest.Item, mark: pytest.Mark) -> Plan:
        try:
            return self._plan(_said(mark), any_network=True)
        except ValueError as error:
            raise pytest.UsageError(f"{item.nodeid}: @pytest.mark.retry: {error}") from error

    def _plan(self, said: Mapping[str, Any], *, any_network: bool) -> Plan:
        return Plan(**{**self._usual, **said}, any_network=any_network)

    def _is_listed(self, item: pytest.Item) -> bool:
        if not self._paths or not item.path.is_relative_to(self._root):
            return False
        path = item.path.relative_to(self._root).as_posix()
        return any(
            path.startswith(f"{listed}/") or fnmatchcase(path, listed) for listed in self._paths
        )


def _said(mark: pytest.Mark) -> Mapping[str, Any]:
    if mark.args:
        raise ValueError(f"takes its settings by name, got {mark.args[0]!r}")
    if unknown := sorted(set(mark.kwargs) - set(_SETTINGS)):
        raise ValueError(f"takes {', '.join(_SETTINGS)}, got {unknown[0]!r}")
    return mark.kwargs


def _mode(config: pytest.Config) -> Mode:
    said = config.getoption("esologs_retry") or config.getini("esologs_retry")
    for mode in MODES:
        if said == mode:
            return mode
    raise pytest.UsageError(f"esologs_retry must be one of {', '.join(MODES)}, got {said!r}")
