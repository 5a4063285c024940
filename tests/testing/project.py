"""A project of a user with tests of its own, run in this process."""

from __future__ import annotations

import pytest

from esologs.testing.plan import Plans
from esologs.testing.retrying import Retrying

INI = """
[pytest]
asyncio_default_fixture_loop_scope = function
"""

FAILING = """
import pytest

_tries = {}

def fail_first(name, times=1, error=None):
    '''Fail as a network does, so many times, and tell how often it was asked.'''
    _tries[name] = _tries.get(name, 0) + 1
    if _tries[name] <= times:
        raise error or ConnectionResetError(104, "reset by peer")
    return _tries[name]
"""


class StoppedRetries:
    """Puts the plugin in place so that it notes its waits; chance is always a half."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        plans = Plans(config)
        if config.pluginmanager.unregister(name="esologs-retrying") is not None:
            config.pluginmanager.register(
                Retrying(plans, self.waits.append, lambda: 0.5), "esologs-retrying"
            )


class Project:
    """The folder of such a project, and what came of its last run."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.waits: list[float] = []
        pytester.makeini(INI)
        pytester.makepyfile(network=FAILING)

    def run(self, code: str, *args: str, ini: str = "", conftest: str = "") -> pytest.RunResult:
        """Write *code* as a module of tests, and run it."""
        if ini:
            self.pytester.makeini(INI + ini)
        if conftest:
            self.pytester.makeconftest(conftest)
        self.pytester.makepyfile(test_it=f"import pytest\nfrom network import fail_first\n{code}")
        stopped = StoppedRetries()
        result = self.pytester.runpytest_inprocess(
            "-p", "no:cacheprovider", "-p", "no:randomly", *args, plugins=[stopped]
        )
        self.waits = stopped.waits
        return result

    def outcomes(self, code: str, *args: str, ini: str = "", conftest: str = "") -> dict[str, int]:
        """Same as `run`, and return the counts of the summary."""
        return self.run(code, *args, ini=ini, conftest=conftest).parseoutcomes()
