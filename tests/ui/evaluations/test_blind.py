"""Before the lock no page of an evaluation says anything of programmes, links or what they brought."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.earnings.terms import Terms
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from consultant_desk.services.evaluations.interests import draft_of
from consultant_desk.services.products import ProductDraft
from ui.evaluations.alternatives_sheet import TITLE, AlternativesSheet
from ui.evaluations.workbench import NEED, PRODUCTS, RESULT, SCORES
from ui.widgets.text import Text

SECRET = "Nordlicht Partners"


@pytest.fixture
def page(window, desk, stored):
    """The evaluation open, its first product with a programme that pays and a link that was given away for it."""
    product = desk.products.create(ProductDraft("Northwind Desk", "Northwind Traders")).value
    candidate = next(iter(desk.evaluations.sheet(stored).candidates.values()))
    desk.evaluations.join_candidate(candidate, product)
    draft = ProgrammeDraft(
        SECRET, product, status="approved", base_url="https://nordlicht.example", sub_id_parameter="sid"
    )
    programme = desk.programmes.add(draft, Terms("2026-01-01", "EUR", percent=Decimal(20))).value
    desk.programmes.add_link(LinkDraft(programme, evaluation_id=stored))
    shown = window.current_page()
    shown.open(stored)
    return shown


def said(page: QWidget) -> str:
    QApplication.processEvents()
    texts = [one.text() for one in page.findChildren(Text)]
    return " ".join([*texts, *(one.toolTip() for one in page.findChildren(QWidget))])


@pytest.mark.parametrize("step", [NEED, PRODUCTS, SCORES, RESULT])
def test_no_step_tells_before_the_lock(page, step):
    page.workbench.go(step)
    assert SECRET not in said(page)
    assert "nordlicht" not in said(page).casefold()
    assert not page.workbench.result.interests.alternatives.isVisibleTo(page.workbench)


def test_after_the_lock_what_each_product_brings_is_one_click_away(page, desk, stored):
    desk.evaluations.lock(stored)
    (proposal, *_others) = desk.evaluations.proposed_interests(stored)
    assert proposal.kind is InterestKind.AFFILIATE
    desk.evaluations.set_interest(stored, proposal.candidate, draft_of(proposal))
    page.refresh(Changes(everything=True))
    page.workbench.go(RESULT)
    QApplication.processEvents()

    block = page.workbench.result.interests
    assert "pays you 20\N{NO-BREAK SPACE}% of the sale" in block.words
    assert "No programme is known of" in block.words
    assert block.alternatives.text() == TITLE
    block.alternatives.click()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, AlternativesSheet)
    assert sheet.lines[0].without == "pays you"
    sheet.accept()
