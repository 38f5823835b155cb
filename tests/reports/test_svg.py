from __future__ import annotations

import xml.etree.ElementTree as ET

from reports import colours
from reports.blocks import Block, Columns, Exhibit, OnePage
from reports.drawing import Drawing
from reports.fonts import FontBook
from reports.rich import Figure, Span
from reports.svg import svg_of

SVG = "{http://www.w3.org/2000/svg}"
FONTS = FontBook("Inter")


def drawn(paint, alt: str = "What it shows", high: float = 50.0) -> ET.Element:
    return ET.fromstring(svg_of(FONTS, Drawing(100.0, high, alt, paint)))


def exhibits(blocks: tuple[Block, ...]) -> list[Exhibit]:
    found: list[Exhibit] = []
    for block in blocks:
        match block:
            case Exhibit():
                found.append(block)
            case OnePage(content=content):
                found += exhibits(content)
            case Columns(columns=columns):
                found += [one for _share, content in columns for one in exhibits(content)]
    return found


def test_a_picture_says_in_words_what_it_shows():
    root = drawn(lambda pen: None, "Bars <of> A & B")
    assert root.tag == f"{SVG}svg"
    assert root.attrib == {"role": "img", "viewBox": "0 0 100 50", "fill": colours.INK}
    assert [(one.tag, one.text) for one in root] == [(f"{SVG}title", "Bars <of> A & B")]


def test_shapes_stand_upside_down_of_where_they_are_drawn():
    def paint(pen):
        pen.rect(1, 2, 10, 5, "#112233")
        pen.line(0, 0, 10, 10, "#445566", 0.7)
        pen.path([(0, 0), (5, 5), (9, 1)], "#445566")
        pen.dot(20, 30, 2, "#778899", "#000000")

    _title, rect, line, path, dot = drawn(paint)
    assert (rect.get("x"), rect.get("y"), rect.get("width"), rect.get("height")) == ("1", "43", "10", "5")
    assert (line.get("y1"), line.get("y2"), line.get("stroke-width")) == ("50", "40", "0.7")
    assert (path.get("points"), path.get("fill")) == ("0,50 5,45 9,49", "none")
    assert (dot.get("cx"), dot.get("cy"), dot.get("r"), dot.get("stroke")) == ("20", "20", "2", "#000000")


def test_text_is_text_and_a_figure_names_its_value():
    def paint(pen):
        pen.text(5, 10, "R&D <one>\ntwo", 9, bold=True)
        pen.text(50, 10, Figure("score/a", "77.0"), 7.5, anchor="end", colour="#123456")
        pen.note(0, 2, (Span("Lead "), Span("3.1", figure=Figure("lead", "3.1"))), 7, room=90)

    _title, words, figure, note = drawn(paint)
    assert (words.text, words.get("class"), words.get("y")) == ("R&D <one> two", "b", "40")
    assert (figure.text, figure.get("data-figure"), figure.get("text-anchor")) == ("77.0", "score/a", "end")
    assert ("".join(note.itertext()), note[0].get("data-figure")) == ("Lead 3.1", "lead")


def test_white_space_at_the_end_of_a_line_keeps_its_room():
    _title, plain, spaced = drawn(
        lambda pen: (pen.text(50, 1, "a", 9, anchor="end"), pen.text(50, 1, "a\u00a0", 9, anchor="end"))
    )
    assert spaced.text == plain.text == "a"
    assert float(spaced.get("x")) < float(plain.get("x")) == 50


def test_a_note_that_is_cut_binds_no_figure():
    rich = (Span("A very long note about "), Span("3.1", figure=Figure("lead", "3.1")))
    _title, note = drawn(lambda pen: pen.note(0, 2, rich, 7, room=40))
    assert note.text.endswith("…")
    assert len(note) == 0
