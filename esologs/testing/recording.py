"""Recordings: what went over the wire once is kept in a file, and played again offline.

The clients that are made in the `with` block of a `Recording` go through it, of
both colours and whatever carries them.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any, Literal

from esologs import _surroundings
from esologs.errors import ConfigError, RejectedError, TransportError
from esologs.testing import tape

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from esologs._call import AsyncTransport, HttpRequest, HttpResponse, SyncTransport, Timeouts

_VERSION = 1
_HOW = "record it with `pytest --esologs-record`, or with Recording(path, 'record')"


class NotRecordedError(RejectedError):
    """A client asked, in a replay, what the recording does not hold; nothing was sent."""


class Recording:
    """A file of exchanges, and what is done with it.

    *mode* is `"replay"`: every request is answered from the file, in the recorded
    order for equal ones, and one that is not there raises `NotRecordedError` and is
    listed in `missing`; nothing is sent. Or `"record"`: requests are sent, and the
    file is written at the end of the block, unless that ends with an exception. It
    holds no token, no `Authorization` and no client id. `requests` counts what went
    through it, in either mode.

    Safe to use from several threads.

    Raises:
        ConfigError: There is no such recording to replay, or it cannot be read.

    """

    def __init__(self, path: Path, mode: Literal["record", "replay"] = "replay") -> None:
        self.path = path
        self.mode = mode
        self.missing: list[str] = []
        self.requests: int = 0
        self._lock = threading.Lock()
        self._exchanges: list[tape.Exchange] = []
        self._left: defaultdict[str, deque[tape.Exchange]] = defaultdict(deque)
        self._secrets: set[str] = set()
        self._block = contextlib.ExitStack()

    def __repr__(self) -> str:
        return f"<Recording {self.mode} {self.path.name}>"

    def __len__(self) -> int:
        return len(self._exchanges)

    @contextlib.contextmanager
    def in_place(self) -> Generator[Self]:
        """Let the clients that are made in the block go through it; writes no file."""
        if self.mode == "replay":
            self._read()
        with _surroundings.replaced(carrier=self):
            yield self

    def __enter__(self) -> Self:
        return self._block.enter_context(self.in_place())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._block.close()
        if self.mode == "record" and error is None:
            self.save()

    def carry_async(self, open_transport: Callable[[], AsyncTransport]) -> AsyncTransport:
        """Return what carries the exchanges of a `Client`."""
        return _AsyncTape(self, None if self.mode == "replay" else open_transport())

    def carry_sync(self, open_transport: Callable[[], SyncTransport]) -> SyncTransport:
        """Same as `carry_async`, for a `SyncClient`."""
        return _SyncTape(self, None if self.mode == "replay" else open_transport())

    def save(self) -> None:
        """Write what was recorded, as a whole or not at all."""
        with self._lock:
            entries = [
                tape.without(exchange.written(), self._secrets) for exchange in self._exchanges
            ]
        document = {"version": _VERSION, "exchanges": entries}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        half = self.path.with_name(f"{self.path.name}.{os.getpid()}.half")
        half.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")
        half.replace(self.path)

    def play(self, request: HttpRequest) -> HttpResponse:
        """Return what was answered to *request*, or raise what happened instead.

        Raises:
            NotRecordedError: It was never asked, or not so often.

        """
        question = tape.question_of(request)
        with self._lock:
            self.requests += 1
            left = self._left[question.key]
            exchange = left.popleft() if left else None
        if exchange is not None:
            return exchange.replay()
        if question.is_for_token:  # how often one is fetched says nothing of the code under test
            return tape.token_answer()
        raise self._not_recorded(question)

    def note(self, request: HttpRequest, outcome: HttpResponse | TransportError) -> None:
        """Keep an exchange."""
        question = tape.question_of(request)
        if isinstance(outcome, TransportError):
            exchange, secrets = tape.failed(question, outcome), tape.secrets_of(request)
        else:
            exchange = tape.answered(question, outcome)
            secrets = tape.secrets_of(request, outcome)
        with self._lock:
            self.requests += 1
            self._exchanges.append(exchange)
            self._secrets.update(secrets)

    def _read(self) -> None:
        try:
            document: dict[str, Any] = json.loads(self.path.read_text("utf-8"))
            if document["version"] != _VERSION:
                raise ConfigError(
                    f"{self.path} is a recording of another version of esologs; {_HOW}"
                )
            self._exchanges = [tape.read(entry) for entry in document["exchanges"]]
        except FileNotFoundError as error:
            raise ConfigError(f"there is no recording {self.path}; {_HOW}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, ConfigError):
                raise
            raise ConfigError(f"{self.path} is no recording: {error!r}; {_HOW}") from error
        for exchange in self._exchanges:
            self._left[exchange.question.key].append(exchange)

    def _not_recorded(self, question: tape.Question) -> NotRecordedError:
        kin = [
            exchange.question
            for exchange in self._exchanges
            if exchange.question.operation == question.operation is not None
        ]
        times = sum(other.key == question.key for other in kin)
        if times:
            why = f"it is there {times} time{'s' if times > 1 else ''}, and was asked once more"
        elif any(other.variables == question.variables for other in kin):
            why = "its query or its address is another one now"
        elif kin:
            why = "recorded were " + ", ".join(sorted({str(other) for other in kin})[:5])
        else:
            asked = {each.question.operation or each.question.path for each in self._exchanges}
            why = "recorded were " + (", ".join(sorted(asked)[:10]) or "no requests at all")
        text = f"{question} is not in the recording {self.path.name}: {why}; {_HOW}"
        with self._lock:
            self.missing.append(str(question))
        return NotRecordedError(text)


class _AsyncTape:
    def __init__(self, recording: Recording, transport: AsyncTransport | None) -> None:
        self._recording, self._transport = recording, transport

    async def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        if self._transport is None:
            return self._recording.play(request)
        try:
            response = await self._transport.send(request, timeouts, max_bytes)
        except TransportError as error:
            self._recording.note(request, error)
            raise
        self._recording.note(request, response)
        return response

    async def aclose(self) -> None:
        if self._transport is not None:
            await self._transport.aclose()


class _SyncTape:
    def __init__(self, recording: Recording, transport: SyncTransport | None) -> None:
        self._recording, self._transport = recording, transport

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        if self._transport is None:
            return self._recording.play(request)
        try:
            response = self._transport.send(request, timeouts, max_bytes)
        except TransportError as error:
            self._recording.note(request, error)
            raise
        self._recording.note(request, response)
        return response

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
