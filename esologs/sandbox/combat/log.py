"""A simulated report, asked as the API is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.archive import Archive
from esologs.sandbox.combat.paging import page
from esologs.sandbox.combat.story import Story

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Actor, Fight, JsonObject, ReportSpec
    from esologs.sandbox.combat.selection import EventFilter


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
