"""Retries beside everything else that pytest and its plugins do with a test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.testing.project import Project

pytest_plugins = ("pytester",)

FLAKY = "@pytest.mark.integration\ndef test_flaky(): fail_first('flaky')\n"
PLAIN = """
import unittest

@pytest.fixture(scope="class")
def wide(): yield; raise RuntimeError("wide")
@pytest.fixture
def own(): yield 1
@pytest.fixture
def broken(): raise ValueError("broken")
@pytest.fixture
def clumsy(): yield; raise ValueError("clumsy")

class TestOne:
    def test_passes(self, wide, own): print("out")
    def test_fails(self, wide, own): assert own == 2
    def test_broken(self, broken): pass
    def test_clumsy(self, clumsy): pass
class TestTwo(unittest.TestCase):
    def setUp(self): self.addCleanup(lambda: None)
    def test_passes(self): pass
    def test_fails(self): self.fail("no")
    @unittest.skip("why")
    def test_skipped(self): pass
@pytest.mark.xfail
def test_xfail(): assert 0
@pytest.mark.xfail(strict=True)
def test_xpass(): pass
def test_skip(): pytest.skip("why")
@pytest.mark.parametrize("x", [1, 2])
def test_each(x): assert x == 1
@pytest.mark.asyncio
async def test_async(): pass
"""
WATCH = """
import pytest
seen = []
def pytest_runtest_logstart(nodeid): seen.append(("start", nodeid))
def pytest_runtest_logfinish(nodeid): seen.append(("finish", nodeid))
def pytest_runtest_setup(item): seen.append(("setup", item.nodeid))
def pytest_runtest_teardown(item, nextitem):
    seen.append(("teardown", item.nodeid, nextitem and nextitem.nodeid))
def pytest_fixture_post_finalizer(fixturedef): seen.append(("gone", fixturedef.argname))
def pytest_exception_interact(node, report): seen.append(("interact", node.nodeid, report.when))
def pytest_runtest_logreport(report):
    last_line = report.longreprtext.strip().rpartition("\\n")[2]
    seen.append(("report", report.nodeid, report.when, report.outcome, last_line,
                 sorted(report.sections), report.user_properties))
def pytest_unconfigure():
    import pathlib
    pathlib.Path("seen.txt").write_text("\\n".join(map(str, seen)))
"""


@pytest.mark.parametrize("args", [(), ("-x",), ("--maxfail=2",), ("--setup-show",)])
def test_a_run_without_trouble_is_pytests_own(project: Project, args: tuple[str, ...]) -> None:
    """Every hook is called as pytest calls it, in the same order with the same reports."""

    def seen(mode: str) -> str:
        result = project.run(PLAIN, f"--esologs-retry={mode}", *args, conftest=WATCH)
        text = (project.pytester.path / "seen.txt").read_text("utf-8")
        shown = [line for line in result.outlines if "fixtures used:" in line]
        return re.sub(r"0x[0-9a-f]+", "0x", "\n".join([text, *shown]))

    assert seen("auto") == seen("off")
    assert seen("auto").count("'finish'") >= 2


def test_stopping_at_the_first_failure_does_not_stop_for_a_retry(project: Project) -> None:
    """`-x` counts failures, and an attempt that another follows is none."""
    code = f"{FLAKY}def test_fails(): assert 0\ndef test_never(): pass"
    assert project.outcomes(code, "-x") == {"passed": 1, "failed": 1, "retried": 1}


def test_the_last_failures_are_those_that_stayed(project: Project) -> None:
    """`--lf` runs what failed in the end, not what passed at a second attempt."""
    project.pytester.makepyfile(
        test_lf="import pytest\nfrom network import fail_first\n"
        f"{FLAKY}@pytest.mark.integration\ndef test_down(): fail_first('down', 99)"
    )
    for outcomes in ({"passed": 1, "failed": 1, "retried": 3}, {"failed": 1, "retried": 2}):
        result = project.pytester.runpytest_inprocess(
            "--lf", "--esologs-retry-delay=0", "test_lf.py"
        )
        found = result.parseoutcomes()
        found.pop("deselected", None)
        assert found == outcomes


def test_a_report_for_machines_has_one_case_a_test(project: Project) -> None:
    """JUnit's XML counts tests, not attempts, and tells how many a test took."""
    project.run(
        f"{FLAKY}def test_plain(record_property): record_property('a', 1)", "--junitxml=j.xml"
    )

    xml = (project.pytester.path / "j.xml").read_text("utf-8")
    assert xml.count("<testcase ") == 2
    assert xml.count('<property name="esologs_attempts" value="2"') == 1
    assert 'tests="2"' in xml
    assert 'failures="0"' in xml


