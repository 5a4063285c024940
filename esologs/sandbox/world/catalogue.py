"""The game's own tables: abilities, items, item sets, NPCs and maps.

What combat speaks of is part of them, so every id of an event can be looked
up; the rest fills the tables to a size worth paging through. The catalogue is
the game's and not the world's: it is the same for every seed. Combat's own
tables are imported when a table is built, for the sake of a quick start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from esologs.sandbox.world.names import slug
from esologs.sandbox.world.trials import ENCOUNTERS, ZONES

_ABILITY_HEADS = (
    "Ashen", "Biting", "Binding", "Blazing", "Brazen", "Calming", "Cinder", "Crushing", "Echoing",
    "Fleeting", "Frozen", "Gilded", "Harrowing", "Keen", "Lingering", "Mending", "Piercing",
    "Radiant", "Rending", "Scalding", "Shrouded", "Spectral", "Thunderous", "Venomous",
)  # fmt: skip
_ABILITY_TAILS = (
    "Arc", "Barrage", "Bulwark", "Burst", "Chains", "Claw", "Covenant", "Dirge", "Edge", "Grasp",
    "Hymn", "Lash", "Mantle", "Mark", "Nova", "Pact", "Pulse", "Rune", "Sigil", "Snare", "Spiral",
    "Talons", "Torrent", "Ward",
)  # fmt: skip
_SET_HEADS = (
    "Archivist's", "Bellmaker's", "Briar King's", "Chainbreaker's", "Cinderborn's",
    "Drowned Sage's", "Gloamwalker's", "Hearthguard's", "Huntmaster's", "Ilmeth's", "Karrowdeep's",
    "Lampbearer's", "Mainspring", "Nightmarket", "Reefwalker's", "Rootheart's", "Saltblood",
    "Slagfather's", "Thane's", "Tidecaller's",
)  # fmt: skip
_SET_TAILS = ("Regalia", "Resolve", "Remnant", "Vestments", "Oath", "Fury")
_PIECES = (
    "Hat", "Robe", "Epaulets", "Sash", "Gloves", "Breeches", "Shoes", "Necklace", "Ring",
    "Dagger", "Inferno Staff", "Restoration Staff", "Shield",
)  # fmt: skip
_NPC_HEADS = ("Feral", "Hollow", "Sunken", "Rusted", "Bound", "Ravenous", "Oathless", "Drifting")
_NPC_TAILS = (
    "Archer", "Brute", "Channeler", "Cutthroat", "Hexer", "Hound", "Sentinel", "Skirmisher",
    "Thrall", "Warden",
)  # fmt: skip
_ROOMS = ("Antechamber", "Descent", "Gallery", "Sanctum")

_FIRST_ABILITY, _ABILITY_STEP = 123, 37
_FIRST_SET = 71
_FIRST_ITEM, _ITEM_STEP = 43_100, 11
_FIRST_NPC = 60_200


@dataclass(frozen=True, slots=True)
class GameAbility:
    """An ability of the game; *icon* is the name of a picture file."""

    id: int
    name: str
    icon: str
    description: str


@dataclass(frozen=True, slots=True)
class GameItem:
    """A piece of gear."""

    id: int
    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class Named:
    """An item set, an NPC or a map: an id and a name is all that the API tells."""

    id: int
    name: str


class Catalogue:
    """The tables, each by id in ascending order; built when first asked for."""

    @cached_property
    def abilities(self) -> dict[int, GameAbility]:
        """Abilities by id. 123 is always there."""
        from esologs.sandbox.combat import kit

        table: dict[int, GameAbility] = {}
        names = [(head, tail) for tail in _ABILITY_TAILS for head in _ABILITY_HEADS]
        for place, (head, tail) in enumerate(names):
            number = _FIRST_ABILITY + _ABILITY_STEP * place
            text = f"Calls upon {tail.lower()} that is {head.lower()}."
            icon = f"ability_{slug(tail)}_{place % len(_ABILITY_HEADS) + 1:03d}"
            table[number] = GameAbility(number, f"{head} {tail}", icon, text)
        for known in kit.ABILITIES.values():
            text = f"{known.name}, as seen in trials."
            table[known.game_id] = GameAbility(known.game_id, known.name, known.icon, text)
        return dict(sorted(table.items()))

    @cached_property
    def item_sets(self) -> dict[int, Named]:
        """Item sets by id."""
        from esologs.sandbox.combat import kit

        names = (f"{head} {tail}" for head in _SET_HEADS for tail in _SET_TAILS)
        table = {number: Named(number, name) for number, name in enumerate(names, _FIRST_SET)}
        for known in kit.ITEM_SETS:
            table[known.id] = Named(known.id, known.name)
        return dict(sorted(table.items()))

    @cached_property
    def items(self) -> dict[int, GameItem]:
        """Items by id: every piece of every set."""
        from esologs.sandbox.combat import kit

        table: dict[int, GameItem] = {}
        for head in _SET_HEADS:
            for tail in _SET_TAILS:
                for piece in _PIECES:
                    number = _FIRST_ITEM + _ITEM_STEP * len(table)
                    icon = f"gear_{slug(piece).replace('-', '_')}"
                    table[number] = GameItem(number, f"{head} {tail} {piece}", icon)
        for known in kit.ITEMS:
            table[known.id] = GameItem(known.id, known.name, known.icon)
        return dict(sorted(table.items()))

    @cached_property
    def npcs(self) -> dict[int, Named]:
        """NPCs by id: the bosses of the trials among them."""
        from esologs.sandbox.combat import kit

        names = (f"{head} {tail}" for head in _NPC_HEADS for tail in _NPC_TAILS)
        table = {number: Named(number, name) for number, name in enumerate(names, _FIRST_NPC)}
        for enemy in (*kit.ENEMIES, *kit.PETS.values()):
            table[enemy.game_id] = Named(enemy.game_id, enemy.name)
        for boss in ENCOUNTERS.values():
            table[boss.npc_id] = Named(boss.npc_id, boss.name)
        return dict(sorted(table.items()))

    @cached_property
    def maps(self) -> dict[int, Named]:
        """Maps by id: each trial and its rooms."""
        table: dict[int, Named] = {}
        for zone in ZONES.values():
            table[zone.map_id] = Named(zone.map_id, zone.name)
            for place, room in enumerate(_ROOMS, 1):
                number = zone.map_id * 10 + place
                table[number] = Named(number, f"{zone.name}: {room}")
        return dict(sorted(table.items()))


CATALOGUE = Catalogue()
