"""Real faults on loopback, and what four HTTP clients make of them."""

from __future__ import annotations

import contextlib
import datetime
import json
import socket
import ssl
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import httpx2

from esologs import Client
from tests.raw_server import RawServer, Request, resets, says

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from tests.raw_server import Reaction

PAGE = b"<!DOCTYPE html><html><title>Just a moment</title></html>"
REFUSED_QUERY = {"errors": [{"message": 'Cannot query field "x" on type "Query".'}]}


def drops(connection: socket.socket, _: Request) -> None:
    """Promise more than is sent."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{")
    connection.shutdown(socket.SHUT_RDWR)


class Hangs:
    """Never answer."""

    def __init__(self, server: RawServer) -> None:
        self._server = server

    def __call__(self, connection: socket.socket, _: Request) -> None:
        self._server.closing.wait(20)


def page(status: int = 200) -> Reaction:
    """A web page where JSON belongs."""
    return says(status, PAGE, content_type="text/html")


def reaction_of(fault: str, server: RawServer) -> Reaction:
    """Return how *server* plays *fault*: a status, or a name."""
    match fault:
        case "reset":
            return resets
        case "dropped mid-body":
            return drops
        case "read timeout":
            return Hangs(server)
        case "html in a 200":
            return page()
        case "graphql validation":
            return says(200, json.dumps(REFUSED_QUERY).encode(), content_type="application/json")
        case _:
            return says(int(fault))


@contextlib.contextmanager
def server_with(fault: str) -> Generator[str]:
    """Give the address of a server that plays *fault*."""
    if fault == "refused":
        with socket.socket() as free:  # bound, so that nobody takes it, but not listening
            free.bind(("127.0.0.1", 0))
            yield f"http://127.0.0.1:{free.getsockname()[1]}"
        return
    with RawServer() as server:
        server.script = [reaction_of(fault, server)]
        yield server.base_url


async def over_httpx(url: str, seconds: float = 20.0) -> None:
    """Ask as httpx users do."""
    async with httpx.AsyncClient(timeout=seconds, trust_env=False) as client:
        _look(await client.get(url))


async def over_httpx2(url: str, seconds: float = 20.0) -> None:
    """Ask as httpx2 users do."""
    async with httpx2.AsyncClient(timeout=seconds, trust_env=False) as client:
        _look(await client.get(url))


def _look(response: Any) -> None:
    response.raise_for_status()
    if "errors" in response.json():
        raise ValueError(response.json()["errors"][0]["message"])


async def over_aiohttp(url: str, seconds: float = 20.0) -> None:
    """Ask as aiohttp users do."""
    timeout = aiohttp.ClientTimeout(total=seconds)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(url) as response,
    ):
        response.raise_for_status()
        answer = await response.json()
        if "errors" in answer:
            raise ValueError(answer["errors"][0]["message"])


async def over_our_client(url: str, seconds: float = 20.0) -> None:
    """Ask as our users do."""
    client = Client(
        base_url=url, client_id="an-id", client_secret="a-secret", max_retries=0, timeout=seconds
    )
    async with client:
        await client.get_guild_by_id(3468)


CLIENTS = {
    "esologs": over_our_client,
    "httpx": over_httpx,
    "httpx2": over_httpx2,
    "aiohttp": over_aiohttp,
}


def self_signed(folder: Path) -> ssl.SSLContext:
    """Return the context of a server whose certificate nobody trusts."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
