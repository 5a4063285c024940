"""A table of a report's totals as lines: who did how much, which aura was up, who died of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.cli import units
from esologs.cli.chart import bar
from esologs.cli.console import elastic, grid
from esologs.cli.scalars import Deaths, Table, read

if TYPE_CHECKING:
    from rich.table import Table as Lines
    from rich.text import Text

    from esologs.cli.console import Console

_COUNTED: Final = frozenset({"Casts", "Dispels", "Interrupts", "Summons"})


def standings(console: Console, kind: str, table: object, milliseconds: float) -> Lines:
    """Return the lines of *table*, the JSON of a table of *kind* over *milliseconds*."""
    if kind == "Deaths":
        return _deaths(read(table, Deaths))
    known = read(table, Table)
    covered = known.total_time or milliseconds
    if kind in {"Buffs", "Debuffs"}:
        return _auras(console, known, covered)
    return _totals(console, known, kind, covered)


def _totals(console: Console, table: Table, kind: str, milliseconds: float) -> Lines:
    counted = kind in _COUNTED
    rate = () if counted else (">per second",)
    lines = grid("~name", "class", ">total", *rate, ">share", "~")
    entries = table.ranked
    whole = sum(entry.total for entry in entries)
    for entry in entries:
        # Where lines stand for abilities, the type is a bit mask and no class.
        kind_of = entry.type if isinstance(entry.type, str) and entry.type.isalpha() else ""
        numbers = [units.exact(entry.total)]
        if not counted:
            numbers.append(units.amount(1000 * entry.total / milliseconds) if milliseconds else "")
        lines.add_row(
            elastic(entry.name or "?"), kind_of, *numbers, units.share(entry.total, whole),
            _bar(console, entry.total / entries[0].total),
        )  # fmt: skip
    return lines


def _auras(console: Console, table: Table, milliseconds: float) -> Lines:
    lines = grid("~aura", ">uptime", ">uses", "~")
    for aura in sorted(table.auras, key=lambda one: -one.total_uptime):
        lines.add_row(
            elastic(aura.name or "?"),
            units.share(aura.total_uptime, milliseconds),
            units.exact(aura.total_uses),
            _bar(console, aura.total_uptime / milliseconds if milliseconds else 0.0),
        )
    return lines


def _deaths(table: Deaths) -> Lines:
    lines = grid(">in the report", "who", "class", "killed by")
    for death in table.entries:
        blow = (death.killing_blow or {}).get("name")
        lines.add_row(
            units.duration(death.timestamp), death.name or "?", str(death.type or ""),
            str(blow or "?"),
        )  # fmt: skip
    return lines


def _bar(console: Console, share: float) -> Text:
    columns = max(4, min(30, console.width - 70))
    return elastic(bar(share, columns, console.marks.bar), "cyan", ellipsis=False)
