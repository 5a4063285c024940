"""Expansions and their trials: zones with bosses, difficulties, partitions and brackets."""

from __future__ import annotations

from dataclasses import dataclass, field

TRIAL_SIZE = 12
"""Players in a trial."""

NORMAL, VETERAN, HARD_MODE = 120, 121, 122
_HEALTH_PERCENT = {NORMAL: 100, VETERAN: 190, HARD_MODE: 240, 123: 210, 124: 235, 125: 270}
_DIFFICULTIES = {
    NORMAL: "Normal",
    VETERAN: "Veteran",
    HARD_MODE: "Veteran Hard Mode",
    123: "Veteran +1",
    124: "Veteran +2",
    125: "Veteran +3",
}


@dataclass(frozen=True, slots=True)
class Bracket:
    """How a zone's rankings are split: by champion points, in steps of *bucket*."""

    min: float
    max: float
    bucket: float
    type: str


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A difficulty of a zone and the raid sizes that it is played in."""

    id: int
    name: str
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """A stretch of time whose rankings stand by themselves: a game update."""

    id: int
    name: str
    compact_name: str
    default: bool


@dataclass(frozen=True, slots=True, eq=False)
class Encounter:
    """A boss of a trial.

    *health* is that of the normal difficulty; *phases* are names, each with
    whether it is an intermission (none: the fight is of one piece).
    """

    id: int
    name: str
    npc_id: int
    health: int
    phases: tuple[tuple[str, bool], ...]
    zone: Zone = field(repr=False)

    def health_at(self, difficulty: int) -> int:
        """The boss's health at *difficulty*."""
        return self.health * _HEALTH_PERCENT[difficulty] // 100

    @property
    def last(self) -> bool:
        """Whether this is the trial's last boss, the only one with score and speed ranks."""
        return self.zone.encounters[-1] is self


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """A trial. A *frozen* one takes no new rankings; *game_id* and *map_id* are the game's."""

    id: int
    name: str
    game_id: int
    map_id: int
    frozen: bool
    brackets: Bracket
    difficulties: tuple[Difficulty, ...]
    partitions: tuple[Partition, ...]
    trash: str
    expansion: Expansion = field(repr=False)
    encounters: list[Encounter] = field(default_factory=list["Encounter"], repr=False)

    @property
    def partition(self) -> int:
        """The id of the partition that counts when none is named."""
        return next(part.id for part in self.partitions if part.default)


@dataclass(frozen=True, slots=True, eq=False)
class Expansion:
    """A chapter of the game and the trials that came with it."""

    id: int
    name: str
    zones: list[Zone] = field(default_factory=list["Zone"], repr=False)


BRACKETS = Bracket(0.0, 3600.0, 300.0, "Champion Points")
"""The brackets of every trial."""

