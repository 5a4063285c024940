# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_encounter_rankings` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetCharacterEncounterRankings(OperationResult):
    """A character's ranks on one encounter, filtered, as JSON."""

    character_data: GetCharacterEncounterRankingsCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterEncounterRankingsCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: GetCharacterEncounterRankingsCharacterDataCharacter | None = None
    """One character, found by id or by name, server and region. None if there is none."""


class GetCharacterEncounterRankingsCharacterDataCharacter(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    encounter_rankings: Any | None = None
    """The character's ranks on one encounter: an object with its best, median and average result, its
    kills, and one entry in `ranks` for each ranked kill.
    """
