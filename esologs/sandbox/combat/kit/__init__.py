"""The invented game that combat plays: its abilities, enemies, item sets and items.

The world's catalogue holds every id of these tables, so that whatever an event
names can be looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.kit.auras import OTHERS
from esologs.sandbox.combat.kit.enemies import ENEMIES, PETS, Enemy, all_menaces
from esologs.sandbox.combat.kit.gear import ITEM_SETS, SET_AURAS, Item, ItemSet, items
from esologs.sandbox.combat.kit.skills import all_skills

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Ability

ITEMS: Final[tuple[Item, ...]] = tuple(items())
"""Every piece of gear, by id."""


def _abilities() -> dict[int, Ability]:
    found = [skill.ability for skill in all_skills()]
    found += OTHERS
    found += SET_AURAS.values()
    found += all_menaces()
    return {ability.game_id: ability for ability in sorted(found, key=lambda each: each.game_id)}


ABILITIES: Final[dict[int, Ability]] = _abilities()
"""Every ability and aura by its id, in ascending order."""

__all__ = ["ABILITIES", "ENEMIES", "ITEMS", "ITEM_SETS", "PETS", "Enemy", "Item", "ItemSet"]
