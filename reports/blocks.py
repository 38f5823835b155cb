"""What a report says, before any page or file format: sections compose blocks, one writer per format sets them.

`reports.setting` sets them for PDF; the sisters in HTML and Markdown have writers of their own. Blocks are frozen data;
text is rich (`reports.rich`), so that figures, links and the places that cite evidence stay known to every writer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from reports.drawing import Drawing
from reports.rich import Rich


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a section: its anchor and name, and its conclusion as the heading."""

    anchor: str
    kicker: str
    title: Rich


@dataclass(frozen=True, slots=True)
class Subheading:
    """The beginning of a part of a section; `room` is the height in points that has to follow on the same page."""

    title: Rich
    anchor: str
    room: float = 90.0


@dataclass(frozen=True, slots=True)
class Text:
    """Text of any length in a style of the theme. `where` names section and field should it have to be cut.

    `ink` (#RRGGBB) replaces the colour of the style, where the ground is not white.
    """

    rich: Rich
    style: str = "body"
    where: str = ""
    anchors: tuple[str, ...] = ()
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One short line that is never broken: a number or a word in a table."""

    rich: Rich
    style: str = "number"
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One short word on a tinted ground (#RRGGBB)."""

    rich: Rich
    fill: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its number or date, empty for a bullet, and what it says."""

    body: tuple[Block, ...]
    label: Rich = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list. `indent` and `between` in points; the widest label decides where `indent` is 0."""

    items: tuple[Item, ...]
    indent: float = 15.0
    between: float = 4.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell. `span` counts the columns it covers; `heads` makes it the header of its row.

    A `dashed` cell has a dashed frame instead of a ground: nothing is known there.
    """

    content: tuple[Block, ...] = ()
    fill: str = ""
    span: int = 1
    heads: bool = False
    middle: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A `leading` row (name of a group) is never the last one on a page."""

    cells: tuple[Cell, ...]
    fill: str = ""
    leading: bool = False
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """An exhibit that is a table: shares of the width, a header, rows, and the line under it.

    Without a `title` it is no exhibit and has no number (a table in a note). `tight` parts tinted cells in white.
    """

    title: Rich
    shares: tuple[float, ...]
    header: Row
    rows: tuple[Row, ...]
    source: Rich = ()
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A numbered chart with its source; one that `goes_on` keeps the number of the one before."""

    title: Rich
    drawing: Drawing
    source: Rich
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Content on a ground with an edge of colour, at the left or all round (`framed`); stays on one page."""

    content: tuple[Block, ...]
    fill: str
    edge: str
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns side by side, each with its share of the width, read left to right; they stay on one page."""

    columns: tuple[tuple[float, tuple[Block, ...]], ...]
    between: float = 22.0


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks of which no few stand alone on a page: short ones stay on one page, of longer ones the last stay together.

    One that leads to the next, a heading or "What we saw:", stays with it.
    """

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """White space, in points."""

    points: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline over the whole width."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """The end of a page, unless nothing stands on it yet."""


@dataclass(frozen=True, slots=True)
class OnePage:
    """A page of its own whose content was fitted to it: everything in it is set at `scale`."""

    content: tuple[Block, ...]
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The linked contents with their page numbers, on a page of their own under a heading."""

    title: Rich
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: kind and title, what it is about, its date, facts as (name, value), and the contents."""

    kind: str
    title: str
    subject: str
    date: str
    facts: tuple[tuple[str, str], ...]
    contents: Contents


Block: TypeAlias = (
    Opening
    | Subheading
    | Text
    | Line
    | Chip
    | Items
    | Table
    | Exhibit
    | Box
    | Columns
    | Together
    | Gap
    | Rule
    | NewPage
    | OnePage
    | Contents
    | Cover
)


def exhibit_numbers(blocks: Iterable[Block]) -> dict[int, int]:
    """Return the number of every exhibit by the identity of its block, in printed order."""
    numbers: dict[int, int] = {}
    _number(blocks, numbers)
    return numbers


def _number(blocks: Iterable[Block], numbers: dict[int, int]) -> None:
    last = max(numbers.values(), default=0)
    for block in blocks:
        match block:
            case Exhibit(goes_on=goes_on):
                last = numbers[id(block)] = last if goes_on else last + 1
            case Table(title=title) if title:
                last = numbers[id(block)] = last + 1
            case OnePage(content=content) | Together(content=content) | Box(content=content):
                _number(content, numbers)
            case Columns(columns=columns):
                for _share, content in columns:
                    _number(content, numbers)
            case _:
                continue
        last = max(numbers.values(), default=0)
