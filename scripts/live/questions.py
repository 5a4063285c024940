"""Questions to the API: raw queries, each with a reading of the points, all of them remembered."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from esologs import Points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs import HttpResponse, SyncClient
    from scripts.live.budget import Budget

_READING: Final = "_points: rateLimitData { limitPerHour pointsSpentThisHour pointsResetIn }"


class Stopped(Exception):  # noqa: N818 - not an error: the suite has to end here
    """Nothing more may be asked: the points are used up, or the API asks us to wait."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came: its status and headers, and what its body says.

    *at* is monotonic seconds; *cost* is what the reading rose by since the one
    before, `None` if it cannot be told.
    """

    status: int
    headers: Mapping[str, str]
    data: dict[str, Any]
    errors: list[dict[str, Any]] = field(repr=False)
    points: Points | None
    cost: float | None
    at: float

    def value(self, path: str) -> Any:  # noqa: ANN401 - arbitrary JSON
        """Return what lies at a dotted path of `data`, `None` where the path ends early."""
        found: object = self.data
        for step in path.split("."):
            found = as_object(found).get(step)
        return found

    def rows(self, path: str) -> list[dict[str, Any]]:
        """Return the objects of the list at a dotted path; none where there is no list."""
        return _objects(self.value(path))

    @property
    def complaint(self) -> str:
        """The messages of its GraphQL errors, or the HTTP status that stood in their place."""
        if self.errors:
            return "; ".join(str(error.get("message")) for error in self.errors)
        return "" if self.status == 200 else f"HTTP {self.status}"


class Questions:
    """Asks with one client, within one budget.

    *answers* keeps what came, in order; *limited* tells that a 429 was among it.
    """

    def __init__(self, client: SyncClient, budget: Budget) -> None:
        self._client = client
        self.budget = budget
        self.answers: list[Answer] = []
        self.limited = False

    def ask(
        self, selection: str, signature: str = "", *, cost: float, **variables: object
    ) -> Answer:
        """Ask for *selection*; *signature* declares the variables, *cost* is the expected one.

        Raises `Stopped` when the budget does not allow it, and after a 429.
        """
        head = f"query live({signature})" if signature else "query live"
        return self.send(f"{head} {{ {selection} {_READING} }}", "live", variables, cost=cost)

    def send(
        self, document: str, name: str, variables: Mapping[str, object], *, cost: float
    ) -> Answer:
        """Send a whole document of its own; raises as `ask` does."""
        if self.limited:
            raise Stopped("the API answered 429 before")
        if not self.budget.affords(cost):
            raise Stopped(f"{self.budget.spent:g} points are spent, and this may cost {cost:g}")
        response = self._client.execute(document, name, variables, max_retries=0)
        answer = self._answer(response, cost)
        self.answers.append(answer)
        if answer.status == 429:
            self.limited = True
            raise Stopped("the API answered 429, so nothing more is asked")
        return answer

    def _answer(self, response: HttpResponse, expected: float) -> Answer:
        try:
            body = as_object(response.json())
        except ValueError:
            body = {}
        data = as_object(body.get("data"))
        points = _reading(as_object(data.get("_points")))
        return Answer(
            status=response.status_code,
            headers=response.headers,
            data=data,
            errors=_objects(body.get("errors")),
            points=points,
            cost=self.budget.book(points, expected),
            at=time.monotonic(),
        )


def as_object(value: object) -> dict[str, Any]:
    """Return *value* if it is a JSON object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _objects(value: object) -> list[dict[str, Any]]:
    rows = cast("list[object]", value) if isinstance(value, list) else []
    return [as_object(cast("object", row)) for row in rows if isinstance(row, dict)]


def _reading(found: dict[str, Any]) -> Points | None:
    try:
        return Points(
            limit=int(found["limitPerHour"]),
            spent=float(found["pointsSpentThisHour"]),
            resets_in=int(found["pointsResetIn"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
