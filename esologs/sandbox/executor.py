"""What answers GraphQL documents: the contract, and the simulated world behind it."""

from __future__ import annotations

import importlib.util
import threading
from typing import TYPE_CHECKING, Any, Protocol

from esologs.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs.sandbox.graphql import Context
    from esologs.sandbox.graphql import Executor as WorldExecutor


class Executor(Protocol):
    """Answers GraphQL documents. Safe to use from several threads; never raises."""

    def execute(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
        /,
    ) -> dict[str, Any]:
        """Answer *document*: `data`, `errors`, or both."""
        ...

    def cost(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None, /
    ) -> float:
        """The points that *document* costs, also when it cannot be executed."""
        ...


class SimulatedWorld:
    """The world of *seed* behind the real schema. Both are built when the first document comes.

    Raises:
        MissingExtraError: graphql-core is not installed.

    """

    def __init__(self, seed: int) -> None:
        if importlib.util.find_spec("graphql") is None:
            raise MissingExtraError("the sandbox", "sandbox")
        self._seed = seed
        self._building = threading.Lock()
        self._built: WorldExecutor | None = None

    def execute(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
    ) -> dict[str, Any]:
        """Answer *document* from the world."""
        return self._world().execute(document, variables, operation_name, context)

    def cost(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None
    ) -> float:
        """The points that *document* costs."""
        from esologs.sandbox.graphql.cost import cost

        return cost(document, variables, operation_name)

    def _world(self) -> WorldExecutor:
        with self._building:
            if self._built is None:
                from esologs.sandbox.graphql import Executor as WorldExecutor

                self._built = WorldExecutor(self._seed)
            return self._built
