"""The fights of a report as a table: what was fought, how long, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from esologs.cli import units
from esologs.cli.chart import bar
from esologs.cli.console import elastic, grid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

    from esologs._generated.fragments import FightSummary
    from esologs.cli.console import Console

# ESO Logs' numbers; others are shown as they are.
_DIFFICULTIES: Final = {
    120: "normal", 121: "veteran", 122: "hard mode", 123: "veteran +1", 124: "veteran +2",
    125: "veteran +3",
}  # fmt: skip
_BAR: Final = 10


def is_boss(fight: FightSummary) -> bool:
    """Whether *fight* was against a boss."""
    return fight.encounter_id != 0


def outcome(fight: FightSummary) -> str:
    """Say how *fight* ended: `kill`, `trash`, `running`, or the health the boss had left."""
    if fight.in_progress:
        return "running"
    if not is_boss(fight):
        return "trash"
    if fight.kill:
        return "kill"
    return "wipe" if fight.boss_percentage is None else f"{fight.boss_percentage:.1f}% left"


def pulls_and_kills(fights: Iterable[FightSummary | None] | None) -> tuple[int, int]:
    """Count the fights against bosses, and those of them that were won."""
    bosses = [fight for fight in fights or () if fight is not None and is_boss(fight)]
    return len(bosses), sum(bool(fight.kill) for fight in bosses)


def fights_table(console: Console, fights: Iterable[FightSummary]) -> Table:
    """Return the table of *fights*, for *console*."""
    table = grid(">#", "~fight", "difficulty", ">time", "boss", "~")
    for fight in fights:
        result = outcome(fight)
        quiet = "dim" if result == "trash" else ""
        table.add_row(
            str(fight.id),
            elastic(fight.name or "?", quiet),
            _DIFFICULTIES.get(fight.difficulty, str(fight.difficulty)) if fight.difficulty else "",
            units.duration(fight.end_time - fight.start_time),
            Text(result, _STYLES.get(result, "red")),
            elastic(bar(_left(fight), _BAR, console.marks.bar), "red", ellipsis=False),
        )
    return table


_STYLES: Final = {"kill": "bold green", "trash": "dim", "running": "cyan"}


def _left(fight: FightSummary) -> float:
    return 0.0 if fight.kill or not is_boss(fight) else (fight.boss_percentage or 0.0) / 100
