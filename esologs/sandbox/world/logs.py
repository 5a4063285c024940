"""What happened in a report: its combat, told from what the world knows of the evening."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from esologs.sandbox.combat.archive import Archive
from esologs.sandbox.combat.evening import schedule_of
from esologs.sandbox.combat.kit.bars import bars
from esologs.sandbox.combat.kit.gear import outfit
from esologs.sandbox.combat.model import (
    Boss,
    GuildRef,
    Phase,
    Place,
    Player,
    Pull,
    ReportSpec,
)
from esologs.sandbox.combat.naming import ability_json
from esologs.sandbox.seeding import Stream
from esologs.sandbox.world.parses import Kill
from esologs.sandbox.world.reports import LIVE_HEAD_MS, Report, Reports

if TYPE_CHECKING:
    from esologs.sandbox.combat.log import ReportLog
    from esologs.sandbox.combat.model import JsonObject, Role
    from esologs.sandbox.world.characters import Character

_KEPT = 48
_LIVE_STEP_MS = 1000
_LOG_VERSION = 14
_ROLES: dict[str, Role] = {"DPS": "dps", "Healer": "healer", "Tank": "tank"}


class Logs:
    """The combat logs of a world's reports; the last few that were asked for are kept."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._archive = Archive()
        self._durations: dict[str, int] = {}
        self._kept: OrderedDict[tuple[str, float | None], ReportLog] = OrderedDict()
        self._lock = Lock()

    def of(self, report: Report, elapsed_ms: float) -> ReportLog:
        """The log of *report*, *elapsed_ms* after the sandbox started (a live one grows by it)."""
        live_ms: float | None = None
        if report.live:
            # Whole seconds, so that requests of the same moment share their work.
            live_ms = LIVE_HEAD_MS + elapsed_ms // _LIVE_STEP_MS * _LIVE_STEP_MS
        key = (report.code, live_ms)
        with self._lock:
            log = self._kept.get(key)
            if log is not None:
                self._kept.move_to_end(key)
                return log
        # Imported here, since fights' plans do without the simulation.
        from esologs.sandbox.combat.log import ReportLog

        log = ReportLog(self.spec(report, live_ms), self._archive)
        with self._lock:
            log = self._kept.setdefault(key, log)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return log

    def duration_ms(self, report: Report, elapsed_ms: float) -> int:
        """How long *report* lasted; a live one, how long it has lasted so far."""
        if report.live:
            return self.of(report, elapsed_ms).duration_ms
        known = self._durations.get(report.code)
        if known is None:
            slots = schedule_of(self.spec(report))
            known = max((slot.end_ms for slot in slots), default=0)
            self._durations[report.code] = known
        return known

    def kills(self, report: Report) -> list[Kill]:
        """The kills of a finished report, from the plans of its fights alone."""
        from esologs.sandbox.combat.log import ReportLog

        log = ReportLog(self.spec(report), self._archive)
        cast = self.cast(report)
        found: dict[int, Kill] = {}  # By their starts: some fights are uploaded twice.
        for fight in log.fights:
            if fight.kill and fight.start_time_ms not in found:
                damage = log.damage_done(fight.id)
                found[fight.start_time_ms] = Kill(
                    encounter_id=fight.encounter_id,
                    report=report,
                    fight_id=fight.id,
                    start_ms=report.start_ms + fight.start_time_ms,
                    duration_ms=fight.duration_ms,
                    trial_score=fight.trial_score,
                    trial_time_ms=fight.trial_time_ms,
                    damage=tuple((cast[actor_id - 1], dealt) for actor_id, dealt in damage.items()),
                )
        return list(found.values())

    def spec(self, report: Report, live_ms: float | None = None) -> ReportSpec:
        """All that decides what happens in *report*."""
        zone, guild = report.zone, report.guild
        bosses = (
            Boss(
                encounter_id=boss.id,
                name=boss.name,
                npc_game_id=boss.npc_id,
                health=boss.health_at(report.difficulty),
                phases=tuple(
                    Phase(id=number, name=name, is_intermission=pause)
                    for number, (name, pause) in enumerate(boss.phases, 1)
                ),
            )
            for boss in zone.encounters
        )
        return ReportSpec(
            seed=report.key,
            code=report.code,
            start_ms=report.start_ms,
            zone_id=zone.id,
            zone_name=zone.name,
            difficulty=report.difficulty,
            bosses=tuple(bosses),
            players=self.players(report),
            pulls=_long_evening(report) if report.live else report.pulls,
            live_elapsed_ms=live_ms,
            log_version=_LOG_VERSION,
            partition=report.partition,
            region=report.home.server.region.compact_name,
            guild=None if guild is None else _guild(report),
            game_zone=Place(id=zone.game_id, name=zone.name),
            maps=(Place(id=zone.map_id, name=zone.name, file=f"maps/{zone.map_id}"),),
        )

    def players(self, report: Report) -> tuple[Player, ...]:
        """The raiders as the report names them, in the order of their actor ids."""
        return tuple(
            _player(actor_id, character, report)
            for actor_id, character in enumerate(self.cast(report), 1)
        )

    def worn(self, report: Report, character: Character) -> JsonObject:
        """The gear and the slotted skills of a raider, as the report's player details tell them."""
        spec = character.spec
        player = next(row for row in self.players(report) if row.character_id == character.id)
        return {
            "gear": list(outfit(player, report.key, report.code).gear),
            "talents": [
                {**ability_json(skill.id), "flags": 1}
                for bar in bars(spec.game_class.name, spec.name)
                for skill in (*bar.skills, bar.ultimate)
            ],
        }

    def cast(self, report: Report) -> list[Character]:
        """The raiders in the order of their actor ids, which count from 1."""
        return Stream(report.key, "actors").shuffled(self._reports.roster(report))


def _long_evening(report: Report) -> tuple[Pull, ...]:
    """The pulls of a live report: hours of wipes, so that it goes on while somebody watches."""
    stream = Stream(report.key, "long evening")
    return tuple(
        Pull(boss=boss, kill=left == 0, boss_percent=left or None)
        for boss in range(len(report.zone.encounters))
        for left in (*sorted((stream.between(400, 9_000) for _ in range(9)), reverse=True), 0)
    )


def _player(actor_id: int, character: Character, report: Report) -> Player:
    return Player(
        actor_id=actor_id,
        character_id=character.id,
        name=character.name,
        display_name=character.display_name,
        server=character.server.name,
        server_id=character.server.id,
        class_name=character.spec.game_class.name,
        spec=character.spec.name,
        role=_ROLES[character.spec.role],
        anonymous=report.anonymous or character.anonymous,
    )


def _guild(report: Report) -> GuildRef:
    home = report.home
    return GuildRef(id=home.id, name=home.name, faction=home.faction.id)
