from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import reports
from consultant_desk.domain.brand import Brand
from consultant_desk.errors import UserError
from reports import colours
from reports.brand import MAX_SIDE, accept_logo
from tests.reports.sample import sample_snapshot

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="20">'


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def picture(size=(300, 100), mode="RGB", kind="PNG", **options) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size, {"RGBA": (255, 0, 0, 90), "L": 90}.get(mode, "red")).save(output, kind, **options)
    return output.getvalue()


def cmyk() -> bytes:
    output = io.BytesIO()
    Image.new("CMYK", (300, 100), (0, 200, 200, 0)).save(output, "JPEG")
    return output.getvalue()


def bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes that says it has side x side pixels."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("data", [picture(), picture(mode="RGBA"), picture(mode="L"), picture(kind="JPEG"), cmyk()])
def test_pictures_are_encoded_anew_as_png(data):
    logo = accept_logo(data)
    with Image.open(io.BytesIO(logo.png)) as image:
        assert image.format == "PNG"
        assert image.size == (logo.width, logo.height) == (300, 100)


def test_metadata_of_a_picture_is_left_behind():
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    logo = accept_logo(picture(kind="JPEG", exif=exif))
    assert b"SECRET-PLACE" not in logo.png


def test_a_large_picture_is_made_smaller():
    logo = accept_logo(picture((4_000, 2_000)))
    assert logo.width <= MAX_SIDE[0]
    assert logo.height <= MAX_SIDE[1]


@pytest.mark.parametrize("side", [5_100, 11_000, 20_000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(side):
    with pytest.raises(UserError, match="more than 25 million"):
        accept_logo(bomb(side))


@pytest.mark.parametrize("data", [bomb(50), b"\x89PNG\r\n\x1a\n rubbish", b"\xff\xd8\xff rubbish", picture()[:200]])
def test_a_broken_picture_is_refused_with_a_sentence(data):
    with pytest.raises(UserError, match="damaged"):
        accept_logo(data)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"hello", b"%PDF-1.7", b"BM" + b"\0" * 90])
def test_anything_else_is_no_picture(data):
    with pytest.raises(UserError, match="not a picture"):
        accept_logo(data)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_intake(data):
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg>"):
        with pytest.raises(UserError):
            accept_logo(start + data)


def test_an_svg_is_drawn():
    logo = accept_logo(svg('<rect width="60" height="20" fill="#ff0000"/>'))
    with Image.open(io.BytesIO(logo.png)) as image:
        assert image.convert("RGB").getpixel((logo.width // 2, logo.height // 2)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ('<image xlink:href="https://evil.example/x.png" width="9" height="9"/>', "<image>"),
        ('<image href="file:///etc/passwd" width="9" height="9"/>', "<image>"),
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject><p/></foreignObject>", "<foreignobject>"),
        ('<rect width="9" height="9" onload="x()"/>', "script"),
        ('<rect width="9" height="9" fill="url(https://evil.example/a)"/>', "outside itself"),
        ("<style>@import url(https://evil.example/a.css);</style>", "outside itself"),
        ('<use xlink:href="other.svg#a"/>', "outside itself"),
        ('<a xlink:href="https://evil.example"><rect width="9" height="9"/></a>', "outside itself"),
        ("<g>" * 100 + "</g>" * 100, "too complex"),
        ("<rect/>" * 6_000, "too complex"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#c"/></g><rect id="c"/>', "inside each other"),
        ("<rect", "damaged"),
    ],
)
def test_an_svg_that_could_fetch_run_or_explode_is_refused(inside, why):
    with pytest.raises(UserError, match=why):
        accept_logo(svg(inside))


@pytest.mark.parametrize("side", ["30000", "0", "0.2"])
def test_an_svg_too_large_or_too_small_to_be_drawn_is_told_which_sizes_are_not(side):
    data = svg('<rect width="9" height="9"/>').replace(b'width="60"', f'width="{side}"'.encode(), 1)
    with pytest.raises(UserError, match="no size it can be drawn in") as told:
        accept_logo(data)
    assert "from 1 to 20,000" in told.value.hint


def test_an_svg_with_entities_is_refused():
    entities = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(UserError, match="document type"):
        accept_logo(entities + svg("<text>&b;</text>"))


def test_a_logo_stands_on_the_cover_with_words_for_those_who_cannot_see_it():
    from tests.reports.pdf_ua import faults_of

    logo = accept_logo(picture(mode="RGBA"))
    built = reports.build(sample_snapshot(brand=Brand("Mara Lindqvist Advisory", logo=logo)))
    assert faults_of(built.pdf) == {}
    assert b"/Image" in built.pdf


@given(st.integers(0, 0xFFFFFF))
def test_a_brand_colour_is_darkened_until_it_can_be_read(number):
    colour = f"#{number:06X}"
    assert colours.contrast(colours.readable(colour), colours.WHITE) >= 4.5
    assert colours.contrast(colours.label_on(colour), colour) >= 4.5


def test_a_colour_that_is_none_is_refused_with_a_sentence():
    with pytest.raises(UserError, match="first colour"):
        reports.build(sample_snapshot(brand=Brand("X", primary="red; }")))


@pytest.mark.parametrize("encoding", ["utf-7", "no-such-encoding"])
def test_an_svg_in_an_encoding_nobody_reads_is_refused(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    with pytest.raises(UserError, match="damaged"):
        accept_logo(data.encode())
