"""The exit codes of the command line: what they mean, and which error ends with which.

Below 64 they are those of grep and diff (1: the answer is no), from 64 on those
of sysexits.h, from 128 on a signal's.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from esologs import errors


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    NO = 1
    USAGE = 2
    UNAVAILABLE = 69
    BUG = 70
    CANNOT_WRITE = 73
    TRY_LATER = 75
    STRANGE_ANSWER = 76
    DENIED = 77
    CONFIG = 78
    INTERRUPTED = 130
    PIPE_CLOSED = 141


MEANINGS: Final[dict[ExitCode, str]] = {
    ExitCode.OK: "all is well",
    ExitCode.NO: "the answer is no: not found, a check failed, breaking changes",
    ExitCode.USAGE: "the command line is wrong, or an argument that the API would refuse",
    ExitCode.UNAVAILABLE: "ESO Logs could not be reached, or failed",
    ExitCode.BUG: "a defect of this package",
    ExitCode.CANNOT_WRITE: "the output file cannot be written",
    ExitCode.TRY_LATER: "the points are spent, or the time was too short: try again later",
    ExitCode.STRANGE_ANSWER: "ESO Logs refused the query, or its answer makes no sense",
    ExitCode.DENIED: "the credentials are wrong, or may not see this",
    ExitCode.CONFIG: "a setting cannot work: no credentials, a bad value, a missing extra",
    ExitCode.INTERRUPTED: "interrupted by Ctrl-C",
    ExitCode.PIPE_CLOSED: "whoever read the output went away",
}
"""Every exit code in words, for `--help` and the documentation."""

# The first line that fits decides, so what is special stands above what it is a kind of.
_BY_ERROR: Final[tuple[tuple[type[errors.EsoLogsError], ExitCode], ...]] = (
    (errors.NotFoundError, ExitCode.NO),
    (errors.InvalidCredentialsError, ExitCode.DENIED),
    (errors.AuthenticationError, ExitCode.DENIED),
    (errors.ForbiddenError, ExitCode.DENIED),
    (errors.AccessDeniedError, ExitCode.DENIED),
    (errors.RateLimitError, ExitCode.TRY_LATER),
    (errors.ColdCacheError, ExitCode.TRY_LATER),
    (errors.ResponseTooLargeError, ExitCode.STRANGE_ANSWER),
    (errors.TransportError, ExitCode.UNAVAILABLE),
    (errors.TokenError, ExitCode.UNAVAILABLE),
    (errors.HttpStatusError, ExitCode.UNAVAILABLE),
    (errors.ApiError, ExitCode.STRANGE_ANSWER),
    (errors.ValidationError, ExitCode.USAGE),
    (errors.ConfigError, ExitCode.CONFIG),
    (errors.MissingExtraError, ExitCode.CONFIG),
    (errors.ClientClosedError, ExitCode.BUG),
    (errors.RejectedError, ExitCode.TRY_LATER),  # an open circuit, a pause, spent points, no slot
)


def exit_code_of(error: errors.EsoLogsError) -> ExitCode:
    """Return the code that a command ends with when *error* was not handled."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), ExitCode.BUG)
