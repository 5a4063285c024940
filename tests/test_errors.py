"""The exceptions: the tree as drawn, what they carry, and that nothing of it is lost."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from typing import TYPE_CHECKING

import pytest

from esologs import errors
from esologs.errors import ApiError, EsoLogsError, RejectedError
from tests.stopped import an_answer

if TYPE_CHECKING:
    from collections.abc import Callable

CLASSES = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, EsoLogsError) and kind.__name__ == name
}

FIELD = errors.GraphQLFieldError("no", path=["a", 0], extensions={"code": 1})

EXAMPLES: dict[str, EsoLogsError] = {
    "RequestTimeoutError": errors.RequestTimeoutError("late", timeout=1.0),
    "ResponseTooLargeError": errors.ResponseTooLargeError(10),
    "GraphQLFieldError": FIELD,
    "DeadlineExceededError": errors.DeadlineExceededError("over", timeout=1.0, wanted=2.0),
    "CircuitOpenError": errors.CircuitOpenError("open", retry_after=2.0, reason="HTTP 503"),
    "PausedError": errors.PausedError("paused", retry_after=7.0, guessed=True),
    "PointsExhaustedError": errors.PointsExhaustedError(
        "spent", needed=2.0, left=1.0, resets_in=60.0, retry_after=60.0
    ),
    "SlotsFullError": errors.SlotsFullError("full", in_use=10, waiting=200),
    "MissingExtraError": errors.MissingExtraError("the sandbox", "sandbox"),
    **{
        name: kind("said", status_code=429, response=an_answer(429))
        for name, kind in CLASSES.items()
        if issubclass(kind, errors.HttpStatusError | errors.TokenError)
    },
    **{
        name: kind("said", errors=[FIELD], data={"a": None}, response=an_answer())
        for name, kind in CLASSES.items()
        if issubclass(kind, errors.GraphQLError)
    },
}


def example(name: str) -> EsoLogsError:
    return EXAMPLES.get(name) or CLASSES[name]("said")


def pickled(error: EsoLogsError) -> EsoLogsError:
    twin: EsoLogsError = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    return twin


def copied(error: EsoLogsError) -> EsoLogsError:
    return copy.copy(error)


def drawn() -> dict[str, str | None]:
    """Read the tree in the module's docstring: each class with its parent."""
    parents: dict[str, str | None] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"^    ([│├└─ ]*)([A-Z]\w+Error)\b", line):
            depth = len(found.group(1)) // 4
            del path[depth:]
            parents[found.group(2)] = path[-1] if path else None
            path.append(found.group(2))
    return parents


def test_the_tree_is_as_drawn() -> None:
    """Every class stands in the drawing, under its own first base."""
    real = {name: kind.__bases__[0].__name__ for name, kind in CLASSES.items()}
    real["EsoLogsError"] = None  # type: ignore[assignment]  # the root has no place above it

    assert drawn() == real


@pytest.mark.parametrize("name", CLASSES)
def test_every_error_is_either_asked_or_refused(name: str) -> None:
    """`ApiError` or `RejectedError`, never both."""
    if name == "EsoLogsError":
        return
    kind = CLASSES[name]

    assert issubclass(kind, ApiError) != issubclass(kind, RejectedError)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("twin", [pickled, copied], ids=["pickle", "copy"])
def test_nothing_is_lost_on_the_way(
    name: str, twin: Callable[[EsoLogsError], EsoLogsError]
) -> None:
    """Class, message and every attribute survive a queue, a process pool, a copy."""
    error = example(name)
    if isinstance(error, ApiError):
        error.attempts, error.stopped, error.operation = 3, "budget", "getThing"

    other = twin(error)

    assert type(other) is type(error)
    assert str(other) == str(error)
    assert {k: repr(v) for k, v in vars(other).items()} == {
        k: repr(v) for k, v in vars(error).items()
    }


@pytest.mark.parametrize(
    ("name", "builtin"),
    [
        ("ConnectFailedError", ConnectionError),
        ("RequestTimeoutError", TimeoutError),
        ("DeadlineExceededError", TimeoutError),
        ("ConfigError", ValueError),
        ("MissingCredentialsError", ValueError),
        ("ValidationError", ValueError),
        ("MissingExtraError", ImportError),
    ],
)
def test_what_python_has_a_name_for_is_that_too(name: str, builtin: type[Exception]) -> None:
    """`except TimeoutError` catches what is one."""
    assert isinstance(example(name), builtin)


def test_a_message_counts_the_attempts_and_says_why_it_stopped() -> None:
    """Cause, attempts, reason: in one line."""
    error = errors.ServerError("HTTP 503", status_code=503)
    error.operation, error.attempts, error.stopped = "getGuilds", 4, "attempts"

    assert str(error) == "getGuilds: HTTP 503 [after 4 attempts; all attempts are used up]"


def test_a_response_shows_neither_headers_nor_body_in_its_repr() -> None:
    """A cookie in a log would be a secret in a log."""
    answer = an_answer(200, b"secret-body", set_cookie="secret-cookie")

    assert "secret" not in repr(answer)
