"""Tests that the network failed are tried again, and no others: seen from a project of a user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from esologs.testing import fault_script

if TYPE_CHECKING:
    from esologs.sandbox import SandboxServer
    from tests.testing.project import Project

pytest_plugins = ("pytester",)

GUIDE = """
class TestIntegration:
    @pytest.mark.asyncio
    async def test_guild_data(self, client):
        assert (await client.get_guild_by_id(guild_id=3468)).guild_data.guild
    @pytest.mark.asyncio
    @pytest.mark.retry(max_attempts=5, initial_delay=2.0)
    async def test_large_data_fetch(self, client):
        assert (await client.get_guild_by_id(guild_id=3468)).guild_data.guild
    @pytest.mark.asyncio
    @pytest.mark.no_retry
    async def test_quick_operation(self, client):
        assert (await client.get_guild_by_id(guild_id=3468)).guild_data.guild
"""
CLIENT = """
import pytest_asyncio
from esologs import create_resilient_client

@pytest_asyncio.fixture
async def client():
    async with create_resilient_client(retry=None, cache=None) as client:
        yield client
"""


def play(server: SandboxServer, script: str) -> None:
    server.sandbox.faults.add(*fault_script(script))


def test_the_module_of_the_guide_runs_as_it_stands(
    project: Project, esologs_sandbox: SandboxServer
) -> None:
    """By itself, as its marker says, and not at all: without a setting, under strict asyncio."""
    play(esologs_sandbox, "503 once, then fine once, then 502 four times, then fine once, then 503")

    result = project.run(GUIDE, conftest=CLIENT)

    result.assert_outcomes(passed=2, failed=1)
    assert result.parseoutcomes()["retried"] == 5
    assert project.waits == [0.5, 1.0, 2.0, 4.0, 8.0]
    assert len(esologs_sandbox.sandbox.log.of("getGuildById")) == 8
    result.stdout.fnmatch_lines(
        [
            "*tried again: the network failed them*",
            "RETRY *::test_guild_data: passed at attempt 2 of 3, after outage: ServerError: *503*",
            "RETRY *::test_large_data_fetch: passed at attempt 5 of 5, after outage: *502*",
            "*1 failed, 2 passed, 5 retried*",
        ]
    )


def test_a_wait_that_the_server_names_is_kept(
    project: Project, esologs_sandbox: SandboxServer
) -> None:
    """Seven seconds are seven; what is longer than a minute is not waited for, and it says so."""
    play(
        esologs_sandbox, "429 with Retry-After 7 once, then fine once, then 429 with Retry-After 90"
    )

    result = project.run(
        "def test_a(client): client.ping()\ndef test_b(client): client.ping()",
        conftest=CLIENT.replace("pytest_asyncio", "pytest")
        .replace("async ", "")
        .replace("resilient_client", "resilient_sync_client")
        .replace("retry=None", "retry=None, points=None"),
    )

    assert project.waits == [7.0]
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*no further one: the server asks for a longer wait*"])


@pytest.mark.parametrize(
    ("mark", "passed"),
    [
        ("@pytest.mark.integration", True),
        ("@pytest.mark.retry(max_attempts=2)", True),
        ("@pytest.mark.retry", True),
        ("", False),
        ("@pytest.mark.integration\n@pytest.mark.no_retry", False),
        ("@pytest.mark.retry(max_attempts=1)", False),
    ],
)
def test_marks_decide(project: Project, mark: str, passed: bool) -> None:
    """What esologs has no part in is tried again only where a mark says so."""
    outcomes = project.outcomes(f"{mark}\ndef test_it(): fail_first('it')")

    assert outcomes == ({"passed": 1, "retried": 1} if passed else {"failed": 1})


def test_the_closest_marker_counts(project: Project) -> None:
    """A method's word is heard before its class's, a class's before its module's."""
    outcomes = project.outcomes(
        """
pytestmark = pytest.mark.retry(max_attempts=2)

def test_module(): fail_first('module', 2)

@pytest.mark.retry(max_attempts=3)
class TestIt:
    def test_class(self): fail_first('class', 2)
    @pytest.mark.no_retry
    def test_method(self): fail_first('method')

