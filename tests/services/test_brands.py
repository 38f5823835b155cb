"""Brands: the fields of one, copies, a font of one's own, and files that go out and come in."""

from __future__ import annotations

import base64
import io
import json
import re
from importlib import resources
from typing import Any

import jsonschema
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from consultant_desk.desk import Desk
from consultant_desk.domain.brand import Brand, CoverStyle
from consultant_desk.domain.brand_file import load_brand
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.rows.practice import BrandRow
from reports.preview import PagePictures
from tests.reports.test_brand import bomb

SCHEMA: dict[str, Any] = json.loads((resources.files("resources.schemas") / "brand-1.schema.json").read_text("utf-8"))
INTER = (resources.files("resources.fonts") / "Inter-Regular.ttf").read_bytes()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'
LEAST = {
    "format": "consultant-desk/brand", "version": 1, "name": "Nord", "primary_colour": "#0E6656",
    "secondary_colour": "#B45309",
}  # fmt: skip


def font(*, allowed: int = 0, characters: bool = True) -> bytes:
    """Return a font of the program with other rights, or without a character map."""
    made = TTFont(io.BytesIO(INTER))
    made["OS/2"].fsType = allowed
    if not characters:
        made["cmap"].tables = []
    output = io.BytesIO()
    made.save(output)
    return output.getvalue()


def file(**values: object) -> bytes:
    return json.dumps({**LEAST, **values}).encode()


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def brands(desk: Desk) -> dict[str, BrandRow]:
    return {row.name: row for row in desk.practice.sheet().brands}


@pytest.fixture
def brand(desk: Desk) -> str:
    """A brand with everything."""
    made = desk.practice.add_brand("Nord").value
    desk.practice.edit_brand(
        made,
        primary_colour="#0e6656", font="Source Sans 3", cover_style="band", contact_line="nord@example.org",
        header="Nord, advice that shows its work", footer="Nord Advice Ltd", legal_footer="Registered in Galway\nNo. 7",
    )  # fmt: skip
    desk.practice.set_logo(made, SVG, "logo.svg")
    return made


def test_header_footer_and_cover_are_printed_and_one_undo_takes_an_edit_back(desk: Desk, brand: str) -> None:
    found = desk.practice.printed_brand(brand)
    assert (found.header, found.footer) == ("Nord, advice that shows its work", "Nord Advice Ltd")
    assert found.cover is CoverStyle.BAND
    assert brands(desk)["Nord"].cover_style is CoverStyle.BAND
    desk.practice.edit_brand(brand, cover_style="plain")
    desk.undo()
    assert desk.practice.printed_brand(brand).cover is CoverStyle.BAND


@pytest.mark.parametrize("colour", [None, "", "#12345", "#12345G", "red", "#1234567"])
def test_only_colours_are_colours(desk: Desk, brand: str, colour: str | None) -> None:
    with pytest.raises(UserError, match="not a colour"):
        desk.practice.edit_brand(brand, secondary_colour=colour)


def test_a_cover_that_there_is_not_is_refused(desk: Desk, brand: str) -> None:
    with pytest.raises(UserError, match="Cover cannot be"):
        desk.practice.edit_brand(brand, cover_style="gold")


def test_a_copy_looks_the_same_under_a_name_of_its_own(desk: Desk, brand: str) -> None:
    desk.practice.set_extra_font(brand, INTER, "Inter.ttf")
    first = desk.practice.duplicate_brand(brand).value
    second = desk.practice.duplicate_brand(first).value
    assert set(brands(desk)) == {"Nord", "Nord (2)", "Nord (3)"}
    looks = {desk.practice.export_brand(one).replace(b"Nord (2)", b"Nord").replace(b"Nord (3)", b"Nord")
             for one in (brand, first, second)}  # fmt: skip
    assert len(looks) == 1
    assert [row.name for row in desk.practice.sheet().brands if row.is_default] == ["Nord"]


def test_when_the_default_goes_to_the_trash_another_brand_is_the_default_until_it_is_undone(desk: Desk) -> None:
    house = desk.practice.add_brand("House").value
    desk.practice.add_brand("Abbey")
    desk.practice.trash_brand(house)
    assert [(row.name, row.is_default) for row in desk.practice.sheet().brands] == [("Abbey", True)]
    desk.undo()
    assert [(row.name, row.is_default) for row in desk.practice.sheet().brands] == [("House", True), ("Abbey", False)]


