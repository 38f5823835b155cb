"""A client's consent is kept with the text it saw; what is credited to it is owed until it is settled."""

from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.consent import version_of
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.earnings.consents import ConsentDraft
from consultant_desk.services.evaluations import InterestDraft
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.readiness import Place, Weight
from tests.services.conftest import HARBOUR
from tests.services.earnings.conftest import Import, csv_of

PAID = InterestDraft(InterestKind.AFFILIATE, "20 % of the first year", "Northwind", Money(99_200, "EUR"))


@pytest.fixture
def otto(desk: Desk) -> str:
    return desk.clients.create(ClientDraft("Otto")).value


@pytest.fixture
def evaluation(desk: Desk, otto: str) -> str:
    """A locked evaluation for Otto whose first product pays."""
    work = desk.clients.add_engagement(otto, EngagementDraft("Customer desk", "short list")).value
    made = desk.evaluations.import_file(HARBOUR, engagement_id=work).value
    desk.evaluations.lock(made)
    desk.evaluations.set_interest(made, "northwind", PAID)
    for key in ("contoso", "fabrikam", "tailspin"):
        desk.evaluations.set_interest(made, key, InterestDraft())
    return made


@pytest.fixture
def commission(desk: Desk, otto: str, take: Import) -> str:
    take("one.csv", csv_of("A1,2026-09-01,Lotse,100.00,EUR,approved,,,"), account="Desk")
    (row,) = desk.earnings.commission_rows(desk.earnings.commission_keys(CommissionFilter()))
    desk.earnings.assign_client([row.id], otto)
    return row.id


def test_the_text_names_who_pays_how_much_and_how_many_pay_nothing(desk: Desk, evaluation: str) -> None:
    found = desk.consents.text_for(evaluation)
    assert (found.language, found.version) == ("en", version_of("en"))
    assert "I am paid by Northwind Desk if you buy: 20 % of the first year, about €992 for your size." in found.text
    assert "I also rated 3 products that pay me nothing." in found.text
    assert "bezahlt mich" in desk.consents.text_for(evaluation, "de").text
    with pytest.raises(UserError, match="no text"):
        desk.consents.text_for(evaluation, "it")


def test_before_the_lock_there_is_no_text_to_agree_to(desk: Desk, harbour: str) -> None:
    with pytest.raises(UserError, match="hidden until"):
        desk.consents.text_for(harbour)


def test_a_consent_is_kept_as_it_was_shown_withdrawn_and_undone(desk: Desk, otto: str, evaluation: str) -> None:
    text = desk.consents.text_for(evaluation)
    draft = ConsentDraft(
        otto, text.text, "e-mail", evaluation, given_on="2026-11-18", language="en", text_version=text.version
    )
    kept = desk.consents.record(draft).value
    desk.evaluations.set_interest(evaluation, "northwind", InterestDraft())

    (row,) = desk.consents.sheet(otto).consents
    assert (row.id, row.text, row.text_version, row.how, row.given_on) == (
        kept, text.text, text.version, "e-mail", "2026-11-18",
    )  # fmt: skip
    assert row.evaluation == desk.evaluations.sheet(evaluation).title
    with pytest.raises(UserError, match="after it was given"):
        desk.consents.withdraw(kept, "2026-11-17")
    desk.consents.withdraw(kept)
    assert desk.consents.sheet(otto).consents[0].withdrawn_on == "2026-11-19"
    desk.undo()
    assert desk.consents.sheet(otto).consents[0].withdrawn_on == ""


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ({"text": " "}, "is empty"),
        ({"how": "pigeon"}, "How the client agreed"),
        ({"given_on": "2026-12-24"}, "future"),
        ({"client_id": "nobody"}, "no longer here"),
    ],
)
def test_a_consent_that_proves_nothing_is_refused(desk: Desk, otto: str, draft: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        desk.consents.record(ConsentDraft(**{"client_id": otto, "text": "I know.", "how": "call", **draft}))
    assert desk.consents.sheet(otto).consents == ()


def test_a_report_warns_until_the_client_agreed_and_again_when_it_takes_that_back(
    desk: Desk, otto: str, evaluation: str
) -> None:
    report = desk.reports.create(evaluation).value

    def warned() -> bool:
        items = desk.reports.readiness(report).items
        return any(one.place is Place.CONSENT and one.weight is Weight.WARNING for one in items)

    assert warned()
    kept = desk.consents.record(ConsentDraft(otto, "I know.", "meeting", evaluation)).value
    assert not warned()
    desk.consents.withdraw(kept)
    assert warned()
    desk.evaluations.set_interest(evaluation, "northwind", InterestDraft())
    assert not warned()


def test_what_is_credited_is_owed_until_it_is_settled(desk: Desk, otto: str, commission: str) -> None:
    first = desk.consents.promise(otto, Money(6_000, "EUR"), commission_id=commission, note="half and a bit").value
    desk.consents.promise(otto, Money(4_000, "EUR"), commission_id=commission)
    desk.consents.promise(otto, Money(500, "USD"))
    assert desk.consents.sheet(otto).owed == {"EUR": 10_000, "USD": 500}

    desk.consents.settle(first, "2026-11-19")
    sheet = desk.consents.sheet(otto)
    assert sheet.owed == {"EUR": 4_000, "USD": 500}
    assert (sheet.credits[-1].settled_on, sheet.credits[-1].commission) == ("2026-11-19", "A1")
    assert sheet.earned.earned == {"EUR": 10_000}
    desk.undo()
    assert desk.consents.sheet(otto).owed == {"EUR": 10_000, "USD": 500}


def test_no_more_is_credited_than_a_commission_of_this_client_brings(desk: Desk, otto: str, commission: str) -> None:
    paula = desk.clients.create(ClientDraft("Paula")).value
    desk.consents.promise(otto, Money(6_000, "EUR"), commission_id=commission)
    with pytest.raises(UserError, match="more than the commission"):
        desk.consents.promise(otto, Money(4_001, "EUR"), commission_id=commission)
    with pytest.raises(UserError, match="is in EUR"):
        desk.consents.promise(otto, Money(100, "USD"), commission_id=commission)
    with pytest.raises(UserError, match="not of this client"):
        desk.consents.promise(paula, Money(100, "EUR"), commission_id=commission)
    with pytest.raises(UserError, match="more than nothing"):
        desk.consents.promise(otto, Money(0, "EUR"))
    assert desk.consents.sheet(otto).owed == {"EUR": 6_000}
