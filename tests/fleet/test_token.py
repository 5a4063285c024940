"""One token for a fleet: fetched by one worker, sealed in Redis, replaced once for all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from esologs.auth.credentials import Credentials
from esologs.auth.shared import SharedToken
from esologs.auth.sources import ClientCredentials
from esologs.config import TokenConfig
from esologs.errors import InvalidCredentialsError, TokenEndpointDownError, TokenError
from esologs.fleet.seal import Seal
from esologs.resilience.events import Hooks
from tests.crowd import Caller, Crowd
from tests.stopped import an_answer

if TYPE_CHECKING:
    from esologs._call import HttpResponse
    from esologs.resilience._flow import Consult, Send
    from tests.fleet.fleets import Fleet

SECRET = "a-canary-of-a-secret"
HOUR = 3600.0


class Endpoint:
    """A token endpoint that takes *takes* seconds, and workers that ask it when they must."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.requests = 0
        self.takes = 0.5
        self.lifetime: Any = HOUR
        self.answers: list[HttpResponse] = []
        self.away = False
        self.crowd = Crowd(self.serve, self.consult)

    def serve(self, _: Send) -> tuple[float, HttpResponse]:
        self.requests += 1
        if self.answers:
            return self.takes, self.answers.pop(0)
        body = {"access_token": f"token-{self.requests}", "expires_in": self.lifetime}
        return self.takes, an_answer(body=json.dumps(body).encode())

    def consult(self, effect: Consult) -> list[bytes] | None:
        self.fleet.crowd.now = self.crowd.now
        return None if self.away else self.fleet.consult(effect)

    def worker(self, secret: str = SECRET) -> ClientCredentials:
        config = TokenConfig()
        return ClientCredentials(
            Credentials("an-id", secret),
            "https://api.invalid/oauth/token",
            config=config,
            user_agent="tests",
            hooks=Hooks(),
            clock=self.crowd.clock,
            wall_clock=self.crowd.clock,
            shared=SharedToken(Seal(secret), config, self.crowd.clock),
        )

    def begin(self, worker: ClientCredentials, refused: str | None = None) -> Caller:
        flow: Any = worker.token() if refused is None else worker.replacement(refused)
        return self.crowd.start(flow)

    def token(self, worker: ClientCredentials, refused: str | None = None) -> Any:
        caller = self.begin(worker, refused)
        while not caller.is_over and self.crowd.step():
            pass
        if caller.error is not None:
            raise caller.error
        return caller.outcome


@pytest.fixture
def endpoint(fleet: Fleet) -> Endpoint:
    return Endpoint(fleet)


def test_twenty_workers_that_begin_at_once_fetch_one_token(endpoint: Endpoint) -> None:
    """One leads, the others wait for what it brings."""
    callers = [endpoint.begin(endpoint.worker()) for _ in range(20)]
    endpoint.crowd.run(5.0)

    assert [caller.outcome for caller in callers] == ["token-1"] * 20
    assert endpoint.requests == 1


def test_a_worker_that_comes_later_finds_it(endpoint: Endpoint) -> None:
    """It makes no request."""
    endpoint.token(endpoint.worker())
    endpoint.crowd.run(100.0)

    assert endpoint.token(endpoint.worker()) == "token-1"
    assert endpoint.requests == 1


def test_no_token_is_used_past_its_end_however_old_it_was_when_found(endpoint: Endpoint) -> None:
    """It was taken over at half its life: the new owner knows that half of it is left."""
    endpoint.token(endpoint.worker())
    late = endpoint.worker()
    endpoint.crowd.run(1800.0)
    endpoint.token(late)
    endpoint.crowd.run(1741.0)  # a minute before its end it is due

    assert endpoint.token(late) == "token-2"


