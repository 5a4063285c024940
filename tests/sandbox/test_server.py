"""The server, seen from a bare socket."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from esologs._call import HttpRequest
from esologs.errors import ConfigError, ConnectFailedError
from esologs.sandbox import Sandbox, SandboxServer
from esologs.sandbox.faults import (
    BlackHole,
    Bomb,
    Endless,
    Fault,
    Latency,
    Reset,
    Trickle,
    Truncated,
)
from tests.sandbox.standin import REPORT, StandIn, a_query, a_sandbox, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BODY = json.dumps({"data": REPORT}, separators=(",", ":")).encode()


@pytest.fixture(name="server")
def _server() -> Iterator[SandboxServer]:
    """A sandbox with a stand-in behind a server."""
    with SandboxServer(a_sandbox()) as server:
        yield server


def connected(server: SandboxServer) -> socket.socket:
    """A bare connection."""
    host, port = server.base_url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=5)


def until(condition: Callable[[], bool]) -> None:
    """Wait for what the server's thread is about to do; the test's time limit bounds it."""
    while not condition():
        threading.Event().wait(0.005)


def raw(request: HttpRequest, *more: str) -> bytes:
    """A request as bytes."""
    lines = [
        f"{request.method} {request.url} HTTP/1.1",
        "Host: sandbox",
        *(f"{name}: {value}" for name, value in request.headers.items()),
        f"Content-Length: {len(request.content)}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + request.content


def read_all(connection: socket.socket) -> bytes:
    """Everything until the other side closes; a reset raises."""
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received


def until_broken(connection: socket.socket) -> tuple[bytes, bool]:
    """What came, and whether a TCP reset ended it rather than a clean close."""
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        return received, True
    return received, False


def exchanged(server: SandboxServer, *faults: Fault) -> tuple[bytes, bytes, bool]:
    """Head and body that arrive under *faults*, and whether a reset ended them."""
    with server.sandbox.faults.add(*faults), connected(server) as connection:
        connection.sendall(raw(a_query(server.sandbox), "Connection: close"))
        received, was_reset = until_broken(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    return head, body, was_reset


def test_a_whole_answer_is_whole_and_the_connection_stays(server: SandboxServer) -> None:
    """Two requests over one connection, each with its length."""
    connection = http.client.HTTPConnection(server.base_url.removeprefix("http://"))
    answers = list[tuple[int, bytes, str | None]]()
    for _ in range(2):
        request = a_query(server.sandbox)
        connection.request("POST", request.url, request.content, dict(request.headers))
        response = connection.getresponse()
        answers.append((response.status, response.read(), response.headers["content-length"]))
        assert connection.sock is not None, "closed after an answer"
    connection.close()

    assert answers == [(200, BODY, str(len(BODY)))] * 2


@pytest.mark.parametrize("sent", [None, 0, 10])
def test_a_reset_is_a_true_tcp_reset(server: SandboxServer, sent: int | None) -> None:
    """Before the status line, after the head, or after just as many bytes of the body."""
    head, body, was_reset = exchanged(server, Reset(sent))

    assert was_reset
    assert head.startswith(b"HTTP/1.1 200") if sent is not None else head == b""
    assert body == BODY[: sent or 0]


@pytest.mark.parametrize(("missing", "arrives"), [(None, len(BODY) // 2), (1, len(BODY) - 1)])
def test_a_truncated_body_ends_cleanly_before_its_length(
    server: SandboxServer, missing: int | None, arrives: int
) -> None:
    """The length is the whole body's; fewer bytes come, then a clean close."""
    head, body, was_reset = exchanged(server, Truncated(missing))

    assert f"content-length: {len(BODY)}".encode() in head.lower()
    assert (body, was_reset) == (BODY[:arrives], False)


def test_a_trickle_comes_in_pieces(server: SandboxServer) -> None:
    """The head is there before the first piece, and each read brings a few bytes of the body."""
    server.sandbox.faults.add(Trickle(0.02, chunk=10))
    with connected(server) as connection:
        connection.sendall(raw(a_query(server.sandbox), "Connection: close"))
        first = connection.recv(65536)
        pieces = list(iter(lambda: connection.recv(65536), b""))

    assert first.endswith(b"\r\n\r\n")
    assert b"".join(pieces) == BODY
    assert len(pieces) > len(BODY) // 10 // 2, "at most two at a time on a busy machine"


