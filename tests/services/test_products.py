from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.evidence import EvidenceDraft
from consultant_desk.services.products import PlanDraft, PriceDraft, ProductDraft


def test_products_of_one_vendor_share_it_whatever_the_case(desk: Desk) -> None:
    first = desk.products.create(ProductDraft("Wingtip Shop", "Wingtip", "E-commerce")).value
    second = desk.products.create(ProductDraft("Wingtip Care", "WINGTIP ", "Help desk")).value
    assert desk.products.sheet(first).vendor_id == desk.products.sheet(second).vendor_id
    assert desk.products.categories() == ("E-commerce", "Help desk")


def test_the_newest_price_seen_is_shown_and_older_ones_stay(desk: Desk) -> None:
    product = desk.products.create(ProductDraft("Northwind Desk", "Northwind")).value
    plan = desk.products.add_plan(product, PlanDraft("Team"), PriceDraft(1650, "EUR", "2026-08-01")).value
    desk.products.add_price(plan, PriceDraft(1720, "EUR", "2026-11-12", "Quote"))
    row = desk.products.list("north")[0]
    assert (row.newest_price, row.price_basis, row.price_seen_on) == (Money(1720, "EUR"), "seat a month", "2026-11-12")
    prices = desk.products.sheet(product).plans[0].prices
    assert [price.age_days for price in prices] == [7, 110]


def test_a_negative_price_is_refused_and_no_plan_is_left_behind(desk: Desk) -> None:
    product = desk.products.create(ProductDraft("Northwind Desk")).value
    with pytest.raises(UserError, match="negative"):
        desk.products.add_plan(product, PlanDraft("Team"), PriceDraft(-1, "EUR"))
    assert desk.products.sheet(product).plans == ()


def test_evidence_past_its_date_is_marked_as_expired(desk: Desk) -> None:
    product = desk.products.create(ProductDraft("Contoso Flow")).value
    desk.products.add_evidence(product, EvidenceDraft("Forum thread", "review", "D", expires_on="2026-11-18"))
    desk.products.add_evidence(product, EvidenceDraft("Support page", "vendor claim", "C", expires_on="2026-12-02"))
    assert {row.title: row.expired for row in desk.products.sheet(product).evidence} == {
        "Forum thread": True,
        "Support page": False,
    }


def test_search_leads_from_evidence_to_its_product(desk: Desk) -> None:
    product = desk.products.create(ProductDraft("Contoso Flow")).value
    desk.products.add_evidence(product, EvidenceDraft("Forum thread", quote="In summer it took a day"))
    hit = desk.search.find("summ")[0]
    assert (hit.kind, hit.home_kind, hit.home_id, hit.home_title) == ("evidence", "product", product, "Contoso Flow")


def test_a_product_in_the_trash_is_found_no_more(desk: Desk) -> None:
    product = desk.products.create(ProductDraft("Contoso Flow")).value
    desk.products.trash(product)
    assert desk.search.find("contoso") == ()
    assert [record.title for record in desk.trash.list()] == ["Contoso Flow"]
