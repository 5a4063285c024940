"""Auras and other abilities that nobody slots: boons, food, passives, set bonuses, recovery."""

from __future__ import annotations

from typing import Final

from esologs.sandbox.combat.kit.skills import GENERIC, MAGIC, PHYSICAL, icon
from esologs.sandbox.combat.model import Ability


def _auras(first: int, type_: str, *names: str) -> tuple[Ability, ...]:
    return tuple(
        Ability(game_id=first + place, name=name, icon=icon(name), type=type_)
        for place, name in enumerate(names)
    )


BOONS: Final = _auras(
    212_000, GENERIC, "Boon: The Lantern", "Boon: The Plough", "Boon: The Crow", "Boon: The Anvil"
)
FOODS: Final = _auras(
    212_020, GENERIC, "Saltrice Stew", "Emberfin Pie", "Honeyed Marrow Broth", "Witchlight Punch"
)
PASSIVES: Final = _auras(
    212_040,
    GENERIC,
    "Patient Blade",
    "Deadly Rhythm",
    "Weathered Skin",
    "Mending Touch",
    "Quickened Mind",
    "Second Sight",
)

RECOVERY, POTION, HEAVY_RETURN = _auras(
    212_060, GENERIC, "Recovery", "Draught of Power", "Heavy Attack Return"
)
(REVIVE,) = _auras(212_070, GENERIC, "Soul Rekindling")
(BASH,) = _auras(212_071, PHYSICAL, "Bash")
(CLEANSE,) = _auras(212_072, MAGIC, "Cleansing Word")

STACKS: Final = 5
"""How far a stacking set bonus climbs, a step with each light attack."""

COMMON: Final = (RECOVERY, POTION, HEAVY_RETURN, REVIVE, BASH, CLEANSE)
"""What any player can do or meet, whatever they slot."""
OTHERS: Final = (*BOONS, *FOODS, *PASSIVES, *COMMON)
