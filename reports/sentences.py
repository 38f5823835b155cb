"""Sentences the program computes, and those the consultant wrote in their place: figures stay bound to the data.

A sentence of one's own keeps the figures of the computed one it replaced. While each of them still prints the same, it
is printed as a figure; one that the data no longer give stays as it was typed and is told as stale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consultant_desk.domain.snapshot import SnapshotSentence
from reports.rich import Figure, Rich, Span, plain, text_of


@dataclass(frozen=True, slots=True)
class StaleFigure:
    """A figure in a sentence of one's own as it was typed, and what the data give now (empty: nothing any more)."""

    printed: str
    now: str


@dataclass(frozen=True, slots=True)
class PrintedSentence:
    """One sentence of a built report: what is computed, and what the consultant wrote instead (None: nothing).

    `figures` are those of the computed sentence as (printed, path), `bound` those the own one was bound to. `stale`
    figures have to be looked at before issue; `moved` tells that the computed sentence is no longer the one replaced.
    """

    key: str
    computed: str
    own: str | None = None
    figures: tuple[tuple[str, str], ...] = ()
    stale: tuple[StaleFigure, ...] = ()
    moved: bool = False
    bound: tuple[tuple[str, str], ...] = ()

    def figures_for(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return what a new wording is bound to: today's figures, and those of before that still stand in it."""
        kept = tuple(one for one in self.bound if one not in self.figures and stands_in(text, one[0]))
        return (*self.figures, *kept)


class Sentences:
    """All sentences of one report, by key, in printed order."""

    def __init__(
        self,
        own: Sequence[SnapshotSentence],
        figure: Callable[[str], Figure],
        markup: Callable[[str], Rich] = plain,
    ) -> None:
        self._own = {one.key: one for one in own}
        self._figure, self._markup = figure, markup
        self._said: dict[str, PrintedSentence] = {}

    @property
    def printed(self) -> tuple[PrintedSentence, ...]:
        """Return every sentence that was asked for."""
        return tuple(self._said.values())

    def worded(self, key: str, computed: Rich) -> Rich:
        """Return the sentence to print: the consultant's, with its figures bound, else the computed one."""
        mine = self._own.get(key)
        shown = text_of(computed)
        figures = tuple(dict.fromkeys((s.figure.printed, s.figure.path) for s in computed if s.figure is not None))
        if mine is None:
            self._said[key] = PrintedSentence(key, shown, figures=figures)
            return computed
        rich, stale = self._bound(mine)
        moved = bool(mine.computed) and mine.computed != shown
        self._said[key] = PrintedSentence(key, shown, mine.text, figures, stale, moved, mine.figures)
        return rich

    def _bound(self, mine: SnapshotSentence) -> tuple[Rich, tuple[StaleFigure, ...]]:
        if not mine.text.strip():
            return (), ()
        rich = self._markup(mine.text)
        stale: list[StaleFigure] = []
        for printed, path in sorted(set(mine.figures), key=lambda one: -len(one[0])):
            now = self._now(path)
            if not _stands(rich, printed):
                continue
            if now is None or now.printed != printed:
                stale.append(StaleFigure(printed, now.printed if now else ""))
            else:
                rich = _with_figure(rich, now)
        return rich, tuple(stale)

    def _now(self, path: str) -> Figure | None:
        try:
            return self._figure(path)
        except (KeyError, IndexError, TypeError, ValueError, StopIteration):
            return None


def stands_in(text: str, printed: str) -> bool:
    """Tell whether a figure stands in a text as a number of its own."""
    return _place(text, printed) >= 0


def with_new_figures(text: str, stale: Sequence[StaleFigure]) -> str:
    """Return a sentence with its stale figures as the data give them now; one they no longer give stays."""
    pieces = [(text, False)]
    for one in sorted((one for one in stale if one.now), key=lambda one: -len(one.printed)):
        pieces = [part for piece, new in pieces for part in ([(piece, new)] if new else _replaced(piece, one))]
    return "".join(piece for piece, _new in pieces)


def _replaced(text: str, one: StaleFigure) -> list[tuple[str, bool]]:
    """Cut a text around a figure, with the new one in its place; the flag tells what is new."""
    pieces: list[tuple[str, bool]] = []
    while (place := _place(text, one.printed)) >= 0:
        pieces += [(text[:place], False), (one.now, True)]
        text = text[place + len(one.printed) :]
    return [*pieces, (text, False)]


def _stands(rich: Rich, printed: str) -> bool:
    return any(span.figure is None and stands_in(span.text, printed) for span in rich)


def _with_figure(rich: Rich, figure: Figure) -> Rich:
    """Bind every place where a figure stands as a number of its own."""
    spans: list[Span] = []
    for span in rich:
        rest = span
        while rest.figure is None and (place := _place(rest.text, figure.printed)) >= 0:
            end = place + len(figure.printed)
            if place:
                spans.append(_part(rest, rest.text[:place]))
            spans.append(_part(rest, figure.printed, figure))
            rest = _part(rest, rest.text[end:])
        if rest.text or rest is span:
            spans.append(rest)
    return tuple(spans)


def _part(span: Span, text: str, figure: Figure | None = None) -> Span:
    return Span(text, span.bold, span.link, span.raised, figure, "", span.italic, span.href)


def _place(text: str, printed: str) -> int:
    """Return where a figure stands in a text and is no part of a longer number, -1 if nowhere."""
    place = text.find(printed)
    while place >= 0:
        before, after = text[:place][-2:], text[place + len(printed) :][:2]
        if not _runs_on(before[::-1]) and not _runs_on(after):
            return place
        place = text.find(printed, place + 1)
    return -1


def _runs_on(beside: str) -> bool:
    return beside[:1].isdigit() or (beside[:1] in {".", ",", "\u00a0", "\u202f"} and beside[1:2].isdigit())