class TestExtraFont:
    def test_it_is_kept_printed_and_taken_off_again(self, desk: Desk, brand: str) -> None:
        desk.practice.set_extra_font(brand, INTER, "Noto Sans JP.ttf")
        assert brands(desk)["Nord"].extra_font == "Noto Sans JP.ttf"
        kept = desk.practice.printed_brand(brand).extra_font
        assert kept is not None
        assert kept.ttf == INTER
        desk.practice.remove_extra_font(brand)
        assert desk.practice.printed_brand(brand).extra_font is None
        desk.undo()
        assert desk.practice.printed_brand(brand).extra_font == kept

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"", "not a font"),
            (b"<html>", "not a font"),
            (b"OTTO" + INTER[4:], "PostScript outlines"),
            (b"ttcf" + INTER[4:], "collection"),
            (b"wOF2" + INTER[4:], "web pages"),
            (INTER[:40_000], "damaged"),
            (INTER[:4] + b"\xff\xff" + INTER[6:], "damaged"),
            (INTER + b"\0" * 25_000_000, "larger than 25 MB"),
            (font(allowed=2), "does not allow it in documents"),
            (font(allowed=0x100), "does not allow parts of it"),
            (font(allowed=0x200), "does not allow parts of it"),
            (font(characters=False), "does not say which characters"),
        ],
        ids=["empty", "text", "cff", "ttc", "woff", "cut", "tables", "large", "rights", "whole", "bitmap", "cmap"],
    )  # fmt: skip
    def test_what_a_report_cannot_embed_is_refused_with_the_reason(
        self, desk: Desk, brand: str, data: bytes, why: str
    ) -> None:
        with pytest.raises(UserError, match=why):
            desk.practice.set_extra_font(brand, data, "font.ttf")
        assert brands(desk)["Nord"].extra_font == ""

    @pytest.mark.parametrize("allowed", [0, 4, 8, 0x0C], ids=["installable", "print", "editable", "both"])
    def test_one_whose_maker_allows_it_is_taken(self, desk: Desk, brand: str, allowed: int) -> None:
        desk.practice.set_extra_font(brand, font(allowed=allowed), "font.ttf")
        assert brands(desk)["Nord"].extra_font == "font.ttf"


