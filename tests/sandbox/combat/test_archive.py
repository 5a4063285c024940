"""Simulated fights are kept, and no more of them than allowed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from esologs.sandbox.combat.archive import Archive
from esologs.sandbox.combat.log import ReportLog
from esologs.sandbox.combat.selection import EventFilter
from esologs.sandbox.combat.story import Story
from tests.sandbox.combat.evenings import evening


def read(report: ReportLog, fight: int) -> list[dict[str, object]]:
    """A page of one fight's events."""
    return report.events(EventFilter(fight_ids=(fight,), limit=10_000))[0]


def test_a_fight_is_simulated_once_while_it_is_kept() -> None:
    """The second log of the same report finds what the first one made."""
    archive = Archive()
    read(ReportLog(evening(1), archive), 1)
    kept = archive.events
    assert kept > 0
    read(ReportLog(evening(1, live_elapsed_ms=1e9), archive), 1)
    assert archive.events == kept
    read(ReportLog(evening(2), archive), 1)
    assert archive.events > kept


def test_the_oldest_go_when_there_are_too_many() -> None:
    """Never more events than allowed, except for the newest fight alone; the answers stay."""
    small = Archive(max_events=2_000)
    told, roomy = Story(evening(1), small), Story(evening(1), Archive())
    for chapter in told.chapters * 2:
        rows = told.record(chapter.plan).rows
        expected = roomy.record(chapter.plan).rows
        assert [(row.time, row.type) for row in rows] == [(r.time, r.type) for r in expected]
        assert small.events <= max(2_000, len(rows))


def test_threads_may_share_a_log() -> None:
    """Sixteen readers at once get what one gets."""
    report = ReportLog(evening(3), Archive(max_events=3_000))
    alone = [read(ReportLog(evening(3)), fight) for fight in (1, 2, 3)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(read, [report] * 16, [1 + n % 3 for n in range(16)]))
    assert found == [alone[n % 3] for n in range(16)]


def test_room_for_nothing_is_refused() -> None:
    """An archive keeps at least one event."""
    with pytest.raises(ValueError, match="max_events"):
        Archive(max_events=0)