def test_a_token_past_its_end_is_not_handed_out(endpoint: Endpoint) -> None:
    """Though its key is still there, as from a file; nor to those who wait for the next one."""
    endpoint.token(endpoint.worker())
    endpoint.fleet.redis("PERSIST", "token")
    endpoint.crowd.run(3601.0)
    callers = [endpoint.begin(endpoint.worker()) for _ in range(3)]
    endpoint.crowd.run(5.0)

    assert [caller.outcome for caller in callers] == ["token-2"] * 3


def test_a_token_that_one_worker_was_refused_with_is_handed_to_nobody(endpoint: Endpoint) -> None:
    """While its successor is on the way a newcomer waits for that."""
    worker = endpoint.worker()
    endpoint.token(worker)
    replaced = endpoint.begin(worker, "token-1")
    newcomer = endpoint.begin(endpoint.worker())
    endpoint.crowd.run(5.0)

    assert (replaced.outcome, newcomer.outcome) == ("token-2", "token-2")


def test_a_refused_token_is_replaced_once_for_all(endpoint: Endpoint) -> None:
    """Ten workers meet the 401 together: one request, and all have the new one."""
    workers = [endpoint.worker() for _ in range(10)]
    for worker in workers:
        endpoint.token(worker)
    callers = [endpoint.begin(worker, "token-1") for worker in workers]
    endpoint.crowd.run(5.0)

    assert [caller.outcome for caller in callers] == ["token-2"] * 10
    assert endpoint.requests == 2


def test_who_is_refused_late_takes_what_is_there(endpoint: Endpoint) -> None:
    """The others replaced it a minute ago."""
    early, late = endpoint.worker(), endpoint.worker()
    endpoint.token(early)
    endpoint.token(late)
    endpoint.token(early, "token-1")
    endpoint.crowd.run(60.0)

    assert endpoint.token(late, "token-1") == "token-2"
    assert endpoint.requests == 2


def test_near_its_end_one_renews_it_and_the_others_go_on_with_the_old_one(
    endpoint: Endpoint,
) -> None:
    """While the new one is on its way nobody waits."""
    workers = [endpoint.worker() for _ in range(5)]
    for worker in workers:
        endpoint.token(worker)
    endpoint.crowd.run(3550.0)
    began = endpoint.crowd.now
    callers = [endpoint.begin(worker) for worker in workers]
    endpoint.crowd.run(5.0)

    assert endpoint.requests == 2
    assert sorted(str(caller.outcome) for caller in callers) == ["token-1"] * 4 + ["token-2"]
    assert sum(caller.ended_at == began for caller in callers) == 4


def test_a_worker_that_dies_while_it_fetches_holds_nobody_up(endpoint: Endpoint) -> None:
    """After its lease, somewhat more than a request may take, another one fetches."""
    endpoint.takes = 1e9
    endpoint.begin(endpoint.worker())
    heir = endpoint.begin(endpoint.worker())
    endpoint.crowd.run(10.0)
    endpoint.takes = 0.5
    assert endpoint.requests == 1
    # A lease is Redis' own time; a test does not wait for it.
    endpoint.fleet.redis("DEL", "token-lease")
    endpoint.crowd.run(5.0)

    assert heir.outcome == "token-2"


def test_a_lease_ends_by_itself(endpoint: Endpoint) -> None:
    """Twenty seconds: what a request may take, and a margin."""
    endpoint.takes = 1e9
    endpoint.begin(endpoint.worker())
    endpoint.crowd.run(0.1)

    assert 15_000 < endpoint.fleet.redis("PTTL", "token-lease") <= 20_000


def test_an_endpoint_that_is_down_is_not_asked_by_one_after_the_other(endpoint: Endpoint) -> None:
    """One worker finds out; the others are told so, without a request."""
    endpoint.answers = [an_answer(503, b"<html>")]
    with pytest.raises(TokenEndpointDownError):
        endpoint.token(endpoint.worker())

    for _ in range(5):
        with pytest.raises(TokenEndpointDownError) as caught:
            endpoint.token(endpoint.worker())
        assert caught.value.remembered
        assert 0 < (caught.value.retry_after or 0) <= 2.0
    assert endpoint.requests == 1


