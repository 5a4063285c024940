"""Presets: what each sets, in which order sources win, and what they never touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from esologs._presets import PRESETS
from esologs._settings import IN_A_FILE, KEEPS_ANSWERS, settings_of
from esologs.cache.config import RedisStoreConfig
from esologs.config import (
    AttemptConfig,
    BreakerConfig,
    CacheConfig,
    LimitsConfig,
    PointsConfig,
    RetryBudgetConfig,
    RetryConfig,
    SlotsConfig,
    TokenConfig,
)
from esologs.errors import ConfigError, MissingCredentialsError
from tests.both import BOTH, Colour

if TYPE_CHECKING:
    from esologs._settings import Settings

MAKERS = ["client", "resilient", "with_timeout"]


def settings(
    timeout: float | None = None, max_retries: int | None = None, **given: Any
) -> Settings:
    """The settings of a resilient factory that was called with these arguments."""
    from esologs._default import DefaultCount, DefaultSeconds

    given.setdefault("cache", KEEPS_ANSWERS)
    given.setdefault("store", IN_A_FILE)
    return settings_of(
        "create",
        given,  # type: ignore[arg-type]  # what a test gives is its own matter
        DefaultCount(3) if max_retries is None else max_retries,
        timeout=DefaultSeconds(60.0) if timeout is None else timeout,
    )


# --- what they set -------------------------------------------------------------------------------


def test_without_a_preset_every_policy_has_its_defaults() -> None:
    """As documented, and the calls no options."""
    plain = settings()

    assert (plain.timeout, plain.coalesce, plain.store) == (60.0, True, "file")
    assert (plain.retry, plain.breaker, plain.points) == (
        RetryConfig(), BreakerConfig(), PointsConfig(),
    )  # fmt: skip
    assert (plain.slots, plain.cache, plain.attempt) == (
        SlotsConfig(), CacheConfig(), AttemptConfig(),
    )  # fmt: skip
    assert (plain.limits, plain.token, plain.options) == (LimitsConfig(), TokenConfig(), {})


def test_interactive_is_for_those_who_wait() -> None:
    """Ten seconds, one retry, no wait for points, an old answer after a second, and the reserve."""
    found = settings(preset="interactive")

    assert found.timeout == 10.0
    assert found.retry == RetryConfig(max_retries=1, wait_max=1.0, max_retry_after=2.0)
    assert found.points == PointsConfig(max_wait=2.0)
    assert found.slots == SlotsConfig(queue=50)
    assert found.cache == CacheConfig(soft_timeout=1.0)
    assert found.attempt == AttemptConfig(timeout=5.0, connect_timeout=3.0)
    assert found.token == TokenConfig(timeout=5.0)
    assert found.options == {"priority": "interactive"}
    assert (found.breaker, found.limits) == (BreakerConfig(), LimitsConfig())


def test_batch_takes_its_time() -> None:
    """Long enough for the next hour's points, behind everybody else, and never content with old."""
    found = settings(preset="batch")

    assert found.timeout == 4200.0
    assert found.retry == RetryConfig(max_retries=8, wait_max=60.0, max_retry_after=3600.0)
    assert found.points == PointsConfig()
    assert found.slots == SlotsConfig(queue=10_000)
    assert found.cache == CacheConfig(soft_timeout=None)
    assert found.attempt == AttemptConfig(timeout=60.0)
    assert found.options == {"priority": "background"}


def test_none_turns_every_policy_off() -> None:
    """What is left is one attempt in its own bounds, on the pool, with a token."""
    found = settings(preset="none")

    assert (found.retry, found.breaker, found.points, found.slots, found.cache) == (None,) * 5
    assert (found.timeout, found.coalesce) == (None, False)
    assert (found.attempt, found.limits, found.token) == (
        AttemptConfig(), LimitsConfig(), TokenConfig(),
    )  # fmt: skip


def test_a_preset_gives_no_cache_to_a_client_without_one() -> None:
    """Its numbers are for what is on."""
    assert settings(preset="interactive", cache=None).cache is None


@pytest.mark.parametrize("colour", BOTH, ids=repr)
@pytest.mark.parametrize("maker", MAKERS)
def test_every_constructor_and_factory_takes_one(colour: Colour, maker: str) -> None:
    """And calls of that client, and of its views, have its priority."""
    client = getattr(colour, maker)(sandbox=True, preset="batch")
    view = client.with_options(timeout=1.0)

    assert client.stats().slots.queue == 10_000
    assert vars(view)["_options"] == {"priority": "background", "timeout": 1.0}
    assert "preset='batch'" in repr(client)


# --- who wins ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({"timeout": 60.0}, "timeout", 60.0),
        ({"timeout": 3.0}, "timeout", 3.0),
        ({"max_retries": 3}, "retry", RetryConfig(max_retries=3, wait_max=1.0, max_retry_after=2)),
        ({"retry": RetryConfig()}, "retry", RetryConfig()),
        ({"retry": None}, "retry", None),
        ({"slots": SlotsConfig()}, "slots", SlotsConfig()),
        ({"cache": CacheConfig()}, "cache", CacheConfig()),
        ({"attempt": AttemptConfig()}, "attempt", AttemptConfig()),
        ({"coalesce": False}, "coalesce", False),
    ],
    ids=str,
)
def test_an_argument_wins_against_the_preset(given: dict[str, Any], name: str, value: Any) -> None:
    """Also when it says what the default is."""
    assert getattr(settings(preset="interactive", **given), name) == value


