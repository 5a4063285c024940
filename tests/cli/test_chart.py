"""Curves made of characters: nothing of the area is lost, whatever the width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.cli.chart import area, bar, resampled, sparkline
from esologs.cli.console import ASCII, UNICODE

LEVELS = UNICODE.levels
values = st.lists(st.floats(0, 1e7), min_size=1, max_size=300)
columns = st.integers(1, 150)


@given(values, columns)
def test_resampling_keeps_the_mean(numbers: list[float], width: int) -> None:
    """However many columns there are, their mean is the mean of the values."""
    means = resampled(numbers, width)
    assert len(means) == width
    assert sum(means) / width == pytest.approx(sum(numbers) / len(numbers), rel=1e-9, abs=1e-6)
    assert min(numbers) - 1e-6 <= min(means)
    assert max(means) <= max(numbers) + 1e-6


@pytest.mark.parametrize(
    ("numbers", "width", "means"),
    [
        ([1, 2, 3, 4], 2, [1.5, 3.5]),
        ([1, 2], 4, [1, 1, 2, 2]),
        ([1, 2, 3], 2, [4 / 3, 8 / 3]),
        ([], 5, []),
        ([1], 0, []),
    ],
)
def test_resampling_by_hand(numbers: list[float], width: int, means: list[float]) -> None:
    """A value on a border counts for both sides by its share."""
    assert resampled(numbers, width) == pytest.approx(means)


@given(values, columns, st.integers(1, 12))
def test_an_area_is_a_rectangle_that_rises_from_below(
    numbers: list[float], width: int, rows: int
) -> None:
    """Each column is full below, empty above and partly filled at most once between."""
    lines = area(numbers, width, rows, LEVELS)
    assert [len(line) for line in lines] == [width] * rows
    for column in zip(*lines, strict=True):
        heights = [LEVELS.index(sign) for sign in column]
        assert heights == sorted(heights)
        assert sum(0 < height < len(LEVELS) - 1 for height in heights) <= 1
    if max(numbers) > 0:
        assert LEVELS[-1] in lines[-1]
        if len(numbers) <= width:
            assert "█" in lines[0], "the largest value reaches the top"


def test_what_is_above_zero_never_looks_empty() -> None:
    """A tiny value beside a huge one still shows; zero does not."""
    assert sparkline([0, 1, 1e9], 3, LEVELS) == " ▁█"


def test_curves_share_a_scale() -> None:
    """With *top* given, half of it is drawn half as high, in both sets of signs."""
    assert sparkline([4], 1, LEVELS, top=8) == LEVELS[4]
    assert sparkline([2], 1, ASCII.levels, top=3) == ASCII.levels[2]


def test_no_values_draw_nothing() -> None:
    """An empty curve is an empty line, and a flat zero is blank."""
    assert sparkline([], 10, LEVELS) == ""
    assert sparkline([0, 0], 4, LEVELS) == "    "


@pytest.mark.parametrize(
    ("share", "drawn"), [(0.0, ""), (0.01, "#"), (0.5, "#####"), (1.0, "#" * 10), (7.0, "#" * 10)]
)
def test_a_bar_is_its_share_of_the_columns(share: float, drawn: str) -> None:
    """Nothing is no bar, a little is one mark, and more than all is all."""
    assert bar(share, 10, "#") == drawn
