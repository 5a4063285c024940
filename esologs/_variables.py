"""Variables: the settings of policies as the environment says them, by one rule.

`ESOLOGS_` and the name of a policy is a switch: `on` or `off`. With the name of a
field of its config behind it, it is that number: `ESOLOGS_RETRY_MAX_RETRIES=5`.
Where a field may be `None`, `off` says so. The names follow from the dataclasses.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Final

from esologs._layers import CAN_BE_OFF, POLICIES, Layer
from esologs.config import check_timeout
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

YES: Final = frozenset({"1", "true", "yes", "on"})
NO: Final = frozenset({"0", "false", "no", "off"})

_REDIS: Final = ("redis://", "rediss://", "unix://")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable that sets a number of a policy, or switches it (*field* is `None`).

    *kind* is how its field is annotated.
    """

    name: str
    policy: str
    field: str | None
    kind: str


def policy_variables() -> Iterator[Variable]:
    """Yield the variables of all policies, in the order of the configs."""
    for policy, config in POLICIES.items():
        prefix = f"ESOLOGS_{policy.upper()}"
        if policy in CAN_BE_OFF:
            yield Variable(prefix, policy, None, "switch")
        for field in fields(config):
            if isinstance(field.type, str) and field.type.split(" ")[0] in {"float", "int"}:
                name = f"{prefix}_{field.name.upper()}"
                yield Variable(name, policy, field.name, field.type)


VARIABLES: Final = tuple(policy_variables())


def read_layer(get: Callable[[str], str | None]) -> Layer:
    """Return what the variables say of the settings; *get* gives one, `None` if it is not set.

    Raises `ConfigError`, which names the variable, for a value that can never work.
    """
    plain: dict[str, object] = {}
    switched: dict[str, bool] = {}
    numbers: dict[str, dict[str, object]] = {}
    if (text := get("ESOLOGS_TIMEOUT")) is not None:
        plain["timeout"] = _number("ESOLOGS_TIMEOUT", "float | None", text)
        _checked(["ESOLOGS_TIMEOUT"], partial(check_timeout, plain["timeout"]))
    if (text := get("ESOLOGS_COALESCE")) is not None:
        plain["coalesce"] = switch("ESOLOGS_COALESCE", text)
    if (text := get("ESOLOGS_STORE")) is not None:
        plain["store"] = _store(text)
    said: dict[str, list[str]] = {}
    for variable in VARIABLES:
        if (text := get(variable.name)) is None:
            continue
        if variable.field is None:
            switched[variable.policy] = switch(variable.name, text)
        else:
            value = _number(variable.name, variable.kind, text)
            numbers.setdefault(variable.policy, {})[variable.field] = value
            said.setdefault(variable.policy, []).append(variable.name)
    for policy, values in numbers.items():
        _checked(said[policy], partial(POLICIES[policy], **values))
    return Layer(plain=plain, switched=switched, numbers=numbers)


def switch(name: str, text: str) -> bool:
    """Return whether *text* says yes; raises `ConfigError` if it says neither yes nor no."""
    if text.lower() not in YES | NO:
        raise ConfigError(f"{name} must be on or off, got {text!r}")
    return text.lower() in YES


def _number(name: str, kind: str, text: str) -> float | None:
    if text.lower() in {"off", "none"} and kind.endswith("| None"):
        return None
    whole = kind.startswith("int")
    try:
        return int(text) if whole else float(text)
    except ValueError:
        wanted = "a whole number" if whole else "a number"
        off = ", or off" if kind.endswith("| None") else ""
        raise ConfigError(f"{name} must be {wanted}{off}, got {text!r}") from None


def _checked(names: list[str], check: Callable[[], object]) -> None:
    try:
        check()
    except ConfigError as error:
        raise ConfigError(f"{', '.join(names)}: {error.message}") from None


def _store(text: str) -> str:
    if text.lower() in {"memory", "file"}:
        return text.lower()
    if not text.startswith(_REDIS):  # not shown: it may hold a password
        raise ConfigError(
            f"ESOLOGS_STORE must be memory, file, or an address that begins with one of "
            f"{', '.join(_REDIS)}"
        )
    return text