def test_a_number_of_retries_turns_them_on_again() -> None:
    """Said is said."""
    assert settings(preset="none", max_retries=2).retry == RetryConfig(max_retries=2)


@pytest.fixture
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "ESOLOGS_PRESET": "interactive",
        "ESOLOGS_TIMEOUT": "7",
        "ESOLOGS_RETRY_MAX_RETRIES": "5",
        "ESOLOGS_BREAKER": "off",
        "ESOLOGS_COALESCE": "off",
        "ESOLOGS_STORE": "memory",
        "ESOLOGS_RETRY_BUDGET_COST": "20",
        "ESOLOGS_CACHE_SOFT_TIMEOUT": "off",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("_environment")
def test_a_variable_wins_against_the_preset_and_the_default() -> None:
    """Number by number: what it does not name is the preset's."""
    found = settings()

    assert (found.preset, found.timeout, found.coalesce, found.store) == (
        "interactive", 7.0, False, "memory",
    )  # fmt: skip
    assert found.retry == RetryConfig(
        max_retries=5, wait_max=1.0, max_retry_after=2.0, budget=RetryBudgetConfig(cost=20.0)
    )
    assert found.breaker is None
    assert found.cache == CacheConfig(soft_timeout=None)
    assert found.attempt == AttemptConfig(timeout=5.0, connect_timeout=3.0)


@pytest.mark.usefixtures("_environment")
def test_an_argument_wins_against_a_variable() -> None:
    """All of a config if that is what is given, and the number alone for `max_retries`."""
    found = settings(
        timeout=60.0, max_retries=1, breaker=BreakerConfig(), store="file", preset="batch"
    )

    assert (found.timeout, found.breaker, found.store) == (60.0, BreakerConfig(), "file")
    assert found.retry == RetryConfig(
        max_retries=1, wait_max=60.0, max_retry_after=3600.0, budget=RetryBudgetConfig(cost=20.0)
    )
    assert found.options == {"priority": "background"}


@pytest.mark.usefixtures("_environment")
def test_no_preset_can_be_said_too() -> None:
    """`preset=None` is an argument like any other."""
    assert settings(preset=None).attempt == AttemptConfig()


def test_a_switch_turns_on_what_a_preset_or_a_default_leaves_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the numbers of all who said some."""
    monkeypatch.setenv("ESOLOGS_CACHE", "on")
    monkeypatch.setenv("ESOLOGS_CACHE_FRESH_GUILD", "10")
    monkeypatch.setenv("ESOLOGS_RETRY", "on")

    live = settings_of("Client", {"preset": "interactive"}, 3)
    assert live.cache == CacheConfig(soft_timeout=1.0, fresh_guild=10.0)
    assert settings(preset="none").retry == RetryConfig()


def test_a_number_alone_turns_nothing_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that was made without a cache stays so."""
    monkeypatch.setenv("ESOLOGS_CACHE_FRESH_GUILD", "10")
    monkeypatch.setenv("ESOLOGS_BREAKER_WINDOW", "5")

    assert settings_of("Client", {}, 3).cache is None
    assert settings(preset="none").breaker is None
    assert settings().cache == CacheConfig(fresh_guild=10.0)


def test_a_redis_is_named_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is not shown: it may hold a password."""
    monkeypatch.setenv("ESOLOGS_STORE", "redis://:hunter2@127.0.0.1:6379/0")

    found = settings()
    assert found.store == RedisStoreConfig(url="redis://:hunter2@127.0.0.1:6379/0")
    assert "hunter2" not in repr(found)


# --- mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "hint"),
    [("interactiv", "'interactive'"), ("Batch", "'batch'"), ("off", ""), (3, ""), ("", "")],
)
def test_an_unknown_preset_is_refused(name: Any, hint: str) -> None:
    """With those that there are, and the one that was meant."""
    with pytest.raises(
        ConfigError, match="preset must be one of interactive, batch, none"
    ) as error:
        settings(preset=name)

    assert ("did you mean " + hint in str(error.value)) is bool(hint)


def test_an_unknown_preset_of_the_environment_names_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that whoever set it finds it, also where an argument wins against it."""
    monkeypatch.setenv("ESOLOGS_PRESET", "bach")
    with pytest.raises(ConfigError, match=r"ESOLOGS_PRESET must be .*did you mean 'batch'"):
        settings()
    with pytest.raises(ConfigError, match="ESOLOGS_PRESET must be "):
        settings(preset="none")


def test_a_preset_changes_no_numbers_that_are_not_there() -> None:
    """Each can be made, for each of its names is a setting."""
    assert set(PRESETS) == {"interactive", "batch", "none"}
    for name in PRESETS:
        assert settings(preset=name).preset == name


@pytest.mark.parametrize("colour", BOTH, ids=repr)
def test_a_preset_is_no_credentials(colour: Colour) -> None:
    """What is missing is still missing."""
    with pytest.raises(MissingCredentialsError):
        colour.resilient(preset="batch")
