"""An entry: one answer's bytes with the stamps of its life, and the envelope it is stored in.

The envelope, big-endian: magic (4 bytes), version (1), checksum (8), codec (1),
length of the notes (4), of the content as stored (4) and inflated (4), the three
stamps (8 each), the notes (a JSON array), the content. The checksum covers all
that follows it and is keyed with the entry's key: bytes that turn up under a
foreign key, as after damage to a store's index, are as good as damaged.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION: Final = 1

_MAGIC: Final = b"ESOL"
_PREFIX: Final = struct.Struct(">4sB8s")
_HEADER: Final = struct.Struct(">BIIIddd")
_RAW, _ZLIB = 0, 1
_COMPRESS_ABOVE: Final = 4096
# A third of the default's time for a quarter more bytes, measured on 100 kB of events.
_LEVEL: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One stored answer.

    *content* is the response's body. *stored_at*, *fresh_until* and
    *keep_until* are Unix seconds by the wall clock, since they outlive the
    process: up to *fresh_until* the answer is as good as a new one, after
    *keep_until* it must not be shown at all. *schema_hash* and *operation_hash*
    name what the bytes were made for; *revision* is that of a report; *tags* are
    what the entry can be dropped by.
    """

    content: bytes = field(repr=False)
    stored_at: float
    fresh_until: float
    keep_until: float
    schema_hash: str
    operation_hash: str
    revision: str | None = None
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.stored_at, self.fresh_until, self.keep_until))):
            raise ValueError("an entry's stamps must be finite")


def pack(entry: Entry, *, key: str) -> bytes:
    """Return the envelope of *entry*, bound to its *key*; compressed above 4 KiB."""
    content, codec = entry.content, _RAW
    if len(content) > _COMPRESS_ABOVE:
        content, codec = zlib.compress(content, _LEVEL), _ZLIB
    notes = json.dumps(
        [entry.schema_hash, entry.operation_hash, entry.revision, entry.tags],
        separators=(",", ":"),
    ).encode()
    header = _HEADER.pack(
        codec,
        len(notes),
        len(content),
        len(entry.content),
        entry.stored_at,
        entry.fresh_until,
        entry.keep_until,
    )
    checksum = _checksum(key, header, notes, content)
    return b"".join((_PREFIX.pack(_MAGIC, VERSION, checksum), header, notes, content))


def unpack(data: bytes, *, key: str, schema_hash: str, max_bytes: int) -> Entry | None:
    """Return the entry in the envelope *data*, or `None` if it is not to be trusted.

    That is: damaged, cut short, stored under another key, of another version of
    the envelope or of another schema, or more than *max_bytes* when inflated. It
    raises nothing, whatever the bytes are.
    """
    start = _PREFIX.size + _HEADER.size
    if len(data) < start:
        return None
    magic, version, checksum = _PREFIX.unpack_from(data)
    body = memoryview(data)[_PREFIX.size :]
    if magic != _MAGIC or version != VERSION or checksum != _checksum(key, body):
        return None
    codec, notes_size, stored, size, stored_at, fresh_until, keep_until = _HEADER.unpack_from(
        data, _PREFIX.size
    )
    if start + notes_size + stored != len(data) or size > max_bytes:
        return None
    content = _inflated(codec, data[start + notes_size :], size)
    if content is None:
        return None
    try:
        schema, operation, revision, tags = cast(
            "Sequence[Any]", json.loads(data[start : start + notes_size])
        )
        if schema != schema_hash:
            return None
        return Entry(
            content=content,
            stored_at=stored_at,
            fresh_until=fresh_until,
            keep_until=keep_until,
            schema_hash=schema,
            operation_hash=operation,
            revision=revision,
            tags=tuple(tags),
        )
    except (ValueError, TypeError, RecursionError):  # whoever made it, it was not pack()
        return None


def _inflated(codec: int, stored: bytes, size: int) -> bytes | None:
    """Return the content, which must be of *size* bytes; inflates no further than that."""
    if codec == _RAW:
        return stored if len(stored) == size else None
    if codec != _ZLIB or not size:
        return None
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(stored, size)
        # The end of the stream may stand behind the last byte that was asked for.
        rest = b"" if stream.eof else stream.decompress(stream.unconsumed_tail, 1)
    except zlib.error:
        return None
    return content if stream.eof and not rest and len(content) == size else None


def _checksum(key: str, *parts: bytes | memoryview) -> bytes:
    # Here, since it loads OpenSSL: a client that never uses a cache does not pay for it.
    import hashlib

    digest = hashlib.blake2b(digest_size=8, key=key.encode()[:64])
    for part in parts:
        digest.update(part)
    return digest.digest()