def test_a_wrong_secret_is_everybodys_own_to_hear(endpoint: Endpoint) -> None:
    """It is no outage: the next worker asks, and is told what is wrong."""
    refusal = an_answer(401, b'{"error": "invalid_client"}')
    endpoint.answers = [refusal, refusal]

    for _ in range(2):
        with pytest.raises(InvalidCredentialsError):
            endpoint.token(endpoint.worker())


def test_without_redis_each_fetches_its_own(endpoint: Endpoint) -> None:
    """And goes on with it when Redis is back."""
    endpoint.away = True
    workers = [endpoint.worker() for _ in range(3)]
    tokens = [endpoint.token(worker) for worker in workers]
    endpoint.away = False

    assert tokens == ["token-1", "token-2", "token-3"]
    assert [endpoint.token(worker) for worker in workers] == tokens


def test_one_late_answer_of_redis_makes_no_second_token(endpoint: Endpoint) -> None:
    """A worker that hears nothing looks once more before it goes its own way."""
    endpoint.token(endpoint.worker())
    late = endpoint.worker()
    endpoint.away = True
    caller = endpoint.begin(late)
    endpoint.away = False
    endpoint.crowd.run(1.0)

    assert caller.outcome == "token-1"
    assert endpoint.requests == 1


def test_what_was_not_sealed_by_the_fleet_is_not_used(endpoint: Endpoint) -> None:
    """Whoever can write to Redis cannot have a token of theirs sent."""
    endpoint.token(endpoint.worker())
    foreign = Seal("another secret").close("not-ours")
    endpoint.fleet.redis("HSET", "token", "sealed", foreign)

    assert endpoint.token(endpoint.worker()) == "token-2"


def test_neither_token_nor_secret_can_be_read_in_redis(endpoint: Endpoint) -> None:
    """Every byte of every key, as a dump would hold it."""
    endpoint.token(endpoint.worker())
    client: Any = vars(endpoint.fleet.link)["_client"]
    keys = client.execute_command("KEYS", f"{vars(endpoint.fleet.link)['_space']}*")
    dump = b"".join(key + client.execute_command("DUMP", key) for key in keys)

    assert len(keys) == 1
    assert b"token-1" not in dump
    assert SECRET.encode() not in dump
    assert b"an-id" not in dump


def test_names_tell_nothing_and_differ_by_secret() -> None:
    """The same parts under two secrets have two names; the repr of a seal has nothing."""
    one, other = Seal(SECRET), Seal("another")

    assert one.name("a", "b") == Seal(SECRET).name("a", "b")
    assert len({one.name("a", "b"), other.name("a", "b"), one.name("ab"), one.name("b", "a")}) == 4
    assert one.open(one.close("text").encode()) == "text"
    assert other.open(one.close("text").encode()) is None
    assert SECRET not in repr(one)


def test_a_child_of_a_fork_does_not_hold_its_parents_lease(endpoint: Endpoint) -> None:
    """It waits for the parent as any other worker does."""
    config = TokenConfig()
    shared = SharedToken(Seal(SECRET), config, endpoint.crowd.clock)
    first = endpoint.crowd.start(shared.look(None))
    endpoint.crowd.run(0.1)
    shared.after_fork()
    second = endpoint.crowd.start(shared.look(None))
    endpoint.crowd.run(1.0)

    assert first.is_over
    assert not second.is_over


def test_an_error_of_another_kind_frees_the_lease(endpoint: Endpoint) -> None:
    """A firewall's 403 is no outage of the endpoint."""
    endpoint.answers = [an_answer(403, b"blocked")]
    with pytest.raises(TokenError):
        endpoint.token(endpoint.worker())

    assert endpoint.token(endpoint.worker()) == "token-2"
