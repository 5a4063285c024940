"""Reports for tests: small groups, so that a fight takes a few milliseconds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from hypothesis import strategies

from esologs.sandbox.combat.archive import Archive
from esologs.sandbox.combat.log import ReportLog
from esologs.sandbox.combat.model import Boss, GuildRef, Phase, Place, Player, Pull, ReportSpec
from esologs.sandbox.combat.roster import Roster
from esologs.sandbox.combat.selection import EventFilter
from esologs.sandbox.combat.story import Story

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Fight, JsonObject, Role

CLASSES: Final = (
    "DragonKnight", "Nightblade", "Sorcerer", "Templar", "Warden", "Necromancer", "Arcanist",
)  # fmt: skip
WIPE_PERCENT: Final = 4321
PULLS: Final = (Pull(boss=0, kill=False, boss_percent=WIPE_PERCENT), Pull(boss=0, kill=True))
_ROLES: Final[tuple[tuple[Role, str], ...]] = (
    ("tank", "Tank"),
    ("healer", "Healer"),
    ("dps", "MagickaDPS"),
    ("dps", "StaminaDPS"),
)
_PHASES: Final = (
    Phase(id=1, name="The Threshold"),
    Phase(id=2, name="The Descent", is_intermission=True),
    Phase(id=3, name="The Reckoning"),
)


def players(count: int) -> tuple[Player, ...]:
    """A group of this size: tank, healer and damage dealers of every class, one anonymous."""
    return tuple(
        Player(
            actor_id=place + 1,
            character_id=7_000 + place,
            name=f"Raider {place}",
            display_name=f"@raider{place}",
            server="Hallowmark",
            class_name=CLASSES[place % len(CLASSES)],
            spec=_ROLES[place % 4][1],
            role=_ROLES[place % 4][0],
            anonymous=place == 3,
        )
        for place in range(count)
    )


def evening(
    seed: int = 0,
    *,
    pulls: int | tuple[Pull, ...] = PULLS,
    size: int = 5,
    live_elapsed_ms: float | None = None,
) -> ReportSpec:
    """The plan of an evening against two bosses, the second with phases."""
    return ReportSpec(
        seed=seed,
        code=f"evening{seed:09d}",
        start_ms=1_700_000_000_000,
        zone_id=31,
        zone_name="Test Trial",
        difficulty=121,
        bosses=(
            Boss(encounter_id=61, name="Gatekeeper", npc_game_id=90_001, health=9_000_000),
            Boss(
                encounter_id=62,
                name="Last Witness",
                npc_game_id=90_002,
                health=12_345_678,
                phases=_PHASES,
            ),
        ),
        players=players(size),
        pulls=pulls,
        live_elapsed_ms=live_elapsed_ms,
        guild=GuildRef(id=5, name="Testers"),
        game_zone=Place(id=900, name="Test Trial"),
        maps=(Place(id=901, name="Hall", file="maps/901"),),
    )


_archive = Archive()


@cache
def log(seed: int = 0, *, pulls: int | tuple[Pull, ...] = PULLS, size: int = 5) -> ReportLog:
    """The log of such an evening; one of each, since tests only read."""
    return ReportLog(evening(seed, pulls=pulls, size=size), _archive)


@cache
def story(seed: int = 0) -> Story:
    """The same evening from within: its plans and records."""
    return Story(evening(seed), _archive)


def bosses(report: ReportLog) -> list[Fight]:
    """Its boss fights."""
    return [fight for fight in report.fights if fight.encounter_id]


def all_events(report: ReportLog, wanted: EventFilter) -> list[JsonObject]:
    """Every event that is meant, over all pages."""
    found: list[JsonObject] = []
    start: float | None = wanted.start_time
    while True:
        page, following = report.events(_from(wanted, start))
        found += page
        if following is None:
            return found
        assert start is None or following > start, "the cursor must advance"
        start = following


def _from(wanted: EventFilter, start: float | None) -> EventFilter:

    return replace(wanted, start_time=start)


@cache
def both_streams(seed: int, fight: int) -> list[JsonObject]:
    """All events of a fight, friends' and enemies', in the order of time."""
    report = log(seed)
    streams = [
        all_events(report, EventFilter(fight_ids=(fight,), hostility_type=side, limit=10_000))
        for side in ("Friendlies", "Enemies")
    ]
    return sorted((event for stream in streams for event in stream), key=_time)


def _time(event: JsonObject) -> int:
    time: int = event["timestamp"]
    return time


def roster(report: ReportLog) -> Roster:
    """Who can appear in a report."""
    return Roster(report.spec)


any_seed = strategies.integers(0, 40)
"""A few evenings; small numbers, so that examples find them again in the cache."""
