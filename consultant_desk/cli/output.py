"""What commands print: results on stdout, as a table or one JSON document; messages, faults and progress on stderr."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TextIO

from consultant_desk.errors import AnotherKind, DeskError, UserError

GAP = "  "
_TURNS = frozenset({"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Characters that make a terminal show what follows in another order (UAX #9): a name from a file could lie by them."""
BAR_WIDTH = 24


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `right` aligns figures; `width` is the most cells a text may take, 0 for no limit."""

    title: str
    right: bool = False
    width: int = 0


def prepare_streams() -> None:
    """Write and read UTF-8 whatever the locale says; what cannot be encoded is escaped, never a failure.

    A program started with a stream closed (`>&-`) has none: what it would write there goes nowhere.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the program
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(document: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of a result, without control characters."""
    for line in lines:
        sys.stdout.write(printable(line) + "\n")


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their titles, aligned by how wide a terminal shows the text; nothing for no rows."""
    cells = [[_cut(printable(cell), column.width) for cell, column in zip(row, columns, strict=True)] for row in rows]
    if not cells:
        return
    table = [[column.title for column in columns], *cells]
    widths = [max(display_width(row[index]) for row in table) for index in range(len(columns))]
    for row in table:
        parts = (
            _padded(cell, width, right=column.right) for cell, width, column in zip(row, widths, columns, strict=True)
        )
        sys.stdout.write(GAP.join(parts).rstrip() + "\n")


def say(text: str) -> None:
    """Write a message for the person at the terminal."""
    sys.stderr.write(printable(text) + "\n")


def fault_lines(error: DeskError) -> list[str]:
    """Return a failure as one line per fault: the faults of an input, or the one sentence."""
    if isinstance(error, UserError) and error.faults and not isinstance(error, AnotherKind):
        return [printable(fault.line()) for fault in error.faults]
    return [printable(error.sentence())]


class Progress:
    """Tells how far a long piece of work is: a bar on a terminal, else one line at the start and one at the end."""

    def __init__(self, label: str, stream: TextIO | None = None) -> None:
        self._label = label
        self._stream = sys.stderr if stream is None else stream
        self._bar = self._stream.isatty()
        self._shown = -1

    def __enter__(self) -> Self:
        if not self._bar:
            self._stream.write(f"{self._label} …\n")
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` pieces are done."""
        share = min(1.0, done / total) if total > 0 else 1.0
        filled = round(share * BAR_WIDTH)
        if self._bar and filled != self._shown:
            self._shown = filled
            self._stream.write(f"\r{self._label} [{'#' * filled}{' ' * (BAR_WIDTH - filled)}] {share:4.0%}")
            self._stream.flush()

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if self._bar:
            self._stream.write("\n")
        elif kind is None:
            self._stream.write(f"{self._label}: done\n")


def printable(text: str) -> str:
    """Return `text` on one line and without control characters, which could drive the terminal or turn its order."""
    return "".join(
        " " if character in "\n\t\r\v\f\x85\u2028\u2029" else character
        for character in text
        if character in "\n\t\r\v\f\x85"
        or not (unicodedata.category(character) in {"Cc", "Cs"} or unicodedata.bidirectional(character) in _TURNS)
    )


def display_width(text: str) -> int:
    """Return how many cells of a terminal `text` takes: two for wide characters, none for combining ones."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _cut(text: str, width: int) -> str:
    """Return `text` shortened to `width` cells with an ellipsis; 0 leaves it whole."""
    if not width or display_width(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += _cells(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def _padded(text: str, width: int, *, right: bool) -> str:
    gap = " " * (width - display_width(text))
    return gap + text if right else text + gap
