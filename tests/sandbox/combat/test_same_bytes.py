"""The same spec is the same evening: in every process, on every machine and Python."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from esologs.sandbox.combat.log import ReportLog
from esologs.sandbox.combat.model import Pull
from esologs.sandbox.combat.selection import (
    TABLE_TYPES,
    EventFilter,
    PlayerDetailsFilter,
    RankingFilter,
    TableFilter,
)
from tests.sandbox.combat.evenings import all_events, evening

ROOT = Path(__file__).parents[3]

# When it changes on purpose, raise the world's DATASET_VERSION as well.
DIGEST = "abb9d7ade3b9c0ac257af6b2bdafc71ad1e5b50118e8b3d59461be78d4badec1"


def digest() -> str:
    """A hash over the fights, events and sums of an evening, in the order of telling."""
    pulls = (Pull(boss=1, kill=False, boss_percent=5_000), Pull(boss=1, kill=True))
    report = ReportLog(evening(2_024, pulls=pulls, size=5))
    told: list[object] = [asdict(fight) for fight in report.fights]
    told += [asdict(actor) for actor in report.actors()]
    told += [asdict(ability) for ability in report.abilities()]
    for side in ("Friendlies", "Enemies"):
        told += all_events(
            report, EventFilter(hostility_type=side, include_resources=True, limit=10_000)
        )
    fights = tuple(fight.id for fight in report.fights)
    for kind in TABLE_TYPES:
        told.append(report.table(TableFilter(fight_ids=fights, data_type=kind)))
        told.append(report.graph(TableFilter(fight_ids=fights, data_type=kind)))
    told.append(
        report.player_details(PlayerDetailsFilter(fight_ids=fights, include_combatant_info=True))
    )
    told.append(report.rankings(RankingFilter()))
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def test_an_evening_is_the_one_written_down_here() -> None:
    """To the byte, in this Python; CI runs it in all that are supported."""
    assert digest() == DIGEST


def test_another_process_with_other_hashes_tells_the_same() -> None:
    """No set and no `hash()` has a say."""
    code = "from tests.sandbox.combat.test_same_bytes import digest; print(digest())"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout.strip() == DIGEST
