"""Documents, parsed and validated once and then remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from graphql import DocumentNode, GraphQLSyntaxError, parse, validate

from esologs.sandbox.graphql.schema import executable_schema

TOO_DEEP: Final = "The document's complexity is too high: it nests too deep."

_REMEMBERED = 256
_MOST_TOKENS = 20_000
_MOST_ERRORS = 10


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may be executed."""

    document: DocumentNode


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that may not, and why, as an answer shows it."""

    errors: tuple[dict[str, Any], ...]


@lru_cache(maxsize=_REMEMBERED)
def prepared(text: str) -> Prepared | Refused:
    """Parse and validate *text*; the last few hundred texts are remembered."""
    try:
        document = parse(text, max_tokens=_MOST_TOKENS)
        errors = validate(executable_schema(), document, max_errors=_MOST_ERRORS)
    except GraphQLSyntaxError as error:
        return Refused((dict(error.formatted),))
    except RecursionError:
        return Refused(({"message": TOO_DEEP},))
    if errors:
        return Refused(tuple(dict(error.formatted) for error in errors))
    return Prepared(document)
