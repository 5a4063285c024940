"""The table of what was measured, and the same as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.chaos.scenario import Run, Scenario

_COLUMNS: Final = (
    "scenario", "client", "calls", "success", "live", "stale", "req/call", "p50", "p99",
    "overrun", "recovery", "leaks", "verdict",
)  # fmt: skip


def _ms(run: Run, name: str) -> str:
    return f"{run.figures[name] * 1000:.1f} ms" if name in run.figures else ""


def _number(run: Run, name: str, form: str) -> str:
    return format(run.figures[name], form) if name in run.figures else ""


def cells(scenario: Scenario, run: Run) -> list[str]:
    """Return the texts of a row."""
    leaks = sum(run.figures.get(name, 0) for name in ("leaks", "slots"))
    return [
        scenario.name,
        str(run.colour),
        _number(run, "calls", ".0f"),
        _number(run, "success", ".2%"),
        _number(run, "live", ".0f"),
        _number(run, "stale", ".0f"),
        _number(run, "per call", ".3f"),
        _ms(run, "p50"),
        _ms(run, "p99"),
        _ms(run, "overrun"),
        f"{run.figures['recovery']:.1f} s" if "recovery" in run.figures else "",
        f"{leaks:.0f}" if "leaks" in run.figures else "",
        "holds" if not run.missed else "MISSED",
    ]


def render(rows: Sequence[tuple[Scenario, Run]]) -> str:
    """Return the table, with what was missed and noted below it."""
    texts = [list(_COLUMNS), *(cells(scenario, run) for scenario, run in rows)]
    widths = [max(len(text[column]) for text in texts) for column in range(len(_COLUMNS))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in texts
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    for scenario, run in rows:
        lines.append("")
        lines.append(f"{scenario.name} ({run.colour}): {scenario.claim}")
        lines += [f"  {'holds ' if check.holds else 'MISSED'} {check}" for check in run.checks]
        lines += [f"  {note}" for note in run.notes]
        if run.errors:
            lines.append(f"  errors: {run.errors}")
    return "\n".join(lines)


def write(path: Path, rows: Sequence[tuple[Scenario, Run]]) -> None:
    """Write the figures as JSON."""
    entries: list[dict[str, Any]] = [
        {
            "scenario": scenario.name,
            "claim": scenario.claim,
            "client": str(run.colour),
            "seed": run.seed,
            "short": run.short,
            "figures": run.figures,
            "errors": run.errors,
            "notes": run.notes,
            "missed": [str(check) for check in run.missed],
        }
        for scenario, run in rows
    ]
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", "utf-8")
