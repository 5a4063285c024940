# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_progress_race` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetProgressRace(OperationResult):
    """The standing of a progress race, as JSON; the API fails when no race is running."""

    progress_race_data: GetProgressRaceProgressRaceData | None = None
    """The race for a world's or server's first clear. It answers with an error while no race is
    running and changes every 30 seconds at most.
    """


class GetProgressRaceProgressRaceData(Model):
    """Access to a running race for a first clear."""

    progress_race: Any | None = None
    """The standing of a race for the first clear: the leading guilds with their pulls and best
    percentages. Fails with an error while no race is running; changes every 30 seconds at most.
    """
