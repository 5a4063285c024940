"""The built documentation is whole, and fetches nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import pytest

from scripts.navigation import nav
from tests.docs.blocks import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FETCHING: Final = {
    "audio": "src",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "script": "src",
    "source": "src",
    "video": "src",
}
"""What a browser loads by itself, and the attribute that says from where."""

ELSEWHERE: Final = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
LOADED_BY_CSS: Final = re.compile(
    r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)", re.IGNORECASE
)


class _Fetched(HTMLParser):
    """Gathers the addresses that a page makes a browser load."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(FETCHING.get(tag, ""))
        if address:
            self.addresses.append(address)


def fetched(html: str) -> list[str]:
    """The addresses that *html* makes a browser load."""
    parser = _Fetched()
    parser.feed(html)
    return parser.addresses


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built as `make check` builds it."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir"]
    done = subprocess.run(
        [*command, str(target)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.mark.slow
def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    """No script, style, font or image leaves the machine on which the pages are."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        foreign = [url for url in fetched(page.read_text("utf-8")) if ELSEWHERE.match(url)]
        assert not foreign, page
    for style in site.rglob("*.css"):
        assert not LOADED_BY_CSS.findall(style.read_text("utf-8")), style


@pytest.mark.slow
def test_the_site_has_every_page_and_llms_txt(site: Path) -> None:
    """Each page of the navigation is built, and the index for language models lies beside them."""
    for path in [page for _, pages in nav() for page in pages]:
        assert (site / path).with_suffix(".html").is_file(), path
    built = (site / "llms.txt").read_text("utf-8")
    assert built == (ROOT / "docs" / "llms.txt").read_text("utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", built):
        assert (site / link).is_file(), link


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<link rel="stylesheet" href="//fonts.example/a.css">', ["//fonts.example/a.css"]),
        ('<script src="https://cdn.example/a.js"></script>', ["https://cdn.example/a.js"]),
        ('<a href="https://www.esologs.com">a link</a>', []),
    ],
)
def test_what_a_browser_loads_is_found(html: str, addresses: list[str]) -> None:
    """Styles and scripts count, links that somebody may click do not."""
    assert fetched(html) == addresses