def test_durations_and_short_summaries_know_them(project: Project) -> None:
    """`--durations` and `-rA` work on reports of a kind that pytest does not know."""
    result = project.run(FLAKY, "--durations=0", "-vv", "-rA")

    result.stdout.fnmatch_lines(
        ["*::test_flaky RETRY*", "*::test_flaky PASSED*", "*slowest durations*", "*::test_flaky*"]
    )


def test_the_word_stays_while_rerunfailures_is_there(project: Project) -> None:
    """A plugin with a word of its own for `rerun` does not get to speak for these."""
    result = project.run(
        FLAKY,
        "-v",
        conftest="def pytest_report_teststatus(report):\n"
        "    if report.outcome == 'rerun': return 'rerun', 'X', 'RERUN'\n",
    )

    assert result.parseoutcomes() == {"passed": 1, "retried": 1}


def test_no_test_is_tried_again_by_two(project: Project) -> None:
    """A test that pytest-rerunfailures repeats is left to it, unless marked with `retry`."""
    code = """
@pytest.mark.integration
@pytest.mark.flaky(reruns=1)
def test_theirs(): fail_first("theirs", 9)
@pytest.mark.retry(max_attempts=3)
@pytest.mark.flaky(reruns=5)
def test_ours(): fail_first("ours", 9)
"""
    assert project.outcomes(code) == {"failed": 2, "rerun": 1, "retried": 2}


def test_who_runs_all_tests_in_their_own_way_goes_on_to(project: Project) -> None:
    """Such a plugin keeps every test but those that are marked with `retry`."""
    conftest = (
        "from _pytest.runner import runtestprotocol\n"
        "def pytest_runtest_protocol(item, nextitem):\n"
        "    runtestprotocol(item, nextitem=nextitem)\n    return True\n"
    )
    assert project.outcomes(FLAKY, conftest=conftest) == {"failed": 1}


def test_a_time_limit_is_that_of_all_attempts(project: Project) -> None:
    """pytest-timeout bounds the test with its waits; one that is too long is told as a failure."""
    project.pytester.makepyfile(
        test_slow="import pytest\nfrom network import fail_first\n@pytest.mark.timeout(0.3)\n"
        "@pytest.mark.retry(initial_delay=600.0, max_delay=600.0)\n"
        "def test_slow(): fail_first('slow')\n"
    )
    result = project.pytester.runpytest_inprocess("-p", "no:cacheprovider", "test_slow.py")

    assert result.parseoutcomes() == {"errors": 1, "retried": 1}
    result.stdout.fnmatch_lines(["*Timeout*0.3*"])


@pytest.mark.parametrize("mode", ["strict", "auto"])
def test_asyncio_and_anyio_run_every_attempt(project: Project, mode: str) -> None:
    """Coroutines, with fixtures that are coroutines, on a loop of each attempt's own."""
    code = """
import asyncio
import pytest_asyncio

@pytest_asyncio.fixture
async def loop_of_it():
    yield asyncio.get_running_loop()

@pytest.fixture
def anyio_backend(): return "asyncio"

loops = []

@pytest.mark.integration
@pytest.mark.asyncio
async def test_asyncio(loop_of_it):
    assert loop_of_it is asyncio.get_running_loop()
    loops.append(loop_of_it)
    assert len(set(loops)) == fail_first("asyncio")

@pytest.mark.integration
@pytest.mark.anyio
async def test_anyio():
    await asyncio.sleep(0)
    fail_first("anyio")
"""
    outcomes = project.outcomes(code, ini=f"asyncio_mode = {mode}\n")
    assert outcomes == {"passed": 2, "retried": 2}


def test_workers_retry_and_report(project: Project) -> None:
    """Under xdist the worker tries again; what it reports is shown and summed up as ever."""
    project.pytester.makepyfile(
        test_many=f"import pytest\nfrom network import fail_first\n{FLAKY}"
        "@pytest.mark.integration\n@pytest.mark.parametrize('x', [1, 2, 3])\n"
        "def test_more(x): fail_first(x)\n"
    )
    result = project.pytester.runpytest_subprocess(
        # One worker is as good as many here; what starts with it has no part in this.
        *("-n1", "-p", "no:hypothesispytest", "--assert=plain"),
        *("--junitxml=j.xml", "--esologs-retry-delay=0", "test_many.py"),
    )

    assert result.parseoutcomes() == {"passed": 4, "retried": 4}
    result.stdout.fnmatch_lines(["RETRY *::test_flaky: passed at attempt 2 of 3, after outage: *"])
    xml = (project.pytester.path / "j.xml").read_text("utf-8")
    assert xml.count("<testcase ") == 4
