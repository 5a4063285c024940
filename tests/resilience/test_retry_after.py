"""`Retry-After`, in any state it may arrive in."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.resilience.retry_after import retry_after

NOON = 1_767_268_800.0  # Thu, 01 Jan 2026 12:00:00 GMT
DATE = "Thu, 01 Jan 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("2", 2.0),
        (" 2 ", 2.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-5", 0.0),
        ("3600", 3600.0),
        ("1e309", math.inf),
        ("nan", None),
        ("inf", None),
        ("1_0", None),
        ("", None),
        ("soon", None),
        ("2;3", None),
        ("Thu, 99 Foo 2026 12:00:00 GMT", None),
    ],
)
def test_seconds(value: str, wait: float | None) -> None:
    """Numbers are taken as they are, junk is nothing."""
    assert retry_after({"retry-after": value}, NOON) == wait


@pytest.mark.parametrize("skew", [-86400.0, -3600.0, 0.0, 3600.0, 86400.0])
def test_a_date_is_read_against_the_answers_own_date(skew: float) -> None:
    """Our clock may be a day off: the wait is the server's twenty seconds."""
    headers = {"retry-after": "Thu, 01 Jan 2026 12:00:20 GMT", "date": DATE}

    assert retry_after(headers, NOON + skew) == 20.0


def test_a_date_without_a_date_is_read_against_our_clock() -> None:
    """There is nothing better then."""
    assert retry_after({"retry-after": "Thu, 01 Jan 2026 12:00:20 GMT"}, NOON + 5) == 15.0


def test_a_date_in_the_past_is_no_wait() -> None:
    """Never a negative wait."""
    headers = {"retry-after": "Thu, 01 Jan 2026 11:00:00 GMT", "date": DATE}

    assert retry_after(headers, NOON) == 0.0


def test_a_far_date_is_what_it_says() -> None:
    """Refusing the year 2099 is the retry policy's business, not the parser's."""
    wait = retry_after({"retry-after": "Thu, 01 Jan 2099 12:00:00 GMT", "date": DATE}, NOON)

    assert wait is not None
    assert wait > 60 * 60 * 24 * 365 * 70


@given(st.text(max_size=40))
def test_no_header_raises(value: str) -> None:
    """Whatever a server writes, the outcome is a wait of at least zero, or nothing."""
    wait = retry_after({"retry-after": value, "date": value}, NOON)

    assert wait is None or wait >= 0
