"""The nouns of a simulated report: who fights whom, and what became of each pull.

The world (guilds, servers, catalogue) builds a `ReportSpec`; combat answers with
`Fight`s and everything inside them. All of these are values: frozen, hashable,
safe to share between threads. Instants that end in `_ms` count from the start
of the report, except `ReportSpec.start_ms`, which is Unix time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object as the API's JSON scalars hold it."""

Role: TypeAlias = Literal["dps", "healer", "tank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """An ability or aura; `type` is the API's bit mask, written as a string (4 = fire)."""

    game_id: int
    name: str
    icon: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A character in one report.

    `actor_id` is its id there (unique, positive), `character_id` the site's. Class
    and spec are the API's words. An anonymous player's names never leave the report.
    """

    actor_id: int
    character_id: int
    name: str
    display_name: str
    server: str
    class_name: str
    spec: str
    role: Role
    anonymous: bool = False
    server_id: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase of an encounter; ids count from 1."""

    id: int
    name: str
    is_intermission: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Boss:
    """An encounter and the enemy that leads it; `health` is at the report's difficulty."""

    encounter_id: int
    name: str
    npc_game_id: int
    health: int
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A zone of the game or one of its maps; `file` is the map's picture."""

    id: int
    name: str
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildRef:
    """The guild that a report belongs to, as rankings name it."""

    id: int
    name: str
    faction: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One planned pull: the boss by its place in `ReportSpec.bosses`, and how it ends.

    `boss_percent` is what a wipe leaves of the boss's health, in hundredths of
    a percent (1 … 9999); None lets the seed choose.
    """

    boss: int
    kill: bool
    boss_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpec:
    """All that decides a report: the same spec gives the same bytes.

    `pulls` is the number of boss pulls of the evening (the seed then decides
    which bosses fall), or the pulls themselves. `live_elapsed_ms` makes a log
    that is still growing: of the same story, only what happened by then exists.
    """

    seed: int
    code: str
    start_ms: int
    zone_id: int
    zone_name: str
    difficulty: int
    bosses: tuple[Boss, ...]
    players: tuple[Player, ...]
    pulls: int | tuple[Pull, ...] = 12
    live_elapsed_ms: float | None = None
    log_version: int = 14
    game_version: int = 1
    partition: int = 1
    region: str = "NA"
    guild: GuildRef | None = None
    game_zone: Place | None = None
    maps: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        if not self.bosses or not self.players:
            raise ValueError("a report needs at least one boss and one player")
        ids = [player.actor_id for player in self.players]
        if len(set(ids)) != len(ids) or min(ids) < 1:
            raise ValueError(f"actor ids must be positive and unique, got {ids}")
        if any(not 1_000_000 <= boss.health <= 2_000_000_000 for boss in self.bosses):
            raise ValueError("a boss's health must be between 1,000,000 and 2,000,000,000")
        if isinstance(self.pulls, int):
            if self.pulls < 1:
                raise ValueError(f"pulls must be positive, got {self.pulls}")
        elif any(not 0 <= pull.boss < len(self.bosses) for pull in self.pulls):
            raise ValueError("a pull names a boss that the report does not have")


@dataclass(frozen=True, slots=True, kw_only=True)
class FightNpc:
    """An enemy, or a pet, in one fight; `id` is its actor id."""

    id: int
    game_id: int
    instance_count: int = 1
    group_count: int = 1
    pet_owner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundingBox:
    """The part of the map that a fight touched, in the game's own units."""

    min_x: int
    max_x: int
    min_y: int
    max_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTransition:
    """When a phase began."""

    id: int
    start_time_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fight:
    """A fight as `ReportFight` shows it.

    Percentages are 0 … 100. Trash has encounter id 0 and None for `difficulty`,
    `kill` and percentages; so has a boss pull too short to count.
    """

    id: int
    name: str
    encounter_id: int
    start_time_ms: int
    end_time_ms: int
    difficulty: int | None
    kill: bool | None
    boss_percentage: float | None
    fight_percentage: float | None
    average_item_level: float | None
    size: int | None
    complete_raid: bool
    in_progress: bool
    last_phase: int | None
    last_phase_as_absolute_index: int | None
    last_phase_is_intermission: bool | None
    original_encounter_id: int | None
    trial_score: float | None
    trial_time_ms: float | None
    wipe_called_time_ms: float | None
    phase_transitions: tuple[PhaseTransition, ...] | None
    friendly_players: tuple[int, ...]
    friendly_pets: tuple[FightNpc, ...]
    friendly_npcs: tuple[FightNpc, ...]
    enemy_npcs: tuple[FightNpc, ...]
    enemy_pets: tuple[FightNpc, ...]
    enemy_players: tuple[int, ...]
    dungeon_pulls: None = None  # fights that hold a whole dungeon run: other games have them
    game_zone: Place | None
    maps: tuple[Place, ...]
    bounding_box: BoundingBox | None

    @property
    def duration_ms(self) -> int:
        """How long it lasted; zero happens."""
        return self.end_time_ms - self.start_time_ms

    @property
    def trash(self) -> bool:
        """Whether it was against no boss."""
        return self.encounter_id == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A row of the report's master data (`ReportActor`)."""

    id: int
    game_id: int | None
    name: str
    display_name: str
    type: str
    sub_type: str
    icon: str
    server: str | None = None
    pet_owner: int | None = None
    anonymous: bool | None = None
