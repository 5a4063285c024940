"""The order of things in a running fight: what is to come, and the rows of what came."""

from __future__ import annotations

from array import array
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from esologs.sandbox.combat.record import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.sandbox.combat.fighter import Fighter


class Timeline:
    """A queue of acts and the rows that they write. Belongs to one thread."""

    def __init__(self, duration_ms: int) -> None:
        self.duration_ms = duration_ms
        self.rows: list[Row] = []
        self.levels: array[int] = array("i")
        self._queue: list[tuple[int, int, Callable[..., None], tuple[Any, ...]]] = []
        self._queued = 0
        self._track = 0

    def at(self, time: int, act: Callable[..., None], *args: object) -> None:
        """Let `act(time, *args)` happen then; what would come after the end never does."""
        if time < self.duration_ms:
            self._queued += 1
            heappush(self._queue, (time, self._queued, act, args))

    def run(self) -> None:
        """Let everything happen in its order; of one instant, in the order of asking."""
        queue = self._queue
        while queue:
            time, _, act, args = heappop(queue)
            act(time, *args)

    def track(self) -> int:
        """A new castTrackID."""
        self._track += 1
        return self._track

    def emit(
        self,
        time: int,
        type_: str,
        source: Fighter,
        target: Fighter | None,
        ability: int,
        *,
        amount: int = 0,
        hit: int = 0,
        track: int = 0,
        extra: int = 0,
        over: int = 0,
        prevented: int = 0,
        buffs: str = "",
        stack: int = 0,
        tick: bool = False,
    ) -> None:
        """Write a row, with the levels as they are after it."""
        if target is None:
            target_id, target_instance, other = -1, 0, (0, 0, 0, 0)
        else:
            target_id, target_instance = target.id, target.instance
            other = (target.health, target.magicka, target.stamina, target.ultimate)
        self.rows.append(
            Row(
                time,
                type_,
                source.id,
                source.instance,
                target_id,
                target_instance,
                ability,
                amount,
                hit,
                track,
                extra,
                over,
                prevented,
                buffs,
                stack,
                tick,
            )
        )
        self.levels.extend((source.health, source.magicka, source.stamina, source.ultimate, *other))
