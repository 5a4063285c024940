"""The variables of the environment: named by one rule, read once, refused by name."""

from __future__ import annotations

import dataclasses
import logging
from typing import Any

import pytest

from esologs._environment import known_variables, read_environment
from esologs._layers import CAN_BE_OFF, POLICIES
from esologs._settings import settings_of
from esologs._variables import VARIABLES
from esologs.cache.config import RedisStoreConfig
from esologs.client import SyncClient
from esologs.errors import ConfigError

NUMBERS = [variable for variable in VARIABLES if variable.field is not None]


def test_every_number_of_every_policy_has_a_variable() -> None:
    """`ESOLOGS_`, the policy, the field: nothing to remember, nothing left out."""
    expected = {
        f"ESOLOGS_{policy.upper()}_{field.name.upper()}"
        for policy, kind in POLICIES.items()
        for field in dataclasses.fields(kind)
        if field.name not in {"on", "budget"}  # no numbers; the budget has its own
    }
    switches = {f"ESOLOGS_{policy.upper()}" for policy in CAN_BE_OFF}

    assert {variable.name for variable in NUMBERS} == expected
    assert {variable.name for variable in VARIABLES} == expected | switches
    assert len(known_variables()) == len(set(known_variables()))
    assert set(known_variables()) > expected | switches


@pytest.mark.parametrize("variable", NUMBERS, ids=lambda variable: variable.name)
def test_a_variable_sets_its_number(variable: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them reaches the config, and nothing but its own field."""
    kind = POLICIES[variable.policy]
    default = getattr(kind(), variable.field)
    # Something else that can work, whatever it is: a part of one, or more.
    value: Any = 1 if default is None else (default / 2 if 0 < default <= 1 else default * 2)
    value = (int if variable.kind.startswith("int") else float)(value)
    monkeypatch.setenv(variable.name, f" {value} ")
    if variable.policy == "cache":
        monkeypatch.setenv("ESOLOGS_CACHE", "on")
    if variable.name == "ESOLOGS_BREAKER_OPEN_FOR":
        monkeypatch.setenv("ESOLOGS_BREAKER_OPEN_FOR_MAX", "15")

    found = settings_of("Client", {}, 3)
    config = getattr(found, variable.policy, None) or (found.retry and found.retry.budget)
    changed = kind(**{variable.field: value})
    if variable.name == "ESOLOGS_RETRY_MAX_RETRIES":
        changed = kind()  # this client was told a number of its own: three
    assert config == changed


@pytest.mark.parametrize("variable", NUMBERS, ids=lambda variable: variable.name)
@pytest.mark.parametrize("text", ["many", "nan", "-1", "inf", "1e999"])
def test_what_can_never_work_is_refused_by_name(
    variable: Any, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the policy is off, or an argument would win."""
    monkeypatch.setenv(variable.name, text)
    with pytest.raises(ConfigError, match=variable.name):
        settings_of("Client", {"preset": "none"}, 3)


@pytest.mark.parametrize("variable", NUMBERS, ids=lambda variable: variable.name)
def test_off_is_a_value_where_none_is_one(variable: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """And refused elsewhere."""
    monkeypatch.setenv(variable.name, "OFF")
    if variable.kind.endswith("None"):
        assert read_environment().layer.numbers == {variable.policy: {variable.field: None}}
    else:
        with pytest.raises(ConfigError, match=f"{variable.name} must be a"):
            read_environment()


@pytest.mark.parametrize("policy", sorted(CAN_BE_OFF))
@pytest.mark.parametrize(
    ("text", "on"),
    [("on", True), ("1", True), ("YES", True), ("off", False), ("0", False), ("False", False)],
)
def test_a_policy_can_be_switched(
    policy: str, text: str, *, on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name alone."""
    monkeypatch.setenv(f"ESOLOGS_{policy.upper()}", text)
    found = settings_of("Client", {}, 3)
    config = (
        found.retry and found.retry.budget if policy == "retry_budget" else getattr(found, policy)
    )
    if policy == "retry" and not on:
        assert config is not None  # three retries were asked for by name
    else:
        assert (config is not None) is on


def test_numbers_that_only_work_together_are_taken_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Open for 20 seconds needs a longest time of at least as much."""
    monkeypatch.setenv("ESOLOGS_BREAKER_OPEN_FOR", "20")
    with pytest.raises(ConfigError, match=r"ESOLOGS_BREAKER_OPEN_FOR: .*open_for_max"):
        read_environment()

    monkeypatch.setenv("ESOLOGS_BREAKER_OPEN_FOR_MAX", "40")
    breaker = settings_of("Client", {}, 3).breaker
    assert breaker is not None
    assert (breaker.open_for, breaker.open_for_max) == (20.0, 40.0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ESOLOGS_TIMEOUT", "0"),
        ("ESOLOGS_TIMEOUT", "soon"),
        ("ESOLOGS_COALESCE", "perhaps"),
        ("ESOLOGS_BREAKER", "2"),
        ("ESOLOGS_STORE", "disk"),
        ("ESOLOGS_SANDBOX", "perhaps"),
    ],
)
def test_other_values_that_make_no_sense(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable is named."""
    monkeypatch.setenv(name, text)
    with pytest.raises(ConfigError, match=name):
        SyncClient("https://127.0.0.1", sandbox=True)


def test_an_address_of_a_store_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when it is refused nor in the repr of what holds it."""
    monkeypatch.setenv("ESOLOGS_STORE", "http://:hunter2@127.0.0.1")
    with pytest.raises(ConfigError, match="ESOLOGS_STORE") as refused:
        read_environment()
    monkeypatch.setenv("ESOLOGS_STORE", "rediss://:hunter2@127.0.0.1")
    found = settings_of("Client", {"cache": None}, 3)

    assert isinstance(found.store, RedisStoreConfig)
    assert "hunter2" not in f"{refused.value} {found!r} {found.environment!r}"


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were not there."""
    monkeypatch.setenv("ESOLOGS_RETRY_MAX_RETRIES", "  ")
    monkeypatch.setenv("ESOLOGS_PRESET", "")

    assert read_environment().layer.numbers == {}


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes afterwards is the next client's."""
    monkeypatch.setenv("ESOLOGS_SLOTS_QUEUE", "7")
    with SyncClient(sandbox=True) as client:
        monkeypatch.setenv("ESOLOGS_SLOTS_QUEUE", "8")
        slots = client.stats().slots

    assert slots is not None
    assert slots.queue == 7


def test_a_misspelt_variable_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With the one that was meant, without its value; however many clients are made."""
    monkeypatch.setenv("ESOLOGS_RETRY_MAX_RETRYS", "hunter2")
    with caplog.at_level(logging.WARNING, "esologs"):
        for _ in range(3):
            read_environment()

    [record] = caplog.records
    assert "ESOLOGS_RETRY_MAX_RETRYS" in record.getMessage()
    assert "did you mean ESOLOGS_RETRY_MAX_RETRIES?" in record.getMessage()
    assert "hunter2" not in record.getMessage()


@pytest.mark.parametrize("name", ["ESOLOGS_TOKEN", "ESOLOGS_API_URL", "ESOLOGS_TEST_REDIS_URL"])
def test_a_name_of_the_programs_own_is_no_warning(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Programs have variables of their own that begin like ours."""
    monkeypatch.setenv(name, "x")
    with caplog.at_level(logging.WARNING, "esologs"):
        read_environment()

    assert not caplog.records
