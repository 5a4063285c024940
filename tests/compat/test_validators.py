"""`esologs.validators`, for programs that import from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, cast

import pytest

from esologs import errors
from esologs.validators import ValidationError, parse_date_to_timestamp

NOON_MS = 1_706_702_400_000.0
"""2024-01-31 12:00 UTC."""


def test_the_error_is_ours() -> None:
    """Catching it by either path catches the same."""
    assert ValidationError is errors.ValidationError


@pytest.mark.parametrize(
    "date",
    [
        "2024-01-31T12:00:00Z",
        "2024-01-31T12:00:00",
        "2024-01-31 12:00:00",
        "2024-01-31T12:00:00.000",
        "2024-01-31T13:00:00+01:00",
        datetime(2024, 1, 31, 12),  # noqa: DTZ001  (naive on purpose)
        datetime(2024, 1, 31, 12, tzinfo=UTC),
        datetime(2024, 1, 31, 13, tzinfo=timezone(timedelta(hours=1))),
        1_706_702_400,
        1_706_702_400_000,
        "1706702400",
    ],
)
def test_one_instant_in_every_spelling(date: str | datetime | float, monkeypatch: Any) -> None:
    """A `Z` is UTC and so is no zone at all, wherever the machine stands."""
    monkeypatch.setenv("TZ", "America/New_York")
    assert parse_date_to_timestamp(date) == NOON_MS


def test_a_date_alone_is_its_midnight_in_utc() -> None:
    """The day starts in UTC."""
    assert parse_date_to_timestamp("2024-01-31") == NOON_MS - 12 * 3600 * 1000


@pytest.mark.parametrize(
    "date", ["", "yesterday", "2024-13-01", True, None, float("nan"), float("inf"), -1, 5e12]
)
def test_no_date_is_refused(date: Any) -> None:
    """What is no instant of our time is named in the error."""
    with pytest.raises(ValidationError):
        parse_date_to_timestamp(cast("str", date))
