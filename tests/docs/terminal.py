"""The commands of the pages: each is run, or held to what it speaks of."""

from __future__ import annotations

import argparse
import base64
import os
import re
import shlex
import socket
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Final

from esologs._environment import known_variables
from tests.docs.blocks import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

BIN: Final = Path(sys.executable).parent
SERVE: Final = ["esologs", "sandbox", "serve"]
# What a reader has not: hypothesis, and modules of the package that pytest must rewrite each time.
PYTEST: Final = ["-p", "no:hypothesispytest", "--assert=plain"]
_PATIENCE: Final = 30.0


def commands(text: str) -> Iterator[list[str]]:
    """Yield the commands of a block, each as its words."""
    for line in text.replace("\\\n", " ").splitlines():
        for part in line.split("&&"):
            if words := shlex.split(part, comments=True):
                yield words


def variables() -> set[str]:
    """The names of the environment variables that the package reads."""
    return set(known_variables())


def extras() -> set[str]:
    """The names of the package's extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return set(project["optional-dependencies"])


class Terminal:
    """A terminal in *folder*, with the environment of the test.

    What would leave the machine or change it (`pip`, `git`) is not run, but
    must name what exists. `http://127.0.0.1:8000` means the server at *base_url*,
    until a command starts one: its port is then replaced by a free one, here and
    in every later address.
    """

    def __init__(self, folder: Path, base_url: str) -> None:
        self._folder = folder
        self._servers: list[subprocess.Popen[str]] = []
        self._ports = {"8000": base_url.rpartition(":")[2]}

    def run(self, text: str) -> str:
        """Run the commands of a block and return what they print."""
        return "".join(self._one(words) for words in commands(text))

    def close(self) -> None:
        """End the servers."""
        for server in self._servers:
            server.terminate()
            server.communicate(timeout=_PATIENCE)

    def _one(self, words: list[str]) -> str:
        words = [self._moved(word) for word in words]
        match words:
            case ["export", setting]:
                return self._export(setting)
            case ["esologs", "sandbox", "serve", *rest]:
                return self._serve(rest)
            case ["esologs", *rest]:
                return self._finished([str(BIN / "esologs"), *rest])
            case ["python" | "python3" | ".venv/bin/python", name]:
                return self._finished([sys.executable, name])
            case ["pytest", *rest]:
                return self._finished([sys.executable, "-m", "pytest", *PYTEST, *rest])
            case ["curl", *rest]:
                return _curl(rest)
            case ["pip", "install", *rest] | [".venv/bin/pip", "install", *rest]:
                for name in rest:
                    wanted = re.search(r"\[(.*)\]", name)
                    unknown = set(wanted.group(1).split(",")) - extras() if wanted else set[str]()
                    assert not unknown, f"no extra is called {unknown}"
            case [".venv/bin/esologs", *rest]:
                return self._one(["esologs", *rest])
            case ["make", target]:
                assert re.search(
                    rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
                )
            case ["git", "clone", *_] | ["cd", _] | ["python3", "-m", "venv", ".venv"]:
                pass
            case ["pip", "uninstall", "esologs-python"]:
                pass
            case _:
                raise AssertionError(f"no way to check the command {shlex.join(words)!r}")
        return ""

    def _export(self, setting: str) -> str:
        name, _, value = setting.partition("=")
        assert name in variables(), f"the package reads no {name}"
        if value != "...":
            os.environ[name] = value
        return ""

    def _finished(self, command: list[str]) -> str:
        done = subprocess.run(
            command,
            env={**os.environ, "COLUMNS": "80"},  # as wide as a page
            stdin=subprocess.DEVNULL,
            cwd=self._folder,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def _serve(self, options: list[str]) -> str:
        if "--port" in options:
            place = options.index("--port") + 1
            with socket.create_server(("127.0.0.1", 0)) as probe:
                free = str(probe.getsockname()[1])
            self._ports[options[place]] = free
            options = [*options[:place], free, *options[place + 1 :]]
        server = subprocess.Popen(
            [str(BIN / "esologs"), *SERVE[1:], *options],
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._servers.append(server)
        assert server.stdout is not None
        first = server.stdout.readline()
        for shown, taken in self._ports.items():
            first = first.replace(f":{taken}", f":{shown}")
        return first

    def _moved(self, word: str) -> str:
        for shown, taken in self._ports.items():
            word = word.replace(f"http://127.0.0.1:{shown}", f"http://127.0.0.1:{taken}")
        return word


def _curl(words: list[str]) -> str:
    """Do what curl would, for the few options that the pages use."""
    parser = argparse.ArgumentParser("curl")
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-X", dest="method")
    parser.add_argument("-u", dest="user")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="data")
    parser.add_argument("url")
    asked = parser.parse_args(words)
    data = None if asked.data is None else str(asked.data).encode()
    request = urllib.request.Request(str(asked.url), data, method=asked.method)  # noqa: S310 - the sandbox's
    for header in asked.headers:
        name, _, value = str(header).partition(":")
        request.add_header(name, value.strip())
    if asked.user is not None:
        request.add_header(
            "Authorization", f"Basic {base64.b64encode(str(asked.user).encode()).decode()}"
        )
    with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - as above
        text: str = answer.read().decode()
    return text if text.endswith("\n") else f"{text}\n"
