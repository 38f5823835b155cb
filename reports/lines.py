"""Breaks text into lines: words at spaces, long words inside, East Asian text between characters. No page is known.

The program breaks its own lines, so that no markup is ever parsed: a text is characters and the ink each is set in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reports.rich import Figure

BREAK = "\u200b"
"""A place where a line may end without a hyphen; it is not printed."""

_FIRST_WIDE = "\u2e80"
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
"""CJK, kana, hangul: lines may end between any two of these characters."""

_FIRST_GUESS = 128  # characters, about a line
_EPSILON = 1e-6
_STEP = 4.0  # points
_SMALLEST = 0.8  # of its size; smaller type is harder to read than a word on two lines


@dataclass(frozen=True, slots=True)
class Ink:
    """How characters are set: face, size in points, colour, rise above the base line, and where they lead.

    Those set `apart` run from right to left by themselves.
    """

    face: str
    size: float
    colour: str
    rise: float = 0.0
    link: str = ""
    href: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one ink; `figure` is the figure they print."""

    ink: Ink
    text: str
    figure: Figure | None = None


@dataclass(slots=True)
class Fragment:
    """What stands in one ink on one line, with its width in points and the figures printed in it."""

    ink: Ink
    text: str
    width: float
    figures: tuple[Figure, ...] = ()


Line = tuple[Fragment, ...]
Measure = Callable[[str, str], float]
"""Width of a text in a face at a size of one point."""


@dataclass(slots=True)
class _Word:
    """Fragments that stay together, the width of the space before them, and whether a new line begins with them."""

    fragments: list[Fragment]
    width: float
    space: float = 0.0
    forced: bool = False


def break_lines(runs: Sequence[Run], room: float, measure: Measure) -> list[Line]:
    """Return the lines of a paragraph, each at most `room` points wide unless a single character is wider."""
    lines: list[Line] = []
    line = _Line()
    for found in _words(runs, measure):
        word = found
        if word.forced or (line.inks and line.width + word.space + word.width > room + _EPSILON):
            lines.append(line.ended())
            line = _Line()
        if word.width > room + _EPSILON and not line.inks:
            *whole, word = _cut(word, room, measure)
            lines += [_Line().with_word(one).ended() for one in whole]
        line.with_word(word)
    lines.append(line.ended())
    return lines


def balanced(runs: Sequence[Run], lines: list[Line], room: float, measure: Measure) -> list[Line]:
    """Return as many lines of as equal a length as words allow: broken in the least room that needs no more of them."""
    low, high = max(0.5 * room, *(word.width for word in _words(runs, measure))), room
    while high - low > _STEP:
        middle = (low + high) / 2
        tried = break_lines(runs, middle, measure)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


@dataclass(slots=True)
class _Line:
    """A line while it is filled: what stands in each ink, in order."""

    width: float = 0.0
    inks: list[Ink] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    figures: list[tuple[Figure, ...]] = field(default_factory=list)

    def with_word(self, word: _Word) -> _Line:
        """Add a word, after the space before it unless it is the first one."""
        space = word.space if self.inks else 0.0
        self.width += space
        if space and not self._ends_link(word):
            self.texts[-1].append(" ")
            self.widths[-1] += space
            space = 0.0
        for told in word.fragments:
            fragment, ink = told, told.ink
            if space:
                fragment = Fragment(ink, " " + told.text, told.width + space, told.figures)
                space = 0.0
            if self.inks and (ink is self.inks[-1] or ink == self.inks[-1]):
                self.texts[-1].append(fragment.text)
                self.widths[-1] += fragment.width
                if fragment.figures:
                    self.figures[-1] += fragment.figures
            else:
                self.inks.append(ink)
                self.texts.append([fragment.text])
                self.widths.append(fragment.width)
                self.figures.append(fragment.figures)
        self.width += word.width
        return self

    def _ends_link(self, word: _Word) -> bool:
        """Tell whether a link ends before a word: the space after it is no part of it."""
        last = self.inks[-1]
        return bool(last.link or last.href) and bool(word.fragments) and word.fragments[0].ink != last

    def ended(self) -> Line:
        """Return what the line holds."""
        rows = zip(self.inks, self.texts, self.widths, self.figures, strict=True)
        return tuple(Fragment(ink, "".join(parts), wide, figures) for ink, parts, wide, figures in rows)


