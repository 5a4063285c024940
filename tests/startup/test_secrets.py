"""What nobody may read. Row A16."""

from __future__ import annotations

import gc
import logging
from typing import Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs import Client
from esologs.startup import LogSink, ReportTo, Startup, StartupReport, WebhookSink
from esologs.startup.redaction import Redactor
from tests.raw_server import RawServer, resets, says
from tests.startup.parts import Part

HOOK: Final = "https://discord.com/api/webhooks/1234567890/Zz9_hook-token-Zz9_hook-token"
PLANTED: Final = {
    "bearer": ("request failed with Authorization: Bearer s3cr3t-bearer-token", "s3cr3t-bearer"),
    "bearer in prose": ("the bearer s3cr3tBearer99 was refused", "s3cr3tBearer99"),
    "basic": ("{'authorization': 'Basic dXNlcjpwYXNzd29yZA=='}", "dXNlcjpwYXNzd29yZA"),
    "bot": ("header Bot MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs", "ZnCjm1XV"),
    "api key": ("GET https://api.example/v1?api_key=k3y-in-the-url&x=1 failed", "k3y-in-the"),
    "apikey header": ("x-api-key: k3y-in-a-header", "k3y-in-a"),
    "key": ("GET https://maps.example/?key=AIza-key-99", "AIza-key-99"),
    "userinfo": ("cannot reach postgres://admin:hunter2@db.example:5432/x", "hunter2"),
    "userinfo with an at": ("proxy http://u:p@ss-w0rd@proxy:3128 refused", "ss-w0rd"),
    "webhook": (f"POST {HOOK} answered 404", "Zz9_hook-token"),
    "webhook of a thread": (f"PATCH {HOOK}/messages/5?thread_id=7", "Zz9_hook-token"),
    "slack": ("https://hooks.slack.com/services/T000/B000/XXslackXX", "XXslackXX"),
    "client secret": ("client_secret=c1ient-s3cret&grant_type=x", "c1ient-s3cret"),
    "json": ('{"password": "correct-horse", "user": "me"}', "correct-horse"),
    "repr": ("Settings(db_password='battery-staple', port=1)", "battery-staple"),
    "environment": ("MY_ACCESS_TOKEN=t0ken-of-mine", "t0ken-of-mine"),
    "jwt": ("got eyJhbGciOiJ.eyJzdWIiOiIx.SflKxwRJSM back", "SflKxwRJSM"),
    "cookie": ("Cookie: session-s3cr3t", "session-s3cr3t"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a16_what_looks_like_a_secret_is_blacked_out(name: str) -> None:
    """In a text of anybody's, whatever it is called; the text around it stays."""
    text, secret = PLANTED[name]

    told = Redactor()(f"before {text} after")

    assert secret not in told
    assert told.startswith("before ")
    assert told.endswith(" after")


@pytest.mark.parametrize(
    "text",
    [
        "Basic authentication failed for this user",
        "the bearer token was refused",
        "Bot extensions could not be loaded",
        "no module named 'secrets'",
        "unexpected keyword argument 'token'",
        "connect to 127.0.0.1:5432 refused",
        "see https://www.esologs.com/api/clients/ for more",
        "mail to me@example.com",
        "KeyError: 'password'",
    ],
)
def test_a16_what_is_none_is_left_as_it_is(text: str) -> None:
    """A report that blacks out everything says nothing."""
    assert Redactor()(text) == text


@given(st.text(max_size=300))
def test_a16_redacting_twice_changes_nothing_more(text: str) -> None:
    """Whatever the text: nothing is raised, and what is blacked out stays readable as that."""
    once = Redactor(["a-known-secret"])(text)

    assert Redactor(["a-known-secret"])(once) == once


def test_a16_known_values_are_blacked_out_wherever_they_turn_up() -> None:
    """The longer first, so that no tail of it remains; short ones would hide ordinary words."""
    redact = Redactor(["abcdef", "abcdefghi", "on"])

    assert redact("x abcdefghi on abcdef") == "x [redacted] on [redacted]"


async def test_a16_a_secret_is_one_as_long_as_any_client_has_it() -> None:
    """Of two clients with the same one the first is gone; a user's token is one as well."""

    def clients(named: str) -> tuple[Client, Client]:
        return (
            Client(client_id="an-id", client_secret=f"{named}-secret", sandbox=True),
            Client(user_token=f"{named}-token", sandbox=True),
        )

    first, second = list(clients("given")), clients("given")
    while first:
        await first.pop().aclose()
    gc.collect()

    assert Redactor()("given-secret given-token") == "[redacted] [redacted]"

    for client in second:
        await client.aclose()


async def test_a16_secrets_appear_in_no_message_and_no_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted in errors, causes, retries, clean-ups and addresses: nowhere, at DEBUG either."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("GUILD_DB_PASSWORD", "env-value-of-mine")
    # Beside what looks like a secret: what only the environment, the caller and a client know.
    known = "env-value-of-mine told-to-the-startup given-to-a-client"
    planted = [text for text, _ in PLANTED.values()]
    client = Client(client_id="an-id", client_secret="given-to-a-client", sandbox=True)

    def breaks() -> None:
        try:
            raise ValueError(f"inner {known} {planted[0]}")  # noqa: TRY301 - as programs do
        except ValueError as error:
            raise RuntimeError(f"outer {known} {' '.join(planted)}") from error

    def leaks(_: StartupReport) -> None:
        raise RuntimeError(f"cannot post: {known} {planted[0]}")

    taken: list[StartupReport] = []
    with RawServer(says(200, b'{"id": "1"}')) as hook, RawServer(resets) as dead:
        sinks: list[ReportTo] = [
            leaks,
            WebhookSink(f"{dead.base_url}/api/webhooks/1/dead-hook-s3cr3t"),
            WebhookSink(f"{hook.base_url}/api/webhooks/1/live-hook-s3cr3t"),
        ]
        async with Startup(
            report_to=sinks, secrets=["told-to-the-startup"], recovery=None
        ) as startup:
            startup.add("breaks", breaks, clean_up=breaks)
            startup.add("retried", Part(ConnectionError(f"{known} {planted[4]}"), 0.0))
            taken.append(await startup.run())
        sent = b"".join(request.body for request in hook.requests).decode()
    async with Startup(
        report_to=[LogSink()], secrets=["told-to-the-startup"], recovery=None
    ) as startup:
        startup.add("breaks", breaks)
        await startup.run()
    await client.aclose()

    secrets = [secret for _, secret in PLANTED.values()]
    secrets += [*known.split(), "dead-hook-s3cr3t", "live-hook-s3cr3t"]
    everything = {
        "what was sent": sent,
        "the log": caplog.text,
        "the report": str(taken[0].to_dict()) + repr(taken[0]) + taken[0].full_text(),
    }
    found = [(where, s) for where, text in everything.items() for s in secrets if s in text]
    assert found == []
    assert "outer" in sent  # what is no secret is told


async def test_a16_our_sink_writes_no_address_to_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An httpx client would, at INFO; the webhook sink does not use one."""
    caplog.set_level(logging.DEBUG)
    with RawServer(says(200, b'{"id": "1"}')) as hook:
        url = f"{hook.base_url}/api/webhooks/1/live-hook-s3cr3t"
        async with httpx.AsyncClient(trust_env=False) as theirs:
            await theirs.post(url)
        assert "live-hook-s3cr3t" in caplog.text  # so the log would show it
        caplog.clear()

        await WebhookSink(url).send(StartupReport(name="bot"))

    assert len(hook.requests) == 2
    assert "live-hook-s3cr3t" not in caplog.text


def test_a16_no_repr_shows_an_address() -> None:
    """Neither a sink's nor a startup's."""
    sink = WebhookSink(HOOK)

    assert repr(sink) == "<WebhookSink of discord.com>"
    assert "hook-token" not in repr(Startup(report_to=[sink]))
