# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_encounter_character_rankings` returns."""

from __future__ import annotations

from typing import Any

from esologs._generated.fragments import EncounterRef
from esologs._models import Model, OperationResult


class GetEncounterCharacterRankings(OperationResult):
    """The characters' leaderboard of one encounter, a page at a time, as JSON."""

    world_data: GetEncounterCharacterRankingsWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetEncounterCharacterRankingsWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    encounter: GetEncounterCharacterRankingsWorldDataEncounter | None = None
    """One encounter by its id. None if there is none."""


class GetEncounterCharacterRankingsWorldDataEncounter(EncounterRef):
    """A boss fight that the site ranks."""

    character_rankings: Any | None = None
    """The encounter's leaderboard of characters: an object with `page`, `hasMorePages`, `count` and
    `rankings`. A row's report code is None where no log backs it.
    """
