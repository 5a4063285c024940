"""Who is told: the first sink that takes the report, else the log. Rows A13 and A24."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from esologs import ConfigError
from esologs.startup import Component, ComponentReport, LogSink, Startup, StartupReport, WebhookSink
from tests.raw_server import RawServer, says
from tests.startup.parts import ERROR, INFO, WARNING, Board, Part, lines, refused, untimed
from tests.virtual_time import lasts, never, now, run

if TYPE_CHECKING:
    from collections.abc import Callable

MESSAGE = says(200, b'{"id": "5"}')


async def reported(*sinks: Any, parts: int = 1) -> StartupReport:
    """Run a startup of as many failing *parts*, and report it to *sinks*."""
    async with Startup(report_to=sinks, recovery=None, retry=None) as startup:
        for number in range(parts):
            startup.add(f"part {number}", Part(refused()))
        return await startup.run()


async def test_a13_the_log_takes_a_report(caplog: pytest.LogCaptureFixture) -> None:
    """A WARNING with every name and reason, since nothing critical is missing."""
    await reported(LogSink())

    (text,) = lines(caplog, WARNING)
    head = untimed(text.splitlines()[0])
    assert head == "startup: 1 of 1 components not loaded (1 failed, 0 loaded; … s)"
    assert "error: ConnectionRefusedError: [Errno 111] Connection refused" in text


async def test_a13_a_webhook_takes_a_report() -> None:
    """Any that takes JSON, at any address: the text, the report, and nobody pinged."""
    with RawServer(MESSAGE) as hook:
        report = await reported(WebhookSink(f"{hook.base_url}/hooks/alerts?team=1"))

    (request,) = hook.requests
    assert (request.method, request.path) == ("POST", "/hooks/alerts?team=1")
    assert request.json["report"] == json.loads(json.dumps(report.to_dict()))
    assert request.json["text"] == report.text()
    assert request.json["allowed_mentions"] == {"parse": []}


async def test_a13_a_webhook_of_discord_gets_what_discord_takes() -> None:
    """A content of at most 2,000 characters, nobody pinged, and no field that it does not know."""
    with RawServer(MESSAGE) as hook:
        report = await reported(WebhookSink(f"{hook.base_url}/api/webhooks/1/a-token"))

    (request,) = hook.requests
    assert request.path == "/api/webhooks/1/a-token?wait=true"
    assert request.json == {"content": report.text(2000), "allowed_mentions": {"parse": []}}


ALONE = """
import asyncio, sys

for library in ("discord", "aiohttp", "httpx2", "redis"):
    sys.modules[library] = None  # as if it were not installed

from esologs.startup import Startup, WebhookSink


def breaks():
    raise ConnectionRefusedError(111, "refused")


async def main(url):
    for sinks in ([WebhookSink(url)], [lambda report: print(report["part"].kind)], []):
        async with Startup(report_to=sinks, retry=None, recovery=None) as startup:
            startup.add("part", breaks)
            print(bool(await startup.run()))


asyncio.run(main(sys.argv[1]))
"""


def test_a13_a_start_needs_no_other_library() -> None:
    """Without discord and aiohttp on the machine: webhook, callable and log take the report."""
    with RawServer(MESSAGE) as hook:
        done = subprocess.run(
            [sys.executable, "-c", ALONE, hook.base_url],
            capture_output=True, text=True, check=True, timeout=50,
        )  # fmt: skip

    assert done.stdout.split() == ["False", "outage", "False", "False"]
    assert len(hook.requests) == 1
    assert "startup: 1 of 1 components not loaded" in done.stderr


@pytest.mark.parametrize("is_async", [False, True])
async def test_a13_a_callable_takes_a_report(is_async: bool) -> None:
    """Sync or async: it is called with the report."""
    taken: list[StartupReport] = []

    async def take(report: StartupReport) -> None:
        taken.append(report)

    report = await reported(take if is_async else taken.append)

    assert taken == [report]


def raises(_: StartupReport) -> None:
    raise ConnectionError("the channel is gone")


def exits(_: StartupReport) -> None:
    raise SystemExit(1)


@pytest.mark.parametrize("broken", [raises, exits])
async def test_the_first_sink_that_takes_it_wins(
    broken: Callable[[StartupReport], None], caplog: pytest.LogCaptureFixture
) -> None:
    """One that fails is a line in the log, the next one gets the report, those after it nothing."""
    first, second = Board(), Board()

    await reported(broken, first, second)

    assert (len(first.sent), len(second.sent)) == (1, 0)
    assert [f"{broken.__name__} could not take the report" in each for each in
            lines(caplog, WARNING)] == [True]  # fmt: skip


def test_a_sink_that_hangs_costs_ten_seconds() -> None:
    """Then it is the next one's turn, and the start goes on."""
    board = Board()

    async def hangs(_: StartupReport) -> None:
        await never()

    async def main() -> float:
        began = now()
        await reported(hangs, board)
        return now() - began

    assert run(main()) == pytest.approx(10.0, abs=0.01)
    assert len(board.sent) == 1


