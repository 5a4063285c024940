"""The tables of the documentation say what the code says."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import pytest

import esologs
from esologs import config, errors
from esologs._layers import POLICIES
from esologs._presets import PRESETS
from esologs.cache import config as stores
from esologs.cli.exit_codes import MEANINGS
from esologs.fleet import config as fleets
from esologs.resilience.classify import classify
from esologs.sandbox.faults import Status
from scripts.navigation import nav
from tests.docs.blocks import ROOT
from tests.docs.tables import DOCS, named, rows
from tests.docs.terminal import variables

if TYPE_CHECKING:
    from pathlib import Path


def configs() -> list[type]:
    """Every config dataclass."""
    found = {**vars(config), **vars(stores), **vars(fleets)}
    return [kind for name, kind in found.items() if name.endswith("Config")]


def default_of(setting: str) -> object:
    """The default of `Class.field`, or of the timeout of a factory."""
    owner, _, field = setting.partition(".")
    if owner == "RedisStoreConfig":
        return getattr(stores.RedisStoreConfig(url="redis://"), field)
    if owner == "FleetConfig":
        return getattr(fleets.FleetConfig(url="redis://"), field)
    home = config if hasattr(config, owner) else stores
    return getattr(getattr(home, owner)(), field)


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
        if field.name != "url"  # has no default
        and not (kind is config.RetryConfig and field.name == "budget")  # has a table of its own
    }
    assert set(explained) == settings
    for setting, (shown, reason) in explained.items():
        assert shown == str(default_of(setting)), setting
        assert len(reason) > 20, setting


def test_every_number_of_every_preset_is_explained_and_right() -> None:
    """The table of presets has each number that one of them changes, and a reason."""
    heading = ("setting", "default", "interactive", "batch")
    table = {row[0].strip("`"): row[1:] for row in rows("explanation/defaults.md") if len(row) == 5}
    shown = {name: cells for name, cells in table.items() if name not in {heading[0], "---"}}
    expected: dict[str, list[str]] = {}
    for preset in ("interactive", "batch"):
        layer = PRESETS[preset]
        for name, value in {**layer.plain, **layer.options}.items():
            said = {"timeout": "60.0", "priority": "None"}[name]
            expected.setdefault(name, [said] * 3)
            expected[name][heading.index(preset) - 1] = str(value)
        for policy, numbers in layer.numbers.items():
            for field, value in numbers.items():
                owner = POLICIES[policy].__name__
                default = default_of(f"{owner}.{field}")
                cells = expected.setdefault(f"{owner}({field}=…)", [str(default)] * 3)
                cells[heading.index(preset) - 1] = str(value)
    assert {name: cells[:3] for name, cells in shown.items()} == expected
    assert all(len(cells[3]) > 20 for cells in shown.values())


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
    elif issubclass(kind, errors.ApiError) and kind is not errors.ResponseTooLargeError:
        error = kind("message")
    else:  # judged by its class alone
        error = kind.__new__(kind)
    return error


def test_the_table_of_errors_says_what_is_retried_and_what_is_answered_instead() -> None:
    """Both columns agree with the classifier; what was never sent is never retried."""
    table = named("explanation/what-an-error-means.md", r"\w+Error")
    assert {len(cells) for cells in table.values()} == {3, 4}
    for name, cells in table.items():
        verdict = classify(sample(name))
        if len(cells) == 4:
            assert (cells[1] == "yes") is verdict.transient, name
        assert (cells[-2] == "yes") is verdict.stale_ok, name


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


def test_every_reason_to_stop_is_listed() -> None:
    """The row of `stopped` names what `error.stopped` may be, and nothing else."""
    cell = named("explanation/what-an-error-means.md", "stopped")["stopped"][0]
    assert set(re.findall(r"`([\w-]+)`", cell)) == set(get_args(errors.StopReason))


def test_every_config_is_in_the_reference() -> None:
    """The page of settings shows each config dataclass once."""
    text = (DOCS / "reference" / "settings.md").read_text("utf-8")
    shown = re.findall(r"^::: esologs\.(?:\w+\.)?config\.(\w+)$", text, re.MULTILINE)
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