def narrowed(runs: Sequence[Run], room: float, measure: Measure) -> Sequence[Run]:
    """Return runs in smaller type where that keeps their widest word whole; one far too wide stays to be cut."""
    widest = max((word.width for word in _words(runs, measure)), default=0.0)
    if widest <= room + _EPSILON or room < widest * _SMALLEST:
        return runs
    by = room / widest
    return [replace(run, ink=replace(run.ink, size=run.ink.size * by, rise=run.ink.rise * by)) for run in runs]


def width_of(line: Line) -> float:
    """Return the width of a line in points."""
    return sum(fragment.width for fragment in line)


def _words(runs: Sequence[Run], measure: Measure) -> Iterator[_Word]:
    word = _Word([], 0.0)
    for run in runs:
        ink, figures = run.ink, () if run.figure is None else (run.figure,)
        space = measure(ink.face, " ") * ink.size
        for number, text in enumerate(run.text.split("\n")):
            if number:
                yield word
                word = _Word([], 0.0, forced=True)
            for place, part in enumerate(text.split(" ")):
                if place:
                    if word.fragments or word.forced:
                        yield word
                        word = _Word([], 0.0, space)
                    elif not word.space:
                        word.space = space
                for piece, breaks in _pieces(part):
                    if breaks and word.fragments:
                        yield word
                        word = _Word([], 0.0)
                    wide = measure(ink.face, piece) * ink.size
                    word.fragments.append(Fragment(ink, piece, wide, figures))
                    word.width += wide
                    figures = ()
    yield word


def _pieces(part: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a word, each with whether a line may end before it."""
    if not part:
        return
    if part.isascii() or (BREAK not in part and (max(part) < _FIRST_WIDE or not _WIDE.search(part))):
        yield part, False
        return
    current, may = "", False
    for char in part:
        wide = _WIDE.match(char) is not None
        if char == BREAK or wide or (current and _WIDE.match(current[-1])):
            if current:
                yield current, may
            current, may = "", True
        if char != BREAK:
            current += char
    if current:
        yield current, may


def _cut(word: _Word, room: float, measure: Measure) -> list[_Word]:
    """Cut a word that is wider than a line into pieces that are not."""
    pieces: list[_Word] = [_Word([], 0.0, word.space)]
    for fragment in word.fragments:
        ink, rest, figures = fragment.ink, fragment.text, fragment.figures
        while rest:
            last = pieces[-1]
            fits = _fitting(rest, (room - last.width) / ink.size, ink, measure)
            if not fits and last.fragments:
                pieces.append(_Word([], 0.0))
                continue
            shown = rest[: max(1, fits)]
            wide = measure(ink.face, shown) * ink.size
            last.fragments.append(Fragment(ink, shown, wide, figures))
            last.width += wide
            rest, figures = rest[len(shown) :], ()
    return pieces


def _fitting(text: str, room: float, ink: Ink, measure: Measure) -> int:
    """Return how many characters fit into a width at a size of one point.

    What is measured grows with what fits, not with what is left: a word may have hundreds of thousands of letters.
    """
    low, high = 0, _FIRST_GUESS
    while high < len(text) and measure(ink.face, text[:high]) <= room + _EPSILON:
        low, high = high, 2 * high
    high = min(high, len(text))
    while low < high:
        middle = (low + high + 1) // 2
        if measure(ink.face, text[:middle]) <= room + _EPSILON:
            low = middle
        else:
            high = middle - 1
    return low
