from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise

import pytest

from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.report_options import PageSize
from reports import colours
from reports.composing import compose
from reports.drawing import Drawing
from reports.fonts import FAMILIES, FontBook, width
from reports.pen import CanvasPen
from reports.svg import svg_of
from reports.theme import Theme
from tests.reports.hard_charts import costly, hard_problems, made, snapshot_of
from tests.reports.recording_pen import covered, cut_off, recorded
from tests.reports.test_svg import SVG, exhibits

PROBLEMS = dict(hard_problems())
NEAR = 0.05
TAGS = {"svg", "title", "rect", "line", "polyline", "circle", "text", "tspan"}
HOSTILE = {
    "markup": "</title></svg><script>alert('x')</script><svg onload=\"a()\">",
    "quotes": "\"quoted\" & 'single' `tick` &amp; &#60; ]]> <!-- --> {x} %s \\",
    "10,000 characters": "Northwind " * 1_000,
    "10,000 letters": "W" * 10_000,
    "Arabic": "مكتب نورث ويند للخدمات المحدودة",
    "Hebrew and Latin": "שולחן Northwind 365 (ישראל)",
    "emoji": "👩\u200d👩\u200d👧 Desk 🇩🇪 🚀",
    "controls": "a\u202eb\u0000c\u0007d\u2028e\nf\tg\u200bh",
    "nothing but space": "   \u00a0  ",
    "accents without end": "Z" + "\u0301" * 300 + "algo",
}

Shape = tuple[str, tuple[float, ...], tuple[str, ...]]
"""What is drawn: its kind, its numbers from the lower left in points, its colours."""


