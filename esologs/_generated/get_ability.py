# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_ability` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetAbility(OperationResult):
    game_data: GetAbilityGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetAbilityGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    ability: GetAbilityGameDataAbility | None = None
    """One ability by its game id. Null if there is none."""


class GetAbilityGameDataAbility(Model):
    """An ability of the game, a player's or an enemy's."""

    id: int
    """The ability's game id, as events give it in `abilityGameID`."""
    name: str | None = None
    """What the game calls the ability. Null if the site has no name for it."""
    icon: str | None = None
    """The name of the ability's icon. Null if there is none."""
    description: str | None = None
    """The ability's tooltip. Null if the site has none."""
