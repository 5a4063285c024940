"""When which aura was on whom: bands of time, read from a record's own rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from esologs.sandbox.combat.record import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from esologs.sandbox.combat.record import Record


@dataclass(frozen=True, slots=True)
class Band:
    """An aura on one fighter, from … to, in milliseconds of its fight.

    `extra` is the ability that caused it; 0 for what was there before the pull.
    """

    target: int
    target_instance: int
    source: int
    ability: int
    start: int
    end: int
    extra: int
    debuff: bool

    def row(self) -> Row:
        """The event that put it on, so that a band can be asked what rows are asked."""
        kind = "applydebuff" if self.debuff else "applybuff"
        who = self.source, 0, self.target, self.target_instance
        return Row(
            self.start, kind, *who, self.ability, 0, 0, 0, self.extra, 0, 0, "", 0, tick=False
        )


def bands_of(record: Record, carried: dict[int, tuple[int, ...]], until: int) -> list[Band]:
    """Every band of a fight of which `until` milliseconds are known, by beginning.

    `carried` are the auras that players brought to the pull and kept.
    """
    bands = [
        Band(player, 0, player, ability, 0, until, 0, debuff=False)
        for player, abilities in carried.items()
        for ability in abilities
    ]
    open_: dict[tuple[int, int, int, int, bool], tuple[int, int]] = {}
    for row in record.rows:
        if row.time > until:
            break
        kind = row.type
        if kind in ("applybuff", "applydebuff"):
            debuff = kind == "applydebuff"
            key = (row.target, row.target_instance, row.source, row.ability, debuff)
            open_[key] = row.time, row.extra
        elif kind in ("removebuff", "removedebuff"):
            debuff = kind == "removedebuff"
            key = (row.target, row.target_instance, row.source, row.ability, debuff)
            start, extra = open_.pop(key)
            bands.append(Band(*key[:4], start, row.time, extra, debuff=debuff))
    for key, (start, extra) in open_.items():
        bands.append(Band(*key[:4], start, until, extra, debuff=key[4]))
    bands.sort(key=lambda band: (band.start, band.target, band.target_instance, band.ability))
    return bands


def united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same time in spans that neither overlap nor touch."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        elif end > start:
            result.append((start, end))
    return result
