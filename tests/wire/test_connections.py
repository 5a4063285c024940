"""Our own connections: kept, bounded, encrypted, and led through the proxy that is set."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, TypeAlias

import httpcore
import pytest

from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._transport.aiohttp_sessions import AioConnections
from esologs._transport.connections import AsyncConnections, SyncConnections
from esologs._transport.sockets import DeadlineBackend, ending_at
from esologs._transport.streams import LoopBackend
from esologs._transport.tls import tls_context
from esologs.config import LimitsConfig
from esologs.errors import ConnectFailedError, RequestTimeoutError, TransportError
from tests.certificates import certificate
from tests.raw_server import RawServer, Request, http, says

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator
    from pathlib import Path

TIMES = Timeouts(5.0, 5.0, 5.0)
FAR = "http://api.esologs.invalid/api/v2/client"
Way: TypeAlias = AsyncConnections | AioConnections | SyncConnections
AWAITED = (AsyncConnections, AioConnections)


@pytest.fixture(params=[*AWAITED, SyncConnections], ids=["async", "aiohttp", "sync"])
async def way(request: pytest.FixtureRequest) -> AsyncIterator[Way]:
    """One connection at a time, of either kind."""
    found: Way = request.param(LimitsConfig(max_connections=1))
    yield found
    if isinstance(found, SyncConnections):
        found.close()
    else:
        await found.aclose()


async def post(way: Way, url: str, body: bytes = b"{}", times: Timeouts = TIMES) -> HttpResponse:
    """Make one exchange."""
    request = HttpRequest("POST", url, {"authorization": "Bearer t"}, body)
    if isinstance(way, SyncConnections):
        return await asyncio.to_thread(way.send, request, times, 2**25)
    return await way.send(request, times, 2**25)


async def test_a_connection_is_kept_for_the_next_exchange(way: Way) -> None:
    """Two exchanges, one connection; the request names its host and length itself."""
    with RawServer() as server:
        for _ in range(2):
            assert (await post(way, f"{server.base_url}/here?a=b")).status_code == 200
        assert server.connections == 1
        sent = server.requests[0]
        assert sent.headers["host"] == server.base_url.removeprefix("http://")
    assert (sent.method, sent.path, sent.body) == ("POST", "/here?a=b", b"{}")
    assert sent.headers["content-length"] == "2"
    assert "accept-encoding" not in sent.headers  # what is sent is the request's, and no more


async def test_a_connection_that_the_server_closed_is_not_used_again(way: Way) -> None:
    """The next exchange opens another one, and notices nothing."""
    left = threading.Event()

    def leaves(connection: socket.socket, request: Request) -> None:
        says()(connection, request)
        connection.shutdown(socket.SHUT_RDWR)
        left.set()

    with RawServer(leaves, says()) as server:
        await post(way, server.base_url)
        assert left.wait(5)
        for _ in range(5):
            await asyncio.sleep(0)  # the event loop sees the end of the stream
        assert (await post(way, server.base_url)).status_code == 200
        assert server.connections == 2


async def test_a_large_answer_and_a_large_request_arrive_whole(way: Way) -> None:
    """Whoever is slower makes the other wait, and no byte is lost."""
    body = bytes(range(256)) * 40_000
    with RawServer(says(200, body)) as server:
        answer = await post(way, server.base_url, body)
        assert answer.content == body
        assert server.requests[0].body == body


@pytest.mark.parametrize("kind", AWAITED)
async def test_a_cancelled_exchange_gives_its_connection_back(
    kind: type[AsyncConnections | AioConnections],
) -> None:
    """Cancelled while it connects, while it waits and while it reads: the only slot is free."""
    way = kind(LimitsConfig(max_connections=1))
    reached = threading.Event()

    def mute(connection: socket.socket, request: Request) -> None:
        reached.set()
        server.closing.wait()

    def halves(connection: socket.socket, request: Request) -> None:
        connection.sendall(http(200, bytes(1000))[:-500])
        reached.set()
        server.closing.wait()

    async def cancelled(url: str, reach: Callable[[], object]) -> None:
        task = asyncio.create_task(post(way, url))
        await asyncio.to_thread(reach)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with RawServer(mute, says(), halves, says()) as server:
        with socket.create_server(("127.0.0.1", 0)) as silent, contextlib.ExitStack() as open_:

            def accept() -> None:  # and shake no hand
                open_.enter_context(silent.accept()[0])

            await cancelled(f"https://127.0.0.1:{silent.getsockname()[1]}", accept)
        for _ in range(2):
            reached.clear()
            await cancelled(server.base_url, lambda: reached.wait(5))
            assert (await post(way, server.base_url)).status_code == 200
        await way.aclose()


@pytest.mark.parametrize("kind", AWAITED)
async def test_a_slot_that_a_pool_lost_is_found_again(
    kind: type[AsyncConnections | AioConnections],
) -> None:
    """Cancelled at each turn of the event loop: httpcore 1.0 loses its only slot at one of them.

    The next exchange sees that more is in use than anybody uses, and takes a new pool.
    """
    with RawServer(says()) as server:
        for turns in range(40):
            way = kind(LimitsConfig(max_connections=1))
            task = asyncio.create_task(post(way, server.base_url))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
            times = Timeouts(2.0, 2.0, 2.0)
            assert (await post(way, server.base_url, times=times)).status_code == 200
            await way.aclose()


@pytest.mark.parametrize("kind", AWAITED)
async def test_a_pool_is_kept_and_bounded_while_it_is_used(
    kind: type[AsyncConnections | AioConnections],
) -> None:
    """Ten at once over one connection: each waits for those before it, over the same pool."""
    way = kind(LimitsConfig(max_connections=1))
    with RawServer(says()) as server:
        answers = await asyncio.gather(*(post(way, server.base_url) for _ in range(10)))
        assert [answer.status_code for answer in answers] == [200] * 10
        assert server.connections == 1
        await way.aclose()


async def test_what_cannot_be_reached_is_told(way: Way, unused_port: int) -> None:
    """Nobody listens, nobody encrypts, nobody answers: each in words, with the host."""
    with pytest.raises(ConnectFailedError, match=r"no connection to 127\.0\.0\.1"):
        await post(way, f"http://127.0.0.1:{unused_port}")
    with RawServer(says()) as server:
        encrypted = server.base_url.replace("http:", "https:")
        with pytest.raises((ConnectFailedError, RequestTimeoutError), match=r"no connection to"):
            await post(way, encrypted, times=Timeouts(0.5, 0.5, 0.5))

    def mute(connection: socket.socket, request: Request) -> None:
        server.closing.wait(1)

    late = pytest.raises(RequestTimeoutError, match="no whole answer of")
    with RawServer(mute) as server, late:
        await post(way, server.base_url, times=Timeouts(0.2, 5.0, 5.0))


async def test_a_connect_has_a_bound_of_its_own(way: Way) -> None:
    """Whoever takes the connection and shakes no hand: `connect` is over, long before the rest."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"https://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(RequestTimeoutError, match="no connection to") as caught:
            await post(way, address, times=Timeouts(10.0, 0.2, 10.0))
    assert (caught.value.phase, caught.value.timeout) == ("connect", 0.2)


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nx-slow: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["head", "body"]
)
async def test_an_exchange_ends_in_time_though_every_read_succeeds(way: Way, head: bytes) -> None:
    """A byte now and then, for ever: the transport itself ends it, whoever waits for it."""

    def trickles(connection: socket.socket, request: Request) -> None:
        connection.sendall(head)
        while not server.closing.wait(0.05):
            connection.sendall(b"a")

    with RawServer(trickles) as server:
        started = time.monotonic()
        with pytest.raises(RequestTimeoutError, match="no whole answer of"):
            await asyncio.wait_for(post(way, server.base_url, times=Timeouts(0.3, 5.0, 5.0)), 5)
        assert 0.3 <= time.monotonic() - started < 1.0


