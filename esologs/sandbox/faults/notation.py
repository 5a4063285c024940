"""Faults as JSON and as text: for the control route, the request header and the command line.

JSON: `{"fault": "status", "status": 503, "probability": 0.1}`. Text: the same as
`status=503;probability=0.1`; the value right after a fault's name is its first
own setting, and commas part several faults.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, Final

from esologs.errors import ConfigError
from esologs.sandbox.faults.bad_json import BadJson
from esologs.sandbox.faults.black_hole import BlackHole
from esologs.sandbox.faults.bomb import Bomb
from esologs.sandbox.faults.cold_cache import ColdCache
from esologs.sandbox.faults.endless import Endless
from esologs.sandbox.faults.expired_token import ExpiredToken
from esologs.sandbox.faults.fault import Fault
from esologs.sandbox.faults.firewall_403 import Firewall403
from esologs.sandbox.faults.html_200 import Html200
from esologs.sandbox.faults.latency import Latency
from esologs.sandbox.faults.partial_errors import PartialErrors
from esologs.sandbox.faults.points_exhausted import PointsExhausted
from esologs.sandbox.faults.rate_limited import RateLimited
from esologs.sandbox.faults.reset import Reset
from esologs.sandbox.faults.status import Status
from esologs.sandbox.faults.token_down import TokenDown
from esologs.sandbox.faults.trickle import Trickle
from esologs.sandbox.faults.truncated import Truncated
from esologs.sandbox.faults.unknown_enum import UnknownEnum
from esologs.sandbox.faults.unknown_field import UnknownField

if TYPE_CHECKING:
    from collections.abc import Mapping

FAULTS: Final[Mapping[str, type[Fault]]] = {
    fault.name: fault
    for fault in (
        Latency,
        Status,
        RateLimited,
        PointsExhausted,
        BlackHole,
        Reset,
        Truncated,
        Trickle,
        Endless,
        Bomb,
        BadJson,
        Html200,
        PartialErrors,
        ColdCache,
        ExpiredToken,
        Firewall403,
        TokenDown,
        UnknownField,
        UnknownEnum,
    )
}
"""Every fault by its name."""

_TRIGGER: Final = frozenset(field.name for field in fields(Fault))


def to_dict(fault: Fault) -> dict[str, Any]:
    """*fault* as JSON, without what it leaves at its default."""
    settings = {
        field.name: getattr(fault, field.name)
        for field in fields(fault)
        if field.default is MISSING or getattr(fault, field.name) != field.default
    }
    return {"fault": fault.name, **settings}


def from_dict(value: Mapping[str, object]) -> Fault:
    """The fault that *value* describes; raises `ConfigError` when it describes none."""
    settings = dict(value)
    return _built(settings.pop("fault", None), settings, strict=True)


def from_text(text: str) -> list[Fault]:
    """The faults that *text* describes; raises `ConfigError` when one cannot be read."""
    return [_parsed(part) for part in text.split(",") if part.strip()]


def _parsed(text: str) -> Fault:
    head, *rest = [part.strip() for part in text.split(";")]
    name, equals, first = (part.strip() for part in head.partition("="))
    settings: dict[str, object] = {}
    if equals:
        settings[_first_setting(_kind(name))] = first
    for part in rest:
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise ConfigError(f"fault {name}: {part!r} is not of the form setting=value")
        settings[key] = value
    return _built(name, settings, strict=False)


def _kind(name: object) -> type[Fault]:
    if not isinstance(name, str) or name not in FAULTS:
        raise ConfigError(f"no fault is called {name!r}; there are {', '.join(sorted(FAULTS))}")
    return FAULTS[name]


def _first_setting(kind: type[Fault]) -> str:
    own = [field.name for field in fields(kind) if field.name not in _TRIGGER]
    if not own:
        raise ConfigError(f"fault {kind.name} has no setting of its own")
    return own[0]


def _built(name: object, settings: Mapping[str, object], *, strict: bool) -> Fault:
    import msgspec

    kind = _kind(name)
    known = {field.name for field in fields(kind)}
    for key in settings:
        if key not in known:
            raise ConfigError(
                f"fault {kind.name} has no setting {key!r}; it has {', '.join(sorted(known))}"
            )
    try:
        # Lax reading turns "503" into 503: a header and a command line hold text only.
        return msgspec.convert(settings, kind, strict=strict)
    except msgspec.ValidationError as exc:
        raise ConfigError(f"fault {kind.name}: {exc}") from exc
