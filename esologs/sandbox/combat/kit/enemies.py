"""Enemies besides the bosses, what bosses do, and the pets of players."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from esologs.sandbox.combat.kit.skills import (
    DISEASE,
    FIRE,
    FROST,
    GENERIC,
    MAGIC,
    PHYSICAL,
    POISON,
    SHOCK,
    icon,
)
from esologs.sandbox.combat.model import Ability
from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

Menace: TypeAlias = Literal[
    "swing",  # the boss's plain attack on whoever holds it
    "heavy",  # a blow that tanks block
    "storm",  # hits everybody
    "mark",  # burns one player until cleansed
    "channel",  # hits everybody unless interrupted
    "fury",  # a buff on the boss
    "doom",  # kills whom it finds
    "call",  # brings adds
]


@dataclass(frozen=True, slots=True)
class Enemy:
    """An enemy that leads no encounter, and its one attack."""

    game_id: int
    name: str
    attack: Ability


def _ability(game_id: int, name: str, type_: str) -> Ability:
    return Ability(game_id=game_id, name=name, icon=icon(name), type=type_)


_ENEMIES: Final = (
    ("Gutterblade Raider", "Hooked Slash", PHYSICAL),
    ("Gutterblade Archer", "Barbed Arrow", POISON),
    ("Cinder Acolyte", "Coal Dart", FIRE),
    ("Hollow Sentinel", "Rusted Cleave", PHYSICAL),
    ("Rimebound Hound", "Frost Bite", FROST),
    ("Stormcalled Wisp", "Arc Flicker", SHOCK),
    ("Plague Tender", "Spore Cough", DISEASE),
    ("Veiled Chanter", "Dissonant Verse", MAGIC),
    ("Marrow Crawler", "Chitin Jab", PHYSICAL),
    ("Oathbroken Knight", "Forsworn Strike", PHYSICAL),
)
ENEMIES: Final = tuple(
    Enemy(95_100 + place, name, _ability(220_000 + place, attack, type_))
    for place, (name, attack, type_) in enumerate(_ENEMIES)
)

_MENACES: Final[tuple[tuple[Menace, tuple[tuple[str, str], ...]], ...]] = (
    ("swing", (("Iron Swing", PHYSICAL), ("Rending Claw", PHYSICAL), ("Scepter Blow", MAGIC))),
    ("heavy", (("Earthsplitter", PHYSICAL), ("Crushing Verdict", PHYSICAL), ("Maw Slam", DISEASE))),
    ("storm", (("Ashen Gale", FIRE), ("Shattered Sky", SHOCK), ("Killing Frost", FROST))),
    ("mark", (("Smoldering Sign", FIRE), ("Venom Sigil", POISON), ("Pale Fever", DISEASE))),
    ("channel", (("Song of Ruin", MAGIC), ("Rite of Cinders", FIRE), ("Drowning Hymn", FROST))),
    ("fury", (("Unbound Fury", GENERIC), ("Blood Moon Rage", GENERIC), ("Last Stand", GENERIC))),
    ("doom", (("Oblivion's Gaze", MAGIC), ("Grave Collapse", PHYSICAL), ("Sunfall", FIRE))),
    ("call", (("Call of the Deep", GENERIC), ("Open the Gate", GENERIC), ("Rally", GENERIC))),
)
MENACES: Final[dict[Menace, tuple[Ability, ...]]] = {
    menace: tuple(
        _ability(221_000 + 10 * place + n, name, type_) for n, (name, type_) in enumerate(names)
    )
    for place, (menace, names) in enumerate(_MENACES)
}


PETS: Final = {
    "Sorcerer": Enemy(95_200, "Gale Sprite", _ability(220_100, "Sprite Spark", SHOCK)),
    "Warden": Enemy(95_201, "Thicket Cub", _ability(220_101, "Cub Swipe", PHYSICAL)),
}
"""The companions that damage dealers of two classes call."""


def menaces(encounter_id: int) -> dict[Menace, Ability]:
    """What the boss of this encounter does: one ability of each sort, always the same."""
    stream = Stream("menaces", encounter_id)
    return {menace: stream.pick(options) for menace, options in MENACES.items()}


def adds(encounter_id: int) -> tuple[Enemy, ...]:
    """The two sorts of enemies that help the boss of this encounter."""
    return tuple(Stream("adds", encounter_id).sample(ENEMIES, 2))


def all_menaces() -> Iterator[Ability]:
    """Every ability of enemies and pets."""
    for enemy in ENEMIES:
        yield enemy.attack
    for pet in PETS.values():
        yield pet.attack
    for options in MENACES.values():
        yield from options
