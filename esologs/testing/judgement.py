"""Whether a failure of a test is the network's: asked of the client's own classifier."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

import pytest

from esologs.config import RetryConfig
from esologs.errors import EsoLogsError
from esologs.resilience.classify import diagnose, refused_for
from esologs.resilience.foreign import asked_wait
from esologs.resilience.retry import next_wait
from esologs.startup.redaction import Redactor, secrets_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.errors import StopReason
    from esologs.resilience.budget import RetryBudget
    from esologs.testing.plan import Plan

# A test's own word, whatever made it speak.
_OWN: Final = (AssertionError, pytest.fail.Exception, pytest.skip.Exception, pytest.exit.Exception)
_LONGEST_LINE: Final = 200


def may_pass(error: BaseException, *, any_network: bool) -> bool:
    """Whether the same test may pass later although nothing in it was changed.

    With *any_network* off, only if it is a call of esologs that failed.
    """
    if isinstance(error, _OWN) or not isinstance(error, Exception):
        return False
    found = diagnose(error)
    if not any_network and not isinstance(found.root, EsoLogsError):
        return False
    # What a client refuses for some seconds to come, it does not refuse after them.
    return found.verdict.transient or refused_for(found.root) is not None


def wait_after(
    error: BaseException,
    attempt: int,
    plan: Plan,
    budget: RetryBudget,
    rng: Callable[[], float],
) -> float | StopReason:
    """Return the seconds before the next attempt, or why there is none.

    A wait that the server asked for is kept exactly and costs no budget.
    """
    config = RetryConfig(
        max_retries=plan.max_attempts - 1,
        wait_initial=plan.initial_delay,
        wait_max=plan.max_delay,
        on=Exception,  # judged above: what a client refuses is worth a wait here
    )
    root = diagnose(error).root
    asked = refused_for(root)
    if asked is None:
        asked = asked_wait(root, time.time())
    failure = root if isinstance(root, Exception) else RuntimeError(str(root))
    wait = next_wait(config, attempt, failure, asked, rng)
    if isinstance(wait, str) or asked is not None or budget.withdraw():
        return wait
    return "budget"


def failure_line(error: BaseException) -> str:
    """Return what happened in one line: kind, type, and how its message begins, without secrets."""
    found = diagnose(error)
    # A traceback shows as much, but of a test that passes in the end nobody expects to read one.
    text = " ".join(Redactor(secrets_of(os.environ, ()))(str(found.root)).split())
    if len(text) > _LONGEST_LINE:
        text = f"{text[:_LONGEST_LINE]}…"
    return f"{found.verdict.kind}: {type(found.root).__name__}: {text}"
