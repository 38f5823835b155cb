from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from consultant_desk.domain.charts.palette import ORDER
from consultant_desk.domain.contrast import MARK_CONTRAST, TEXT_CONTRAST, WHITE, contrast
from consultant_desk.domain.report_options import PageSize
from reports import colours
from reports.charts.bars import Bar, Piece, stacked_bars
from reports.charts.legend import Key
from reports.composing import compose
from reports.drawing import Drawing
from reports.fonts import FontBook
from reports.rich import Figure
from reports.theme import Theme
from tests.reports.hard_charts import hard_problems, snapshot_of
from tests.reports.recording_pen import Mark, recorded
from tests.reports.test_svg import exhibits

PROBLEMS = dict(hard_problems())
INTER = FontBook("Inter")
GROUNDS = (WHITE, colours.TRACK, colours.RULE)
"""Colours of paper, of what bars run on, and of grid lines: none of them tells anything."""
BRANDS = ("#1F4E79", "#FFD500", "#8A4B08", "#000000")


@cache
def drawings(name: str, primary: str) -> tuple[Drawing, ...]:
    snapshot = snapshot_of(PROBLEMS[name])
    brand = replace(snapshot.brand, primary=primary)
    theme = Theme(brand, PageSize.A4, INTER)
    blocks = compose(replace(snapshot, brand=brand), theme, lambda *_: True).blocks
    return tuple(one.drawing for one in exhibits(blocks))


def within(inner: Mark, outer: Mark) -> bool:
    return (
        outer.left <= inner.left
        and outer.right >= inner.right
        and outer.bottom <= inner.bottom
        and outer.top >= inner.top
    )


def unseen(marks: list[Mark]) -> list[tuple[str, str]]:
    """Return the marks too pale for white paper that no darker mark was drawn under to give them an edge."""
    return [
        (one.kind, one.colour)
        for place, one in enumerate(marks)
        if one.kind != "text"
        and one.colour not in GROUNDS
        and contrast(one.colour, WHITE) < MARK_CONTRAST
        and not any(
            under.kind == "rect" and within(one, under) and contrast(under.colour, WHITE) >= MARK_CONTRAST
            for under in marks[:place]
        )
    ]


def ground_of(text: Mark, marks: list[Mark]) -> str:
    x, y = (text.left + text.right) / 2, (text.bottom + text.top) / 2
    under = [one for one in marks if one.kind == "rect" and one.left <= x <= one.right and one.bottom <= y <= one.top]
    return under[-1].colour if under else WHITE


def unread(marks: list[Mark]) -> list[tuple[str, str, str]]:
    """Return the words that are too close in colour to what they stand on."""
    found = []
    for place, one in enumerate(marks):
        ground = ground_of(one, marks[:place])
        if one.kind == "text" and contrast(one.colour, ground) < TEXT_CONTRAST:
            found.append((one.words, one.colour, ground))
    return found


@pytest.mark.parametrize("primary", BRANDS)
@pytest.mark.parametrize("name", PROBLEMS)
def test_every_mark_of_every_chart_is_seen_on_paper(name, primary):
    for drawing in drawings(name, primary):
        assert (drawing.alt, unseen(recorded(INTER, drawing))) == (drawing.alt, [])


@pytest.mark.parametrize("primary", BRANDS)
@pytest.mark.parametrize("name", PROBLEMS)
def test_words_in_a_chart_are_read_on_what_they_stand_on(name, primary):
    for drawing in drawings(name, primary):
        assert (drawing.alt, unread(recorded(INTER, drawing))) == (drawing.alt, [])


@pytest.mark.parametrize("muted", [False, True])
@pytest.mark.parametrize("colour", ORDER)
def test_a_piece_of_a_bar_without_room_for_its_figure_is_seen_too(colour, muted):
    pieces = (Piece(0.4, Figure("part/a/k", "0.4"), colour), Piece(60.0, Figure("part/a/l", "60.0"), colour))
    bar = Bar("A", pieces, Figure("score/a", "60.4"), muted=muted)
    marks = recorded(INTER, stacked_bars(INTER, 481.9, [bar], [Key(colour, "k")], (), "alt"))
    assert unseen(marks) == []
    assert unread(marks) == []
