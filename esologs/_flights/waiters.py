"""What those are told who wait for a shared flow: a failure of their own, or that time is over."""

from __future__ import annotations

import copy

from esologs.errors import EsoLogsError, RequestTimeoutError


def gave_up(timeout: float | None) -> RequestTimeoutError:
    """Return the error of a caller whose time was over while it waited for others."""
    return RequestTimeoutError(
        f"what several calls wait for was not there within {timeout or 0:.3g} s; a longer "
        "timeout may help",
        timeout=timeout,
        phase="shared",
    )


def own_copy(error: BaseException) -> BaseException:
    """Return an object of the waiter's own, so that no two callers write notes on one.

    An error that is none of ours is a defect somewhere: it stays what it is.
    """
    if not isinstance(error, EsoLogsError):
        return error
    twin = copy.copy(error)
    twin.__cause__ = error.__cause__
    twin.__suppress_context__ = True
    return twin
