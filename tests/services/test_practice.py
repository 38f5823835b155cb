from __future__ import annotations

import io

import pytest
from PIL import Image

from consultant_desk.desk import Desk
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft, EngagementDraft


def picture(size: tuple[int, int] = (40, 20)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "#24408E").save(data, "JPEG")
    return data.getvalue()


def test_the_first_brand_becomes_the_default_and_prints_the_house_colours(desk: Desk) -> None:
    desk.practice.add_brand("House")
    desk.practice.add_brand("Second")
    brands = desk.practice.sheet().brands
    assert [(brand.name, brand.is_default) for brand in brands] == [("House", True), ("Second", False)]
    desk.practice.make_default(brands[1].id)
    assert desk.practice.sheet().brands[0].name == "Second"


def test_a_logo_is_kept_as_a_picture_the_program_wrote_itself(desk: Desk) -> None:
    brand = desk.practice.add_brand("House").value
    desk.practice.set_logo(brand, picture(), "logo.jpg")
    kept = desk.practice.logo(brand)
    assert kept is not None
    assert Image.open(io.BytesIO(kept)).format == "PNG"
    desk.undo()
    assert desk.practice.logo(brand) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        picture()[:60],
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/x.png"/></svg>',
    ],
    ids=["empty", "text", "cut off", "remote reference"],
)
def test_a_file_that_is_no_safe_picture_is_refused_and_the_brand_stays(desk: Desk, data: bytes) -> None:
    brand = desk.practice.add_brand("House").value
    with pytest.raises(UserError):
        desk.practice.set_logo(brand, data, "logo")
    assert desk.practice.logo(brand) is None


def test_a_colour_that_is_none_is_refused(desk: Desk) -> None:
    brand = desk.practice.add_brand("House").value
    with pytest.raises(UserError, match="not a colour"):
        desk.practice.edit_brand(brand, primary_colour="blue")


def test_a_currency_has_three_letters_and_an_amount_has_a_currency(desk: Desk) -> None:
    with pytest.raises(UserError, match="'euro' is not a currency"):
        desk.practice.edit(currency="euro")
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    with pytest.raises(UserError, match="needs a currency"):
        desk.clients.add_engagement(client, EngagementDraft("Desk", fee_minor=50000))
    engagement = desk.clients.add_engagement(client, EngagementDraft("Desk", fee_minor=50000, fee_currency="EUR")).value
    desk.clients.edit_engagement(engagement, fee_minor=60000)
    assert desk.clients.sheet(client).engagements[0].fee == Money(60000, "EUR")