class ShapesOfCanvas:
    """Takes what the pen of the PDF draws, in its order."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.words: list[str] = []

    def fill_area(self, x, y, wide, high, fill):
        self.shapes.append(("rect", (x, y, wide, high), (fill,)))

    def stroke_line(self, start, end, colour, thick):
        self.shapes.append(("line", (*start, *end, thick), (colour,)))

    def fill_circle(self, x, y, radius, fill, edge):
        self.shapes.append(("dot", (x, y, radius), (fill, edge)))

    def note_figures(self, figures):
        pass

    def show(self, characters, face, size, at, colour):
        self.shapes.append(("text", (*at, size), (colour,)))
        self.words.append(characters)


def shapes_of_canvas(fonts: FontBook, drawing: Drawing) -> tuple[list[Shape], str]:
    canvas = ShapesOfCanvas()
    drawing.paint(CanvasPen(canvas, fonts, 0, 0))
    return canvas.shapes, "".join(canvas.words)


def shapes_of_svg(fonts: FontBook, drawing: Drawing) -> tuple[list[Shape], str]:
    shapes: list[Shape] = []
    words = ""
    for one in ET.fromstring(svg_of(fonts, drawing)).iter():
        shapes += _shapes(fonts, one, drawing.height)
        if one.tag == f"{SVG}text":
            words += "".join(one.itertext())
    return shapes, words


def _shapes(fonts: FontBook, one: ET.Element, high: float) -> list[Shape]:
    def number(name: str) -> float:
        return float(one.get(name, "0"))

    fill, stroke = one.get("fill", ""), one.get("stroke", "")
    match one.tag.removeprefix(SVG):
        case "rect":
            low = high - number("y") - number("height")
            return _rects((number("x"), low, number("width"), number("height")), number("stroke-width"), fill, stroke)
        case "line":
            ends = (number("x1"), high - number("y1"), number("x2"), high - number("y2"))
            return [("line", (*ends, number("stroke-width")), (stroke,))]
        case "polyline":
            points = [tuple(map(float, point.split(","))) for point in one.get("points", "").split()]
            return [
                ("line", (x1, high - y1, x2, high - y2, number("stroke-width")), (stroke,))
                for (x1, y1), (x2, y2) in pairwise(points)
            ]
        case "circle":
            return [("dot", (number("cx"), high - number("cy"), number("r")), (fill, stroke))]
        case "text" if "".join(one.itertext()):
            place = (_left(fonts, one), high - number("y"), number("font-size"))
            return [("text", place, (fill or colours.INK,))]
    return []


def _rects(box: tuple[float, float, float, float], thick: float, fill: str, stroke: str) -> list[Shape]:
    """Return what is seen of a rectangle: half its edge lies outside of it."""
    if not stroke:
        return [("rect", box, (fill,))]
    return [("rect", _grown(box, thick / 2), (stroke,)), ("rect", _grown(box, -thick / 2), (fill,))]


def _grown(box: tuple[float, float, float, float], by: float) -> tuple[float, float, float, float]:
    x, y, wide, high = box
    return (x - by, y - by, wide + 2 * by, high + 2 * by)


def _left(fonts: FontBook, text: ET.Element) -> float:
    classes = text.get("class", "").split()
    runs = fonts.runs("".join(text.itertext()), bold="b" in classes, tabular="t" in classes)
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
    return float(text.get("x", "0")) - before * width(runs, float(text.get("font-size", "0")))


def lines_once(shapes: Sequence[Shape]) -> list[Shape]:
    """Count words that follow each other on one base line once: a line in two faces is drawn in two runs."""

    def line(placed: tuple[int, Shape]) -> tuple[object, ...]:
        place, (kind, at, looks) = placed
        return (kind, round(at[1], 1), round(at[2], 1), looks) if kind == "text" else (kind, place)

    return [next(same)[1] for _line, same in groupby(enumerate(shapes), line)]


@cache
def drawings(name: str, family: str, page: PageSize = PageSize.A4) -> tuple[Drawing, ...]:
    return drawn(PROBLEMS[name], family, page)


def drawn(problem: Problem, family: str, page: PageSize) -> tuple[Drawing, ...]:
    snapshot = snapshot_of(problem)
    theme = Theme(replace(snapshot.brand, font=family), page, FontBook(family))
    return tuple(one.drawing for one in exhibits(compose(snapshot, theme, lambda *_: True).blocks))


@cache
def hostile_drawings(kind: str, family: str, page: PageSize) -> tuple[Drawing, ...]:
    problem, text = costly(made(5, 6, gaps=4), without=1), HOSTILE[kind]
    candidates = tuple(replace(one, name=f"{text} {place}") for place, one in enumerate(problem.candidates))
    criteria = tuple(replace(one, name=f"{text} k{place}") for place, one in enumerate(problem.criteria))
    return drawn(replace(problem, candidates=candidates, criteria=criteria), family, page)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", PROBLEMS)
def test_every_chart_has_the_same_shapes_in_the_page_as_on_paper(name, family):
    fonts = FontBook(family)
    found = drawings(name, family)
    assert found
    for drawing in found:
        paper, page = shapes_of_canvas(fonts, drawing)[0], shapes_of_svg(fonts, drawing)[0]
        told = lines_once(paper), lines_once(page)
        assert [(kind, looks) for kind, _at, looks in told[0]] == [(kind, looks) for kind, _at, looks in told[1]]
        for (kind, one, _looks), (_kind, other, _same) in zip(*told, strict=True):
            assert (drawing.alt, kind, one) == (drawing.alt, kind, pytest.approx(other, abs=NEAR))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", PROBLEMS)
def test_every_chart_has_the_same_words_in_the_page_as_on_paper(name, family):
    fonts = FontBook(family)
    for drawing in drawings(name, family):
        paper, page = shapes_of_canvas(fonts, drawing)[1], shapes_of_svg(fonts, drawing)[1]
        assert "".join(page.split()) == "".join(paper.split())


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_name_breaks_out_of_a_chart(kind, family, page):
    fonts = FontBook(family)
    for drawing in hostile_drawings(kind, family, page):
        root = ET.fromstring(svg_of(fonts, drawing))
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= TAGS
        names = {name for one in root.iter() for name in one.attrib}
        assert [name for name in names if name.startswith("on") or "href" in name or name == "style"] == []


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_name_is_cut_off_or_covers_another(kind, family, page):
    for drawing in hostile_drawings(kind, family, page):
        marks = recorded(FontBook(family), drawing)
        assert cut_off(drawing, marks) == []
        assert covered(marks) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_name_is_drawn_on_paper_in_the_same_places(kind):
    fonts = FontBook("Inter")
    for drawing in hostile_drawings(kind, "Inter", PageSize.A4):
        paper, page = shapes_of_canvas(fonts, drawing)[0], shapes_of_svg(fonts, drawing)[0]
        told = lines_once(paper), lines_once(page)
        assert [(one[0], one[2]) for one in told[0]] == [(one[0], one[2]) for one in told[1]]
