"""An operation of the API: its document, where its result's model is, and what to check before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

CacheClass: TypeAlias = Literal[
    "game", "world", "report", "guild", "character", "rankings", "never"
]


class Rule(Protocol):
    """A check of one argument before anything is sent; raises `ValidationError`."""

    def __call__(self, name: str, value: Any, /) -> None: ...


class Operation(Generic[T]):
    """One GraphQL operation of the API, as generated.

    *name* is the GraphQL name; *document* the minified text; *module* and
    *model_name* lead to the result model, which is imported when the first
    answer is decoded; *scalar* tells that it selects a JSON scalar (those decode
    faster by another way); *cold* are the dotted paths that a cold cache of the
    server leaves null; *rules* check arguments by their GraphQL variable name,
    and *arguments* has the Python name of those whose name differs; *requires*
    are the sets of variables of which at least one must be whole; in each set of
    *together* the first variable means nothing without the others.
    """

    __slots__ = (
        "_hash", "_head", "arguments", "cache", "cold", "decoder", "document", "model_name",
        "module", "name", "requires", "rules", "scalar", "together",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        document: str,
        module: str,
        model_name: str,
        *,
        scalar: bool = False,
        cache: CacheClass = "never",
        cold: tuple[str, ...] = (),
        rules: Mapping[str, Rule] | None = None,
        arguments: Mapping[str, str] | None = None,
        requires: tuple[tuple[str, ...], ...] = (),
        together: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        self.name: str = name
        self.document: str = document
        self.module: str = module
        self.model_name: str = model_name
        self.scalar: bool = scalar
        self.cache: CacheClass = cache
        self.cold: tuple[str, ...] = cold
        self.rules: Mapping[str, Rule] = rules or {}
        self.arguments: Mapping[str, str] = arguments or {}
        self.requires: tuple[tuple[str, ...], ...] = requires
        self.together: tuple[tuple[str, ...], ...] = together
        self._hash: str | None = None
        self._head: bytes | None = None
        self.decoder: Callable[[bytes], T] | None = None

    @property
    def hash(self) -> str:
        """Sixteen hex digits of the document's SHA-256: equal text, equal hash."""
        if self._hash is None:
            import hashlib

            self._hash = hashlib.sha256(self.document.encode()).hexdigest()[:16]
        return self._hash

    @property
    def head(self) -> bytes:
        """The request body up to the variables, encoded once."""
        if self._head is None:
            name, document = json.dumps(self.name), json.dumps(self.document)
            self._head = f'{{"operationName":{name},"query":{document},"variables":'.encode()
        return self._head

    @head.setter
    def head(self, value: bytes) -> None:
        self._head = value

    def __repr__(self) -> str:
        return f"<Operation {self.name} {self.hash}>"
