"""The invented game is whole: every id is one thing, and what is worn and slotted fits together."""

from __future__ import annotations

import pytest

from esologs.sandbox.combat.kit import ABILITIES, ENEMIES, ITEM_SETS, ITEMS
from esologs.sandbox.combat.kit.bars import bars
from esologs.sandbox.combat.kit.enemies import PETS, all_menaces
from esologs.sandbox.combat.kit.gear import SET_AURAS, outfit
from esologs.sandbox.combat.kit.skills import all_skills
from tests.sandbox.combat.evenings import CLASSES, players

TYPES = {"1", "2", "4", "8", "16", "64", "128", "256", "512"}
SPECS = ("MagickaDPS", "StaminaDPS", "Healer", "Tank")


def test_no_id_and_no_name_stands_for_two_things() -> None:
    """Abilities, items, sets and enemies each have ids and names of their own."""
    skills = [skill.ability for skill in all_skills()]
    everything = [*skills, *SET_AURAS.values(), *all_menaces()]
    assert len({ability.game_id for ability in everything}) == len(everything)
    assert len({ability.name for ability in ABILITIES.values()}) == len(ABILITIES)
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert len({item_set.id for item_set in ITEM_SETS}) == len(ITEM_SETS)
    npcs = [*ENEMIES, *PETS.values()]
    assert len({npc.game_id for npc in npcs}) == len(npcs)


def test_abilities_are_of_the_known_types() -> None:
    """An ability's type is a bit of ESO's mask, written as a string."""
    assert {ability.type for ability in ABILITIES.values()} <= TYPES


@pytest.mark.parametrize("class_name", CLASSES)
@pytest.mark.parametrize("spec", SPECS)
def test_every_class_and_spec_slots_twelve_skills(class_name: str, spec: str) -> None:
    """Two bars of five skills and an ultimate, all of them abilities that can be looked up."""
    slotted = [skill for bar in bars(class_name, spec) for skill in (*bar.skills, bar.ultimate)]
    assert len(slotted) == 12
    assert [skill.ultimate for skill in slotted] == ([False] * 5 + [True]) * 2
    assert all(ABILITIES[skill.id] == skill.ability for skill in slotted)


@pytest.mark.parametrize("seed", range(5))
def test_everybody_wears_two_whole_sets_and_a_head_set(seed: int) -> None:
    """Sixteen slots; five pieces of each of two sets, two-handers counting twice; known items."""
    names = {item.id: (item.name, item.set_id) for item in ITEMS}
    for player in players(12):
        worn = outfit(player, seed)
        assert [piece["slot"] for piece in worn.gear] == list(range(16))
        pieces: dict[int, int] = {}
        for piece in worn.gear[:12]:
            if piece["id"]:
                assert names[piece["id"]] == (piece["name"], piece["setID"])
                two_handed = piece["slot"] == 10 and worn.gear[11]["id"] == 0
                pieces[piece["setID"]] = pieces.get(piece["setID"], 0) + 1 + two_handed
            else:
                assert "name" not in piece
        assert sorted(pieces.values()) == [2, 5, 5]
        assert set(pieces) == {item_set.id for item_set in worn.sets}
