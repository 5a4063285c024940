"""Item sets, their pieces, and what a character wears, as combatantinfo lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from esologs.sandbox.combat.kit.skills import GENERIC, icon
from esologs.sandbox.combat.model import Ability, JsonObject
from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.sandbox.combat.model import Player

Duty: TypeAlias = Literal["magicka", "stamina", "healer", "tank"]
Bonus: TypeAlias = Literal["proc", "group", "stacks", "none"]

_DUTIES: Final[dict[str, Duty]] = {
    "MagickaDPS": "magicka", "StaminaDPS": "stamina", "Healer": "healer", "Tank": "tank",
}  # fmt: skip
_ARMOUR: Final[dict[Duty, int]] = {"magicka": 1, "stamina": 2, "healer": 1, "tank": 3}
_WEAPONS: Final[dict[Duty, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "magicka": (("Inferno Staff",), ("Lightning Staff",)),
    "stamina": (("Dagger", "Dagger"), ("Bow",)),
    "healer": (("Restoration Staff",), ("Lightning Staff",)),
    "tank": (("Sword", "Shield"), ("Frost Staff",)),
}
WEAPON_TYPES: Final = {
    "Axe": 1, "Mace": 2, "Sword": 3, "Greatsword": 4, "Battle Axe": 5, "Maul": 6, "Bow": 8,
    "Restoration Staff": 9, "Dagger": 11, "Inferno Staff": 12, "Frost Staff": 13, "Shield": 14,
    "Lightning Staff": 15,
}  # fmt: skip
_PIECES: Final = (
    "Helm", "Cuirass", "Pauldrons", "Belt", "Gauntlets", "Greaves", "Boots", "Necklace", "Ring",
)  # fmt: skip
_JEWELLERY: Final = 4
_LEGENDARY, _EPIC = 5, 4
_ALL_PIECES: Final = (*_PIECES, *WEAPON_TYPES)


@dataclass(frozen=True, slots=True)
class ItemSet:
    """An item set; `aura` is what its full bonus grants in a fight, if it is seen there."""

    id: int
    name: str
    duty: Duty
    head_set: bool
    bonus: Bonus
    aura: Ability | None


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a set."""

    id: int
    name: str
    icon: str
    set_id: int


# duty, worn on head and shoulders, name, what its bonus does, the aura's name
_SETS: Final[tuple[tuple[Duty, bool, str, Bonus, str | None], ...]] = (
    ("magicka", False, "Coalwright's Regret", "proc", "Coalwright's Heat"),
    ("magicka", False, "Starfall Cartographer", "proc", "Starfall Chart"),
    ("magicka", False, "Perfected Starfall Cartographer", "proc", "Starfall Chart"),
    ("magicka", True, "Mother Cindermaw", "none", None),
    ("magicka", True, "Vael the Sleepless", "proc", "Sleepless Eye"),
    ("stamina", False, "Relentless Drummer", "stacks", "Relentless Rhythm"),
    ("stamina", False, "Redwater Duelist", "proc", "Redwater Edge"),
    ("stamina", False, "Perfected Redwater Duelist", "proc", "Redwater Edge"),
    ("stamina", True, "Old Hookjaw", "proc", "Hookjaw's Hunger"),
    ("stamina", True, "Gorsedd the Huntsman", "none", None),
    ("healer", False, "Hymn of the Lowlands", "group", "Lowland Hymn"),
    ("healer", False, "Lanternbearer's Vow", "group", "Lantern's Vow"),
    ("healer", False, "Perfected Lanternbearer's Vow", "group", "Lantern's Vow"),
    ("healer", True, "Nurse Ottilde", "none", None),
    ("tank", False, "Bastion of the Ninth Gate", "group", "Ninth Gate"),
    ("tank", False, "Ironroot Oath", "proc", "Ironroot"),
    ("tank", False, "Perfected Ironroot Oath", "proc", "Ironroot"),
    ("tank", True, "Stonefather Brakk", "proc", "Stonefather's Skin"),
)
# Perfected and plain grant the same aura, under one id.
_AURA_NAMES: Final = tuple(dict.fromkeys(row[4] for row in _SETS if row[4] is not None))
SET_AURAS: Final[dict[str, Ability]] = {
    name: Ability(game_id=213_000 + place, name=name, icon=icon(name), type=GENERIC)
    for place, name in enumerate(_AURA_NAMES)
}
ITEM_SETS: Final = tuple(
    ItemSet(640 + place, name, duty, head, bonus, SET_AURAS[aura] if aura else None)
    for place, (duty, head, name, bonus, aura) in enumerate(_SETS)
)


