# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_detailed_composition` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetDetailedComposition(OperationResult):
    """The group that a guild of a progress race played an encounter with, as JSON."""

    progress_race_data: GetDetailedCompositionProgressRaceData | None = None
    """The race for a world's or server's first clear. It answers with an error while no race is
    running and changes every 30 seconds at most.
    """


class GetDetailedCompositionProgressRaceData(Model):
    """Access to a running race for a first clear."""

    detailed_composition: Any | None = None
    """Who a guild brought to an encounter of the race, in detail, as JSON of no fixed shape."""
