"""Why a component is not there: the root error, what kind of failure it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from esologs import errors as e
from esologs.resilience.classify import diagnose
from esologs.startup.frames import raised_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs.startup.redaction import Redactor
    from esologs.startup.report import Kind

# The classifier's words for the parts of one API, in those of an application.
_KINDS: Final[Mapping[str, Kind]] = {
    "outage": "outage",
    "timeout": "timeout",
    "token outage": "outage",
    "rate limit": "rate limit",
    "busy": "outage",
    "cold cache": "outage",
    "too large": "request",
    "authentication": "authentication",
    "forbidden": "forbidden",
    "not found": "not found",
    "request": "request",
    "shape": "bug",
    "open circuit": "outage",
    "too many calls": "outage",
    "rejected": "bug",
    "deadline": "timeout",
    "certificate": "certificate",
    "configuration": "configuration",
    "cancelled": "cancelled",
    "unknown": "bug",
}

_HINTS: Final[Mapping[Kind, str]] = {
    "outage": "the service, or the network to it, is down; nothing here is wrong",
    "timeout": "the service did not answer in time",
    "rate limit": "the service limits how much may be asked of it",
    "authentication": "the service refuses these credentials",
    "forbidden": "these credentials may not do this, or a firewall is in the way",
    "not found": "what is asked for does not exist there",
    "request": "the service refuses what it is asked",
    "certificate": "the server's certificate cannot be trusted: expired, for another name, or "
    "signed by nobody whom this machine knows",
    "configuration": "something that the component needs is missing or wrong on this machine",
    "dependency": "what it needs is not there",
    "cancelled": "the component cancelled its own load",
    "bug": "the component's own code failed",
}
_ESO_LOGS: Final = (
    "ESO Logs refuses the client id or its secret: they are ESOLOGS_ID and ESOLOGS_SECRET, made at "
    "https://www.esologs.com/api/clients/"
)
_REFUSED: Final = (
    "ESO Logs refuses the access token: one of your own (user_token) may be over, one that the "
    "client has fetched is that of ESOLOGS_ID and ESOLOGS_SECRET"
)
_NEXT: Final[Mapping[Kind, str]] = {
    "outage": "restart it once the service is back",
    "timeout": "restart it once the service answers, or give it more time",
    "rate limit": "restart it later",
    "authentication": "correct the credentials and restart",
    "forbidden": "grant the permission that is missing and restart",
    "not found": "correct the address or the name and restart",
    "request": "correct the request and restart",
    "certificate": "renew or trust the certificate and restart",
    "configuration": "correct it and restart",
    "dependency": "see what it needs",
    "cancelled": "see its code",
    "bug": "correct the code and restart",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What a failure is, in words that hold no secret; the fields are those of the report."""

    kind: Kind
    transient: bool
    error: str
    message: str
    where: str | None
    hint: str
    next_step: str

    @property
    def line(self) -> str:
        """The error in one line of at most 300 characters."""
        said = f"{self.error}: {self.message}" if self.message else self.error
        return said if len(said) <= 300 else said[:299] + "…"


def cause_of(
    error: BaseException, redact: Redactor, where: str | None = None, *, heals: bool
) -> Cause:
    """Return what is to be said of *error*, which *heals* or does not.

    *where* it happened is told by whoever knows better than its traceback.
    """
    diagnosis = diagnose(error)
    verdict, root = diagnosis.verdict, diagnosis.root
    kind = _KINDS.get(verdict.kind, "bug")
    hint, next_step = _HINTS[kind], _NEXT[kind]
    if kind == "authentication" and isinstance(root, e.AuthenticationError):
        hint = _REFUSED
        next_step = "make a new user_token, or correct ESOLOGS_ID and ESOLOGS_SECRET, and restart"
    elif kind == "authentication" and isinstance(root, e.TokenError | e.MissingCredentialsError):
        hint, next_step = _ESO_LOGS, "correct ESOLOGS_ID and ESOLOGS_SECRET and restart"
    return Cause(
        kind=kind,
        transient=heals,
        error=type(root).__name__,
        message=redact(_said(root)),
        where=where or raised_at(root) or raised_at(error),
        hint=hint,
        next_step=next_step,
    )


def still_loading(seconds: float | None, where: str | None) -> Cause:
    """Return the cause of a component that was not there when the time was up."""
    after = "" if seconds is None else f" after {seconds:g} s"
    return _late(f"still loading{after}", _HINTS["timeout"], where)


def cut_short(where: str | None) -> Cause:
    """Return the cause of a component that was not there when the start was given up."""
    hint = "it was cut off, since a critical component could not be loaded"
    return _late("not done when the start was given up", hint, where)


def _late(message: str, hint: str, where: str | None) -> Cause:
    return Cause(
        kind="timeout", transient=True, error="TimeoutError", message=message, where=where,
        hint=hint, next_step=_NEXT["timeout"],
    )  # fmt: skip


def _said(error: BaseException) -> str:
    try:
        said = error.message if isinstance(error, e.EsoLogsError) else str(error)
    except Exception:  # noqa: BLE001 - somebody else's __str__ may raise anything
        said = "(its text cannot be read)"
    if isinstance(error, SystemExit):
        said = f"sys.exit({error.code!r})"
    return " ".join(said.split())
