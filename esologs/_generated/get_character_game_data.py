# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_game_data` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetCharacterGameData(OperationResult):
    """What the API holds of a character's state in the game, as JSON."""

    character_data: GetCharacterGameDataCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterGameDataCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: GetCharacterGameDataCharacterDataCharacter | None = None
    """One character, found by id or by name, server and region. None if there is none."""


class GetCharacterGameDataCharacterDataCharacter(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    id: int
    """The character's id on the site; not valid as an actor id inside a report."""
    name: str
    """The character's name in the game. A placeholder if the player is anonymous."""
    game_data: Any | None = None
    """What the site has cached about the character from the game, as JSON of no fixed shape. None if
    it has nothing.
    """
