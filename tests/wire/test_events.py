"""What a client says while it works: events to hooks, records to the log, secrets to nobody."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from esologs import errors
from esologs.config import RetryConfig
from esologs.resilience import events
from tests.raw_server import says

if TYPE_CHECKING:
    from tests.both import Colour
    from tests.raw_server import RawServer

QUICK = RetryConfig(wait_initial=0.01)


async def test_the_hooks_see_a_call_from_start_to_end(colour: Colour, server: RawServer) -> None:
    """In this order, with these numbers."""
    seen: list[events.Event] = []
    server.script = [says(503, b""), says()]
    async with colour.closing(colour.resilient(hooks=[seen.append], retry=QUICK)) as client:
        await colour.call(client, "get_guild_by_id", guild_id=1)

    assert [type(event).__name__ for event in seen] == [
        "CallStarted",
        "TokenRefreshed",
        "AttemptStarted",
        "AttemptFailed",
        "RetryScheduled",
        "AttemptStarted",
        "AttemptSucceeded",
        "CallSucceeded",
    ]
    last = seen[-1]
    assert isinstance(last, events.CallSucceeded)
    assert (last.operation, last.attempts) == ("getGuildById", 2)
    assert last.points is not None
    assert last.points.left == 3587.5


async def test_a_failing_call_says_why_it_stopped(colour: Colour, server: RawServer) -> None:
    """The reason is on the event and on the error."""
    seen: list[events.Event] = []
    server.script = [says(503, b"")]
    async with colour.closing(
        colour.resilient(hooks=[seen.append], retry=RetryConfig(max_retries=1, wait_initial=0.01))
    ) as client:
        with pytest.raises(errors.ServerError):
            await colour.call(client, "get_guild_by_id", guild_id=1)

    stopped = [event for event in seen if isinstance(event, events.RetryStopped)]
    assert [(event.attempt, event.reason) for event in stopped] == [(2, "attempts")]
    assert isinstance(seen[-1], events.CallFailed)


async def test_a_hook_that_raises_breaks_no_call(
    colour: Colour, server: RawServer, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged once, however often it raises; the hooks after it go on."""
    seen: list[events.Event] = []

    def broken(_: events.Event) -> None:
        raise RuntimeError("a hook's own trouble")

    with caplog.at_level(logging.ERROR, "esologs"):
        async with colour.closing(colour.resilient(hooks=[broken, seen.append])) as client:
            await colour.call(client, "get_guild_by_id", guild_id=1)

    assert len(seen) == 5
    assert len([record for record in caplog.records if record.exc_info]) == 1


async def test_a_retry_is_one_warning_without_a_traceback(
    colour: Colour, server: RawServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Its numbers are attributes of the record."""
    server.script = [says(429, b"{}", retry_after="0.01"), says()]
    with caplog.at_level(logging.WARNING, "esologs"):
        async with colour.closing(colour.resilient(retry=QUICK)) as client:
            await colour.call(client, "get_guild_by_id", guild_id=1)

    [record] = caplog.records
    fields: dict[str, Any] = vars(record)
    assert record.levelno == logging.WARNING
    assert record.exc_info is None
    assert (fields["operation"], fields["attempt"], fields["wait"], fields["reason"]) == (
        "getGuildById", 1, 0.01, "RateLimitError",
    )  # fmt: skip


async def test_no_secret_is_in_the_log(
    colour: Colour, server: RawServer, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG, with every library's logger, over a success, a retry and a failure."""
    server.script = [says(503, b""), says(), says(401, b"{}")]
    with caplog.at_level(logging.DEBUG):
        async with colour.closing(
            colour.resilient("canary-id", "canary-secret", retry=QUICK)
        ) as client:
            await colour.call(client, "get_guild_by_id", guild_id=1)
            with pytest.raises(errors.AuthenticationError) as caught:
                await colour.call(client, "get_guild_by_id", guild_id=1)

    text = caplog.text + repr(caught.value) + str(caught.value) + repr(client)
    assert "getGuildById" in text
    for secret in ("canary-secret", "a-token", "Y2FuYXJ5"):
        assert secret not in text


@pytest.mark.parametrize(("level", "lines"), [("info", 1), ("debug", 2)])
async def test_esologs_log_writes_to_stderr(
    colour: Colour,
    server: RawServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    level: str,
    lines: int,
) -> None:
    """`info` is a line a call, `debug` also a line for what an attempt does; stdout is empty."""
    monkeypatch.setenv("ESOLOGS_LOG", level)
    logger = logging.getLogger("esologs")
    try:
        async with colour.closing(
            colour.resilient(headers={"Authorization": "Bearer x"})
        ) as client:
            await colour.call(client, "get_guild_by_id", guild_id=1)
    finally:
        logger.handlers.clear()
        logger.setLevel(logging.NOTSET)

    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("getGuildById: answered") == 1
    assert len(err.splitlines()) >= lines