# Expansion, then its trials: name, the trash between the bosses, the bosses.
_CHAPTERS: tuple[tuple[str, tuple[tuple[str, str, tuple[str, ...]], ...]], ...] = (
    (
        "The Shattered Coast",
        (
            (
                "Tidewrack Archive",
                "Archive Sentries",
                ("The Drowned Librarian", "Brother and Sister Keel", "Ink-Mother Vasheen"),
            ),
            (
                "Ossuary of Ninefold Chains",
                "Chainbound Penitents",
                ("Warden Skarn", "The Ashen Choir", "Varlas the Unburied", "Ninefold Judge"),
            ),
            (
                "Gloamspire Observatory",
                "Gloamspire Acolytes",
                ("Lens-Keeper Odrai", "The Fallen Orrery", "Astronomer Queen Ilmeth"),
            ),
        ),
    ),
    (
        "Winter Over Hallowmark",
        (
            (
                "Frostmere Bastion",
                "Frostmere Reavers",
                ("Hrolgar Icehand", "The Pale Pack", "Jarl Ysmund", "Frostmere's Heart"),
            ),
            (
                "Barrow of the Long Night",
                "Restless Thanes",
                ("Grave-Speaker Unni", "Twin Thanes", "The Long Night"),
            ),
        ),
    ),
    (
        "The Brass Delirium",
        (
            (
                "Cogwright Sanctum",
                "Sanctum Automata",
                ("Foreman Tock", "The Assembly Line", "Refabricated Saints", "Mainspring Tyrant"),
            ),
            (
                "Menagerie of Glass",
                "Glassborn Beasts",
                ("Keeper Lucenne", "Prism Behemoth", "The Mirrored Court"),
            ),
        ),
    ),
    (
        "Embers of Karrowdeep",
        (
            (
                "Karrowdeep Crucible",
                "Crucible Smelters",
                ("Slagfather Bohm", "Sisters of the Bellows", "Karrowmaw", "The Molten Regent"),
            ),
            (
                "Cinderfall Reliquary",
                "Reliquary Zealots",
                ("Confessor Maldre", "Embertide Colossus", "Archprelate Sunder"),
            ),
        ),
    ),
    (
        "Song of the Verdant Deep",
        (
            (
                "Rootheart Hollow",
                "Hollow Stalkers",
                ("Thornmother Esk", "The Hunger Below", "Briar King Aldous", "Rootheart"),
            ),
            (
                "Sunless Reef",
                "Reefborn Thralls",
                ("Coral Warden Nym", "Leviathan's Brood", "The Tide That Remembers"),
            ),
            (
                "Cloudbreak Citadel",
                "Citadel Wingguard",
                ("Stormherald Aerin", "The Three Winds", "Zephyrine the Unbound"),
            ),
        ),
    ),
)

_GAME_ZONE = 1_600  # Ids of the game's own zones and maps, above any that a trial could share.
_MAP = 2_400
_NPC = 91_000
_PHASES = (("Opening", False), ("Break", True), ("Last Stand", False))
_CHALLENGE = "Cloudbreak Citadel"  # The one with the +1 to +3 difficulties.
_FROZEN_CHAPTERS = 2
_UPDATES = (("Update 44", "U44"), ("Update 45", "U45"), ("Update 46", "U46"))


def _difficulties(zone: str) -> tuple[Difficulty, ...]:
    plain = (NORMAL, VETERAN) if zone == _CHALLENGE else (NORMAL, VETERAN, HARD_MODE)
    offered = (*plain, 123, 124, 125) if zone == _CHALLENGE else plain
    return tuple(Difficulty(number, _DIFFICULTIES[number], (TRIAL_SIZE,)) for number in offered)


def _partitions(*, frozen: bool) -> tuple[Partition, ...]:
    # Older trials keep a single partition, whose id is 0.
    if frozen:
        return (Partition(0, "All Updates", "All", default=True),)
    last = len(_UPDATES)
    return tuple(
        Partition(number, name, compact_name, default=number == last)
        for number, (name, compact_name) in enumerate(_UPDATES, 1)
    )


def _build() -> tuple[Expansion, ...]:
    expansions: list[Expansion] = []
    zone_id = encounter_id = 0
    for number, (chapter, trials) in enumerate(_CHAPTERS, 1):
        expansion = Expansion(number, chapter)
        expansions.append(expansion)
        frozen = number <= _FROZEN_CHAPTERS
        for name, trash, bosses in trials:
            zone_id += 1
            zone = Zone(
                zone_id, name, _GAME_ZONE + 7 * zone_id, _MAP + 3 * zone_id, frozen, BRACKETS,
                _difficulties(name), _partitions(frozen=frozen), trash, expansion,
            )  # fmt: skip
            expansion.zones.append(zone)
            for place, boss in enumerate(bosses):
                encounter_id += 1
                health = 14_000_000 + 2_500_000 * number + 6_000_000 * place
                npc_id = _NPC + 10 * encounter_id
                phases = _PHASES if boss == bosses[-1] else _PHASES[::2] if place == 1 else ()
                zone.encounters.append(Encounter(encounter_id, boss, npc_id, health, phases, zone))
    return tuple(expansions)


EXPANSIONS = _build()
ZONES = {zone.id: zone for expansion in EXPANSIONS for zone in expansion.zones}
ENCOUNTERS = {boss.id: boss for zone in ZONES.values() for boss in zone.encounters}