async def test_without_a_sink_that_works_the_log_has_all_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The whole report at ERROR, with every name and reason."""
    await reported(raises, parts=8)

    text = lines(caplog, ERROR)[-1]
    assert text.startswith("startup: 8 of 8")
    assert all(f"part {number} (failed)" in text for number in range(8))


async def test_a13_a_webhook_that_limits_is_asked_again() -> None:
    """After the time that it names: a 429 took nothing, so the report is posted once."""
    board = Board()
    with RawServer(says(429, b"", retry_after="0.05"), MESSAGE) as hook:
        await reported(WebhookSink(f"{hook.base_url}/api/webhooks/1/t"), board)

    assert [request.body for request in hook.requests] == [hook.requests[0].body] * 2
    assert board.sent == []


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (404, "is its address still right?"),
        (403, "is its address still right?"),
        (413, "it refuses reports such as this one"),
        (500, "nothing is wrong with its address"),
    ],
)
async def test_a_webhook_that_refuses_is_passed_over(
    status: int, advice: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The next sink has it; the log says the status, what to do, and not the address."""
    board = Board()
    with RawServer(says(status)) as hook:
        await reported(WebhookSink(f"{hook.base_url}/api/webhooks/1/a-secret-token"), board)

    assert len(board.sent) == 1
    (line,) = lines(caplog, WARNING)
    assert f"answered HTTP {status}; {advice}" in line
    assert "a-secret-token" not in caplog.text


