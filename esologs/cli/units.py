"""Numbers as people read them: amounts, durations, instants, shares."""

from __future__ import annotations

from datetime import UTC, datetime


def amount(value: float) -> str:
    """Return *value* in three or four digits: `843`, `70.2k`, `3.68M`."""
    for limit, divisor, sign in ((999.5e6, 1e9, "G"), (999.5e3, 1e6, "M"), (999.5, 1e3, "k")):
        if abs(value) >= limit:
            scaled = value / divisor
            digits = 2 if abs(scaled) < 9.995 else 1 if abs(scaled) < 99.95 else 0
            return f"{scaled:.{digits}f}{sign}"
    return f"{value:.0f}"


def exact(value: float) -> str:
    """Return *value* whole, in groups of three digits: `3,680,998`."""
    return f"{value:,.0f}"


def points(value: float) -> str:
    """Return *value* points, with a fraction where there is one: `3,589.8`."""
    return f"{value:,.1f}".removesuffix(".0")


def duration(milliseconds: float) -> str:
    """Return a duration as `1:38`, or `1:02:03` from an hour on."""
    seconds = round(milliseconds / 1000)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def instant(unix_ms: float) -> str:
    """Return an instant in Unix milliseconds as `2025-10-04 00:59 UTC`."""
    return f"{datetime.fromtimestamp(unix_ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"


def share(part: float, whole: float) -> str:
    """Return *part* of *whole* in percent, `12.4%`; nothing of nothing is `0.0%`."""
    return f"{100 * part / whole if whole else 0.0:.1f}%"
