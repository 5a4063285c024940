"""What the tests of programs that use `esologs` need; its pytest fixtures are in `plugin`.

Every name is loaded when it is first used: pytest imports this package in every
project that has it installed.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from esologs.testing.clock import FakeClock, SkippingClock, no_waiting
    from esologs.testing.plugin import PlayFaults
    from esologs.testing.recording import NotRecordedError, Recording
    from esologs.testing.script import fault_script

__all__ = [
    "FakeClock",
    "NotRecordedError",
    "PlayFaults",
    "Recording",
    "SkippingClock",
    "fault_script",
    "no_waiting",
]

_HOMES = {
    "FakeClock": "clock",
    "NotRecordedError": "recording",
    "PlayFaults": "plugin",
    "Recording": "recording",
    "SkippingClock": "clock",
    "fault_script": "script",
    "no_waiting": "clock",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    return found


def __dir__() -> list[str]:
    return __all__
