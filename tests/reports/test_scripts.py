"""Names in scripts that the shipped faces lack, with a font of one's own that has them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from reportlab.lib import fonts as mappings
from reportlab.pdfbase import pdfmetrics

import reports
from consultant_desk.domain.brand import ExtraFont
from consultant_desk.errors import EnvironmentFailure, UserError
from reports import fonts
from reports.bidi import has_rtl, in_order, joined, typed
from reports.fonts import FontBook, unit_width
from reports.html.page import html_of
from reports.preview import PagePictures
from reports.printed_text import PrintedText
from reports.rich import plain
from reports.verify import verify
from reports.words import words_for
from tests.reports.sample import sample_snapshot

FOLDER = Path(__file__).parent / "fonts"
NAMES = {"NotoSansArabic-subset": "مخابز الميناء", "NotoSansHebrew-subset": "מאפיית הנמל"}


def extra(name: str) -> ExtraFont:
    return ExtraFont(name, (FOLDER / f"{name}.ttf").read_bytes())


@pytest.mark.parametrize(("font", "name"), NAMES.items())
def test_a_name_from_right_to_left_prints_whole_and_is_read_as_typed(font, name):
    snapshot = sample_snapshot(client=name)
    built = reports.build(replace(snapshot, brand=replace(snapshot.brand, extra_font=extra(font))))
    assert built.missing_glyphs == ()
    with PagePictures(built.pdf) as pictures:
        cover = pictures.text(0)
    assert all(word in cover for word in name.split())
    with pikepdf.open(io.BytesIO(built.pdf)) as document:
        named = [
            str(one.BaseFont) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        ]
    assert any("Noto" in one for one in named)


@pytest.mark.parametrize("name", NAMES.values())
def test_without_such_a_font_every_letter_is_named(name):
    missing = reports.build(sample_snapshot(client=name)).missing_glyphs
    assert set(name) - {" "} <= set(missing)


def test_arabic_letters_are_joined_for_the_eye_and_undone_for_the_reader():
    name = NAMES["NotoSansArabic-subset"]
    assert has_rtl(name)
    assert not has_rtl("Müller & Søn")
    assert joined(name) != name
    assert typed(joined(name)) == name
    assert in_order((joined(name),)) == ((0, joined(name)[::-1]),)


def test_digits_in_such_a_name_stay_digits():
    assert "24" in in_order(("مخابز 24",))[0][1]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x00\x00" + b"\0" * 40, b"OTTO" + b"x" * 200, b"no font"])
def test_a_font_that_is_none_ends_in_a_sentence(data):
    snapshot = sample_snapshot()
    with pytest.raises(UserError, match="font for other scripts"):
        reports.build(replace(snapshot, brand=replace(snapshot.brand, extra_font=ExtraFont("x", data))))


@pytest.mark.parametrize("name", ["السلام", "السلام والعدالة", "شركة (2024) النور", "בית 24 ספר"])
@pytest.mark.parametrize("font", [None, "NotoSansArabic-subset"])
def test_what_is_paid_under_such_a_name_is_found_on_the_pages(name, font):
    told = (replace(sample_snapshot().interests[0], basis=name), *sample_snapshot().interests[1:])
    snapshot = sample_snapshot(interests=told)
    built = reports.build(replace(snapshot, brand=replace(snapshot.brand, extra_font=extra(font) if font else None)))
    assert all(check.ok is not False for check in verify(built.pdf).checks)


@pytest.mark.parametrize(
    ("printed", "found"),
    [("السلام 2024", True), ("□□□□□ 2024", True), ("السالم 2024", True), ("السلا 2024", False), ("السلام 2025", False)],
)
def test_a_printed_name_is_known_by_its_letters_and_digits(printed, found):
    assert PrintedText(f"paid to {printed}, yearly").holds(FontBook("Inter"), "السلام 2024") is found


def test_a_name_that_changes_the_face_in_its_middle_keeps_its_order():
    assert in_order(("to ", "אב", " 24 ", "גד", ", x")) == ((0, "to "), (3, "דג"), (2, " 24 "), (1, "בא"), (4, ", x"))
    assert in_order(("אב Acme גד",)) == ((0, "בא Acme דג"),)


def test_a_name_set_apart_turns_neither_the_number_nor_the_name_beside_it():
    assert in_order(("אב", ": ", "+5.2"), (True, False, False)) == ((0, "בא"), (1, ": "), (2, "+5.2"))
    assert in_order(("אב", "; ", "גד", " leads"), (True, False, True, False)) == (
        (0, "בא"), (1, "; "), (2, "דג"), (3, " leads"),
    )  # fmt: skip


def test_what_the_program_says_of_such_a_name_sets_it_apart():
    told = words_for("en").say("ranking.heading.both", winner="Acme", gain="אב", second="גד", loss="price")
    assert [span.text for span in told if span.apart] == ["אב", "גד"]
    listed = words_for("en").listed([plain("אב"), plain("גד")])
    assert [span.text for span in listed if span.apart] == ["אב", "גד"]
    assert not any(span.apart for span in words_for("en").say("summary.reasons", winner="Müller"))


def test_a_web_page_sets_such_a_name_apart_too():
    problem = sample_snapshot().problem
    criteria = (replace(problem.criteria[0], name="אב"), *problem.criteria[1:])
    page = html_of(sample_snapshot(problem=replace(problem, criteria=criteria))).decode("utf-8")
    assert re.search(r"<bdi>אב</bdi>: <span[^>]*>\+7\.7</span>", page)


def test_a_font_without_joined_letters_prints_them_single():
    with TTFont(io.BytesIO(extra("NotoSansArabic-subset").ttf)) as font:
        for table in font["cmap"].tables:
            table.cmap = {code: glyph for code, glyph in table.cmap.items() if code < 0xFB00}
        data = io.BytesIO()
        font.save(data)
    book = FontBook("Inter", ExtraFont("x", data.getvalue()))
    name = NAMES["NotoSansArabic-subset"]
    assert "".join(text for _face, text in book.runs(name)) == name
    assert not book.missing


def test_a_warm_process_keeps_few_fonts_of_others():
    data = extra("NotoSansHebrew-subset").ttf
    for turn in range(8):
        FontBook("Inter", ExtraFont("x", data + bytes([turn])))
    assert len(fonts._extra) <= fonts._EXTRA_KEPT
    assert sum(name.startswith("Extra-") for name in pdfmetrics.getRegisteredFontNames()) <= fonts._EXTRA_KEPT
    mapped = {name for name, _bold, _italic in mappings._tt2ps_map if name.startswith("extra-")}
    assert len(mapped) <= fonts._EXTRA_KEPT


def with_letters(*letters: str) -> bytes:
    """The Hebrew font with some of its letters only, under the same name."""
    with TTFont(io.BytesIO(extra("NotoSansHebrew-subset").ttf)) as font:
        for table in font["cmap"].tables:
            table.cmap = {code: glyph for code, glyph in table.cmap.items() if chr(code) in letters}
        data = io.BytesIO()
        font.save(data)
    return data.getvalue()


def test_two_fonts_of_one_name_are_two_fonts():
    for letter in ("א", "ה"):
        ((face, shown),) = FontBook("Inter", ExtraFont("x", with_letters(letter))).runs(letter)
        assert shown == letter
        assert ord(letter) in pdfmetrics.getFont(face).face.charToGlyph


def test_digits_of_a_column_have_one_width():
    for bold in (False, True):
        face = FontBook("Inter").face(bold=bold, tabular=True)
        assert len({round(unit_width(face, char), 3) for char in "0123456789+−"}) == 1


def test_a_font_of_the_program_that_is_gone_is_told(monkeypatch):
    monkeypatch.setitem(fonts._FILES, ("Inter", False, True), "Inter-Gone")
    with pytest.raises(EnvironmentFailure, match="missing or damaged"):
        FontBook("Inter").face(italic=True)
