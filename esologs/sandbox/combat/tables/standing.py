"""Where an amount stands among all who did the same: rank, league size and percent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject, Player


class Parse(NamedTuple):
    """What is ranked: an amount per second, of a character in an encounter."""

    encounter_id: int
    difficulty: int
    partition: int
    metric: str
    player: Player
    amount: float


class Standing(NamedTuple):
    """The `rank`-th of `total`; `thousandths` of a percent stand below."""

    rank: int
    total: int
    thousandths: int

    @property
    def percent(self) -> int:
        """The whole percent that rankings show."""
        return self.thousandths // 1_000


Ranker: TypeAlias = Callable[[Parse], "tuple[Standing, Standing] | None"]
"""Where a parse stands and where the character's best one does; None where it is not ranked."""


def standing(amount: int, median: int, *keys: int | str) -> Standing:
    """The place of an amount in the league that these keys name; more is never worse.

    Half of a league is below its median, nobody below half of it, and nobody
    reaches one and a half times as much.
    """
    total = Stream("league", *keys).between(900, 30_000)
    ratio = amount * 1_000 // max(median, 1)
    if ratio < 1_000:
        thousandths = max(0, ratio - 500) * 100
    else:
        thousandths = min(99_999, 50_000 + (ratio - 1_000) * 100)
    return Standing(1 + total * (100_000 - thousandths) // 100_001, total, thousandths)


def place_json(place: Standing, *, best: Standing | None = None) -> JsonObject:
    """`rank best totalParses rankPercent`; a rank that a better one of one's own hides is "~12"."""
    top = best if best is not None else place
    return {
        "rank": place.rank if place.rank <= top.rank else f"~{place.rank}",
        "best": min(place.rank, top.rank),
        "totalParses": place.total,
        "rankPercent": place.percent,
    }
