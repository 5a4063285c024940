"""Numbers as people read them."""

from __future__ import annotations

import pytest

from esologs.cli import units


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (843.4, "843"), (999.4, "999"), (999.6, "1.00k"), (1234, "1.23k"),
        (70_240, "70.2k"), (99_960, "100k"), (999_499, "999k"), (999_600, "1.00M"),
        (3_680_998, "3.68M"), (1.06e9, "1.06G"), (-70_240, "-70.2k"),
    ],
)  # fmt: skip
def test_an_amount_has_at_most_four_signs(value: float, text: str) -> None:
    """Three digits and a letter; rounding never makes "1000k" of "1.00M"."""
    assert units.amount(value) == text


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "0:00"),
        (98_000, "1:38"),
        (59_600, "1:00"),
        (3_599_600, "1:00:00"),
        (7_384_000, "2:03:04"),
    ],
)  # fmt: skip
def test_a_duration_is_minutes_and_seconds(milliseconds: float, text: str) -> None:
    """It rounds to the second first, so that no "0:60" comes of it."""
    assert units.duration(milliseconds) == text


def test_an_instant_is_told_in_utc() -> None:
    """The same everywhere, and says so."""
    assert units.instant(1759539581155.0) == "2025-10-04 00:59 UTC"


def test_points_show_a_fraction_only_where_there_is_one() -> None:
    """3,600 and 3,589.8."""
    assert (units.points(3600), units.points(3589.76)) == ("3,600", "3,589.8")


def test_a_share_of_nothing_is_nothing() -> None:
    """No division by zero."""
    assert (units.share(1, 8), units.share(1, 0)) == ("12.5%", "0.0%")
