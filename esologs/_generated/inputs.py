# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""The API's input objects: arguments that have fields of their own."""

from __future__ import annotations

from esologs._generated.enums import KillTypeLike
from esologs._models import InputModel


class ReportComponentFilter(InputModel):
    """Which part of a report a script sees. A field that is left out does not narrow it."""

    actor_id: int | None = None
    """Only this actor, by its report id."""
    death_cutoff: int | None = None
    """Leave out what happens in a fight after this many deaths."""
    difficulty: int | None = None
    """Only fights of this difficulty, such as 122 for veteran hard mode."""
    encounter_id: int | None = None
    """Only fights of this encounter, as in `Encounter.id`."""
    fight_ids: list[int] | None = None
    """Only these fights, as in `ReportFight.id`."""
    kill_type: KillTypeLike | None = None
    """Only fights of this kind: encounters, kills, wipes or trash."""
    phase: int | None = None
    """Only this phase of the fights, as in `PhaseMetadata.id`."""
    timestamp_range: ReportComponentRangeFilter | None = None
    """Only what happens within this range of time."""


class ReportComponentRangeFilter(InputModel):
    """A range of time within a report."""

    start_time: int
    """Where the range starts, in milliseconds since the report's start."""
    end_time: int
    """Where the range ends, in milliseconds since the report's start."""
