"""What programs of the client that came before import from here: its errors and its dates."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from esologs.errors import ValidationError

__all__ = ["ValidationError", "parse_date_to_timestamp"]

_SECONDS_BELOW = 1e10
"""A smaller number is in seconds, as in 2001 to 2286 nothing else can be meant."""

_LATEST_MS = 4_102_444_800_000.0  # 2100-01-01, beyond which it is a mistake


def parse_date_to_timestamp(date_input: str | datetime | float) -> float:
    """Return an instant in milliseconds since 1970, as the API takes it.

    A string is ISO 8601 (`2024-01-31`, `2024-01-31T20:00:00Z`) or a number; a
    number is milliseconds, or seconds when it is too small for them. What names
    no time zone is UTC.

    Raises `ValidationError` for anything else, and outside of 1970 to 2100.
    """
    if isinstance(date_input, datetime):
        moment = _in_milliseconds(date_input)
    elif isinstance(date_input, str):
        moment = _parsed(date_input.strip())
    else:
        moment = _scaled(date_input)
    if not math.isfinite(moment) or not 0 <= moment <= _LATEST_MS:
        raise ValidationError(f"not an instant between 1970 and 2100: {date_input!r}")
    return moment


def _parsed(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        pass
    else:
        return _scaled(number)
    try:
        return _in_milliseconds(datetime.fromisoformat(text))
    except ValueError:
        raise ValidationError(
            f"not a date: {text!r}; write 2024-01-31, 2024-01-31T20:00:00Z or milliseconds"
        ) from None


def _scaled(number: object) -> float:
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValidationError(f"a date must be a string, a datetime or a number: {number!r}")
    return float(number * 1000 if number < _SECONDS_BELOW else number)


def _in_milliseconds(moment: datetime) -> float:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() * 1000
