"""The options of a call, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from esologs._call import CACHE_MODES, OPTION_NAMES
from esologs.config import RetryConfig, check_count, check_seconds, check_timeout
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from esologs._call import RequestOptions


def check_options(options: RequestOptions, method: str) -> None:
    """Refuse an option that does not exist (`TypeError`) or cannot work (`ConfigError`)."""
    for name, value in options.items():
        match name:
            case "timeout":
                check_timeout(value)
            case "max_retries":
                check_count("max_retries", value)
            case "retry":
                if value is not None and not isinstance(value, RetryConfig):
                    raise ConfigError(f"retry must be a RetryConfig or None, got {value!r}")
            case "headers":
                check_headers(value)
            case "priority":
                if value not in {"interactive", "background"}:
                    raise ConfigError(
                        f"priority must be 'interactive' or 'background', got {value!r}"
                    )
            case "cache":
                if value not in CACHE_MODES:
                    modes = ", ".join(sorted(CACHE_MODES))
                    raise ConfigError(f"cache must be one of {modes}, got {value!r}")
            case "max_stale":
                if value is not None:
                    check_seconds("max_stale", value, zero=True)
            case _:
                from difflib import get_close_matches  # only a mistake pays for it

                near = get_close_matches(name, OPTION_NAMES, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise TypeError(f"{method}() got an unexpected keyword argument {name!r}{hint}")


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
