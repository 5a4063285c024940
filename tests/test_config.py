"""The configs: frozen, and refusing what can never work, by name."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from esologs import config
from esologs.errors import ConfigError

CLASSES = [
    kind
    for kind in vars(config).values()
    if dataclasses.is_dataclass(kind) and isinstance(kind, type)
]
NUMBERS = [
    (kind, field.name)
    for kind in CLASSES
    for field in dataclasses.fields(kind)
    if field.type in {"float", "int", "float | None"}
]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1, True, "3", [], b"1"], ids=repr)
@pytest.mark.parametrize(("kind", "name"), NUMBERS, ids=str)
def test_a_number_that_can_never_work_is_refused(kind: Any, name: str, value: Any) -> None:
    """The message names the setting and shows the value."""
    with pytest.raises(ConfigError, match=name) as caught:
        kind(**{name: value})

    assert repr(value) in str(caught.value)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_config_is_a_value(kind: Any) -> None:
    """Frozen, slotted, keyword-only, equal by its fields, and every default is allowed."""
    one, other = kind(), kind()

    assert one == other
    assert not hasattr(one, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, dataclasses.fields(kind)[0].name, 1)
    with pytest.raises(TypeError):
        kind(1)


@pytest.mark.parametrize("on", [3, "ServerError", (1,), (ValueError, "x"), int])
def test_what_selects_no_failure_is_refused(on: Any) -> None:
    """Exception types, a tuple of them, or a predicate; nothing else."""
    with pytest.raises(ConfigError, match=r"RetryConfig\.on"):
        config.RetryConfig(on=on)


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (config.BreakerConfig, {"failure_rate": 0.0}),
        (config.BreakerConfig, {"failure_rate": 1.1}),
        (config.BreakerConfig, {"min_attempts": 0}),
        (config.BreakerConfig, {"connection_failures": 0}),
        (config.BreakerConfig, {"open_for_max": 1.0}),
        (config.PointsConfig, {"reserve": 1.1}),
        (config.PointsConfig, {"background_stop": 20}),
    ],
    ids=str,
)
def test_a_number_out_of_its_range_is_refused(kind: Any, settings: dict[str, Any]) -> None:
    """A rate is a part of one; a percentage is a mistake that is caught."""
    with pytest.raises(ConfigError, match="|".join(settings)):
        kind(**settings)


def test_exactly_the_documented_defaults() -> None:
    """The numbers that the page of defaults gives reasons for."""
    retry = config.RetryConfig()

    assert (retry.max_retries, retry.wait_initial, retry.wait_max, retry.max_retry_after) == (
        3, 0.5, 8.0, 60.0,
    )  # fmt: skip
    assert retry.budget == config.RetryBudgetConfig(capacity=100, cost=10, reward=2, per_second=1)
    breaker = config.BreakerConfig()
    assert (breaker.failure_rate, breaker.min_attempts, breaker.window) == (0.8, 10, 10.0)
    assert (breaker.connection_failures, breaker.open_for, breaker.open_for_max) == (5, 2.0, 15.0)
    points = config.PointsConfig()
    assert (points.reserve, points.background_stop, points.burst_pause) == (0.05, 0.2, 60.0)
    assert config.SlotsConfig().queue == 200
    assert config.AttemptConfig().timeout == 30.0
    assert config.LimitsConfig().max_connections == 10
