"""What is asked of rankings and leaderboards: the API's arguments in snake case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from esologs.sandbox.world.trials import TRIAL_SIZE

if TYPE_CHECKING:
    from esologs.sandbox.world.characters import Character


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardQuery:
    """The arguments of both leaderboards, in snake case; None where one was not given."""

    bracket: int | None = None
    difficulty: int | None = None
    filter_: str | None = None
    page: int | None = None
    partition: int | None = None
    server_region: str | None = None
    server_slug: str | None = None
    size: int | None = None
    leaderboard: str | None = None
    hard_mode_level: str | None = None
    metric: str | None = None
    include_combatant_info: bool | None = None
    class_name: str | None = None
    spec_name: str | None = None
    external_buffs: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingQuery:
    """The arguments of both rankings, in snake case; None where one was not given."""

    encounter_id: int | None = None
    zone_id: int | None = None
    by_bracket: bool | None = None
    class_name: str | None = None
    compare: str | None = None
    difficulty: int | None = None
    include_combatant_info: bool | None = None
    include_historical_graph: bool | None = None
    include_other_players: bool | None = None
    include_private_logs: bool | None = None
    metric: str | None = None
    partition: int | None = None
    role: str | None = None
    size: int | None = None
    spec_name: str | None = None
    timeframe: str | None = None

    def metric_for(self, character: Character) -> str:
        """The metric asked for; healers are measured by their healing otherwise."""
        if self.metric not in (None, "default"):
            return self.metric or ""
        return "hps" if character.spec.role == "Healer" else "dps"

    def fits(self, character: Character) -> bool:
        """Whether class, spec and role are those of *character*, and the size that of a trial."""
        spec = character.spec
        return (
            self.size in (None, 0, TRIAL_SIZE)
            and self.class_name in (None, spec.game_class.name, spec.game_class.slug)
            and self.spec_name in (None, spec.name, spec.slug)
            and self.role in (None, "Any", spec.role)
        )
