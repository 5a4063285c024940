"""How long to wait before a further load, and when to stop: in the foreground, and behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from esologs.resilience.classify import diagnose, was_retried
from esologs.resilience.foreign import asked_wait
from esologs.resilience.retry import next_wait, wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.config import RetryConfig
    from esologs.errors import StopReason
    from esologs.startup.recovery import RecoveryConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Decides on waits. *clock* is monotonic, *wall_clock* Unix seconds, *rng* from 0 to 1."""

    clock: Callable[[], float]
    wall_clock: Callable[[], float]
    rng: Callable[[], float]

    def foreground(
        self,
        config: RetryConfig | None,
        attempt: int,
        error: BaseException,
        ends_at: float | None,
    ) -> float | StopReason:
        """Return the seconds to wait after attempt *attempt*, or why there is no further one.

        What a client has retried already is not retried here again, and no wait
        is begun that would end after *ends_at*.
        """
        root = diagnose(error).root
        if config is None:
            return "off"
        if not isinstance(root, Exception):
            return "not-transient"
        if was_retried(root):
            return "attempts"
        wait = next_wait(config, attempt, root, asked_wait(root, self.wall_clock()), self.rng)
        if isinstance(wait, str):
            return wait
        if ends_at is not None and self.clock() + wait >= ends_at:
            return "deadline"
        return wait

    def background(self, config: RecoveryConfig, attempt: int, error: BaseException) -> float:
        """Return the seconds to wait before background attempt *attempt*, which counts from 1."""
        ceiling = min(config.wait_max, config.wait_initial * 2.0 ** min(attempt - 1, 60))
        # Never near zero: there is all the time in the world, and others are waiting, too.
        wait = ceiling * (0.5 + self.rng() / 2)
        asked = asked_wait(diagnose(error).root, self.wall_clock()) or 0.0
        return max(wait, min(asked, config.max_retry_after))


def heals(config: RetryConfig | None, error: BaseException) -> bool:
    """Whether *error* may be gone later: the classifier's word, or that of the config's `on`."""
    diagnosis = diagnose(error)
    verdict, root = diagnosis.verdict, diagnosis.root
    if verdict.transient or verdict.later or config is None or config.on is None:
        return verdict.transient or verdict.later
    return isinstance(root, Exception) and wanted(config, root, transient=False)