async def test_the_proxy_that_is_set_is_asked(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets the whole address and its own login; nobody looks the host up here."""
    with RawServer(says()) as proxy:
        address = proxy.base_url.replace("http://", "http://us%40er:pass@")
        monkeypatch.setenv("HTTP_PROXY", address)
        assert (await post(way, FAR)).status_code == 200
        sent = proxy.requests[0]
    assert sent.path == FAR
    assert sent.headers["host"] == "api.esologs.invalid"
    assert sent.headers["authorization"] == "Bearer t"
    login = base64.b64encode(b"us@er:pass").decode()
    assert sent.headers["proxy-authorization"] == f"Basic {login}"


async def test_a_proxy_sees_nothing_of_an_encrypted_exchange(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for a tunnel to the host, and gets neither the token nor the path."""
    refuses = says(502, b"no tunnel")
    with RawServer(refuses) as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.base_url)
        with pytest.raises(TransportError):
            await post(way, FAR.replace("http:", "https:"))
        sent = proxy.requests[0]
    assert (sent.method, sent.path) == ("CONNECT", "api.esologs.invalid:443")
    assert "authorization" not in sent.headers


async def test_no_proxy_is_asked_for_a_host_that_is_exempt(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_PROXY is kept to."""
    with RawServer(says()) as server, RawServer(says()) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.base_url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
        await post(way, server.base_url)
        assert (len(server.requests), len(proxy.requests)) == (1, 0)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "ftp://127.0.0.1:9"])
async def test_a_proxy_that_cannot_be_used_is_told(
    way: Way, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kind that needs another package, and one that does not exist."""
    monkeypatch.setenv("HTTP_PROXY", proxy)
    said = (
        "knows no proxy of the kind" if isinstance(way, AioConnections) else "SOCKS|not supported"
    )
    with pytest.raises(TransportError, match=said):
        await post(way, FAR)


def _without_certificates(kind: int) -> ssl.SSLContext:
    """A context that encrypts and proves nothing: no certificate has to be made for a test."""
    context = ssl.SSLContext(kind)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AECDH-AES256-SHA:@SECLEVEL=0")
    return context


def test_a_handshake_that_has_no_time_leaves_no_socket_open() -> None:
    """Connected at the last moment: whoever asked never gets to see what there is to close."""
    backend = DeadlineBackend(httpcore.SyncBackend())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stream = backend.connect_tcp("127.0.0.1", listener.getsockname()[1])
        connected = stream.get_extra_info("socket")
        with ending_at(time.monotonic() - 1.0), pytest.raises(httpcore.TimeoutException):
            stream.start_tls(_without_certificates(ssl.PROTOCOL_TLS_CLIENT))

    assert connected.fileno() == -1


@pytest.fixture
def encrypted() -> Iterator[str]:
    """A server that speaks TLS, echoes each request's body, and proves nothing."""
    with _echoing(_without_certificates(ssl.PROTOCOL_TLS_SERVER)) as address:
        yield address


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Same, with a certificate that this machine is told to trust."""
    pem = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    tls_context.cache_clear()
    with _echoing(context) as address:
        yield address
    tls_context.cache_clear()


@contextlib.contextmanager
def _echoing(context: ssl.SSLContext) -> Generator[str]:
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = listener.accept()
                with (
                    contextlib.suppress(OSError),
                    context.wrap_socket(plain, server_side=True) as connection,
                    connection.makefile("rb") as reader,
                ):
                    while reader.readline():
                        length = 0
                        while (line := reader.readline().strip()) != b"":
                            if line.lower().startswith(b"content-length:"):
                                length = int(line.partition(b":")[2])
                        connection.sendall(http(200, reader.read(length)))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


async def test_exchanges_are_encrypted(encrypted: str) -> None:
    """Over one connection, both ways, more than fits into a buffer."""
    context = _without_certificates(ssl.PROTOCOL_TLS_CLIENT)
    body = bytes(range(256)) * 4_000
    async with httpcore.AsyncConnectionPool(context, network_backend=LoopBackend()) as pool:
        for sent in (body, b"and again", b""):
            answer = await pool.request("POST", encrypted, content=sent)
            assert answer.content == sent
        assert len(pool.connections) == 1


async def test_a_server_that_proves_who_it_is_is_asked(way: Way, trusted: str) -> None:
    """Over TLS, more than fits into a buffer, twice over one connection."""
    body = bytes(range(256)) * 4_000
    for sent in (body, b"and again"):
        assert (await post(way, trusted, sent)).content == sent


async def test_a_server_that_only_says_who_it_is_is_not(
    way: Way, trusted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same server, whose certificate is trusted no longer: nothing is sent to it."""
    monkeypatch.delenv("SSL_CERT_FILE")
    tls_context.cache_clear()
    with pytest.raises(ConnectFailedError, match="no connection to"):
        await post(way, trusted)


async def test_a_server_that_proves_nothing_is_not_trusted(way: Way, encrypted: str) -> None:
    """A handshake that fails is a connection that could not be made."""
    with pytest.raises(ConnectFailedError, match="no connection to"):
        await post(way, encrypted)
