# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_abilities` returns."""

from __future__ import annotations

from esologs._generated.fragments import AbilityPage
from esologs._models import Model, OperationResult


class GetAbilities(OperationResult):
    """The game's abilities and buffs, a page at a time."""

    game_data: GetAbilitiesGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetAbilitiesGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    abilities: GetAbilitiesGameDataAbilities | None = None
    """All abilities, players' and enemies', a page at a time."""


class GetAbilitiesGameDataAbilities(AbilityPage):
    """One page of abilities."""

    data: list[GetAbilitiesGameDataAbilitiesData | None] | None = None
    """The abilities on this page."""


class GetAbilitiesGameDataAbilitiesData(Model):
    """An ability of the game, a player's or an enemy's."""

    id: int
    """The ability's game id, as events give it in `abilityGameID`."""
    name: str | None = None
    """What the game calls the ability. None if the site has no name for it."""
    icon: str | None = None
    """The name of the ability's icon. None if there is none."""
