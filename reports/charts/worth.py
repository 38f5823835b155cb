"""Value for money: benefit against total cost, with the frontier of what nothing beats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from consultant_desk.domain.charts.labels import crosses
from consultant_desk.domain.charts.palette import FOR
from consultant_desk.domain.charts.scatter import RADIUS, ValueScatter, value_scatter
from consultant_desk.domain.evaluation.result import ValueForMoney
from reports import colours
from reports.charts.names import short_name, told_apart
from reports.charts.ticks import TICK, tick_words
from reports.drawing import Drawing, Pen
from reports.fonts import FontBook, width
from reports.rich import Rich

_LEFT, _FOOT, _TOP = 34.0, 44.0, 6.0
_NAME, _LINE = 8.5, 11.5
_HEIGHT = 210.0
_LONGEST, _WHOLE = 28, 72
"""Characters of a name that always finds a place if any does, and of one where there is room."""


@dataclass(frozen=True, slots=True)
class WorthWords:
    """Names of the axes, what is said under the chart, the chart in words, and how ticks are printed."""

    cost: str
    benefit: str
    note: Rich
    alt: str
    cost_tick: Callable[[float], str]
    benefit_tick: Callable[[float], str]


def worth_scatter(
    fonts: FontBook, wide: float, worth: ValueForMoney, names: Mapping[str, str], strong: str | None, words: WorthWords
) -> Drawing:
    """Draw the candidates whose cost is known; those beside the frontier are muted."""
    laid, shown = _laid(fonts, wide, worth, names)

    def paint(pen: Pen) -> None:
        top = _HEIGHT - _TOP

        def at(x: float, y: float) -> tuple[float, float]:
            return _LEFT + x, top - y

        for tick in (one for one in laid.benefit.ticks if 0 <= one <= 100):
            y = _FOOT + laid.benefit.place(tick)
            pen.line(_LEFT, y, wide, y, colours.TRACK, 0.5)
            pen.text(_LEFT - 5, y - 2.4, words.benefit_tick(tick), TICK, colour=colours.MUTED, anchor="end")
        for tick in laid.cost.ticks:
            x = _LEFT + laid.cost.place(tick)
            pen.line(x, _FOOT - 3, x, _FOOT, colours.MUTED, 0.5)
            tick_words(pen, x, _FOOT - 12, words.cost_tick(tick), wide)
        pen.line(_LEFT, _FOOT, wide, _FOOT, colours.MUTED, 0.6)
        pen.text(wide, _FOOT - 23, words.cost, 7.2, colour=colours.MUTED, anchor="end")
        pen.text(_LEFT, _FOOT - 23, words.benefit, 7.2, colour=colours.MUTED)
        pen.path([at(*point) for point in laid.line], FOR, 1.0)
        for point in laid.points:
            x, y = at(point.x, point.y)
            fill = FOR if point.efficient else colours.WHITE
            pen.dot(x, y, RADIUS - 0.8, fill, FOR if point.efficient else colours.MUTED)
            if point.label is not None:
                ends = point.label.right < point.x  # measured in bold, a name left of its mark would stand off it
                edge, base = at(point.label.right - 1 if ends else point.label.left + 1, point.label.bottom)
                colour = colours.INK if point.efficient else colours.MUTED
                bold, anchor = point.candidate == strong, "end" if ends else "start"
                for up, line in enumerate(reversed(shown[point.candidate])):
                    pen.text(edge, base + 3 + up * _LINE, line, _NAME, colour=colour, bold=bold, anchor=anchor)
        pen.note(0, 4, words.note, 7.2, room=wide)

    return Drawing(wide, _HEIGHT, words.alt, paint)


def unnamed(fonts: FontBook, wide: float, worth: ValueForMoney, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the candidates whose marks lie too close to others to be named in the chart, cheapest first."""
    laid, _shown = _laid(fonts, wide, worth, names)
    return tuple(point.candidate for point in laid.points if point.label is None)


def _laid(
    fonts: FontBook, wide: float, worth: ValueForMoney, names: Mapping[str, str]
) -> tuple[ValueScatter, dict[str, tuple[str, ...]]]:
    """Return the chart and the lines of each name in it.

    A name is whole, on one line or on two, where that costs no other its place and hides no frontier.
    """
    field, high = wide - _LEFT - 6, _HEIGHT - _FOOT - _TOP

    def measured(lines: tuple[str, ...]) -> float:
        return max(width(fonts.runs(line, bold=True), _NAME) for line in lines) + 2

    def placed(shown: Mapping[str, tuple[str, ...]]) -> ValueScatter:
        two = {key for key, lines in shown.items() if len(lines) == 2}
        return value_scatter(worth, field, high, widths, _LINE, two)

    shown: dict[str, tuple[str, ...]] = {key: (name,) for key, name in _cut(names, _LONGEST).items()}
    whole = _cut(names, _WHOLE)
    widths = {key: measured(lines) for key, lines in shown.items()}
    laid = placed(shown)
    for point in sorted(laid.points, key=lambda one: not one.efficient):
        key = point.candidate
        if point.label is None or (whole[key],) == shown[key]:
            continue
        short = widths[key]
        for lines in ((whole[key],), _halves(whole[key])):
            widths[key] = measured(lines)
            tried = placed({**shown, key: lines})
            if _hidden(tried) <= _hidden(laid):
                laid, shown[key] = tried, lines
                break
            widths[key] = short
    return laid, shown


def _halves(name: str) -> tuple[str, ...]:
    """Return a name on two lines as nearly of one length as its words allow."""
    spaces = [place for place, one in enumerate(name) if one == " "]
    if not spaces:
        return (name,)
    middle = min(spaces, key=lambda place: abs(2 * place + 1 - len(name)))
    return name[:middle], name[middle + 1 :]


def _hidden(laid: ValueScatter) -> set[str]:
    """Return who has no name, or one that stands on the frontier."""
    return {
        point.candidate
        for point in laid.points
        if point.label is None or any(crosses(point.label, start, end) for start, end in pairwise(laid.line))
    }


def _cut(names: Mapping[str, str], longest: int) -> dict[str, str]:
    apart = told_apart([" ".join(name.split()) for name in names.values()], longest, len)
    return {key: short_name(name, longest) for key, name in zip(names, apart, strict=True)}
