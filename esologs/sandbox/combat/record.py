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
        self.time = time
        self.type = type_
        self.source = source
        self.source_instance = source_instance
        self.target = target
        self.target_instance = target_instance
        self.ability = ability
        self.amount = amount
        self.hit = hit
        self.track = track
        self.extra = extra
        self.over = over
        self.prevented = prevented
        self.buffs = buffs
        self.stack = stack
        self.tick = tick


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
        self.plan = plan
        self.rows = rows
        self.levels = levels
        self.max_health = max_health
        self.times = array("i", [row.time for row in rows])
