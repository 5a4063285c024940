"""Decompression that stops at a bound, so that a small answer cannot fill the memory."""

from __future__ import annotations

import zlib

from esologs.errors import ResponseTooLargeError, TransportError

# Bytes inflated at once: what a bomb can cost beyond the bound.
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

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes off the wire; raises `ResponseTooLargeError` past the limit."""
        if self._stream is None:
            self._add(chunk)
            return
        try:
            while chunk:
                self._add(self._stream.decompress(chunk, _STEP))
                chunk = self._stream.unconsumed_tail
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
