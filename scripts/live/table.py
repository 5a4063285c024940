"""What a run found, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scripts.live.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.live.suite import Result

_STYLES: Final = {
    Verdict.CONFIRMED: "green",
    Verdict.REFUTED: "bold red",
    Verdict.UNKNOWN: "yellow",
}
_WIDTH_OF_A_FILE: Final = 140


def show(results: Sequence[Result], spent: float) -> None:
    """Print the table, and below it the sums."""
    console = Console(highlight=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, emoji=False, width=_WIDTH_OF_A_FILE)
    table = Table("verdict", "was", "claim", "seen", box=None, padding=(0, 2, 0, 0))
    for result in results:
        verdict = result.finding.verdict
        table.add_row(
            Text(verdict, _STYLES[verdict]),
            result.check.mark,
            Text(f"{result.check.claim} ({result.check.id})"),
            Text(result.finding.seen),
        )
    console.print(table)
    counts = Counter(result.finding.verdict for result in results)
    sums = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)
    console.print(Text(f"\n{sums}; {spent:g} points spent"))


def document(results: Sequence[Result], spent: float) -> str:
    """Return the same as JSON."""
    found = [
        {
            "id": result.check.id,
            "claim": result.check.claim,
            "was": result.check.mark,
            "verdict": result.finding.verdict,
            "seen": result.finding.seen,
        }
        for result in results
    ]
    return json.dumps({"points_spent": round(spent, 3), "findings": found}, indent=2)
