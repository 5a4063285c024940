"""The two consoles: data on stdout, talk on stderr, and what each of them can show."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TextIO, runtime_checkable

from rich.console import Console as RichConsole
from rich.table import Table
from rich.text import Text

from esologs.cli import units

if TYPE_CHECKING:
    from rich.style import StyleType

    from esologs._call import ResultMeta

_WIDEST: Final = 120
"""Lines longer than this are hard to read, however wide the window is."""


class Marks(NamedTuple):
    """The signs that not every terminal knows."""

    levels: str
    """From empty to full, for columns that grow upwards."""
    bar: str
    axis: str
    corner: str
    line: str
    dot: str
    dash: str


UNICODE: Final = Marks(" ▁▂▃▄▅▆▇█", "█", "│", "└", "─", "·", "–")
ASCII: Final = Marks(" .:#", "#", "|", "+", "-", "-", "-")


@runtime_checkable
class _Encoded(Protocol):
    """A stream that can be told what to do with a sign that it does not know."""

    def reconfigure(self, *, errors: str) -> None: ...


class Console(RichConsole):
    """A rich console that writes no escape sequence where none is wanted.

    None is wanted in a pipe, on a dumb terminal, and with `NO_COLOR`; there
    `NO_COLOR` also takes away bold and dim, which rich alone would keep.
    """

    def __init__(self, stream: TextIO) -> None:
        plain = bool(os.environ.get("NO_COLOR"))
        if not _is_utf8(stream) and isinstance(stream, _Encoded):
            stream.reconfigure(errors="replace")  # a name it cannot show must not end the program
        super().__init__(
            file=stream, highlight=False, emoji=False, markup=False, soft_wrap=False,
            color_system=None if plain else "auto",
        )  # fmt: skip
        # Nothing is cut in a pipe where a line may be long: it may be for grep.
        fits = self.width if self.is_terminal or "COLUMNS" in os.environ else _WIDEST
        self.width = min(fits, _WIDEST)

    @property
    def can_draw(self) -> bool:
        """Whether more than ASCII can be shown here."""
        return _is_utf8(self.file)

    @property
    def marks(self) -> Marks:
        """The signs that can be shown here."""
        return UNICODE if self.can_draw else ASCII

    def on_broken_pipe(self) -> None:
        """Leave it to the program, which ends quietly."""
        raise BrokenPipeError

    def heading(self, text: str, *more: str, gap: bool = True) -> None:
        """Write a heading, with an empty line above it for *gap*; *more* is of plain weight."""
        if gap:
            self.print()
        self.print(Text.assemble((text, "bold"), *(f" {self.marks.dot} {part}" for part in more)))

    def note(self, text: str, style: StyleType = "dim") -> None:
        """Write a sentence beside the matter."""
        self._sentence(Text(text, style))

    def problem(self, text: str) -> None:
        """Write why something failed, as one paragraph."""
        self._sentence(Text.assemble(("esologs: ", "bold red"), text))

    def _sentence(self, text: Text) -> None:
        # Hard line breaks help in a terminal only: a log or a pipe keeps the paragraph whole.
        self.print(text, soft_wrap=not self.is_terminal)


def data() -> Console:
    """Return the console of stdout."""
    return Console(sys.stdout)


def talk() -> Console:
    """Return the console of stderr."""
    return Console(sys.stderr)


def grid(*columns: str) -> Table:
    """Return an empty table without lines.

    A column whose name starts with ">" is of numbers. One that starts with "~"
    gives way where the terminal is narrow; its cells are made by `elastic`.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        name = column.lstrip(">~")
        table.add_column(
            name,
            justify="right" if column.startswith(">") else "left",
            no_wrap=not column.startswith("~"),
            overflow="ellipsis",
            min_width=10 if column.startswith("~") and name else 0,
        )
    return table


def elastic(text: str, style: StyleType = "", *, ellipsis: bool = True) -> Text:
    """Return a cell that is cut where it does not fit, with or without a sign of it."""
    return Text(text, style, no_wrap=True, overflow="ellipsis" if ellipsis else "crop")


def tell_points(meta: ResultMeta) -> None:
    """Say on stderr what is left of this hour's points, if the answer told."""
    if meta.points is not None:
        left, limit = units.points(meta.points.left), units.points(meta.points.limit)
        resets_in = units.duration(meta.points.resets_in * 1000)
        talk().note(f"{left} of {limit} points left, new ones in {resets_in}")


def _is_utf8(stream: object) -> bool:
    encoding: object = getattr(stream, "encoding", None)
    return isinstance(encoding, str) and encoding.lower().replace("-", "").startswith("utf8")
