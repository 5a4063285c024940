"""Python names for the API's names."""

from __future__ import annotations

import pytest

from scripts.codegen.names import NameCollisionError, Register, constant, pascal, snake


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("guildID", "guild_id"),
        ("guildId", "guild_id"),
        ("fightIDs", "fight_ids"),
        ("useActorIDs", "use_actor_ids"),
        ("getNPC", "get_npc"),
        ("getNPCs", "get_npcs"),
        ("enemyNPCs", "enemy_npcs"),
        ("canonicalID", "canonical_id"),
        ("minimumInstanceGroupID", "minimum_instance_group_id"),
        ("naDisplayName", "na_display_name"),
        ("minX", "min_x"),
        ("per_page", "per_page"),
        ("item_set", "item_set"),
        ("type", "type"),
        ("map", "map"),
        ("filter", "filter"),
        ("class", "class_"),
        ("from", "from_"),
        ("ID", "id"),
    ],
)
def test_snake(name: str, expected: str) -> None:
    """Acronyms are words, also in the plural; builtins keep their names, keywords cannot."""
    assert snake(name) == expected


def test_names_of_constants_and_classes() -> None:
    """A class keeps its acronyms, as programs know `GetNPCs`."""
    assert constant("getNPCs") == "GET_NPCS"
    assert [pascal(name) for name in ("getNPCs", "recent_reports", "from_")] == [
        "GetNPCs",
        "RecentReports",
        "From",
    ]


def test_a_name_stands_for_one_thing() -> None:
    """The same owner may ask twice, another one may not."""
    names = Register("method")
    assert names.claim("get_npcs", "getNPCs") == names.claim("get_npcs", "getNPCs")
    with pytest.raises(
        NameCollisionError, match="'get_npcs' would stand for 'getNPCs' and for 'get_npcs'"
    ):
        names.claim("get_npcs", "get_npcs")
