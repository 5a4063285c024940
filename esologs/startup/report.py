"""What a start came to: one report of all components, and the error that ends a start."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, TypeAlias

from esologs.errors import EsoLogsError

Status: TypeAlias = Literal["loaded", "failed", "skipped", "pending", "recovered"]
"""Where a component stands. *skipped*: what it needs is not there; *pending*: not done yet."""

Kind: TypeAlias = Literal[
    "outage", "timeout", "rate limit", "authentication", "forbidden", "not found", "request",
    "certificate", "configuration", "dependency", "cancelled", "bug",
]  # fmt: skip
"""What a failure is, and so who can do something about it."""

# sysexits.h: EX_UNAVAILABLE, which a supervisor may answer with a restart, and EX_CONFIG,
# which no restart will change.
OUTAGE_EXIT: Final = 69
CONFIG_EXIT: Final = 78


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentReport:
    """How one component came up, or what keeps it from it.

    *attempts* counts the loads that were begun, *waits* are the seconds between
    them, *seconds* is how long all of it took. Of a component that is not there:
    *kind* and *transient* are the classifier's verdict, *error* is the type of the
    root error and *message* what it says (secrets blacked out), *where* the line
    that raised it, *hint* what it means and *next_step* what happens or is to be
    done now. *because_of* is the component that a skipped one waits for;
    *recovering* tells that the background goes on trying.
    """

    name: str
    status: Status
    critical: bool = False
    attempts: int = 0
    waits: tuple[float, ...] = ()
    seconds: float = 0.0
    kind: Kind | None = None
    transient: bool = False
    error: str | None = None
    message: str | None = None
    where: str | None = None
    hint: str | None = None
    next_step: str | None = None
    because_of: str | None = None
    recovering: bool = False

    @property
    def ok(self) -> bool:
        """Whether the component is there."""
        return self.status in {"loaded", "recovered"}

    @property
    def cause(self) -> str:
        """The root error in one line: its type and what it says."""
        if self.error is None:
            return self.message or ""
        return f"{self.error}: {self.message}" if self.message else self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class StartupReport:
    """How a start went, at one moment; true when every component is there.

    *revision* is 0 for the report of the start itself and counts what changed
    since, as components recover. *seconds* is how long the start took.
    """

    name: str
    components: tuple[ComponentReport, ...] = field(default=())
    seconds: float = 0.0
    revision: int = 0

    def __bool__(self) -> bool:
        return all(component.ok for component in self.components)

    def __getitem__(self, name: str) -> ComponentReport:
        for component in self.components:
            if component.name == name:
                return component
        raise KeyError(name)

    @property
    def ready(self) -> bool:
        """Whether every critical component is there."""
        return all(component.ok for component in self.components if component.critical)

    @property
    def status(self) -> Literal["ok", "degraded", "starting", "failed"]:
        """`ok`: all is there; `degraded`: all that is critical; `failed`: not even that.

        `starting` while nothing critical has failed, but some of it is still loading.
        """
        if self.ready:
            return "ok" if self else "degraded"
        dead = [part.status for part in self.missing if part.critical]
        return "starting" if all(status == "pending" for status in dead) else "failed"

    @property
    def loaded(self) -> tuple[ComponentReport, ...]:
        """What is there, recovered or at once."""
        return tuple(component for component in self.components if component.ok)

    @property
    def missing(self) -> tuple[ComponentReport, ...]:
        """What is not there: failed, skipped or still pending."""
        return tuple(component for component in self.components if not component.ok)

    @property
    def recovering(self) -> bool:
        """Whether the background is still trying."""
        return any(component.recovering for component in self.components)

    @property
    def exit_code(self) -> int:
        """0 if all that is critical is there; 69 if an outage keeps it away, 78 if anything else.

        69 is worth a restart later, 78 is not before somebody changed something.
        """
        dead = [component for component in self.components if component.critical]
        dead = [component for component in dead if not component.ok]
        if not dead:
            return 0
        return OUTAGE_EXIT if all(component.transient for component in dead) else CONFIG_EXIT

    def text(self, limit: int | None = None) -> str:
        """Return the report for people: a head line with the counts, then one line a cause.

        Cut at line ends to at most *limit* characters, with "… and N more" at the end.
        """
        from esologs.startup.text import summary

        return summary(self, limit)

    def full_text(self) -> str:
        """Return all there is to say, every name included: what an attachment holds."""
        from esologs.startup.text import full

        return full(self)

    def leaves_out(self, limit: int | None) -> bool:
        """Whether `text(limit)` leaves out the name of a component or a line of its cause."""
        from esologs.startup.text import leaves_out

        return leaves_out(self, limit)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON takes it."""
        return {
            "name": self.name,
            "status": self.status,
            "exit_code": self.exit_code,
            "seconds": self.seconds,
            "revision": self.revision,
            "components": [
                {**asdict(component), "waits": list(component.waits)}
                for component in self.components
            ],
        }


class StartupError(EsoLogsError):
    """A critical component could not be loaded; *report* tells all, and was sent before.

    *exit_code* is what the process should end with: 69 for an outage, which a
    restart may find over, 78 for a configuration or a bug, which it will not.
    """

    def __init__(self, report: StartupReport) -> None:
        dead = [part for part in report.missing if part.critical]
        said = "; ".join(f"{part.name}: {part.cause} → {part.next_step}" for part in dead)
        super().__init__(f"{report.name}: a critical component could not be loaded: {said}")
        self.report = report
        self.exit_code: int = report.exit_code
