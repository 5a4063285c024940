"""The other side of the wire: a tiny HTTP server of canned answers, good ones and bad ones.

Started as `python -m benchmarks.server`; its first line is its address. What is
asked for is decided by the path: `/hangs`, `/trickles`, `/endless` and `/bomb`
misbehave, `/oauth/token` gives a token, everything else the guild.
"""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Final

from benchmarks.answers import GUILD, TOKEN

_BLOCK: Final = bytes(1024 * 1024)
_BOMB_BLOCKS: Final = 1024  # of 1 MiB each: 1 GiB
_GZIP_HEAD: Final = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


def answer(body: bytes) -> bytes:
    """Return a whole HTTP answer with *body*."""
    head = (
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\nx-request-id: bench\r\n\r\n"
    )
    return head.encode() + body


def bomb() -> bytes:
    """Return an answer of about 1 MB that is 1 GiB of zeros behind gzip."""
    # A block that ends on a byte boundary may be repeated: the whole is never built here.
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(_BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(_BOMB_BLOCKS):
        checksum = zlib.crc32(_BLOCK, checksum)
    size = len(_BLOCK) * _BOMB_BLOCKS
    end = checksum.to_bytes(4, "little") + (size % 2**32).to_bytes(4, "little")
    body = _GZIP_HEAD + block * _BOMB_BLOCKS + packer.flush() + end
    return answer(body).replace(b"\r\n", b"\r\ncontent-encoding: gzip\r\n", 1)


class Exchanges:
    """Answers one connection after another, and one request after another on each."""

    def __init__(self) -> None:
        self._guild = answer(json.dumps({"data": GUILD}).encode())
        self._token = answer(json.dumps(TOKEN).encode())
        self._bomb = bomb()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until the other side closes it."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(_length(head))
                await self._react(head.split(b" ", 2)[1].decode(), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _react(
        self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        match path.strip("/").split("/"):
            case ["hangs", *_]:
                await reader.read()  # until the other side gives up
            case ["trickles", *_]:
                for byte in self._guild:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(0.1)
            case ["endless", *_]:
                writer.write(answer(b"").replace(b"content-length: 0", b"connection: close"))
                while True:
                    writer.write(_BLOCK)
                    await writer.drain()
            case ["bomb", *_]:
                writer.write(self._bomb)
            case ["oauth", "token"]:
                writer.write(self._token)
            case _:
                writer.write(self._guild)
        await writer.drain()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def main() -> None:
    """Serve on a free port until the process is ended."""
    server = await asyncio.start_server(Exchanges().serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    print(f"http://{host}:{port}", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
