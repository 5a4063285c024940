"""A simulated report, asked as the API is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.archive import Archive
from esologs.sandbox.combat.paging import page
from esologs.sandbox.combat.story import Story
from esologs.sandbox.combat.tables.amounts import amounts
from esologs.sandbox.combat.tables.auras import auras, threat
from esologs.sandbox.combat.tables.counts import stopped
from esologs.sandbox.combat.tables.deaths import deaths, survivability
from esologs.sandbox.combat.tables.details import player_details, unbounded
from esologs.sandbox.combat.tables.graph import graph
from esologs.sandbox.combat.tables.rankings import rankings
from esologs.sandbox.combat.tables.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.sandbox.combat.model import Ability, Actor, Fight, JsonObject, ReportSpec
    from esologs.sandbox.combat.selection import (
        EventFilter,
        PlayerDetailsFilter,
        RankingFilter,
        TableFilter,
    )
    from esologs.sandbox.combat.tables.standing import Ranker

_TABLES: Final[dict[str, Callable[[Story, TableFilter], JsonObject]]] = {
    "Summary": summary,
    "Buffs": auras,
    "Debuffs": auras,
    "Deaths": deaths,
    "Dispels": stopped,
    "Interrupts": stopped,
    "Survivability": survivability,
    "Threat": threat,
}


class ReportLog:
    """Everything inside a report.

    Making one costs nothing; fights are simulated when their events are first
    needed and kept in `archive`, which logs may share. Safe to share between
    threads. Methods raise `BadFilterError` for what the API would answer with
    an error; JSON comes as the API's scalars hold it, fresh each time.
    """

    def __init__(self, spec: ReportSpec, archive: Archive | None = None) -> None:
        self._story = Story(spec, archive if archive is not None else Archive())

    @property
    def spec(self) -> ReportSpec:
        """What the report was made from."""
        return self._story.spec

    @property
    def fights(self) -> tuple[Fight, ...]:
        """The fights in the order of their start; nothing is simulated for it.

        Except a boss fight that is in progress: what is left of the boss then
        is seen only in the fight itself.
        """
        return tuple(chapter.fight for chapter in self._story.chapters)

    @property
    def duration_ms(self) -> int:
        """The length of the report: to its last fight's end, or to what is known of a live log."""
        if self._story.until_ms is not None and self._story.unfinished:
            return self._story.until_ms
        return max((fight.end_time_ms for fight in self.fights), default=0)

    def actors(self, type: str | None = None, sub_type: str | None = None) -> list[Actor]:  # noqa: A002  # the API's argument
        """Who takes part: players, pets, and the enemies of the fights so far, by id."""
        seen = {npc.id for fight in self.fights for npc in fight.enemy_npcs}
        return [
            actor
            for actor in self._story.roster.actors.values()
            if (actor.type != "NPC" or actor.id in seen)
            and (type is None or actor.type == type)
            and (sub_type is None or actor.sub_type == sub_type)
        ]

    def events(self, wanted: EventFilter) -> tuple[list[JsonObject], int | None]:
        """A page of events and the start of the next one, None at the end.

        A page holds at least `limit` events when there are as many, and all
        those of its last millisecond; it may also end early, even empty, after
        much was read in vain. Only None means the end.
        """
        return page(self._story, wanted)

    def abilities(self) -> list[Ability]:
        """Whatever the report's events can name, by id."""
        return self._story.abilities

    def damage_done(self, fight_id: int) -> dict[int, int]:
        """What each player deals in a boss fight, pets included: known without simulating it.

        It equals the DamageDone table's totals. Empty for trash and for a fight
        that the report does not have; of a fight in progress it tells the end.
        """
        for chapter in self._story.chapters:
            if chapter.fight.id == fight_id:
                return dict(chapter.plan.damage)
        return {}

    def table(self, wanted: TableFilter) -> JsonObject:
        """The table of this data type, as `{"data": …}`."""
        if not wanted.bounded:
            raise unbounded("table")
        return {"data": _TABLES.get(wanted.data_type, amounts)(self._story, wanted)}

    def graph(self, wanted: TableFilter) -> JsonObject:
        """The same over time, as `{"data": …}`; without any bounds it spans the whole report."""
        return {"data": graph(self._story, wanted)}

    def player_details(self, wanted: PlayerDetailsFilter) -> JsonObject:
        """The players by role, as `{"data": {"playerDetails": …}}`."""
        if not wanted.bounded:
            raise unbounded("playerDetails")
        return player_details(self._story, wanted, info=wanted.include_combatant_info)

    def rankings(self, wanted: RankingFilter, ranker: Ranker | None = None) -> JsonObject:
        """The kills, as `{"data": […]}`; `ranker` knows the leagues, or invented ones stand in."""
        return {"data": rankings(self._story, wanted, ranker)}
