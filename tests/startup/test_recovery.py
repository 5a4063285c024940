"""Going on in the background until it is there. Row A17."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from esologs import Client, RetryConfig
from esologs.startup import RecoveryConfig, Startup, WebhookSink
from tests.raw_server import RawServer, says
from tests.startup.parts import INFO, WARNING, Board, Part, lines, refused
from tests.virtual_time import lasts, never, run

if TYPE_CHECKING:
    from esologs.startup import StartupReport


async def test_a17_it_heals_and_edits_the_same_message() -> None:
    """Down longer than the retries: one POST. Back: loaded, one PATCH of that message, no POST."""
    with (
        RawServer(*[says(503)] * 5, says()) as server,
        RawServer(says(200, b'{"id": "77"}')) as hook,
    ):
        client = Client(
            base_url=server.base_url, client_id="an-id", client_secret="a-secret",
            retry=RetryConfig(max_retries=1, wait_initial=0.01), breaker=None,
        )  # fmt: skip
        sink = WebhookSink(f"{hook.base_url}/api/webhooks/1/{'x' * 30}")
        recovery = RecoveryConfig(wait_initial=0.02, wait_max=0.05)
        async with client, Startup(report_to=[sink], recovery=recovery) as startup:
            startup.add("eso-logs", client.ping)
            first = await startup.run()

            last = await startup.wait()

        sent = [(request.method, request.path) for request in hook.requests]
    assert sent[0] == ("POST", f"/api/webhooks/1/{'x' * 30}?wait=true")
    assert sent[1:] == [("PATCH", f"/api/webhooks/1/{'x' * 30}/messages/77")]
    assert first["eso-logs"].status == "failed"
    assert (last["eso-logs"].status, last.status, last.revision) == ("recovered", "ok", 1)
    assert "recovered" in hook.requests[-1].json["content"]


def test_a17_the_background_backs_off_to_five_minutes() -> None:
    """Twice as long each time, half of it drawn, and never more than 300 s."""
    part = Part(*[refused()] * 12, 0.0)

    async def main() -> None:
        async with Startup(report_to=[Board()], retry=None, rng=lambda: 1.0) as startup:
            startup.add("part", part)
            await startup.run()
            await startup.wait()

    run(main())

    assert part.waits == [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, *[300.0] * 6]


@pytest.mark.parametrize("draw", [0.0, 0.5, 1.0])
def test_a17_the_waits_are_between_half_and_all_of_the_ceiling(draw: float) -> None:
    """Many applications do not come back at once, and none comes back at once by chance."""
    part = Part(refused(), refused(), 0.0)

    async def main() -> None:
        async with Startup(report_to=[Board()], retry=None, rng=lambda: draw) as startup:
            startup.add("part", part)
            await startup.run()
            await startup.wait()

    run(main())

    assert part.waits == [5.0 * (0.5 + draw / 2), 10.0 * (0.5 + draw / 2)]


def test_a17_it_stops_when_the_application_closes() -> None:
    """No attempt after `aclose`, no task left, nothing edited."""
    part, board = Part(refused()), Board()

    async def main() -> StartupReport:
        async with Startup(report_to=[board], retry=None) as startup:
            startup.add("part", part)
            await startup.run()
            await lasts(12.0)
        tried = len(part.began)
        await lasts(1000.0)
        assert len(part.began) == tried
        return startup.report

    report = run(main())

    assert (report["part"].status, report["part"].recovering) == ("failed", False)
    assert (len(board.sent), board.edited) == (1, [])


def test_a17_what_turns_out_permanent_is_given_up_and_told() -> None:
    """The outage ends and the credentials are wrong: no further attempt, the report says so."""
    part, board = Part(refused(), PermissionError(13, "not yours")), Board()

    async def main() -> StartupReport:
        async with Startup(report_to=[board], retry=None) as startup:
            startup.add("part", part)
            await startup.run()
            return await startup.wait()

    report = run(main())

    assert len(part.began) == 2
    assert (report["part"].kind, report["part"].recovering) == ("configuration", False)
    assert [receipt for receipt, _ in board.edited] == ["message 1"]
    assert "not yours" in board.edited[0][1].text()


def test_a17_changes_of_one_moment_are_one_edit() -> None:
    """Twelve components of one host come back together: the message is edited once."""
    board = Board()

    async def main() -> None:
        async with Startup(report_to=[board], retry=None, rng=lambda: 1.0) as startup:
            for number in range(12):
                startup.add(f"part {number}", Part(refused(), 0.01 * number))
            await startup.run()
            await startup.wait()

    run(main())

    assert (len(board.sent), len(board.edited)) == (1, 1)
    assert board.edited[0][1].status == "ok"


def test_a17_what_heals_while_the_report_is_on_its_way_is_told() -> None:
    """A slow sink, and a component that comes back meanwhile: the message is edited at once."""

    class Slow(Board):
        async def send(self, report: StartupReport) -> object:
            await lasts(8.0)
            return await super().send(report)

    board = Slow()

    async def main() -> None:
        async with Startup(report_to=[board], retry=None) as startup:
            startup.add("part", Part(refused(), 0.0))
            await startup.run()
            await startup.wait()

    run(main())

    assert [report.status for report in board.sent] == ["degraded"]
    assert [report.status for _, report in board.edited] == ["ok"]


def test_a_hang_in_the_background_is_cut_off_and_tried_again() -> None:
    """What was still loading at the deadline gets a minute more, then another attempt."""
    part, board = Part(never, 0.0), Board()

    async def main() -> StartupReport:
        async with Startup(report_to=[board], timeout=2.0, rng=lambda: 1.0) as startup:
            startup.add("part", part, clean_up=part.clean_up)
            await startup.run()
            return await startup.wait()

    report = run(main())

    assert part.waits == [2.0 + 60.0 + 5.0]
    assert (part.cleaned, report["part"].status) == (1, "recovered")


def test_what_the_server_asks_for_is_waited_in_the_background_too() -> None:
    """A `Retry-After` of half an hour is kept, one of a year is looked at after an hour."""

    class LimitedError(Exception):
        status = 429

        def __init__(self, retry_after: float) -> None:
            self.retry_after = retry_after

    part = Part(LimitedError(1800.0), LimitedError(3e7), 0.0)

    async def main() -> None:
        async with Startup(report_to=[Board()]) as startup:
            startup.add("part", part)
            await startup.run()
            await startup.wait()

    run(main())

    assert part.waits == [1800.0, 3600.0]


def test_without_recovery_nothing_goes_on() -> None:
    """`recovery=None`: reported, and that is that."""
    part = Part(refused())

    async def main() -> StartupReport:
        async with Startup(report_to=[Board()], retry=None, recovery=None) as startup:
            startup.add("part", part)
            await startup.run()
            return await startup.wait()

    report = run(main())

    assert (len(part.began), report["part"].recovering) == (1, False)
    assert report["part"].next_step == "restart it once the service is back"


def test_a_message_that_cannot_be_edited_is_followed_by_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The sink fails to edit: what recovered is in the log, and is not posted again."""
    caplog.set_level(INFO, "esologs.startup")

    class Stubborn(Board):
        async def edit(self, receipt: object, report: StartupReport) -> None:
            raise RuntimeError("the message was deleted")

    board = Stubborn()

    async def main() -> None:
        async with Startup(report_to=[board], retry=None) as startup:
            startup.add("part", Part(refused(), 0.0))
            await startup.run()
            await startup.wait()

    run(main())

    assert len(board.sent) == 1
    assert any("the message was deleted" in line for line in lines(caplog, WARNING))
    assert any("recovered: 1 component loaded" in line for line in lines(caplog, INFO))
