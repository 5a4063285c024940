"""Presets: settings for a kind of program, under one name.

A preset stands between the defaults and everything that is said: a variable or an
argument wins against it. The page "What the defaults are" has the reason of each
number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from esologs._layers import CAN_BE_OFF, Layer
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

Preset: TypeAlias = Literal["interactive", "batch", "none"]

PRESETS: Final[Mapping[Preset, Layer]] = {
    "interactive": Layer(
        plain={"timeout": 10.0},
        numbers={
            "retry": {"max_retries": 1, "wait_max": 1.0, "max_retry_after": 2.0},
            "points": {"max_wait": 2.0},
            "slots": {"queue": 50},
            "cache": {"soft_timeout": 1.0},
            "attempt": {"timeout": 5.0, "connect_timeout": 3.0},
            "token": {"timeout": 5.0},
        },
        options={"priority": "interactive"},
    ),
    "batch": Layer(
        plain={"timeout": 4200.0},
        numbers={
            "retry": {"max_retries": 8, "wait_max": 60.0, "max_retry_after": 3600.0},
            "slots": {"queue": 10_000},
            "cache": {"soft_timeout": None},
            "attempt": {"timeout": 60.0},
        },
        options={"priority": "background"},
    ),
    "none": Layer(
        plain={"timeout": None, "coalesce": False},
        switched=dict.fromkeys(sorted(CAN_BE_OFF - {"retry_budget"}), False),
    ),
}

_NAMES: Final = get_args(Preset)


def preset_of(name: object, said_by: str = "preset") -> Layer:
    """Return the layer of the preset *name*, `None` being none. Raises `ConfigError`."""
    if name is None:
        return Layer()
    for known, layer in PRESETS.items():
        if name == known:
            return layer
    from difflib import get_close_matches  # only a mistake pays for it

    near = get_close_matches(name.lower(), _NAMES, 1) if isinstance(name, str) else []
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ConfigError(f"{said_by} must be one of {', '.join(_NAMES)}, got {name!r}{hint}")
