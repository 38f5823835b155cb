"""The money side of a client: what it agreed to, what is credited, which links it has, what came of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from consultant_desk.domain.money import Money
from consultant_desk.services.earnings.consents import ConsentDraft
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.rows.programmes import Earned
from tests.services.conftest import HARBOUR
from tests.services.earnings.conftest import csv_of
from tests.ui.clients.conftest import TODAY
from tests.ui.clients.test_page import opened
from ui.clients.earned_words import amounts, earned_facts
from ui.clients.money_sheets import ConsentSheet, CreditSheet
from ui.clients.record import EARNINGS
from ui.earnings.link_sheets import LinkSheet, MoveLinkSheet
from ui.entry import date_text


@pytest.fixture
def tab(page):
    page.record.show_tab(EARNINGS)
    return page.record.earnings


def primary(sheet):
    return sheet._buttons.itemAt(sheet._buttons.count() - 1).widget()


def test_amounts_of_several_currencies_stand_side_by_side_and_a_missing_rate_is_said():
    earned = Earned(
        "EUR", 3, {"EUR": 10_700, "USD": 1_000}, {"USD": 500}, {}, 11_600, None, 0, {"earned": 1, "pending": 1}
    )
    facts = earned_facts(earned)
    assert amounts(earned.earned) == "€107, US$10"
    assert [(fact.value, fact.addition) for fact in facts] == [
        ("€107, US$10", "in all €116, 1 without a rate"), ("US$5", "no rate"), ("nothing", ""),
    ]  # fmt: skip


def test_a_consent_is_recorded_with_the_text_the_client_saw(tab, window, desk, practice):
    tab.record_consent()
    sheet = opened(window, ConsentSheet)
    sheet.evaluation.set_value("")
    primary(sheet).click()
    assert desk.consents.sheet(practice.bakeries).consents == ()
    sheet.text.setPlainText("I know this and agree.")
    primary(sheet).click()

    (row,) = desk.consents.sheet(practice.bakeries).consents
    assert (row.text, row.how, row.text_version, row.evaluation_id) == (
        "I know this and agree.", "e-mail", "own wording", "",
    )  # fmt: skip
    assert [one.id for one in tab.consents.table.rows_model.rows] == [row.id]


def test_what_is_credited_is_listed_as_owed(tab, window, desk, practice):
    tab.credit()
    sheet = opened(window, CreditSheet)
    sheet.amount._amount.setText("250")
    sheet.note.setText("Commission of Lotse")
    primary(sheet).click()

    assert desk.consents.sheet(practice.bakeries).owed == {"EUR": 25_000}
    assert "Owed to the client: €250" in tab.facts.accessibleName()


def test_a_link_is_shown_before_it_is_kept_and_copied(tab, window, desk, practice):
    tab.make_link()
    assert not [one for one in window.findChildren(LinkSheet) if one.isVisible()]
    desk.programmes.add(
        ProgrammeDraft("Lotse partners", base_url="https://lotse.example", sub_id_parameter="sid", status="approved")
    )
    tab.make_link()
    sheet = opened(window, LinkSheet)
    assert sheet.address.text() == "https://lotse.example?sid=harbour-bakeries-1"
    sheet.sub_id.setText("a b")
    assert sheet.address.text() == ""
    sheet.sub_id.setText("")
    primary(sheet).click()

    (link,) = desk.consents.sheet(practice.bakeries).links
    assert link.sub_id == "harbour-bakeries-1"
    assert QApplication.clipboard().text() == link.url


def test_a_consent_can_be_taken_back_and_a_credit_settled(tab, desk, practice, page):
    kept = desk.consents.record(ConsentDraft(practice.bakeries, "I know.", "call")).value
    owed = desk.consents.promise(practice.bakeries, Money(1_000, "EUR")).value
    page.refresh(None)
    assert [item.text for item in tab._consent_menu(kept)][:2] == ["Copy the text", "Withdrawn by the client…"]
    desk.consents.withdraw(kept)
    desk.consents.settle(owed)
    page.refresh(None)
    assert tab._consent_menu(kept)[1].enabled is False
    assert "Owed to the client: nothing" in tab.facts.accessibleName()


def test_a_commission_is_credited_with_its_amount(tab, window, desk, practice):
    desk.programmes.add(
        ProgrammeDraft("Lotse", base_url="https://lotse.example", sub_id_parameter="sid", status="approved")
    )
    link = LinkDraft(desk.programmes.list()[0].id, practice.bakeries)
    desk.programmes.add_link(link)
    data = csv_of("A1,2026-09-01,Lotse,100.00,EUR,approved,,harbour-bakeries-1,")
    desk.statements.apply(desk.statements.open(data, "one.csv", account="Desk"))
    tab.credit()
    sheet = opened(window, CreditSheet)
    (commission,) = desk.earnings.commission_rows(desk.earnings.commission_keys())
    sheet.commission.set_value(commission.id)
    sheet.commission.chosen.emit(commission.id)
    primary(sheet).click()

    (credit,) = desk.consents.sheet(practice.bakeries).credits
    assert (credit.commission, credit.amount) == ("A1", Money(10_000, "EUR"))


def test_a_link_goes_to_another_client_with_its_commissions(tab, window, desk, practice, page):
    programme = desk.programmes.add(
        ProgrammeDraft("Lotse", base_url="https://lotse.example", sub_id_parameter="sid", status="approved")
    ).value
    desk.programmes.add_link(LinkDraft(programme, practice.bakeries))
    data = csv_of("A1,2026-09-01,Lotse,100.00,EUR,approved,,harbour-bakeries-1,")
    desk.statements.apply(desk.statements.open(data, "one.csv", account="Desk"))
    page.refresh(None)
    (row,) = tab.links.table.rows_model.rows
    next(item for item in tab._link_menu(row.id) if item.text.startswith("For another")).run()
    sheet = opened(window, MoveLinkSheet)
    sheet.client.set_value(practice.hotels)
    primary(sheet).click()

    assert desk.consents.sheet(practice.hotels).earned.earned == {"EUR": 10_000}
    assert tab.links.table.rows_model.rows == []


def test_what_came_of_a_client_stands_beside_how_far_it_is(tab, window, desk, practice, page):
    assert "Adoption: Nothing recommended yet" in tab.facts.accessibleName()
    assert not tab.recommendations.table.isVisible()
    evaluation = desk.evaluations.import_file(HARBOUR, engagement_id=practice.work).value
    desk.evaluations.add_recommendation_item(evaluation, "adoption", ItemDraft("Check-in", "", "2026-12-20"))
    desk.evaluations.lock(evaluation)
    tab._shell.write(lambda: desk.clients.set_stage(practice.work, "adopting"))
    assert f"Adoption: Adopting, since {date_text(TODAY.date().isoformat())}" in tab.facts.accessibleName()
    assert "Next in the plan: Check-in, " in tab.facts.accessibleName()
    table = tab.recommendations.table
    assert [row.id for row in table.rows_model.rows] == [evaluation]
    shown = [table.rows_model.index(0, column).data() for column in range(5)]
    assert shown[1:] == ["nothing", "", "", f"Adopting, since {date_text(TODAY.date().isoformat())}"]
