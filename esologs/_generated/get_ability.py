# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_ability` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetAbility(OperationResult):
    """One ability or buff of the game; `ability` is None when the id is unknown."""

    game_data: GetAbilityGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetAbilityGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    ability: GetAbilityGameDataAbility | None = None
    """One ability by its game id. None if there is none."""


class GetAbilityGameDataAbility(Model):
    """An ability of the game, a player's or an enemy's."""

    id: int
    """The ability's game id, as events give it in `abilityGameID`."""
    name: str | None = None
    """What the game calls the ability. None if the site has no name for it."""
    icon: str | None = None
    """The name of the ability's icon. None if there is none."""
    description: str | None = None
    """The ability's tooltip. None if the site has none."""