class TestFiles:
    def test_a_file_follows_the_schema_and_holds_everything(self, desk: Desk, brand: str) -> None:
        desk.practice.set_extra_font(brand, INTER, "Inter.ttf")
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(desk.practice.export_brand(brand)))

    def test_out_and_in_again_elsewhere_gives_the_same_file(self, desk: Desk, brand: str) -> None:
        desk.practice.set_extra_font(brand, INTER, "Inter.ttf")
        data, before = desk.practice.export_brand(brand), desk.practice.printed_brand(brand)
        desk.practice.trash_brand(brand)
        taken = desk.practice.import_brand(data).value
        assert taken != brand
        assert desk.practice.printed_brand(taken) == before
        assert desk.practice.export_brand(taken) == data

    def test_taking_in_what_is_there_already_adds_nothing(self, desk: Desk, brand: str) -> None:
        outcome = desk.practice.import_brand(desk.practice.export_brand(brand))
        assert outcome.value == brand
        assert not outcome.changes
        assert set(brands(desk)) == {"Nord"}

    def test_a_brand_that_differs_under_a_taken_name_gets_a_number_once(self, desk: Desk, brand: str) -> None:
        first = desk.practice.import_brand(file()).value
        again = desk.practice.import_brand(file()).value
        assert first == again != brand
        assert set(brands(desk)) == {"Nord", "Nord (2)"}
        desk.undo()
        assert set(brands(desk)) == {"Nord"}

    @pytest.mark.parametrize("name", ["Nord (2)", "Nord  Advice ", "Nord (7) (2)"])
    def test_a_file_taken_in_twice_is_one_brand_whatever_it_is_called(self, desk: Desk, brand: str, name: str) -> None:
        for other in ("Nord (2)", "Nord Advice", "Nord (7) (2)"):
            desk.practice.add_brand(other)
        first = desk.practice.import_brand(file(name=name)).value
        there = len(brands(desk))
        assert desk.practice.import_brand(file(name=name)).value == first
        assert len(brands(desk)) == there == 5

    def test_the_least_file_is_a_brand_in_the_house_style(self, desk: Desk) -> None:
        taken = desk.practice.import_brand(file()).value
        assert desk.practice.printed_brand(taken) == Brand("Nord", "#0E6656", "#B45309")
        assert brands(desk)["Nord"].is_default

    @pytest.mark.parametrize(
        ("values", "fault"),
        [
            ({"primary_colour": "blue"}, r"\$\.primary_colour: is \"blue\"; expected a colour such as #24408E"),
            ({"primary_colour": 7}, r"\$\.primary_colour: is 7"),
            ({"name": " "}, r"\$\.name: is empty"),
            ({"font": "Comic Sans"}, r"\$\.font: is"),
            ({"cover": "gold"}, r"\$\.cover: is"),
            ({"script": "x"}, r"\$\.script: unknown key"),
            ({"header": ["x"]}, r"\$\.header: is a list"),
            ({"logo": "%%%"}, r"\$\.logo: is"),
            ({"logo": "QUJ"}, r"\$\.logo: is"),
            ({"logo": ""}, r"\$\.logo: is"),
            ({"logo": encoded(SVG)}, r"\$\.logo: is no PNG"),
            ({"logo": encoded(b"\x89PNG\r\n\x1a\n rubbish")}, r"\$\.logo: The picture is damaged"),
            ({"logo": encoded(bomb(20_000))}, r"\$\.logo: The picture has more than 25 million pixels"),
            ({"logo": "A" * 10_700_000}, r"\$\.logo: is larger than 8 MB"),
            ({"extra_font": "x"}, r"\$\.extra_font: is"),
            ({"extra_font": {"name": "x"}}, r"\$\.extra_font\.ttf: is missing"),
            (
                {"extra_font": {"name": "x", "ttf": encoded(b"OTTO" + INTER)}},
                r"\$\.extra_font\.ttf: This font has Post",
            ),
            ({"version": 2}, "newer version"),
            ({"format": "consultant-desk/template"}, "not a brand file"),
        ],
    )
    def test_a_file_with_a_fault_is_refused_and_the_fault_named(
        self, desk: Desk, values: dict[str, object], fault: str
    ) -> None:
        with pytest.raises(UserError) as refused:
            desk.practice.import_brand(file(**values))
        lines = "\n".join([refused.value.sentence(), *(one.line() for one in refused.value.faults)])
        assert re.search(fault, lines), lines
        assert desk.practice.sheet().brands == ()

    def test_every_fault_has_a_line_of_its_own(self, desk: Desk) -> None:
        bad = file(primary_colour="blue", secondary_colour="", cover="gold", odd=1)
        with pytest.raises(UserError, match="has 4 faults") as refused:
            desk.practice.import_brand(bad)
        assert len(refused.value.faults) == 4
        both = file(logo=encoded(b"\x89PNG\r\n\x1a\n"), extra_font={"name": "x", "ttf": encoded(b"rubbish")})
        with pytest.raises(UserError, match="has 2 faults"):
            desk.practice.import_brand(both)

    @pytest.mark.parametrize(
        "data",
        [b"", b"not json", b"[" * 100_000, b"\xff\xfe{}", b"[]", b"{}", b" " * 50_000_001],
        ids=["empty", "text", "deep", "utf-16", "list", "object", "huge"],
    )
    def test_what_is_no_brand_file_is_told_in_a_sentence(self, desk: Desk, data: bytes) -> None:
        with pytest.raises(DeskError) as refused:
            desk.practice.import_brand(data)
        assert refused.value.sentence()
        assert desk.practice.sheet().brands == ()

    @pytest.mark.parametrize(
        "values",
        [
            {"primary_colour": "blue"}, {"name": ""}, {"font": "Comic"}, {"cover": ""}, {"odd": 1}, {"logo": "%"},
            {"logo": "QUJ"}, {"logo": ""}, {"extra_font": {}}, {"version": 0}, {"header": 1},
        ],
    )  # fmt: skip
    def test_what_the_schema_refuses_the_reader_refuses_too(self, values: dict[str, object]) -> None:
        assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(json.loads(file(**values)))
        with pytest.raises(UserError):
            load_brand(file(**values))

    def test_a_picture_in_a_file_goes_through_the_same_door_as_any_logo(self, desk: Desk) -> None:
        output = io.BytesIO()
        Image.new("RGB", (4_000, 2_000), "red").save(output, "PNG", description="SECRET-PLACE")
        taken = desk.practice.import_brand(file(logo=encoded(output.getvalue()))).value
        kept = desk.practice.printed_brand(taken).logo
        assert kept is not None
        assert kept.width <= 1_400


def test_the_sample_is_a_report_in_the_brand(desk: Desk, brand: str) -> None:
    built = desk.practice.sample(desk.practice.printed_brand(brand))
    with PagePictures(built.pdf) as pages:
        assert pages.count >= 2
        assert "nord@example.org" in pages.text(0)
        assert "Nord, advice that shows its work" in pages.text(1)
        assert "Nord Advice Ltd" in pages.text(1)
