# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_zone_rankings` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetCharacterZoneRankings(OperationResult):
    """A character's ranks on every encounter of a zone, as JSON."""

    character_data: GetCharacterZoneRankingsCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterZoneRankingsCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: GetCharacterZoneRankingsCharacterDataCharacter | None = None
    """One character, found by id or by name, server and region. None if there is none."""


class GetCharacterZoneRankingsCharacterDataCharacter(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    zone_rankings: Any | None = None
    """The character's ranks across a zone: an object with its averages, its all-star points in
    `allStars`, and one entry in `rankings` for each boss, also for bosses never killed.
    """
