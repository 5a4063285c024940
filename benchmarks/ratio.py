"""A ratio of two medians, told with what it was made of."""

from __future__ import annotations

from benchmarks.row import Figure, Goal


def ratio(name: str, ours: float, reference: float, goal: Goal, rounds: int) -> Figure:
    """Return the figure *ours* / *reference*; both are CPU seconds."""
    detail = f"{_shown(ours)} against {_shown(reference)} of CPU, {rounds} rounds"
    return Figure(name, ours / reference, goal, detail)


def _shown(seconds: float) -> str:
    return f"{seconds * 1e3:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.3g} µs"
