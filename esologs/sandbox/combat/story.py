"""A report's fights with what happened in them, simulated when first asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from esologs.sandbox.combat.evening import plans_of
from esologs.sandbox.combat.fighter import maxima, pull_auras
from esologs.sandbox.combat.fights import cut, fights_of
from esologs.sandbox.combat.kit.auras import COMMON
from esologs.sandbox.combat.kit.bars import bars
from esologs.sandbox.combat.kit.enemies import ENEMIES, menaces
from esologs.sandbox.combat.kit.gear import Outfit, outfit
from esologs.sandbox.combat.record import LEVELS
from esologs.sandbox.combat.roster import Roster
from esologs.sandbox.combat.simulation import simulate
from esologs.sandbox.combat.uptime import Band, bands_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.sandbox.combat.archive import Archive
    from esologs.sandbox.combat.model import Ability, Fight, ReportSpec
    from esologs.sandbox.combat.plan import Plan
    from esologs.sandbox.combat.record import Record
    from esologs.sandbox.combat.selection import FightFilter


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of one fight: from `start_ms` to `end_ms` of the report, both included."""

    fight: Fight
    plan: Plan
    start_ms: int
    end_ms: int

    @property
    def duration_ms(self) -> int:
        """The length of the part."""
        return self.end_ms - self.start_ms

    def span(self, record: Record) -> tuple[int, int]:
        """The places of its rows in the fight's record: from … up to, without the last."""
        begin = self.plan.start_ms
        return (
            bisect_left(record.times, self.start_ms - begin),
            bisect_right(record.times, self.end_ms - begin),
        )


class Story:
    """All of a report. Cheap to make; safe to share between threads."""

    def __init__(self, spec: ReportSpec, archive: Archive) -> None:
        self.spec = spec
        self._archive = archive
        self._key = replace(spec, live_elapsed_ms=None)
        self.until_ms: int | None = None  # how much is known of a live log
        if spec.live_elapsed_ms is not None:
            self.until_ms = int(spec.live_elapsed_ms)

    @cached_property
    def roster(self) -> Roster:
        """Who can appear."""
        return Roster(self.spec)

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        return plans_of(self.spec, self.roster)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every fight that has begun, whole, in the order of its start."""
        chapters: list[Chapter] = []
        fights = fights_of(self.spec, self.roster, self._plans)
        for fight, plan in zip(fights, self._plans, strict=True):
            shown = fight
            if self.until_ms is not None:
                if fight.start_time_ms > self.until_ms:
                    break
                if fight.end_time_ms > self.until_ms:
                    shown = self._cut(fight, plan, self.until_ms)
            chapters.append(Chapter(shown, plan, shown.start_time_ms, shown.end_time_ms))
        return tuple(chapters)

    def record(self, plan: Plan) -> Record:
        """What happened in a fight; for a live log it may tell more than is known yet."""
        return self._archive.get(
            (self._key, plan.key), lambda: simulate(self.spec, self.roster, plan)
        )

    def bands(self, chapter: Chapter) -> list[Band]:
        """The auras of a chapter's fight, as far as it is known."""
        until = chapter.fight.end_time_ms - chapter.plan.start_ms
        if not chapter.plan.duration_ms:
            return []
        carried = {
            player: tuple(aura.game_id for aura in auras) for player, auras in self.carried.items()
        }
        return bands_of(self.record(chapter.plan), carried, until)

    def select(self, wanted: FightFilter) -> list[Chapter]:
        """The chapters that a filter means, each cut to its times."""
        found: list[Chapter] = []
        for chapter in self.chapters:
            if not wanted.means(chapter.fight):
                continue
            start, end = chapter.start_ms, chapter.end_ms
            if wanted.start_time is not None:
                start = max(start, -int(-wanted.start_time // 1))
            if wanted.end_time is not None:
                end = min(end, int(wanted.end_time // 1))
            if start <= end:
                found.append(Chapter(chapter.fight, chapter.plan, start, end))
        return found

    @cached_property
    def outfits(self) -> dict[int, Outfit]:
        """What every player wears in this report."""
        spec = self.spec
        return {each.actor_id: outfit(each, spec.seed, spec.code) for each in spec.players}

    @cached_property
    def pools(self) -> dict[int, tuple[int, int, int]]:
        """Every player's largest health, magicka and stamina."""
        return {each.actor_id: maxima(each, self.spec.seed) for each in self.spec.players}

    @cached_property
    def carried(self) -> dict[int, tuple[Ability, ...]]:
        """The auras that every player brings to each pull."""
        return {each.actor_id: pull_auras(each, self.spec.seed) for each in self.spec.players}

    @cached_property
    def abilities(self) -> list[Ability]:
        """What players slot, wear and carry, and what their enemies do, by id."""
        found = {aura.game_id: aura for aura in COMMON}
        for player in self.spec.players:
            for bar in bars(player.class_name, player.spec):
                for skill in (*bar.skills, bar.ultimate, bar.light, bar.heavy):
                    found[skill.id] = skill.ability
            for item_set in self.outfits[player.actor_id].sets:
                if item_set.aura is not None:
                    found[item_set.aura.game_id] = item_set.aura
            for aura in self.carried[player.actor_id]:
                found[aura.game_id] = aura
            if player.actor_id in self.roster.pets:
                attack = self.roster.pets[player.actor_id][1].attack
                found[attack.game_id] = attack
        for boss in self.spec.bosses:
            for menace in menaces(boss.encounter_id).values():
                found[menace.game_id] = menace
        for enemy in ENEMIES:
            found[enemy.attack.game_id] = enemy.attack
        return [found[game_id] for game_id in sorted(found)]

    @property
    def unfinished(self) -> bool:
        """Whether more of this evening is to come."""
        return self.until_ms is not None and self.until_ms < self._plans[-1].end_ms

    def falls(self, chapters: list[Chapter]) -> Iterator[tuple[Chapter, int, int]]:
        """The deaths of players in these chapters: chapter, instant of the report, actor id."""
        for chapter in chapters:
            for fall in chapter.plan.falls:
                at = chapter.plan.start_ms + fall.at_ms
                if chapter.start_ms <= at <= chapter.end_ms:
                    yield chapter, at, fall.actor_id

    def _cut(self, fight: Fight, plan: Plan, until_ms: int) -> Fight:
        percentage = self._percentage(fight, plan, until_ms)
        return cut(fight, plan, self.roster, until_ms, percentage)

    def _percentage(self, fight: Fight, plan: Plan, until_ms: int) -> float | None:
        """What is left of the boss in the middle of a fight: known only by fighting it."""
        if fight.trash:
            return None
        boss = next(foe for foe in plan.foes if foe.boss)
        record = self.record(plan)
        health = boss.health
        for place in range(bisect_right(record.times, until_ms - plan.start_ms) - 1, -1, -1):
            if record.rows[place].target == boss.actor_id:
                health = record.levels[place * LEVELS + 4]
                break
        return (10_000 * health // boss.health) / 100
