"""The ledger as double entries, from the records of a workspace: what is paid is paid once, and arrives."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.identity import account_id
from consultant_desk.services.earnings.exports import ExportFormat
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.payouts import PayoutDraft
from tests.services.earnings.conftest import CASES, Import, csv_of

POSTING = re.compile(r"^    (\S.*?)  (-?[\d.]+) ([A-Z]{3})$")


def balances(desk: Desk, year: int | None = None) -> dict[str, Decimal]:
    """What every account of the journal comes to, by account and currency, those at nothing left out."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in desk.earnings.export(ExportFormat.HLEDGER, year).data.decode().splitlines():
        if (posting := POSTING.match(line)) is not None:
            found[f"{posting[1]} {posting[3]}"] += Decimal(posting[2])
    return {account: sum_ for account, sum_ in sorted(found.items()) if sum_}


@pytest.fixture
def paid(desk: Desk, take: Import) -> Desk:
    """Two commissions of one network that one payout pays with a fee, and one that is open."""
    rows = (
        "a1,2026-05-01,Acme,100.00,USD,approved,,,",
        "a2,2026-05-02,Acme,50.00,USD,approved,,,",
        "a3,2026-06-03,Acme,7.00,USD,approved,,,",
    )
    take("north.csv", csv_of(*rows), account="North")
    draft = PayoutDraft(account_id("generic", "North"), "2026-06-15", 15000, "USD", -200, reference="P-77")
    desk.payouts.enter(draft)
    return desk


def test_a_payout_that_nothing_explains_yet_is_left_out_and_counted(paid: Desk) -> None:
    made = paid.earnings.export(ExportFormat.HLEDGER)
    assert (made.count, made.unexplained) == (3, 1)
    assert balances(paid) == {
        "Assets:Receivable:North USD": Decimal("157.00"),
        "Income:Commissions:Acme USD": Decimal("-157.00"),
    }


def test_a_payout_pays_its_commissions_once(paid: Desk) -> None:
    paid.payouts.reconcile()
    assert paid.earnings.export(ExportFormat.HLEDGER).unexplained == 0
    assert balances(paid) == {
        "Assets:Clearing:North USD": Decimal("148.00"),
        "Assets:Receivable:North USD": Decimal("7.00"),
        "Expenses:Fees USD": Decimal("2.00"),
        "Income:Commissions:Acme USD": Decimal("-157.00"),
    }


def test_what_a_source_says_is_paid_without_its_amount_is_paid_once(desk: Desk, take: Import) -> None:
    take("awin.csv")
    assert balances(desk) == {
        "Assets:Clearing:Awin 189069 EUR": Decimal("45.00"),
        "Assets:Receivable:Awin 189069 GBP": Decimal("35.50"),
        "Income:Commissions:10456 EUR": Decimal("-45.00"),
        "Income:Commissions:7052 GBP": Decimal("-35.50"),
    }


def test_a_journal_of_a_year_holds_its_entries_only(paid: Desk) -> None:
    assert balances(paid, 2025) == {}
    assert "Income:Commissions:Acme USD" in balances(paid, 2026)


def test_beancount_names_the_base_currency(paid: Desk) -> None:
    text = paid.earnings.export(ExportFormat.BEANCOUNT).data.decode()
    assert 'option "operating_currency" "EUR"' in text


def test_a_filter_is_written_as_a_table(desk: Desk, take: Import) -> None:
    take("cj.csv", (CASES / "cj.csv").read_bytes())
    rows = desk.earnings.csv(CommissionFilter(text="Ledgerly")).decode("utf-8-sig").splitlines()
    assert [row.split(",")[5] for row in rows] == ["ID", "3001004", "3001003", "3001009"]


OFX = b"""OFXHEADER:100

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>99</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260617<TRNAMT>148.00<FITID>1<NAME>NORTH<MEMO>P-77</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""


def test_what_arrived_at_the_bank_is_there_and_no_longer_on_its_way(paid: Desk, take: Import) -> None:
    take("bank.ofx", OFX, account="House bank")
    paid.payouts.reconcile()
    assert balances(paid) == {
        "Assets:Bank:House bank USD": Decimal("148.00"),
        "Assets:Receivable:North USD": Decimal("7.00"),
        "Expenses:Fees USD": Decimal("2.00"),
        "Income:Commissions:Acme USD": Decimal("-157.00"),
    }
