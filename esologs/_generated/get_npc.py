# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_npc` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetNPC(OperationResult):
    """One NPC; `npc` is None when the id is unknown."""

    game_data: GetNPCGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetNPCGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    npc: GetNPCGameDataNpc | None = None
    """One NPC by its game id. None if there is none."""


class GetNPCGameDataNpc(Model):
    """A non-player character of the game: enemy, ally or bystander."""

    id: int
    """The NPC's game id; inside a report the same NPC also has an actor id."""
    name: str | None = None
    """What the game calls the NPC. None if the site has no name for it."""
