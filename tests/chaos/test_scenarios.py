"""Every scenario in its short form, held to what any machine must show."""

from __future__ import annotations

from typing import Final

import pytest

from tests.both import BOTH, Colour
from tests.chaos.rows import SCENARIOS
from tests.chaos.scenario import Scenario, running

PLAYED: Final = [
    pytest.param(scenario, colour, id=f"{scenario.name}-{colour}")
    for scenario in SCENARIOS.values()
    for colour in BOTH
    if colour.name in scenario.in_short
]


@pytest.mark.chaos
@pytest.mark.parametrize(("scenario", "colour"), PLAYED)
async def test_a_scenario_holds_its_bars(scenario: Scenario, colour: Colour) -> None:
    """Those that do not hang on how busy the machine is; `make chaos` shows all of them."""
    with running(colour, short=True, seed=1) as run:
        await scenario.play(run)

    assert run.checks
    assert [str(check) for check in run.missed if check.firm] == []