@pytest.mark.no_retry
class TestOther:
    @pytest.mark.retry
    def test_method(self): fail_first('other')
"""
    )

    assert outcomes == {"passed": 2, "failed": 2, "retried": 1 + 2 + 1}


@pytest.mark.parametrize(
    "body",
    [
        "assert False",
        "pytest.fail('no')",
        "raise AssertionError from ConnectionResetError(104, 'reset')",
        "raise ValueError('a bug')",
        "raise FileNotFoundError(2, 'gone')",
        "from esologs import NotFoundError; raise NotFoundError('no such report')",
        "from esologs import ForbiddenError; raise ForbiddenError('no', status_code=403)",
        "import httpx; raise httpx.InvalidURL('no')",
    ],
)
def test_a_failure_of_its_own_is_final(project: Project, body: str) -> None:
    """An assertion, a bug, a 4xx: once is enough, whatever the test is marked with."""
    outcomes = project.outcomes(f"@pytest.mark.retry(max_attempts=5)\ndef test_it():\n    {body}")

    assert outcomes == {"failed": 1}
    assert project.waits == []


@pytest.mark.parametrize(
    "error",
    [
        "ConnectionRefusedError(111, 'refused')",
        "__import__('httpx').ReadTimeout('slow')",
        "__import__('httpx').HTTPStatusError('down', request=None, "
        "response=__import__('httpx').Response(503))",
        "ExceptionGroup('two', [ConnectionResetError(104, 'a'), TimeoutError()])",
    ],
)
def test_what_other_libraries_call_it_does_not_matter(project: Project, error: str) -> None:
    """The client's classifier judges them: refused, slow, 503, and several at once."""
    code = f"@pytest.mark.integration\ndef test_it(): fail_first('it', error={error})"
    assert project.outcomes(code) == {"passed": 1, "retried": 1}


def test_each_attempt_has_fixtures_of_its_own(project: Project) -> None:
    """What belongs to the function is torn down and set up in between; a module's stays."""
    result = project.run(
        """
import atexit
events = []

@pytest.fixture(scope="module")
def wide():
    events.append("wide up"); yield; print("seen:", *events, "wide down", sep="; ")

@pytest.fixture
def own(wide, tmp_path):
    events.append("up"); yield tmp_path; events.append("down")

@pytest.mark.integration
def test_it(own):
    assert not list(own.iterdir())
    (own / "left behind").touch()
    fail_first("it", 2)
""",
        "-s",
    )

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*seen:; wide up; up; down; up; down; up; down; wide down"])


@pytest.mark.parametrize("scope", ["function", "class", "module", "session"])
def test_a_fixture_that_the_network_failed_is_set_up_again(project: Project, scope: str) -> None:
    """Of whatever scope: pytest itself would hand the same failure to every test."""
    code = f"""
@pytest.fixture(scope="{scope}")
def account():
    return fail_first("account")

class TestIt:
    @pytest.mark.integration
    def test_it(self, account): assert account == 2
"""
    assert project.outcomes(code) == {"passed": 1, "retried": 1}


def test_a_method_finds_nothing_that_an_attempt_left(project: Project) -> None:
    """The instance of a class is each attempt's own, unittest's as well."""
    outcomes = project.outcomes(
        """
import unittest

@pytest.mark.integration
class TestIt:
    def setup_method(self): self.prepared = True
    def test_it(self):
        assert self.prepared and not hasattr(self, "left")
        self.left = True
        fail_first("plain")

@pytest.mark.integration
class TestCase(unittest.TestCase):
    def setUp(self): self.prepared = True
    def test_it(self):
        assert self.prepared and not hasattr(self, "left")
        self.left = True
        fail_first("unittest")

@pytest.mark.integration
class TestAsyncCase(unittest.IsolatedAsyncioTestCase):
    async def test_it(self): fail_first("async unittest")
"""
    )

    assert outcomes == {"passed": 3, "retried": 3}


