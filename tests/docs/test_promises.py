"""The tables of the documentation say what the code says."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final, get_args

import pytest

import esologs
from esologs import SyncClient, config, errors
from esologs.cli.exit_codes import MEANINGS
from esologs.resilience.classify import classify
from esologs.sandbox.faults import Status
from scripts.write_docs import nav
from tests.docs.blocks import ROOT
from tests.docs.terminal import variables

if TYPE_CHECKING:
    from pathlib import Path

DOCS: Final = ROOT / "docs"
ROW: Final = re.compile(r"^\|(.*)\|$", re.MULTILINE)


def rows(page: str) -> list[list[str]]:
    """The cells of every row of every table of a page."""
    text = (DOCS / page).read_text("utf-8")
    return [[cell.strip() for cell in row.split("|")] for row in ROW.findall(text)]


def named(page: str, pattern: str) -> dict[str, list[str]]:
    """The rows whose first cell is one name in code that fits *pattern*, by that name."""
    found: dict[str, list[str]] = {}
    for name, *cells in rows(page):
        if re.fullmatch(f"`{pattern}`", name):
            found[name.strip("`")] = cells
    return found


def configs() -> list[type]:
    """Every config dataclass."""
    return [kind for name, kind in vars(config).items() if name.endswith("Config")]


def default_of(setting: str) -> object:
    """The default of `Class.field`, or of the timeout of a factory."""
    owner, _, field = setting.partition(".")
    return getattr(getattr(config, owner)(), field)


def test_what_follows_from_the_code_is_written() -> None:
    """The pages of methods, the table of faults and llms.txt are those of this code."""
    command = [sys.executable, str(ROOT / "scripts" / "write_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}: run scripts/write_docs.py"


def test_every_method_has_its_place_in_the_reference() -> None:
    """Each public method of the generated client stands on one page, once."""
    from esologs._generated.async_client import AsyncMethods

    pages = (DOCS / "reference" / "methods").glob("*.md")
    shown = re.findall(
        r"^::: \S+\.(\w+)$", "".join(page.read_text() for page in pages), re.MULTILINE
    )
    methods = [name for name in vars(AsyncMethods) if not name.startswith("_")]
    assert sorted(shown) == sorted(methods)


def test_one_page_has_every_environment_variable() -> None:
    """The table names what the package reads, all of it and nothing else."""
    assert set(named("how-to/environment.md", r"ESOLOGS_\w+")) == variables()


def test_no_page_names_a_variable_that_nobody_reads() -> None:
    """No other name with our prefix stands anywhere in the text."""
    for path in [ROOT / "README.md", *DOCS.rglob("*.md"), DOCS / "llms.txt"]:
        assert set(re.findall(r"\bESOLOGS_[A-Z_]+\b", path.read_text("utf-8"))) <= variables()


def test_every_default_is_explained_and_right() -> None:
    """Each field of each config has a row with its value and a reason."""
    explained = named("explanation/defaults.md", r"\w+Config\.\w+")
    settings = {
        f"{kind.__name__}.{field.name}"
        for kind in configs()
        for field in dataclasses.fields(kind)
        if not (kind is config.RetryConfig and field.name == "budget")  # has a table of its own
    }
    assert set(explained) == settings
    for setting, (shown, reason) in explained.items():
        assert shown == str(default_of(setting)), setting
        assert len(reason) > 20, setting


@pytest.mark.parametrize("factory", ["create_resilient_client", "create_client_with_timeout"])
def test_the_timeouts_of_the_factories_are_right(factory: str) -> None:
    """Their rows have the default that the signature has."""
    shown = {name: cells[0] for name, *cells in rows("explanation/defaults.md")}
    timeout = inspect.signature(getattr(esologs, factory)).parameters["timeout"].default
    assert shown[f"`timeout` of `{factory}`"] == str(timeout)


def sample(name: str) -> BaseException:
    """An error of the class *name*, as the package would make it."""
    kind = getattr(errors, name)
    if issubclass(kind, errors.HttpStatusError):
        status = {"AuthenticationError": 401, "ForbiddenError": 403, "RateLimitError": 429}
        error: BaseException = kind("message", status_code=status.get(name, 503))
    elif kind is errors.ResponseTooLargeError:
        error = kind(1)
    else:
        error = kind("message")
    return error


def test_the_table_of_errors_says_what_is_retried() -> None:
    """The column agrees with the classifier, for every error that can be asked for."""
    table = {
        name: cells
        for name, cells in named("explanation/what-an-error-means.md", r"\w+Error").items()
        if len(cells) == 3
    }
    for name, (_, retried, _) in table.items():
        assert (retried == "yes") is classify(sample(name)).transient, name


def test_every_error_is_explained() -> None:
    """Each exception that is raised has a row; those that only group others have none."""
    explained = set(named("explanation/what-an-error-means.md", r"\w+Error"))
    groups = {"EsoLogsError", "ApiError", "RejectedError", "TransportError", "HttpStatusError"}
    parts = {"TokenError", "GraphQLFieldError"}
    classes = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and kind.__name__ == name and issubclass(kind, Exception)
    }
    assert explained == classes - groups - parts


def test_old_and_new_names_of_errors_are_the_same_classes() -> None:
    """The table for those who come from esologs-python names what the code has."""
    table = named("how-to/from-esologs-python.md", r"GraphQLClient\w+")
    names = {name for name in vars(errors) if name.startswith("GraphQLClient")}
    assert set(table) >= names
    for name in names:
        assert table[name][-1].strip("`") == getattr(errors, name).__name__


def policies() -> list[str]:
    """The classes around an attempt of a client, outermost first, and the attempt's own."""
    with SyncClient(sandbox=True) as client:
        way: object = vars(client)["_core"].pipeline
    way = getattr(way, "flow", way)
    names: list[str] = []
    while isinstance(way, functools.partial):
        policy, way = way.args
        names.append(type(policy).__name__)
    return [*names, type(way).__name__]


