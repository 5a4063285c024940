"""What a simulated fight leaves behind: a row for each event, and the levels at each of them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esologs.sandbox.combat.plan import Plan

LEVELS = 8
"""A row's numbers in `Record.levels`: source's and target's health, magicka, stamina, ultimate."""


class Row:
    """An event in the simulation's own terms; `events.py` writes it as JSON.

    `time` counts from the start of the fight. Meanings that differ by type:
    `over` is overkill, overheal or waste; `hit` of a resourcechange is the
    resource's type; `prevented` is what was absorbed, or blocked if `hit` is 4.
    """

    __slots__ = (
        "ability",
        "amount",
        "buffs",
        "extra",
        "hit",
        "over",
        "prevented",
        "source",
        "source_instance",
        "stack",
        "target",
        "target_instance",
        "tick",
        "time",
        "track",
        "type",
    )

    def __init__(
        self,
        time: int,
        type_: str,
        source: int,
        source_instance: int,
        target: int,
        target_instance: int,
        ability: int,
        amount: int,
        hit: int,
        track: int,
        extra: int,
        over: int,
        prevented: int,
        buffs: str,
        stack: int,
        tick: bool,  # noqa: FBT001  # made in one place, once for every event: no keywords there
    ) -> None:
        self.time: int = time
        self.type: str = type_
        self.source: int = source
        self.source_instance: int = source_instance
        self.target: int = target
        self.target_instance: int = target_instance
        self.ability: int = ability
        self.amount: int = amount
        self.hit: int = hit
        self.track: int = track
        self.extra: int = extra
        self.over: int = over
        self.prevented: int = prevented
        self.buffs: str = buffs
        self.stack: int = stack
        self.tick: bool = tick


class Record:
    """A fight's rows in the order of time, with the levels beside them; not to be changed."""

    __slots__ = ("levels", "max_health", "plan", "rows", "times")

    def __init__(
        self,
        plan: Plan,
        rows: list[Row],
        levels: array[int],
        max_health: dict[tuple[int, int], int],
    ) -> None:
        self.plan: Plan = plan
        self.rows: list[Row] = rows
        self.levels: array[int] = levels
        self.max_health: dict[tuple[int, int], int] = max_health
        self.times: array[int] = array("i", [row.time for row in rows])