def test_what_tests_expect_is_not_a_failure(project: Project) -> None:
    """`raises`, `xfail`, `skip`: what is expected is the end; each parameter counts for itself."""
    outcomes = project.outcomes(
        """
pytestmark = pytest.mark.integration

def test_raises():
    with pytest.raises(ConnectionError): fail_first("raises", 9)

@pytest.mark.xfail
def test_xfail(): fail_first("xfail", 9)

@pytest.mark.xfail(raises=ValueError, strict=True)
def test_another():
    fail_first("another")
    raise ValueError

def test_skip(): pytest.skip("not here")

@pytest.mark.parametrize("number", [1, 2, 3])
def test_each(number): fail_first(number, number - 1)
"""
    )

    assert outcomes == {"passed": 4, "xfailed": 2, "skipped": 1, "retried": 1 + 0 + 1 + 2}


def test_a_teardown_that_fails_by_itself_ends_it(project: Project) -> None:
    """Its error and the failure before it are both told; the next test finds all in order."""
    result = project.run(
        """
import pytest

@pytest.fixture(scope="class")
def wide():
    yield
    print("wide down")

@pytest.fixture
def clumsy():
    yield
    raise RuntimeError("a bug")

@pytest.mark.integration
class TestIt:
    def test_it(self, wide, clumsy): fail_first("it")

def test_next(): pass
""",
        "-s",
    )

    assert result.parseoutcomes() == {"failed": 1, "errors": 1, "passed": 1}
    result.stdout.fnmatch_lines(["*wide down*"])


def test_a_teardown_that_the_network_fails_as_well_is_part_of_the_attempt(project: Project) -> None:
    """An outage spoils both: the attempt is one failure, and another follows."""
    outcomes = project.outcomes(
        """
@pytest.fixture
def account():
    yield
    fail_first("tidy up")

@pytest.mark.integration
def test_it(account): fail_first("it")
"""
    )

    assert outcomes == {"passed": 1, "retried": 1}


def test_attempts_end(project: Project) -> None:
    """The last failure is the test's, with its attempts told."""
    result = project.run("@pytest.mark.integration\ndef test_it(): fail_first('it', 9)")

    assert result.parseoutcomes() == {"failed": 1, "retried": 2}
    result.stdout.fnmatch_lines(
        [
            "attempt 3 of 3, and no further one: all attempts are used up",
            "RETRY *::test_it: failed at attempt 3 of 3, after *",
        ]
    )


def test_in_an_outage_not_every_test_waits(project: Project) -> None:
    """The run has the retry budget of a client: after ten vain retries tests fail at once."""
    result = project.run(
        """
@pytest.mark.integration
@pytest.mark.parametrize("number", range(20))
def test_it(number): fail_first(number, 9)
"""
    )

    outcomes = result.parseoutcomes()
    assert outcomes["failed"] == 20
    assert 10 <= outcomes["retried"] <= 13  # a token comes in each second
    result.stdout.fnmatch_lines(["*no further one: the retry budget of this run is spent*"])


def test_the_output_of_an_attempt_is_its_own(project: Project) -> None:
    """A failure shows what its own attempt printed."""
    result = project.run(
        "@pytest.mark.integration\ndef test_it():\n    print('said once')\n    fail_first('it', 9)",
    )

    assert result.stdout.str().count("said once") == 2  # the source line, and the last attempt's


def test_a_retry_that_healed_costs_nothing(project: Project) -> None:
    """The budget gets its cost back: any number of tests may stumble once."""
    outcomes = project.outcomes(
        "@pytest.mark.integration\n@pytest.mark.parametrize('number', range(30))\n"
        "def test_it(number): fail_first(number)"
    )

    assert outcomes == {"passed": 30, "retried": 30}


def test_the_summary_tells_no_secret(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a test that passes in the end nobody expects a log to hold an address with a password."""
    monkeypatch.setenv("ESOLOGS_SECRET", "hunter2hunter2")
    failure = (
        "ConnectionError('https://me:p4ssw0rd@proxy refused hunter2hunter2, Bearer abcdef123')"
    )
    result = project.run(
        f"@pytest.mark.integration\ndef test_it(): fail_first('it', error={failure})"
    )

    assert result.parseoutcomes() == {"passed": 1, "retried": 1}
    for secret in ("p4ssw0rd", "hunter2hunter2", "abcdef123"):
        result.stdout.no_fnmatch_line(f"*{secret}*")