def test_the_pipeline_of_the_page_is_that_of_the_code() -> None:
    """Policies that "work" are those that a client is built with, in the same order."""
    table = {name: cells[-1] for name, *cells in rows("explanation/how-a-call-travels.md")}
    working = [name for name, state in table.items() if state == "works"]
    built = policies()
    assert len(working) == len(built)
    for shown, name in zip(working, built, strict=True):
        assert name.startswith(shown)


def waiting() -> set[str]:
    """The policies that are not at work yet."""
    table = {name: cells[-1] for name, *cells in rows("explanation/how-a-call-travels.md")}
    return {name for name, state in table.items() if state == "next"}


@pytest.mark.parametrize(
    "page", ["explanation/defaults.md", "reference/settings.md"], ids=["defaults", "settings"]
)
def test_no_setting_is_promised_before_its_policy_works(page: str) -> None:
    """What only a policy reads that is not built yet stands under "Not at work yet"."""
    owned = {f"{name}Config" for name in waiting()} & {kind.__name__ for kind in configs()}
    later = (DOCS / page).read_text("utf-8").partition("## Not at work yet")[2]
    assert set(re.findall(r"(\w+Config)", later)) == owned


@pytest.mark.parametrize(
    ("page", "words", "policies"),
    [
        ("explanation/what-an-error-means.md", "not at work yet", {"Breaker", "Points", "Slots"}),
        ("how-to/rate-limits.md", "Not there yet", {"Points"}),
        ("explanation/how-a-call-travels.md", "Until Points is there", {"Points"}),
    ],
)
def test_a_page_says_what_is_missing_only_while_it_is(
    page: str, words: str, policies: set[str]
) -> None:
    """A remark about a policy that comes next goes when the policy comes."""
    text = (DOCS / page).read_text("utf-8")
    assert (words in text) is bool(policies & waiting())


def test_every_reason_to_stop_is_listed() -> None:
    """The row of `stopped` names what `error.stopped` may be, and nothing else."""
    cell = named("explanation/what-an-error-means.md", "stopped")["stopped"][0]
    assert set(re.findall(r"`([\w-]+)`", cell)) == set(get_args(errors.StopReason))


def test_every_config_is_in_the_reference() -> None:
    """The page of settings shows each config dataclass once."""
    text = (DOCS / "reference" / "settings.md").read_text("utf-8")
    shown = re.findall(r"^::: esologs\.config\.(\w+)$", text, re.MULTILINE)
    assert sorted(shown) == sorted(kind.__name__ for kind in configs())


def test_the_settings_of_every_fault_are_listed() -> None:
    """The table of what all faults share has all of it."""
    page = (DOCS / "how-to" / "faults.md").read_text("utf-8")
    table = page.partition("## When it strikes")[2].partition("## All of them")[0]
    own = {"status"}
    shared = {field.name for field in dataclasses.fields(Status)} - own
    assert set(re.findall(r"`(\w+)`(?=, `|\s+\|)", table)) >= shared


def test_the_exit_codes_are_those_of_the_command_line() -> None:
    """Each code has its row, in the words of `esologs --help`."""
    shown = {code: cells for code, *cells in rows("how-to/command-line.md") if code.isdigit()}
    assert shown == {str(int(code)): [meaning] for code, meaning in MEANINGS.items()}


def test_llms_txt_links_to_pages_of_the_navigation() -> None:
    """Every link leads to a page that readers can reach, and every such page is linked."""
    linked = re.findall(r"\]\(([^)]+)\.html\)", (DOCS / "llms.txt").read_text("utf-8"))
    assert [f"{name}.md" for name in linked] == [page for _, pages in nav() for page in pages]


def written() -> list[Path]:
    """The pages below docs/."""
    return sorted(DOCS.rglob("*.md"))


def test_every_page_is_in_the_navigation() -> None:
    """No page is written for nobody."""
    reachable = {page for _, pages in nav() for page in pages}
    assert {path.relative_to(DOCS).as_posix() for path in written()} == reachable
