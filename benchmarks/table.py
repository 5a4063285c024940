"""The table that a run prints: one line a figure, as Markdown that is readable as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.row import Figure, Row

_HEAD: Final = ("id", "work", "reference = 1.0", "goal", "now", "verdict")
LATER: Final = "later issue"

Cells: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: its figures, or the sentence that says why there are none."""

    row: Row
    figures: Sequence[Figure] = ()
    trouble: str = ""


def render(outcomes: Sequence[Outcome]) -> str:
    """Return the table, and below it what each figure was made of."""
    lines = [cells for outcome in outcomes for cells in _lines(outcome)]
    widths = [max(map(len, column)) for column in zip(_HEAD, *lines, strict=True)]
    rule = tuple("-" * width for width in widths)
    text = "\n".join(_line(cells, widths) for cells in (_HEAD, rule, *lines))
    notes = [note for outcome in outcomes for note in _notes(outcome)]
    return "\n\n".join([text, "\n".join(notes)]) if notes else text


def _line(cells: Cells, widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _lines(outcome: Outcome) -> list[Cells]:
    row = outcome.row
    if not outcome.figures:
        verdict = LATER if row.measure is None else "not measured"
        return [(row.id, row.work, row.reference, row.goal, "–", verdict)]
    return [
        (
            row.id if first else "",
            _work(row.work if first else "", figure.name),
            row.reference if first else "",
            str(figure.goal),
            figure.goal.show(figure.value),
            "met" if figure.goal.met_by(figure.value) else "missed",
        )
        for first, figure in zip([True] + [False] * len(outcome.figures), outcome.figures)  # noqa: B905 - one is longer on purpose
    ]


def _work(work: str, name: str) -> str:
    if not name:
        return work
    return f"{work}: {name}" if work else f"· {name}"


def _notes(outcome: Outcome) -> list[str]:
    if outcome.trouble:
        return [f"{outcome.row.id}: {outcome.trouble}"]
    return [
        f"{outcome.row.id}{' ' + figure.name if figure.name else ''}: {figure.detail}"
        for figure in outcome.figures
        if figure.detail
    ]
