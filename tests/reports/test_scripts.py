"""Names in scripts that the shipped faces lack, with a font of one's own that has them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import reports
from consultant_desk.domain.brand import ExtraFont
from consultant_desk.errors import EnvironmentFailure, UserError
from reports import fonts
from reports.bidi import has_rtl, joined, typed, visual
from reports.fonts import FontBook
from reports.preview import PagePictures
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
    assert visual(joined(name))[0] == joined(name)[-1]


def test_digits_in_such_a_name_stay_digits():
    assert "24" in visual("مخابز 24")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x00\x00" + b"\0" * 40, b"OTTO" + b"x" * 200, b"no font"])
def test_a_font_that_is_none_ends_in_a_sentence(data):
    snapshot = sample_snapshot()
    with pytest.raises(UserError, match="font for other scripts"):
        reports.build(replace(snapshot, brand=replace(snapshot.brand, extra_font=ExtraFont("x", data))))


def test_a_warm_process_keeps_few_fonts_of_others():
    data = extra("NotoSansHebrew-subset").ttf
    for turn in range(8):
        FontBook("Inter", ExtraFont("x", data + bytes([turn])))
    assert len(fonts._extra) <= fonts._EXTRA_KEPT


def test_a_font_of_the_program_that_is_gone_is_told(monkeypatch):
    monkeypatch.setitem(fonts._FILES, ("Inter", False, True), "Inter-Gone")
    with pytest.raises(EnvironmentFailure, match="missing or damaged"):
        FontBook("Inter").face(italic=True)
