"""Programmes keep their terms over time, their links join commissions to clients, and all of it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.terms import LockRule, Terms, Tier, TierBasis
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.earnings.programmes import ProgrammeDraft
from consultant_desk.services.products import ProductDraft
from consultant_desk.services.rows.earnings import CommissionFilter, GroupBy
from tests.services.earnings.conftest import Import, csv_of

TERMS = Terms("2026-01-01", "EUR", percent=Decimal(20), lock=LockRule.DAYS, lock_days=30, threshold_minor=5_000)
ROWS = (
    "A1,2026-09-01,Lotse,100.00,EUR,approved,,otto-1,",
    "A2,2026-09-02,Lotse,50.00,EUR,pending,,otto-1,",
    "A3,2026-09-03,Lotse,30.00,EUR,declined,,otto-1,",
    "A4,2026-09-04,Lotse,7.00,EUR,approved,,,",
)


@pytest.fixture
def product(desk: Desk) -> str:
    return desk.products.create(ProductDraft("Lotse", vendor="Hafen Software", category="CRM")).value


@pytest.fixture
def programme(desk: Desk, product: str) -> str:
    draft = ProgrammeDraft(
        "Lotse partners", product, external_name="Lotse", base_url="https://lotse.example/?utm=x#plans",
        sub_id_parameter="sid", status="approved",
    )  # fmt: skip
    return desk.programmes.add(draft, TERMS).value


@pytest.fixture
def otto(desk: Desk) -> str:
    return desk.clients.create(ClientDraft("Otto")).value


def joined(desk: Desk, client_id: str) -> list[str]:
    keys = desk.earnings.commission_keys(CommissionFilter(client_id=client_id))
    return sorted(row.external_id for row in desk.earnings.commission_rows(keys))


def test_a_programme_is_listed_with_vendor_product_and_what_it_pays_in_words(
    desk: Desk, programme: str, product: str
) -> None:
    (row,) = desk.programmes.list("hafen")

    assert (row.id, row.name, row.vendor, row.product, row.status) == (
        programme, "Lotse partners", "Hafen Software", "Lotse", "approved",
    )  # fmt: skip
    assert row.terms[0] == "20\N{NO-BREAK SPACE}% of the sale."
    assert "Locked 30 days after the sale." in row.terms
    assert desk.programmes.of_product(product) == (row,)
    assert desk.programmes.list("hafen elbe") == ()


def test_new_terms_leave_the_old_ones_to_older_commissions(desk: Desk, programme: str) -> None:
    desk.programmes.set_terms(programme, replace(TERMS, effective_from="2026-06-01", percent=Decimal(25)))
    desk.programmes.set_terms(programme, replace(TERMS, effective_from="2027-01-01", percent=Decimal(30)))

    terms = desk.programmes.sheet(programme).terms
    assert [(one.terms.effective_from, one.terms.percent, one.is_current) for one in terms] == [
        ("2027-01-01", Decimal(30), False),
        ("2026-06-01", Decimal(25), True),
        ("2026-01-01", Decimal(20), False),
    ]


def test_terms_from_the_same_day_replace_each_other_and_undo_brings_the_first_back(desk: Desk, programme: str) -> None:
    better = replace(TERMS, percent=None, flat_minor=1_000, tiers=(Tier(5, Decimal("12.5")), Tier(9, None, 2_000)))
    desk.programmes.set_terms(programme, better, source="their page")

    (one,) = desk.programmes.sheet(programme).terms
    assert (one.terms, one.source) == (better, "their page")
    desk.undo()
    assert [one.terms for one in desk.programmes.sheet(programme).terms] == [TERMS]


def test_terms_from_the_beginning_are_kept_and_a_version_can_be_removed(desk: Desk, programme: str) -> None:
    first = replace(TERMS, effective_from="", percent=Decimal(10))
    kept = desk.programmes.set_terms(programme, first).value
    assert desk.programmes.sheet(programme).terms[-1].terms == first

    desk.programmes.remove_terms(kept)
    assert [one.terms for one in desk.programmes.sheet(programme).terms] == [TERMS]
    desk.programmes.set_terms(programme, first)
    assert len(desk.programmes.sheet(programme).terms) == 2


def test_a_version_is_edited_in_place_and_moves_with_its_day_in_one_step(desk: Desk, programme: str) -> None:
    (version,) = desk.programmes.sheet(programme).terms
    desk.programmes.change_terms(version.id, replace(TERMS, percent=Decimal(22)), source="their page")
    (edited,) = desk.programmes.sheet(programme).terms
    assert (edited.id, edited.terms.percent, edited.source) == (version.id, 22, "their page")

    moved = replace(TERMS, effective_from="2026-03-01", percent=Decimal(23))
    desk.programmes.change_terms(version.id, moved)
    assert [one.terms for one in desk.programmes.sheet(programme).terms] == [moved]
    desk.undo()
    assert [one.terms.percent for one in desk.programmes.sheet(programme).terms] == [22]
    desk.redo()
    assert [one.terms for one in desk.programmes.sheet(programme).terms] == [moved]

    back = replace(TERMS, effective_from="2026-01-01")
    desk.programmes.change_terms(desk.programmes.sheet(programme).terms[0].id, back)
    assert [one.terms for one in desk.programmes.sheet(programme).terms] == [back]


def test_a_version_does_not_move_onto_another(desk: Desk, programme: str) -> None:
    later = replace(TERMS, effective_from="2026-06-01", percent=Decimal(25))
    desk.programmes.set_terms(programme, later)
    first = desk.programmes.sheet(programme).terms[-1]
    with pytest.raises(UserError, match="Other terms begin on that day"):
        desk.programmes.change_terms(first.id, replace(TERMS, effective_from="2026-06-01"))
    assert [one.terms for one in desk.programmes.sheet(programme).terms] == [later, TERMS]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (replace(TERMS, percent=Decimal(120)), "^The rate cannot be meant: it is a percentage from 0 to 100.$"),
        (replace(TERMS, percent=Decimal(120), cookie_days=9_999),
         "it is a percentage from 0 to 100. The days of the cookie cannot be meant: they are from 0 to 3660.$"),
        (replace(TERMS, flat_minor=100), "either a percentage or an amount"),
        (replace(TERMS, currency=""), "need a currency"),
        (replace(TERMS, currency="EURO"), "need a currency"),
        (replace(TERMS, effective_from="01.02.2026"), "not a date"),
        (replace(TERMS, currency="", threshold_minor=0, tier_basis=TierBasis.AMOUNT,
                 tiers=(Tier(100, Decimal(1)),)), "need a currency"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_meant_are_refused_and_nothing_changes(
    desk: Desk, programme: str, terms: Terms, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        desk.programmes.set_terms(programme, terms)
    assert [one.terms for one in desk.programmes.sheet(programme).terms] == [TERMS]


def test_application_and_approval_keep_their_days(desk: Desk) -> None:
    one = desk.programmes.add(ProgrammeDraft("Elbe")).value
    desk.programmes.set_status(one, "applied", "2026-10-01")
    desk.programmes.set_status(one, "approved", "2026-10-20")
    row = desk.programmes.sheet(one).row
    assert (row.status, row.applied_on, row.decided_on) == ("approved", "2026-10-01", "2026-10-20")

    desk.undo()
    assert desk.programmes.sheet(one).row.status == "applied"
    with pytest.raises(UserError, match="which is later"):
        desk.programmes.set_status(one, "declined", "2026-09-30")
    with pytest.raises(UserError, match="future"):
        desk.programmes.set_status(one, "applied", "2026-12-24")
    with pytest.raises(UserError, match="no status"):
        desk.programmes.set_status(one, "married")


def test_the_trash_takes_terms_and_links_along_and_brings_them_back(desk: Desk, programme: str) -> None:
    desk.programmes.add_link(LinkDraft(programme))
    desk.programmes.trash(programme)
    assert desk.programmes.list() == ()

    desk.undo()
    sheet = desk.programmes.sheet(programme)
    assert (len(sheet.terms), len(sheet.links)) == (1, 1)


def test_an_address_that_links_cannot_be_built_from_is_refused(desk: Desk, programme: str) -> None:
    with pytest.raises(UserError, match="no address of a page"):
        desk.programmes.edit(programme, base_url="lotse.example")
    with pytest.raises(UserError, match="holds the parameter utm"):
        desk.programmes.edit(programme, sub_id_parameter="utm")
    with pytest.raises(UserError, match="status"):
        desk.programmes.edit(programme, status="left")
    desk.programmes.edit(programme, vendor="Elbe AG", note="quarterly call")
    sheet = desk.programmes.sheet(programme)
    assert (sheet.row.vendor, sheet.note, sheet.row.base_url) == (
        "Elbe AG", "quarterly call", "https://lotse.example/?utm=x#plans",
    )  # fmt: skip


def test_a_link_joins_what_statements_bring_to_its_client(desk: Desk, programme: str, otto: str, take: Import) -> None:
    desk.programmes.add_link(LinkDraft(programme, otto))
    (link,) = desk.consents.sheet(otto).links
    assert (link.sub_id, link.url) == ("otto-1", "https://lotse.example/?utm=x&sid=otto-1#plans")

    take("one.csv", csv_of(*ROWS), account="Desk")
    assert joined(desk, otto) == ["A1", "A2", "A3"]
    assert desk.programmes.sheet(programme).links[0].commissions == 3


def test_a_programme_entered_before_its_first_statement_is_the_one_the_statement_names(
    desk: Desk, programme: str, take: Import
) -> None:
    take("one.csv", csv_of(*ROWS), account="Desk")

    (row,) = desk.programmes.list()
    assert (row.id, row.account) == (programme, "Desk")
    assert row.earned.pending == {"EUR": 5_000}
    desk.undo()
    assert desk.programmes.sheet(programme).row.account == ""


def test_a_link_made_later_joins_what_came_before_it_in_the_same_step(
    desk: Desk, programme: str, otto: str, take: Import
) -> None:
    take("one.csv", csv_of(*ROWS), account="Desk")
    assert joined(desk, otto) == []

    desk.programmes.add_link(LinkDraft(programme, otto, sub_id="OTTO-1"))
    assert joined(desk, otto) == ["A1", "A2", "A3"]
    desk.undo()
    assert joined(desk, otto) == []


def test_a_link_given_to_another_client_takes_its_commissions_along(
    desk: Desk, programme: str, otto: str, take: Import
) -> None:
    paula = desk.clients.create(ClientDraft("Paula")).value
    link = desk.programmes.add_link(LinkDraft(programme, otto)).value
    take("one.csv", csv_of(*ROWS), account="Desk")
    keys = desk.earnings.commission_keys(CommissionFilter(client_id=otto))
    byhand = next(row.id for row in desk.earnings.commission_rows(keys) if row.external_id == "A2")
    desk.earnings.assign_client([byhand], None)

    moved = desk.programmes.edit_link(link, client_id=paula, evaluation_id=None, given_on="2026-08-30").value
    assert (moved, joined(desk, paula), joined(desk, otto)) == (2, ["A1", "A3"], [])
    desk.undo()
    assert (joined(desk, paula), joined(desk, otto)) == ([], ["A1", "A3"])
    assert desk.consents.sheet(paula).links == ()


def test_a_sub_id_is_given_once_in_an_account_even_after_its_link_was_thrown_away(
    desk: Desk, programme: str, otto: str
) -> None:
    other = desk.programmes.add(
        ProgrammeDraft("Elbe", base_url="https://elbe.example", sub_id_parameter="sid", status="approved")
    ).value
    first = desk.programmes.add_link(LinkDraft(programme, otto)).value
    desk.programmes.trash_link(first)

    assert desk.programmes.propose_link(LinkDraft(other, otto)) == ("otto-2", "https://elbe.example?sid=otto-2")
    with pytest.raises(UserError, match="given to another link"):
        desk.programmes.add_link(LinkDraft(other, otto, sub_id="Otto-1"))


def test_earnings_of_an_evaluation_are_hidden_until_it_was_locked(
    desk: Desk, programme: str, harbour: str, take: Import
) -> None:
    desk.programmes.add_link(LinkDraft(programme, evaluation_id=harbour))
    take("one.csv", csv_of("A1,2026-09-01,Lotse,10.00,EUR,approved,,client-1,"), account="Desk")
    assert desk.programmes.earned(GroupBy.RECOMMENDATION, harbour).count == 0

    desk.evaluations.lock(harbour)
    assert desk.programmes.earned(GroupBy.RECOMMENDATION, harbour).earned == {"EUR": 1_000}
    product = desk.programmes.list()[0].product_id
    assert desk.programmes.earned(GroupBy.PRODUCT, product).earned == {"EUR": 1_000}
    (link,) = desk.programmes.sheet(programme).links
    assert link.evaluation == desk.evaluations.sheet(harbour).title


def test_what_a_programme_brought_is_shown_by_currency_and_in_the_base(
    desk: Desk, programme: str, otto: str, take: Import
) -> None:
    desk.programmes.add_link(LinkDraft(programme, otto))
    desk.rates.enter("2026-09-05", "USD", "EUR", "0.9")
    take("one.csv", csv_of(*ROWS, "A5,2026-09-05,Lotse,10.00,USD,approved,,otto-1,"), account="Desk")

    row = next(one for one in desk.programmes.list() if one.account == "Desk")
    assert row.earned.earned == {"EUR": 10_700, "USD": 1_000}
    assert (row.earned.pending, row.earned.reversed) == ({"EUR": 5_000}, {"EUR": 3_000})
    assert (row.earned.base_earned, row.earned.base_pending, row.earned.base_reversed) == (11_600, 5_000, 3_000)
    assert row.reversal_rate == pytest.approx(0.25)


def test_what_has_no_rate_is_counted_and_never_taken_as_nothing(desk: Desk, take: Import) -> None:
    take("one.csv", csv_of("A1,2026-09-01,Lotse,10.00,USD,approved,,,"), account="Desk")

    (row,) = desk.programmes.list()
    assert (row.earned.earned, row.earned.base_earned, row.earned.missing) == ({"USD": 1_000}, None, {"earned": 1})


def test_the_sums_of_programmes_are_those_of_the_report(desk: Desk, take: Import) -> None:
    for name in ("awin.csv", "awin_later.csv", "cj.csv", "shareasale.csv"):
        take(name)

    report = desk.earnings.report(GroupBy.PROGRAMME)
    for row in desk.programmes.list():
        groups = [group for group in report.groups if group.key == row.id]
        assert groups
        for group in groups:
            pending, earned = (held.get(group.currency, 0) for held in (row.earned.pending, row.earned.earned))
            assert (pending, earned, row.earned.reversed.get(group.currency, 0)) == (
                group.pending, group.net - group.pending, group.reversed,
            )  # fmt: skip


def test_an_account_knows_who_pays_from_where_and_why_it_does_not(desk: Desk, take: Import) -> None:
    take("one.csv", csv_of(*ROWS), account="Desk")
    (account,) = desk.programmes.accounts()
    assert (account.name, account.programmes, account.files) == ("Desk", 1, 1)

    desk.programmes.edit_account(
        account.id, payer="Lotse Ireland Ltd", country="ie", tax_form_until="2026-12-31", held_since="2026-11-01",
        hold_reason="tax form expires",
    )  # fmt: skip
    (account,) = desk.programmes.accounts()
    assert (account.payer, account.country, account.held_since, account.hold_reason) == (
        "Lotse Ireland Ltd", "IE", "2026-11-01", "tax form expires",
    )  # fmt: skip

    desk.programmes.edit_account(account.id, held_since="")
    (account,) = desk.programmes.accounts()
    assert (account.held_since, account.hold_reason) == ("", "")


def test_an_account_keeps_what_its_statements_are_known_by(desk: Desk, take: Import) -> None:
    take("one.csv", csv_of(*ROWS), account="Desk")
    take("two.csv", csv_of("B1,2026-09-01,Elbe,1.00,EUR,approved,,,"), account="Other")
    other = next(one for one in desk.programmes.accounts() if one.name == "Other")

    with pytest.raises(UserError, match="another account"):
        desk.programmes.edit_account(other.id, name="desk ")
    with pytest.raises(UserError, match="external id"):
        desk.programmes.edit_account(other.id, external_id="7")
    with pytest.raises(UserError, match="not a country"):
        desk.programmes.edit_account(other.id, country="Irland")
    with pytest.raises(UserError, match="needs the day"):
        desk.programmes.edit_account(other.id, hold_reason="because")
    assert [one.name for one in desk.programmes.accounts()] == ["Desk", "Other"]
