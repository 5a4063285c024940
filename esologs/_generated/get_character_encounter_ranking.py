# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_encounter_ranking` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetCharacterEncounterRanking(OperationResult):
    """A character's ranks on one encounter with the API's default filters, as JSON."""

    character_data: GetCharacterEncounterRankingCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterEncounterRankingCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: GetCharacterEncounterRankingCharacterDataCharacter | None = None
    """One character, found by id or by name, server and region. None if there is none."""


class GetCharacterEncounterRankingCharacterDataCharacter(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    encounter_rankings: Any | None = None
    """The character's ranks on one encounter: an object with its best, median and average result, its
    kills, and one entry in `ranks` for each ranked kill.
    """