def _item_id(item_set: ItemSet, piece: str) -> int:
    return 174_000 + 40 * (item_set.id - ITEM_SETS[0].id) + _ALL_PIECES.index(piece)


def _item(item_set: ItemSet, piece: str) -> Item:
    picture = "gear_" + piece.lower().replace(" ", "_")
    return Item(_item_id(item_set, piece), f"{item_set.name} {piece}", picture, item_set.id)


def items() -> Iterator[Item]:
    """Every piece of every set, by id: head sets have only two."""
    for item_set in ITEM_SETS:
        for piece in ("Helm", "Pauldrons") if item_set.head_set else _ALL_PIECES:
            yield _item(item_set, piece)


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a character wears in a report: sixteen slots of gear, and the sets it completes."""

    gear: tuple[JsonObject, ...]
    sets: tuple[ItemSet, ...]

    @property
    def item_level(self) -> float:
        """The mean champion points of the worn pieces."""
        worn: list[int] = [piece["championPoints"] for piece in self.gear if piece["id"]]
        return round(sum(worn) / len(worn), 2)


def outfit(player: Player, *keys: int | str) -> Outfit:
    """What `player` wears; the keys (a report's seed, say) choose among what suits the spec."""
    duty = _DUTIES.get(player.spec, "magicka")
    stream = Stream("gear", player.character_id, *keys)
    bodies = [found for found in ITEM_SETS if found.duty == duty and not found.head_set]
    heads = [found for found in ITEM_SETS if found.duty == duty and found.head_set]
    # Two different bonuses: nobody wears a set together with its perfected twin.
    first = stream.pick(bodies)
    second = stream.pick([found for found in bodies if found.aura != first.aura])
    head = stream.pick(heads)
    front, back = _WEAPONS[duty]
    slots: list[tuple[ItemSet, str] | None] = [None] * 16
    for slot, piece in enumerate(_PIECES[:7]):
        slots[slot] = (head if slot in (0, 2) else first, piece)
    for slot, piece in ((7, "Necklace"), (8, "Ring"), (9, "Ring")):
        slots[slot] = (second, piece)
    for slot, weapons in ((10, front), (12, back)):
        for hand, weapon in enumerate(weapons):
            slots[slot + hand] = (second, weapon)
    gear = tuple(_piece(slot, worn, _ARMOUR[duty], stream) for slot, worn in enumerate(slots))
    return Outfit(gear, (first, second, head))


def _piece(slot: int, worn: tuple[ItemSet, str] | None, armour: int, stream: Stream) -> JsonObject:
    if worn is None:
        return {"id": 0, "slot": slot, "quality": 1, "icon": "gear_empty", "championPoints": 0,
                "trait": 0, "enchantType": 0, "enchantQuality": 0, "setID": 0}  # fmt: skip
    item_set, name = worn
    piece = _item(item_set, name)
    weapon = WEAPON_TYPES.get(name)
    kind = weapon if weapon is not None else _JEWELLERY if 7 <= slot <= 9 else armour
    return {
        "id": piece.id,
        "slot": slot,
        "quality": _LEGENDARY if weapon is not None or stream.chance(0.4) else _EPIC,
        "icon": piece.icon,
        "name": piece.name,
        "championPoints": 150 if stream.chance(0.03) else 160,
        "trait": stream.between(1, 30),
        "enchantType": stream.between(1, 40),
        "enchantQuality": _LEGENDARY if stream.chance(0.6) else _EPIC,
        "setID": item_set.id,
        "setName": item_set.name,
        "type": kind,
    }
