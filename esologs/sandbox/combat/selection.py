"""What is asked of a report: the arguments of events, table, graph, player details and rankings.

Field names are the API's arguments in snake case, times in milliseconds from
the start of the report, None where an argument was not given. Enum values are
the API's names; a value that cannot be answered raises `BadFilterError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from esologs._generated.enums import (
    EventDataType,
    KillType,
    ReportRankingMetricType,
    TableDataType,
    ViewType,
)

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Fight

KILL_TYPES: Final = tuple(kind.value for kind in KillType)
EVENT_TYPES: Final = tuple(kind.value for kind in EventDataType)
TABLE_TYPES: Final = tuple(kind.value for kind in TableDataType)
METRICS: Final = tuple(metric.value for metric in ReportRankingMetricType)
VIEWS: Final = tuple(view.value for view in ViewType)


class BadFilterError(Exception):
    """An argument that the API would answer with a GraphQL error; `str()` is its message."""


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BadFilterError(f"{name} must be one of {', '.join(allowed)}; got {value!r}.")


def _ended(fight: Fight, kill_type: str | None) -> bool:
    match kill_type:
        case "Encounters":
            return not fight.trash
        case "Trash":
            return fight.trash
        case "Kills":
            return fight.kill is True
        case "Wipes":
            return fight.kill is False
        case _:
            return True


@dataclass(frozen=True, slots=True, kw_only=True)
class FightFilter:
    """Which fights: by id, difficulty, encounter and outcome, and which part of the report."""

    fight_ids: tuple[int, ...] | None = None
    difficulty: int | None = None
    encounter_id: int | None = None
    kill_type: str | None = None
    start_time: float | None = None
    end_time: float | None = None

    def __post_init__(self) -> None:
        if self.kill_type is not None:
            _one_of("killType", self.kill_type, KILL_TYPES)

    @property
    def bounded(self) -> bool:
        """Whether it says which part of the report is meant, as table and playerDetails demand."""
        return bool(self.fight_ids) or (self.start_time is not None and self.end_time is not None)

    def means(self, fight: Fight) -> bool:
        """Whether the fight is one of those: in time, if any part of it is."""
        return (
            (not self.fight_ids or fight.id in self.fight_ids)
            and self.difficulty in (None, fight.difficulty)
            and self.encounter_id in (None, fight.encounter_id)
            and (self.start_time is None or fight.end_time_ms >= self.start_time)
            and (self.end_time is None or fight.start_time_ms <= self.end_time)
            and _ended(fight, self.kill_type)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(FightFilter):
    """Which events of those fights; `hostility_type` chooses one of the two streams.

    `translate` and `view_options` are accepted and change nothing: there is one
    language here, and no view of the site to imitate.
    """

    ability_id: float | None = None
    death: int | None = None
    filter_expression: str | None = None
    hostility_type: str | None = None
    source_auras_absent: str | None = None
    source_auras_present: str | None = None
    source_class: str | None = None
    source_id: int | None = None
    source_instance_id: int | None = None
    target_auras_absent: str | None = None
    target_auras_present: str | None = None
    target_class: str | None = None
    target_id: int | None = None
    target_instance_id: int | None = None
    translate: bool | None = None
    view_options: int | None = None
    wipe_cutoff: int | None = None

    def __post_init__(self) -> None:
        # dataclass(slots=True) makes a new class, which breaks the short super().
        FightFilter.__post_init__(self)
        if self.hostility_type is not None:
            _one_of("hostilityType", self.hostility_type, ("Friendlies", "Enemies"))
        for name, count in (("death", self.death), ("wipeCutoff", self.wipe_cutoff)):
            if count is not None and count < 0:
                raise BadFilterError(f"The {name} argument must be 0 or more; got {count}.")

    @property
    def friendlies(self) -> bool:
        """Whether the friendly stream is meant (the default)."""
        return self.hostility_type != "Enemies"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter(Selection):
    """The arguments of `report.events`."""

    data_type: str = "All"
    include_resources: bool = False
    limit: int = 300
    use_ability_ids: bool = True
    use_actor_ids: bool = True

    def __post_init__(self) -> None:
        Selection.__post_init__(self)
        _one_of("dataType", self.data_type, EVENT_TYPES)
        if not 100 <= self.limit <= 10_000:
            raise BadFilterError(
                f"The limit argument must be between 100 and 10000; got {self.limit}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFilter(Selection):
    """The arguments of `report.table`, and of `report.graph`, which are the same."""

    data_type: str = "Summary"
    view_by: str = "Default"

    def __post_init__(self) -> None:
        Selection.__post_init__(self)
        _one_of("dataType", self.data_type, TABLE_TYPES)
        _one_of("viewBy", self.view_by, VIEWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerDetailsFilter(FightFilter):
    """The arguments of `report.playerDetails`."""

    include_combatant_info: bool = False
    translate: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingFilter(FightFilter):
    """The arguments of `report.rankings`."""

    compare: str = "Rankings"
    player_metric: str = "default"
    timeframe: str = "Historical"

    def __post_init__(self) -> None:
        FightFilter.__post_init__(self)
        _one_of("compare", self.compare, ("Rankings", "Parses"))
        _one_of("playerMetric", self.player_metric, METRICS)
        _one_of("timeframe", self.timeframe, ("Today", "Historical"))