@pytest.mark.parametrize("url", ["", "localhost/hook", "ftp://host/hook", "https:///hook"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """At once, and without showing it: it may be half a secret."""
    with pytest.raises(ConfigError, match="http") as caught:
        WebhookSink(url)
    assert not url or url not in str(caught.value)


async def test_a24_one_cause_is_one_line() -> None:
    """Twelve components, one dead host: one line "×12"; all names are in what is attached."""
    with RawServer(MESSAGE) as hook:
        report = await reported(WebhookSink(f"{hook.base_url}/api/webhooks/1/t"), parts=12)

    (request,) = hook.requests
    fields = parts_of(request.headers["content-type"], request.body)
    content = json.loads(fields["payload_json"])["content"]
    head, line = content.splitlines()
    assert untimed(head) == "startup: 12 of 12 components not loaded (12 failed, 0 loaded; … s)"
    assert line.startswith("- ×12 part 0, part 1, part 2, 9 more: [outage] ConnectionRefusedError")
    assert all(f"part {number} (failed)" in fields["files[0]"] for number in range(12))
    assert report.full_text() == fields["files[0]"]


def parts_of(content_type: str, body: bytes) -> dict[str, str]:
    """Take a multipart body apart, as the standard library reads mail."""
    from email import message_from_bytes
    from email.message import Message

    whole = message_from_bytes(b"content-type: " + content_type.encode() + b"\r\n\r\n" + body)
    found: dict[str, str] = {}
    for part in whole.get_payload():
        assert isinstance(part, Message)
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        found[str(part.get_param("name", header="content-disposition"))] = payload.decode()
    return found


def a_report(*causes: str) -> StartupReport:
    """A report of one failed component a cause."""
    return StartupReport(
        name="bot",
        components=tuple(
            ComponentReport(name=f"part{n}", status="failed", kind="bug", error="E", message=cause)
            for n, cause in enumerate(causes)
        ),
    )


@pytest.mark.parametrize("limit", [200, 500, 2000, 4096])
def test_a_text_is_cut_at_line_ends(limit: int) -> None:
    """Never longer than its limit, whole lines only, and the number of those left out."""
    report = a_report(*(f"cause {n} 😀 {'x' * 5000}" for n in range(150)))

    text = report.text(limit)

    *kept, last = text.splitlines()
    whole = report.text().splitlines()
    assert len(text) <= limit
    assert kept == whole[: len(kept)]
    assert last == f"… and {len(whole) - len(kept)} more"
    assert report.leaves_out(limit)


async def test_a_webhooks_message_is_never_too_long() -> None:
    """Not even if an emoji counts twice: cut shorter, and the whole of it attached."""
    report = a_report(*(f"cause {n} {'😀' * 120}" for n in range(150)))
    with RawServer(MESSAGE) as hook:
        await WebhookSink(f"{hook.base_url}/api/webhooks/1/t").send(report)

    (request,) = hook.requests
    fields = parts_of(request.headers["content-type"], request.body)
    content = json.loads(fields["payload_json"])["content"]
    assert 1500 < len(content.encode("utf-16-le")) // 2 <= 2000
    assert fields["files[0]"] == report.full_text()


async def test_an_error_that_is_no_text_stops_no_sink(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The name of a file may be bytes that no encoding takes: told with their numbers instead."""
    name = os.fsdecode(b"no-\xff-text")

    def load() -> None:
        raise ValueError(f"no guild in {name}")

    with RawServer(MESSAGE) as hook:
        sink = WebhookSink(f"{hook.base_url}/api/webhooks/1/t")
        async with Startup(report_to=[sink], recovery=None) as startup:
            for number in range(6):
                startup.add(f"part {number}", load)
            report = await startup.run()

    (request,) = hook.requests
    fields = parts_of(request.headers["content-type"], request.body)
    assert r"ValueError: no guild in no-\udcff-text" in fields["files[0]"]
    assert report.full_text() == fields["files[0]"]
    assert caplog.text.encode().count(rb"no-\udcff-text") == 6 * 2  # the line, and the traceback's


def test_a_text_that_fits_is_whole() -> None:
    """Nothing is cut that need not be."""
    report = a_report("one", "two")

    assert report.text(2000) == report.text()
    assert not report.leaves_out(2000)


async def test_a_bug_is_named_with_its_line() -> None:
    """In the short text as well: whoever is to correct the code need not open a file."""
    board = Board()

    def breaks() -> None:
        raise ValueError("x")

    async with Startup(report_to=[board], recovery=None) as startup:
        startup.add("one", breaks)
        startup.add("two", breaks)
        startup.add("three", Part(ValueError("y")))
        startup.add("four", Part(refused()), retry=None)
        await startup.run()

    line = breaks.__code__.co_firstlineno + 1
    shown = [each.replace(str(line), "LINE") for each in board.sent[0].text().splitlines()[1:]]
    assert shown[0] == (
        "- ×2 one, two: [bug] ValueError: x, raised at startup/test_sinks.py:LINE in breaks → "
        "correct the code and restart"
    )
    assert re.fullmatch(r"- three: .* y, raised at startup/parts.py:\d+ in __call__ → .*", shown[1])
    assert "raised at" not in shown[2]  # an outage is nobody's line


def test_causes_of_several_lines_name_none() -> None:
    """One line would be wrong for the others; the whole report has each."""
    parts = [
        ComponentReport(name=f"part{n}", status="failed", kind="bug", error="E", where=f"a.py:{n}")
        for n in range(2)
    ]

    assert "raised at" not in StartupReport(name="bot", components=tuple(parts)).text()


def test_different_causes_are_not_joined() -> None:
    """The same type with another text is another line, an address in memory is no difference."""
    said = ["<Thing at 0x7f0000000001> broke", "<Thing at 0x7f0000000002> broke", "it broke"]

    text = a_report(*said).text()

    assert len(text.splitlines()) == 3
    assert "×2 part0, part1" in text


def test_the_worst_comes_first() -> None:
    """Critical ones at the top, what merely follows from others at the end."""
    board = Board()

    async def main() -> None:
        async with Startup(report_to=[board], retry=None, recovery=None) as startup:
            startup.add("optional", Part(ValueError("x")))
            startup.add("follows", Part(), after=["optional"])
            startup.add_all([Component(name="vital", load=Part(KeyError("y")), critical=True)])
            await startup.run()

    with pytest.raises(Exception, match="vital"):
        run(main())

    assert [line[2:10] for line in board.sent[0].text().splitlines()[1:]] == [
        "CRITICAL", "optional", "follows:",
    ]  # fmt: skip


async def test_the_report_of_a_running_start_says_pending() -> None:
    """What a readiness probe asks meanwhile: not ready, nothing failed."""
    startup = Startup(report_to=[Board()])
    startup.add("database", lambda: lasts(0), critical=True)

    before = startup.report
    after = await startup.run()

    assert (before["database"].status, before.ready, before.status) == (
        "pending",
        False,
        "starting",
    )
    assert (after["database"].status, after.ready, after.status) == ("loaded", True, "ok")
    await startup.aclose()


def test_a_report_is_json() -> None:
    """All of it, with the waits as a list."""
    report = a_report("one")

    assert json.loads(json.dumps(report.to_dict()))["components"][0]["name"] == "part0"
    assert INFO < WARNING
