"""The key of an entry: equal for calls that must get the same answer, different for all others."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from esologs._call import UNSET
from esologs.cache.entry import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable


def entry_key(
    *,
    schema_hash: str,
    operation: str,
    document_hash: str,
    variables: Mapping[str, object],
    url: str,
    principal: str,
) -> str | None:
    """Return the 64 hex digits under which the answer to this call is stored.

    *principal* is `principal_hash()` of whoever the request is sent as. `None`
    means that a variable is no JSON: such a call is not stored, and the attempt
    says what is wrong with it. What does not matter to the API does not matter
    here: the order of names, an enum or its text, a whole number as int or float,
    an argument left unset or not given at all. `None`, which is sent as null, does.
    """
    if not principal:
        raise ValueError("a key without a principal would be shared by all of them")
    given = {name: value for name, value in variables.items() if value is not UNSET}
    parts = [VERSION, schema_hash, operation, document_hash, url, principal]
    try:
        # A JSON array of them all: no two lists of parts have the same text.
        text = json.dumps([*parts, _canonical(given)], sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        return None
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: object) -> object:
    """Return *value* in the one form that stands for all which mean the same to the API."""
    if isinstance(value, Enum):
        return _canonical(value.value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("no JSON")
        # 1.0 and 1 are one number in JSON, and callers mix them for timestamps.
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        if not all(isinstance(name, str) for name, _ in items):
            raise TypeError("JSON names are strings")
        return {name: _canonical(item) for name, item in items}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in cast("Iterable[object]", value)]
    dump: Any = getattr(value, "model_dump", None)  # an input object of the schema
    if dump is None:
        raise TypeError("no JSON")
    return _canonical(dump(mode="json", by_alias=True, exclude_unset=True))
