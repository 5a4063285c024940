"""Classes, specs, roles, races and alliances, in the API's vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class GameClass:
    """A class with its specs. Name and slug are the API's one word for it, without spaces."""

    id: int
    name: str
    slug: str
    specs: list[GameSpec] = field(default_factory=list["GameSpec"], repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class GameSpec:
    """What a character of a class does: one of four specs; *role* is DPS, Healer or Tank."""

    id: int
    name: str
    slug: str
    role: str
    game_class: GameClass = field(repr=False)


@dataclass(frozen=True, slots=True)
class Faction:
    """An alliance that a guild belongs to."""

    id: int
    name: str


SPEC_ROLES = (
    ("MagickaDPS", "DPS"),
    ("StaminaDPS", "DPS"),
    ("Healer", "Healer"),
    ("Tank", "Tank"),
)


def _class(number: int, name: str) -> GameClass:
    made = GameClass(number, name, name)
    for place, (spec, role) in enumerate(SPEC_ROLES, 1):
        made.specs.append(GameSpec(place, spec, spec, role, made))
    return made


_NAMES = ("DragonKnight", "Nightblade", "Sorcerer", "Templar", "Warden", "Necromancer", "Arcanist")
CLASSES = tuple(_class(number, name) for number, name in enumerate(_NAMES, 1))

FACTIONS = (
    Faction(1, "The Aldmeri Dominion"),
    Faction(2, "The Daggerfall Covenant"),
    Faction(3, "The Ebonheart Pact"),
)

RACE_COUNT = 10
"""Race ids run from 1 to this; the API has no names for them."""
