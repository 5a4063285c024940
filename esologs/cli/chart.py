"""Curves made of characters: what a column or a line of them looks like, without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def resampled(values: Sequence[float], columns: int) -> list[float]:
    """Return *columns* means of *values*: each column stands for an equal part of them.

    A value at a border counts for both columns by its share, so the mean of the
    columns is the mean of the values, whether there are more of them or fewer.
    """
    if not values or columns < 1:
        return []
    step = len(values) / columns
    return [_mean(values, column * step, (column + 1) * step) for column in range(columns)]


def _mean(values: Sequence[float], start: float, end: float) -> float:
    """The mean of *values*, taken as steps of width 1, between two places."""
    total = 0.0
    for index in range(int(start), min(len(values), int(end) + 1)):
        share = min(end, index + 1) - max(start, index)
        if share > 0:
            total += values[index] * share
    return total / (end - start)


def sparkline(values: Sequence[float], columns: int, levels: str, top: float = 0.0) -> str:
    """Return *values* as one line of *columns* characters.

    *levels* are the characters from empty to full; *top* is the value that is
    full, by default the largest. A value above zero never looks empty.
    """
    return area(values, columns, 1, levels, top)[0]


def area(
    values: Sequence[float], columns: int, rows: int, levels: str, top: float = 0.0
) -> list[str]:
    """Return the area below the curve of *values* as *rows* lines, the highest one first."""
    means = resampled(values, columns)
    full = len(levels) - 1
    top = max(top, *means, 0.0) if means else 0.0
    heights = [_height(mean, top, rows * full) for mean in means]
    return [
        "".join(levels[min(full, max(0, height - row * full))] for height in heights)
        for row in reversed(range(rows))
    ]


def _height(value: float, top: float, most: int) -> int:
    if value <= 0 or top <= 0:
        return 0
    return max(1, round(value / top * most))


def bar(share: float, columns: int, mark: str) -> str:
    """Return *share* (0 to 1) of *columns* as a bar of *mark*, at least one if there is any."""
    return mark * (max(1, round(min(1.0, share) * columns)) if share > 0 else 0)
