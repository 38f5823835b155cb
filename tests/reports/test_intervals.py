from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import colours
from reports.charts.intervals import Interval, intervals
from reports.fonts import FAMILIES, FontBook
from reports.rich import Figure, Span
from tests.reports.recording_pen import covered, cut_off, recorded

FONTS = {family: FontBook(family) for family in FAMILIES}
NOTE = (Span("Band: Northwind Desk stays first. Tick: the weight now."),)
ACCENTS = ("#1F4E79", colours.WARN)
names = st.sampled_from(("Flow", "Contoso Flow", "Fabrikam One Enterprise Edition", "W" * 60, "コントソ" * 15))
shares = st.floats(0.0, 1.0)


def line(low: float, now: float, high: float, below: str = "", above: str = "", *, name: str = "Price") -> Interval:
    ends = [
        (f"{rival} {side}", Figure(f"bound/price/{end}", f"{share * 100:.1f}\u00a0%")) if rival else None
        for rival, side, end, share in ((below, "below", "low", low), (above, "above", "high", high))
    ]
    return Interval(name, now, Figure("weight/price", f"{now * 100:.0f}\u00a0%"), low, high, *ends)


def drawn(lines: list[Interval], family: str = "Inter", wide: float = 481.9):
    drawing = intervals(FONTS[family], wide, lines, NOTE, "alt", ACCENTS)
    return drawing, recorded(FONTS[family], drawing)


@pytest.mark.parametrize(
    ("low", "now", "high"),
    [(0.0, 0.38, 0.4), (0.0, 0.39, 0.97), (0.0, 0.30, 0.72), (0.0, 0.02, 0.03), (0.05, 0.06, 0.07)],
    ids=["at the right end", "beyond the axis", "far beyond it", "narrow at the left", "narrow on both sides"],
)
def test_the_end_at_which_the_first_place_changes_is_always_named(low, now, high):
    _drawing, marks = drawn([line(low, now, high, "Tailspin Support Cloud" if low else "", "Contoso Flow Business")])
    words = [one.words.rstrip() for one in marks if one.kind == "text"]
    assert "Contoso Flow Business above" in words
    assert f"{high * 100:.1f}\u00a0%" in words
    assert ("Tailspin Support Cloud below" in words) == bool(low)


@given(st.lists(st.tuples(shares, shares, shares, names, names), min_size=1, max_size=6), st.sampled_from(FAMILIES))
@settings(max_examples=60, deadline=None)
def test_no_end_is_dropped_cut_off_or_covered(rows, family):
    lines = []
    for ends_and_now, below, above in (((row[0], row[1], row[2]), row[3], row[4]) for row in rows):
        low, now, high = sorted(ends_and_now)
        lines.append(line(low, now, high, below, above, name="A criterion with a name of some length"))
    drawing, marks = drawn(lines, family)
    bounds = [one for one in marks if one.figure is not None and one.figure.path.startswith("bound/")]
    assert [one.words for one in bounds] == [
        end[1].printed for one in lines for end in (one.below, one.above) if end is not None
    ]
    assert cut_off(drawing, marks) == []
    assert covered(marks) == []


@pytest.mark.parametrize(("family", "wide"), list(product(FAMILIES, (481.9, 498.6))))
def test_the_last_tick_stays_within_the_chart(family, wide):
    drawing, marks = drawn([line(0.0, 0.3, 0.4, "", "Contoso Flow")], family, wide)
    assert "40\u00a0%" in [one.words for one in marks]
    assert cut_off(drawing, marks) == []


def test_only_an_end_at_which_the_first_place_changes_closes_its_band():
    _drawing, marks = drawn([line(0.0, 0.3, 1.0), line(0.1, 0.2, 0.3, "Contoso Flow", "Fabrikam One", name="Fit")])
    inner = [one for one in marks if one.kind == "rect"][1::2]
    outer = [one for one in marks if one.kind == "rect"][::2]
    assert [(one.left, one.right) for one in inner] == [(one.left, one.right) for one in outer]
    ends = [(one.left + one.right) / 2 for one in marks if one.kind == "line" and one.top - one.bottom == 15]
    assert ends == [pytest.approx(inner[1].left), pytest.approx(inner[1].right)]
