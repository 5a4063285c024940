# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_encounter_fight_rankings` returns."""

from __future__ import annotations

from typing import Any

from esologs._generated.fragments import EncounterRef
from esologs._models import Model, OperationResult


class GetEncounterFightRankings(OperationResult):
    """The groups' leaderboard of one encounter, a page at a time, as JSON."""

    world_data: GetEncounterFightRankingsWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetEncounterFightRankingsWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    encounter: GetEncounterFightRankingsWorldDataEncounter | None = None
    """One encounter by its id. None if there is none."""


class GetEncounterFightRankingsWorldDataEncounter(EncounterRef):
    """A boss fight that the site ranks."""

    fight_rankings: Any | None = None
    """The encounter's leaderboard of whole groups: an object with `page`, `hasMorePages`, `count` and
    `rankings`. Only the last boss of a trial has ranks by speed and score.
    """
