# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_claim` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetCharacterClaim(OperationResult):
    """Whether the signed-in user claimed a character; needs a user's token."""

    character_data: GetCharacterClaimCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterClaimCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: GetCharacterClaimCharacterDataCharacter | None = None
    """One character, found by id or by name, server and region. None if there is none."""


class GetCharacterClaimCharacterDataCharacter(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    id: int
    """The character's id on the site; not valid as an actor id inside a report."""
    name: str
    """The character's name in the game. A placeholder if the player is anonymous."""
    claimed: bool | None = None
    """Whether the signed-in user has claimed this character. Needs the user endpoint."""
