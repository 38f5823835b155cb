"""Every open item has one reason and at most one thing to do, in the words that were drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.reason_words import action_words, reason_words
from consultant_desk.domain.earnings.reasons import Action, PayoutOf, Reason, ReasonKind, Standing, Urgency, reason
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.formats import Formats
from tests.domain.earnings.lines import line

TODAY = "2026-11-19"
GB = Formats("en_GB")
SOLD = line("c", 42_000, date="2026-09-01")
MONTHLY = Terms("2020-01-01", "EUR", percent=Decimal(20), lock=LockRule.DAYS, lock_days=30, cycle_day=31)
OCTOBER = Standing(last_statement="2026-11-02")


def said(found: Reason) -> tuple[str, str, int, Urgency]:
    return reason_words(found, GB, date(2026, 11, 19)), action_words(found.action), found.late, found.urgency


USD = SOLD._replace(currency="USD", effect_minor=3_800)
DRAWN = [
    (
        SOLD._replace(in_last_statement=False),
        MONTHLY,
        OCTOBER,
        None,
        "Not in the last statement of 2 Nov",
        "Ask programme",
        19,
        Urgency.WRONG,
    ),
    (
        SOLD,
        MONTHLY,
        OCTOBER,
        PayoutOf("PS-2026-11", "2026-11-05", 42_000),
        "Payout of 5 Nov is €420.00 short",
        "Dispute",
        19,
        Urgency.WRONG,
    ),
    (
        SOLD,
        MONTHLY,
        replace(OCTOBER, tax_form_until="2026-09-30"),
        None,
        "Tax form expired on 30 Sept",
        "Renew form",
        19,
        Urgency.WRONG,
    ),
    (
        USD,
        replace(MONTHLY, cycle_day=10),
        Standing(3_800, 5_000),
        None,
        "Below payout threshold: USD 38.00 of 50.00",
        "",
        40,
        Urgency.KEPT_BACK,
    ),
    (
        SOLD,
        replace(MONTHLY, cycle=Cycle.NET, cycle_day=47),
        replace(OCTOBER, sent="PS-2026-10", sent_on="2026-11-17"),
        None,
        "Payout PS-2026-10 sent; statement not imported",
        "Import",
        2,
        Urgency.KEPT_BACK,
    ),
    (
        SOLD._replace(payment=Payment.IN_PAYOUT),
        replace(MONTHLY, cycle=Cycle.NET, cycle_day=60),
        OCTOBER,
        PayoutOf("PS-2026-11", "2026-11-30"),
        "In payout PS-2026-11",
        "",
        0,
        Urgency.WAITS,
    ),
    (
        SOLD._replace(date="2026-09-25"),
        replace(MONTHLY, lock=LockRule.IMMEDIATE, hold_days=60, cycle_day=5),
        OCTOBER,
        None,
        "Locks on 24 Nov, 60-day hold",
        "",
        0,
        Urgency.WAITS,
    ),
    (
        SOLD,
        replace(MONTHLY, cycle=Cycle.QUARTERLY, cycle_month=3),
        OCTOBER,
        None,
        "Paid quarterly",
        "",
        0,
        Urgency.WAITS,
    ),
]


@pytest.mark.parametrize(
    ("one", "terms", "standing", "payout", "words", "action", "late", "urgency"), DRAWN, ids=[row[4] for row in DRAWN]
)
def test_the_items_of_the_drawing(
    one: LedgerLine,
    terms: Terms,
    standing: Standing,
    payout: PayoutOf | None,
    words: str,
    action: str,
    late: int,
    urgency: Urgency,
) -> None:
    assert said(reason(one, TODAY, terms, standing, payout)) == (words, action, late, urgency)


@pytest.mark.parametrize(
    ("one", "terms", "standing", "words", "action"),
    [
        (SOLD._replace(date="2026-11-01"), MONTHLY, OCTOBER, "Locks on 1 Dec", ""),
        (SOLD, MONTHLY, OCTOBER, "Locked and overdue by 19 days", "Ask programme"),
        (SOLD, MONTHLY, replace(OCTOBER, held_since="2026-11-03"), "Account on hold since 3 Nov", "Ask programme"),
        (SOLD, MONTHLY, Standing(300, 500), "Below payout threshold: EUR 3.00 of 5.00", ""),
        (SOLD._replace(currency="JPY"), MONTHLY, Standing(300, 500), "Below payout threshold: JPY 300 of 500", ""),
        (SOLD._replace(currency="KWD"), MONTHLY, Standing(300, 500), "Below payout threshold: KWD 0.300 of 0.500", ""),
        (SOLD, None, OCTOBER, "No terms of payment are known", "Add terms"),
        (SOLD, replace(MONTHLY, lock=LockRule.OPEN), OCTOBER, "No terms of payment are known", "Add terms"),
        (
            SOLD._replace(approval=Approval.PENDING, date="2026-10-15"),
            MONTHLY,
            OCTOBER,
            "Not approved by the programme yet",
            "",
        ),
        (line("k", -500), MONTHLY, OCTOBER, "Taken back; the next payouts are netted", ""),
        (SOLD._replace(payment=Payment.IN_PAYOUT, payment_id="77"), MONTHLY, OCTOBER, "In payout 77", ""),
        (SOLD._replace(in_last_statement=False), None, None, "Not in the last statement", "Ask programme"),
    ],
)
def test_further_reasons(
    one: LedgerLine, terms: Terms | None, standing: Standing | None, words: str, action: str
) -> None:
    assert said(reason(one, TODAY, terms, standing))[:2] == (words, action)


def test_a_payout_that_went_out_waits_for_its_statement() -> None:
    found = reason(SOLD, TODAY, MONTHLY, OCTOBER, PayoutOf("PS-2026-10", "2026-11-17"))
    assert found.kind is ReasonKind.PAYOUT_SENT


def test_an_imported_statement_explains_a_payout_sent_before_its_end() -> None:
    standing = replace(OCTOBER, sent="PS", sent_on="2026-10-30")
    assert reason(SOLD, TODAY, MONTHLY, standing).kind is ReasonKind.OVERDUE


days = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(str)
maybe_day = st.just("") | days


@given(
    st.builds(
        SOLD._replace,
        date=days,
        approval=st.sampled_from(Approval),
        payment=st.sampled_from(Payment),
        effect_minor=st.sampled_from([-500, 500]),
        in_last_statement=st.booleans(),
    ),
    st.none() | st.builds(replace, st.just(MONTHLY), lock=st.sampled_from(LockRule), hold_days=st.integers(0, 90)),
    st.builds(
        Standing, st.integers(-100, 900), st.integers(0, 900), maybe_day, maybe_day, maybe_day, st.just("P"), maybe_day
    ),
    st.none() | st.builds(PayoutOf, st.just("P"), maybe_day, st.integers(0, 5)),
)
def test_whatever_is_known_there_is_one_reason_in_words(
    one: LedgerLine, terms: Terms | None, standing: Standing, payout: PayoutOf | None
) -> None:
    found = reason(one, TODAY, terms, standing, payout)
    words = reason_words(found, GB, date(2026, 11, 19))
    assert words
    assert "{" not in words
    assert found.late >= 0
    assert (found.action is Action.NONE) == (action_words(found.action) == "")
