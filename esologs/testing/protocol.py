"""The steps in which pytest runs an item, for whoever runs one more than once.

Where pytest has no public door, this does what pytest itself does for items that
"are re-run, as is done by pytest-rerunfailures" (`_pytest/runner.py`).
"""

from __future__ import annotations

import bdb
import copy
from types import MethodType
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

When = Literal["setup", "call", "teardown"]

# Whoever else runs items their own way, but leaves those that are not theirs alone.
_POLITE: Final = frozenset({"runner", "rerunfailures", "esologs-retrying"})


def phase(
    item: pytest.Item, when: When, **arguments: pytest.Item | None
) -> tuple[pytest.CallInfo[None], pytest.TestReport]:
    """Run one phase of *item*, and return what came of it."""
    hook = getattr(item.ihook, f"pytest_runtest_{when}")
    return _reported(item, when, lambda: hook(item=item, **arguments))


def tear_down_rest(
    item: pytest.Item, nextitem: pytest.Item | None
) -> tuple[pytest.CallInfo[None], pytest.TestReport]:
    """Tear down what a teardown for *item* itself has left and *nextitem* does not need."""

    def run() -> None:
        cast("Any", item.session)._setupstate.teardown_exact(nextitem)  # noqa: SLF001 - no public door

    return _reported(item, "teardown", run)


def _reported(
    item: pytest.Item, when: When, run: Callable[[], None]
) -> tuple[pytest.CallInfo[None], pytest.TestReport]:
    reraise: tuple[type[BaseException], ...] = (pytest.exit.Exception,)
    if not item.config.getoption("usepdb", default=False):
        reraise += (KeyboardInterrupt,)
    call: pytest.CallInfo[None] = pytest.CallInfo[None].from_call(run, when=when, reraise=reraise)
    return call, item.ihook.pytest_runtest_makereport(item=item, call=call)


def log(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    """Report a phase, and let a debugger have its failure."""
    item.ihook.pytest_runtest_logreport(report=report)
    if call.excinfo is None or hasattr(report, "wasxfail"):
        return
    if not call.excinfo.errisinstance((pytest.skip.Exception, bdb.BdbQuit)):
        item.ihook.pytest_exception_interact(node=item, call=call, report=report)


def twin(item: pytest.Item) -> pytest.Item:
    """Return an item beside *item*: as the next one, it keeps all but the function's own."""
    return copy.copy(item)


def renew(item: pytest.Item, *, again: bool) -> None:
    """Make *item* ready to run, *again* if it ran: nothing of an attempt reaches the next."""
    own = cast("Any", item)
    if again or not own._request:  # noqa: SLF001 - no public door
        own._initrequest()  # noqa: SLF001 - as above
    if not again:
        return
    own._report_sections.clear()  # noqa: SLF001 - the output of each attempt is its own
    method, parent = item.__dict__.get("_obj"), cast("Any", item.parent)
    # A test case of unittest has let go of its own by then.
    if isinstance(method, MethodType) and type(method.__self__) is getattr(parent, "obj", None):
        own._instance = parent.newinstance()  # noqa: SLF001 - as above
        own._obj = MethodType(method.__func__, own._instance)  # noqa: SLF001 - as above


def let_go(item: pytest.Item) -> None:
    """Drop what *item* held while it ran."""
    own = cast("Any", item)
    own._request = False  # noqa: SLF001 - no public door
    own.funcargs = None


def is_run_by_others(item: pytest.Item) -> bool:
    """Whether another plugin tries this item again, or runs every item in its own way."""
    rerun = item.config.pluginmanager.get_plugin("rerunfailures")
    if rerun is not None and rerun.get_reruns_count(item):
        return True
    return any(
        impl.plugin_name not in _POLITE and not impl.wrapper and not impl.hookwrapper
        for impl in item.ihook.pytest_runtest_protocol.get_hookimpls()
    )
