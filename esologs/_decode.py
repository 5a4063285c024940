"""Bytes into data: the envelope by msgspec, the models by pydantic.

Imported with the first answer, not with the package: msgspec and pydantic are
most of what importing this client would cost.

Two ways lead to a model. `validate_json` straight from the bytes is the faster
one for plain fields; a JSON scalar is faster through `from_json` with cached
keys, which also peaks at a quarter of the memory.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from pydantic import ValidationError as Misfit
from pydantic_core import from_json

from esologs._answers import error_of_no_answer
from esologs._call import HttpResponse, Points
from esologs.errors import ResponseShapeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._models import OperationResult
    from esologs._operation import Operation

T = TypeVar("T")


class _Envelope(msgspec.Struct, gc=False):
    data: msgspec.Raw = msgspec.Raw(b"null")
    errors: msgspec.Raw = msgspec.Raw(b"null")


class _Points(msgspec.Struct, gc=False):
    limit: float = msgspec.field(name="limitPerHour")
    spent: float = msgspec.field(name="pointsSpentThisHour")
    resets_in: float = msgspec.field(name="pointsResetIn")


_envelope = msgspec.json.Decoder(_Envelope)
_points = msgspec.json.Decoder(_Points)


def split(response: HttpResponse) -> tuple[bytes | None, Any]:
    """Return the bytes of `data` and the entries of `errors`, either of them `None`.

    Raises `InvalidResponseError` when the body is no GraphQL answer.
    """
    try:
        envelope = _envelope.decode(response.content)
        errors = msgspec.json.decode(envelope.errors)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        raise error_of_no_answer(response) from exc
    data = bytes(envelope.data)
    return None if data == b"null" else data, errors or None


def points(data: bytes) -> Points | None:
    """Decode `rateLimitData`; what does not fit is `None`, for it is not what was asked for."""
    try:
        found = _points.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return Points(int(found.limit), found.spent, int(found.resets_in))


def untyped(data: bytes | None) -> Any:
    """Decode *data* without a model."""
    return None if data is None else from_json(data, cache_strings="keys")


def decoder(operation: Operation[T]) -> Callable[[bytes], T]:
    """Import the operation's model and return what decodes it from the bytes of `data`."""
    if not operation.module:
        return untyped
    model: type[OperationResult] = getattr(
        importlib.import_module(operation.module), operation.model_name
    )
    if operation.scalar:
        validate = model.model_validate
        return lambda data: validate(from_json(data, cache_strings="keys"))  # type: ignore[return-value]  # T is the model
    return model.model_validate_json  # type: ignore[return-value]  # as above: T is the model


def misfit(
    operation: Operation[Any], exc: ValueError, response: HttpResponse
) -> ResponseShapeError:
    """Return the error for data that does not fit the model, naming the first field."""
    field, why = None, str(exc)
    if isinstance(exc, Misfit):
        first = exc.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(step) for step in first["loc"])
        why = first["msg"]
    where = f" at {field}" if field else ""
    error = ResponseShapeError(
        f"the answer does not fit {operation.model_name or 'JSON'}{where}: {why}; "
        "ESO Logs may have changed: try a newer esologs, or report it with this message",
        field=field,
        response=response,
    )
    error.request_id = response.request_id
    return error