def test_an_endless_body_goes_on(server: SandboxServer) -> None:
    """Chunks without a length: ten megabytes are no end."""
    server.sandbox.faults.add(Endless())
    with connected(server) as connection:
        connection.sendall(raw(a_query(server.sandbox)))
        received = connection.recv(65536)
        head = received.partition(b"\r\n\r\n")[0].lower()
        while len(received) < 10_000_000:
            received += connection.recv(1 << 20)

    assert b"transfer-encoding: chunked" in head
    assert b"content-length" not in head


def test_a_bomb_is_small_on_the_wire(server: SandboxServer) -> None:
    """64 MiB of zeros in less than a hundredth of that, as good gzip."""
    server.sandbox.faults.add(Bomb(64 << 20))
    connection = http.client.HTTPConnection(server.base_url.removeprefix("http://"))
    request = a_query(server.sandbox)
    connection.request("POST", request.url, request.content, dict(request.headers))
    response = connection.getresponse()
    packed = response.read()
    connection.close()

    unpacker, size = zlib.decompressobj(wbits=31), 0
    piece = unpacker.decompress(packed, 1 << 20)
    while piece:
        assert not piece.strip(b"\0")
        size += len(piece)
        piece = unpacker.decompress(unpacker.unconsumed_tail, 1 << 20)
    assert response.headers["content-encoding"] == "gzip"
    assert (size, unpacker.eof) == (64 << 20, True)
    assert len(packed) < (64 << 20) // 100


def test_hanging_requests_hold_nobody_up(server: SandboxServer) -> None:
    """While fifty requests hang, another one is answered."""
    server.sandbox.faults.add(BlackHole(count=50))
    hanging = [connected(server) for _ in range(50)]
    for connection in hanging:
        connection.sendall(raw(a_query(server.sandbox)))
    until(lambda: len(server.sandbox.log) == 50)

    _, body, _ = exchanged(server)

    assert body == BODY
    for connection in hanging:
        connection.close()


def test_a_slow_answer_holds_nobody_up() -> None:
    """While one answer is being made, another one arrives."""
    going_on = threading.Event()

    class Slow(StandIn):
        def execute(self, *asked: Any) -> dict[str, Any]:
            if asked[2] == "slow":
                going_on.wait()
            return super().execute(*asked)

    with SandboxServer(a_sandbox(Slow())) as server, connected(server) as slow:
        slow.sendall(raw(a_query(server.sandbox, "slow"), "Connection: close"))
        assert exchanged(server)[1] == BODY
        assert server.sandbox.log.operations == ["getThing"]

        going_on.set()
        assert read_all(slow).endswith(BODY)


def test_the_server_stops_whatever_hangs() -> None:
    """Hung, late, trickling and idle connections are dropped in a moment, and the port is free."""
    server = SandboxServer(a_sandbox())
    server.start()
    hung = list[socket.socket]()
    for fault in (BlackHole(count=1), Latency(60, count=1), Trickle(30, count=1)):
        server.sandbox.faults.add(fault)
        hung.append(connected(server))
        hung[-1].sendall(raw(a_query(server.sandbox)))
        until(lambda: len(server.sandbox.log) == len(hung))
    hung.append(connected(server))
    started = time.monotonic()

    server.stop()

    assert time.monotonic() - started < 1
    with pytest.raises(ConnectionRefusedError):
        connected(server)
    for connection in hung:
        assert until_broken(connection)[1] or connection is hung[-1]
        connection.close()


def test_an_outage_is_a_stop_and_a_start(server: SandboxServer) -> None:
    """The server comes back at the same address; stopping or starting twice is nothing."""
    before = server.base_url
    server.stop()
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        connected(server)

    server.start()
    server.start()

    assert server.base_url == before
    assert exchanged(server)[1] == BODY


def test_connections_can_be_dropped_all_at_once(server: SandboxServer) -> None:
    """Idle connections are reset, new ones are served."""
    with connected(server) as idle:
        idle.sendall(raw(a_query(server.sandbox)))
        idle.recv(65536)

        server.drop_connections()

        assert until_broken(idle) == (b"", True)
    assert exchanged(server)[1] == BODY


def test_a_client_that_hangs_up_is_let_go(server: SandboxServer) -> None:
    """A wait ends with the connection it is for: nothing is left to drop."""
    server.sandbox.faults.add(BlackHole(count=1))
    with connected(server) as connection:
        connection.sendall(raw(a_query(server.sandbox)))
        until(lambda: len(server.sandbox.log) == 1)

    until(lambda: server.connections == 0)


