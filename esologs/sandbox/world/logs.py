"""What happened in a report: its combat, told from what the world knows of the evening."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from esologs.sandbox.combat.evening import plans_of
from esologs.sandbox.combat.model import Boss, GuildRef, Phase, Place, Player, ReportSpec
from esologs.sandbox.combat.roster import Roster
from esologs.sandbox.seeding import Stream
from esologs.sandbox.world.reports import LIVE_HEAD_MS, Report, Reports

if TYPE_CHECKING:
    from esologs.sandbox.combat.log import ReportLog
    from esologs.sandbox.combat.model import Role
    from esologs.sandbox.world.characters import Character

_KEPT = 48
_LIVE_STEP_MS = 1000
_LOG_VERSION = 14
_ROLES: dict[str, Role] = {"DPS": "dps", "Healer": "healer", "Tank": "tank"}


class Logs:
    """The combat logs of a world's reports; the last few that were asked for are kept."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
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
        # Imported here, since most requests need no fights.
        from esologs.sandbox.combat.log import ReportLog

        log = ReportLog(self.spec(report, live_ms))
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
            spec = self.spec(report)
            known = max((plan.end_ms for plan in plans_of(spec, Roster(spec))), default=0)
            self._durations[report.code] = known
        return known

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
            pulls=report.pulls,
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
        roster = Stream(report.key, "actors").shuffled(self._reports.roster(report))
        return tuple(
            _player(actor_id, character, report) for actor_id, character in enumerate(roster, 1)
        )


def _player(actor_id: int, character: Character, report: Report) -> Player:
    return Player(
        actor_id=actor_id,
        character_id=character.id,
        name=character.name,
        display_name=character.display_name,
        server=character.server.name,
        class_name=character.spec.game_class.name,
        spec=character.spec.name,
        role=_ROLES[character.spec.role],
        anonymous=report.anonymous or character.anonymous,
    )


def _guild(report: Report) -> GuildRef:
    home = report.home
    return GuildRef(id=home.id, name=home.name, faction=home.faction.id)
