"""The options of a call: which there are, and what they may be, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypedDict, cast, get_args

from esologs.config import RetryConfig, check_count, check_seconds, check_timeout
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from esologs.errors import EsoLogsError

CacheMode: TypeAlias = Literal["use", "refresh", "bypass", "only", "prefer_stale"]
Priority: TypeAlias = Literal["interactive", "background"]


class RequestOptions(TypedDict, total=False):
    """What one call may set for itself, and `with_options` for many; the client's settings else."""

    timeout: float | None
    """The bound of the whole call in seconds, waits and retries included; `None`: no bound."""
    max_retries: int
    """How many retries may follow the first attempt."""
    retry: RetryConfig | None
    """All settings of retries, in the place of the client's; `None`: one attempt."""
    headers: Mapping[str, str]
    """Headers to send in addition to the client's."""
    priority: Priority
    """Who goes first when the account's points run low.

    `interactive` calls may use all of them, those that say nothing leave a twentieth,
    `background` ones a fifth.
    """
    cache: CacheMode
    """How kept answers are used.

    `use` is the default; `refresh` asks, whatever is kept; `bypass` neither reads nor writes;
    `only` never asks; `prefer_stale` gives an old answer now, and asks behind it.
    """
    max_stale: float | None
    """How many seconds an answer may be past its fresh life; `None`: as long as it is kept."""
    fallback: Callable[[EsoLogsError], object]
    """Makes the answer when an outage left none: takes the error, returns the method's model."""


CACHE_MODES: Final[frozenset[str]] = frozenset(get_args(CacheMode))
PRIORITIES: Final[frozenset[str]] = frozenset(get_args(Priority))
OPTION_NAMES: Final = frozenset(RequestOptions.__annotations__)


def check_options(options: RequestOptions, method: str) -> None:
    """Refuse an option that does not exist (`TypeError`) or cannot work (`ConfigError`)."""
    for name, value in options.items():
        check = _CHECKS.get(name)
        if check is None:
            from difflib import get_close_matches  # only a mistake pays for it

            near = get_close_matches(name, OPTION_NAMES, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"{method}() got an unexpected keyword argument {name!r}{hint}")
        check(value)


def check_headers(headers: object) -> None:
    """Raise `ConfigError` unless *headers* is a mapping of strings that HTTP can carry."""
    if not isinstance(headers, Mapping):
        raise ConfigError(f"headers must be a mapping, got {type(headers).__name__}")
    for name, value in cast("Mapping[object, object]", headers).items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise ConfigError(f"headers must map strings to strings; {name!r} does not")
        # The value is not shown: it may be a token.
        if any(sign in name + value for sign in "\r\n\0") or not name.strip():
            raise ConfigError(f"the header {name!r} holds a line break or has no name")


def _check_retry(value: object) -> None:
    if value is not None and not isinstance(value, RetryConfig):
        raise ConfigError(f"retry must be a RetryConfig or None, got {value!r}")


def _check_fallback(value: object) -> None:
    if not callable(value):
        raise ConfigError(f"fallback must be callable with the error, got {value!r}")


def _check_max_stale(value: object) -> None:
    if value is not None:
        check_seconds("max_stale", value, zero=True)


def _check_choice(name: str, choices: frozenset[str], value: object) -> None:
    if value not in choices:
        raise ConfigError(f"{name} must be one of {', '.join(sorted(choices))}, got {value!r}")


_CHECKS: Final[Mapping[str, Callable[[object], None]]] = {
    "timeout": check_timeout,
    "max_retries": partial(check_count, "max_retries"),
    "retry": _check_retry,
    "headers": check_headers,
    "priority": partial(_check_choice, "priority", PRIORITIES),
    "cache": partial(_check_choice, "cache", CACHE_MODES),
    "max_stale": _check_max_stale,
    "fallback": _check_fallback,
}