def test_the_address_is_known_once_it_is_there() -> None:
    """Port 0 picks a free one; before the start there is no address."""
    server = SandboxServer(a_sandbox())
    with pytest.raises(ConfigError, match="before it is started"):
        _ = server.base_url
    with server, SandboxServer(a_sandbox()) as other:
        assert server.base_url != other.base_url


def test_a_port_in_use_is_a_clear_error(server: SandboxServer) -> None:
    """The caller is told which address, and what to do."""
    port = int(server.base_url.rpartition(":")[2])
    with pytest.raises(ConnectFailedError, match=f"127.0.0.1:{port}.*another port"):
        SandboxServer(a_sandbox(), port=port).start()


def test_requests_may_come_in_a_pipeline(server: SandboxServer) -> None:
    """Those that come while the first answer is late are answered after it, in order."""
    server.sandbox.faults.add(Latency(0.2, count=1))
    with connected(server) as connection:
        connection.sendall(raw(a_query(server.sandbox)))
        until(lambda: len(server.sandbox.log) == 1)
        one = raw(HttpRequest("GET", "/first", {}))
        connection.sendall(one + raw(HttpRequest("GET", "/x", {"Connection": "close"})))
        received = read_all(connection)

    assert re.findall(rb"HTTP/1.1 (\d+)", received) == [b"200", b"404", b"404"]
    assert [record.path for record in server.sandbox.log] == ["/api/v2/client", "/first", "/x"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n" + bytes(8_388_700),
            b"413",
        ),
    ],
    ids=["nonsense", "no host", "too large"],
)
def test_what_is_no_request_is_refused(server: SandboxServer, sent: bytes, status: bytes) -> None:
    """With a status, and the connection is closed; the server lives on."""
    with connected(server) as connection:
        connection.sendall(sent)
        received, _ = until_broken(connection)

    assert received[9:12] == status
    assert exchanged(server)[1] == BODY


def test_head_has_no_body(server: SandboxServer) -> None:
    """The length of what GET would send, and nothing after the head."""
    with connected(server) as connection:
        connection.sendall(raw(HttpRequest("HEAD", "/", {"Connection": "close"})))
        received = read_all(connection)

    assert received.startswith(b"HTTP/1.1 404")
    assert received.endswith(b"\r\n\r\n")
    assert b"content-length: 0" not in received.lower()


def test_a_body_in_chunks_and_one_that_waits_to_be_asked_for(server: SandboxServer) -> None:
    """`Transfer-Encoding: chunked` and `Expect: 100-continue`, as curl sends them."""
    request = a_query(server.sandbox)
    head = (
        f"POST {request.url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
        f"Authorization: {request.headers['Authorization']}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    with connected(server) as connection:
        connection.sendall(head.encode())
        asked_for = connection.recv(65536)
        connection.sendall(b"%x\r\n%b\r\n0\r\n\r\n" % (len(request.content), request.content))
        received = read_all(connection)

    assert asked_for.startswith(b"HTTP/1.1 100")
    assert received.endswith(BODY)


def test_a_failing_executor_is_a_500(
    server: SandboxServer, caplog: pytest.LogCaptureFixture
) -> None:
    """A defect of the sandbox itself shows on the wire and in the log, and stops nobody else."""

    class Failing:
        def execute(self, *_: object) -> dict[str, object]:
            raise RuntimeError("a defect")

        def cost(self, *_: object) -> float:
            return 1.0

    with SandboxServer(Sandbox(executor=Failing())) as broken:
        head, _, _ = exchanged(broken)

    assert head.startswith(b"HTTP/1.1 500")
    assert "a defect" in caplog.text
    assert ask(server.sandbox).status_code == 200


SERVE = """
from esologs.sandbox import Sandbox, serve
serve(Sandbox(), port=0)
print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serving_says_its_address_first_and_ends_on_a_signal(number: signal.Signals) -> None:
    """The first line is the base URL, of use at once; the exit is clean, hung client or not."""
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        host = address.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=5)
        connection.request("GET", "/sandbox/log")
        status = connection.getresponse().status

        process.send_signal(number)
        rest, code = process.stdout.read(), process.wait(5)
        connection.close()

    assert (status, rest, code) == (200, b"done\n", 0)
