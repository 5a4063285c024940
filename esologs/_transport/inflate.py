"""Decompression in steps, up to a bound: a small answer fills neither the memory nor the time.

A chunk of 64 KiB may inflate to 64 MB, which takes a tenth of a second: between
steps the event loop turns, and the deadline is looked at.
"""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING

from esologs.errors import ResponseTooLargeError, TransportError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes inflated at once, in half a millisecond: what a bomb can cost beyond the bound.
_STEP = 256 * 1024


class Inflater:
    """Collect a body chunk by chunk, decompressing gzip and deflate, up to *limit* bytes."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._chunks: list[bytes] = []
        self._size = 0
        match encoding.strip().lower():
            case "" | "identity":
                self._stream = None
            case "gzip" | "x-gzip":
                self._stream = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
            case "deflate":
                self._stream = zlib.decompressobj()
            case other:
                raise TransportError(
                    f"the answer is encoded as {other!r:.40}, which was not asked for"
                )

    def feed(self, chunk: bytes, ends_at: float | None = None) -> None:
        """Take the next bytes off the wire; raises `ResponseTooLargeError` past the limit.

        Raises `TimeoutError` once *ends_at*, monotonic seconds, is past.
        """
        for _ in self._steps(chunk):
            if ends_at is not None and time.monotonic() > ends_at:
                raise TimeoutError

    async def afeed(self, chunk: bytes) -> None:
        """Same as `feed`, but lets the event loop turn between steps, and whoever bounds it."""
        for is_last in self._steps(chunk):
            if not is_last:
                import asyncio

                await asyncio.sleep(0)

    def _steps(self, chunk: bytes) -> Iterator[bool]:
        """Take *chunk* piece by piece; yields after each whether it was the last one."""
        if self._stream is None:
            self._add(chunk)
            yield True
            return
        try:
            while chunk:
                self._add(self._stream.decompress(chunk, _STEP))
                chunk = self._stream.unconsumed_tail
                yield not chunk
        except zlib.error as exc:
            raise TransportError(f"the answer's compression is broken: {exc}") from exc

    def body(self) -> bytes:
        """Return the whole body; raises `TransportError` if a compressed one was cut short."""
        if self._stream is not None:
            self._add(self._stream.flush())
            if self._size and not self._stream.eof:
                raise TransportError("the answer's compressed body was cut short")
        return self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)

    def _add(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            self._chunks.clear()
            raise ResponseTooLargeError(self._limit)
        if data:
            self._chunks.append(data)
