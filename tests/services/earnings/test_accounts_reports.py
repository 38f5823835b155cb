"""What an accountant asks for agrees with the pure rules for any history, and with figures worked out by hand."""

from __future__ import annotations

import csv
import io
import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.earnings.ageing import Age, ageing
from consultant_desk.domain.earnings.forecast import forecast
from consultant_desk.domain.earnings.groups import By, group, in_base
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.movements import roll_forward
from consultant_desk.domain.earnings.payouts import Rest
from consultant_desk.domain.earnings.plan import Choice, Decision
from consultant_desk.domain.earnings.reversals import reversal_rates as rates_by_the_rules
from consultant_desk.domain.earnings.statement_snapshot import ReceivedLine
from consultant_desk.domain.earnings.statement_sums import disagreement
from consultant_desk.domain.earnings.states import Approval
from consultant_desk.domain.earnings.tax import Basis, tax_year
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms, dates_of
from consultant_desk.domain.money import Money
from consultant_desk.entities.commission import CommissionEvent
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.lines import ledger_lines
from consultant_desk.services.earnings.open_items import open_items
from consultant_desk.services.earnings.open_sums import open_sums
from consultant_desk.services.earnings.rates import rates_of
from consultant_desk.services.earnings.reversal_rates import reversal_rates
from consultant_desk.services.earnings.series import running_series
from consultant_desk.services.earnings.statement_snapshots import StatementOptions
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.services.rows.earnings import CommissionFilter, GroupBy
from consultant_desk.services.rows.forecast import BaseRange
from consultant_desk.services.rows.payouts import PayoutDraft
from consultant_desk.services.rows.tax import Unexplained
from reports.verification import Kind
from tests.services.conftest import NOW
from tests.services.earnings.conftest import CASES, Import, csv_of

T = TypeVar("T")
TODAY = date(2026, 11, 19)
STATUSES = ("pending", "approved", "paid", "declined")


def read(desk: Desk, work: Callable[[Session], T]) -> T:
    return desk.earnings._read(work)


def lines(desk: Desk) -> list[LedgerLine]:
    return read(desk, lambda session: ledger_lines(session, dated=True))


def history(desk: Desk, seed: int) -> None:
    """Fill a workspace: three statements of the same sales over time, each with other statuses, in two accounts."""
    desk.rates.import_file((CASES / "eurofxref-hist.csv").read_bytes())
    rng = random.Random(seed)
    sales = [
        (
            f"T{n}",
            date(2026, 9, 10) - timedelta(days=rng.randrange(500)),
            f"Programme {rng.randrange(4)}",
            rng.randrange(-900, 9_000) / 100 if n % 9 else rng.randrange(-900, 0) / 100,
            rng.choice(("EUR", "USD", "GBP", "JPY")),
            f"ref{rng.randrange(5)}",
        )
        for n in range(60)
    ]
    for account in ("one", "two"):
        for turn in range(3):
            rows = [
                f"{key},{day},{programme},{amount if currency != 'JPY' else int(amount)},{currency},"
                f"{'approved' if amount < 0 else rng.choice(STATUSES)},,{ref},"
                for key, day, programme, amount, currency, ref in rng.sample(sales, 40)
            ]
            data = csv_of(*rows)
            opened = desk.statements.open(data, f"{account}{turn}.csv", account=account)
            as_of = f"2026-09-{12 + turn * 4:02}"
            desk.statements.plan(opened, as_of=as_of)
            desk.statements.apply(opened)
    for row in desk.programmes.list():
        if row.name != "Programme 3":
            number = int(row.name[-1])
            terms = Terms(
                "2020-01-01", "EUR", lock=LockRule.DAYS, lock_days=20 * number, hold_days=10, cycle=Cycle.MONTHLY,
                cycle_day=15,
            )  # fmt: skip
            desk.programmes.set_terms(row.id, terms)


@pytest.fixture(scope="module", params=[1, 2, 3])
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A workspace with such a history, made once: what is asked here changes nothing."""
    folder = shutil.copytree(template, tmp_path_factory.mktemp("history") / "Practice.desk")
    with Desk.open(folder, clock=FixedClock(NOW)) as opened:
        history(opened, request.param)
        yield opened


@pytest.mark.parametrize(("first", "last"), [("2026-01-01", "2026-12-31"), ("2026-09-13", "2026-09-16")])
def test_the_roll_forward_is_that_of_the_rules_and_ties_for_any_period(filled: Desk, first: str, last: str) -> None:
    found = filled.earnings.roll_forward(date.fromisoformat(first), date.fromisoformat(last))
    expected = {(row.account_id, row.currency): row for row in roll_forward(lines(filled), first, last)}
    assert {(row.account_id, row.currency) for row in found.rows} == set(expected)
    for row in found.rows:
        want = expected[row.account_id, row.currency]
        assert (row.opening, row.earned, row.reversed, row.paid, row.closing) == (
            want.opening_minor, want.earned_minor, want.reversed_minor, want.paid_minor, want.closing_minor,
        )  # fmt: skip
    assert found.ties
    assert all((row.open_now is None) == (last < TODAY.isoformat()) for row in found.rows)


def test_what_one_period_closes_with_the_next_one_opens_with(filled: Desk) -> None:
    before = filled.earnings.roll_forward(date(2026, 1, 1), date(2026, 9, 14)).rows
    after = filled.earnings.roll_forward(date(2026, 9, 15), date(2026, 12, 31)).rows
    closing = {(row.account_id, row.currency): row.closing for row in before if row.closing}
    opening = {(row.account_id, row.currency): row.opening for row in after if row.opening}
    assert closing == opening


@pytest.mark.parametrize("by", GroupBy)
def test_the_sums_of_a_report_are_those_of_the_rules(filled: Desk, by: GroupBy) -> None:
    every = lines(filled)
    found = filled.earnings.report(by)
    assert {
        (one.key, one.currency): (one.count, one.pending, one.approved, one.paid, one.reversed, one.net)
        for one in found.groups
    } == {
        (row.key, row.currency): (
            row.count, row.pending_minor, row.approved_minor, row.paid_minor, row.reversed_minor, row.net_minor,
        )
        for row in group(every, By(by.value))
    }  # fmt: skip
    in_euro = in_base(every, By(by.value), read(filled, rates_of), "EUR")
    assert (found.base_net, found.missing) == (in_euro.total.net_minor, in_euro.missing)
    assert sum(one.base_net or 0 for one in found.groups) == found.base_net


def test_what_a_zeroed_row_lost_is_counted_everywhere(desk: Desk, take: Import) -> None:
    take("impact.csv")
    (acme,) = [one for one in desk.earnings.report(GroupBy.PROGRAMME).groups if one.name == "Acme"]
    assert (acme.pending, acme.paid, acme.reversed, acme.net) == (1_234, 1_236, 5_000, 2_470)
    assert desk.programmes.earned(GroupBy.PROGRAMME, acme.key).reversed == {"USD": 5_000}
    (zeroed,) = desk.earnings.commission_keys(CommissionFilter(text="7052.4001.3"))
    (row,) = desk.earnings.commission_rows([zeroed])
    assert desk.earnings.commission(row.id).taken == Money(5_000, "USD")
    rate = read(desk, lambda session: reversal_rates(session, TODAY))[acme.key]
    assert (rate.decided, rate.reversed) == (2, 1)


def test_what_an_approved_row_lost_later_is_taken_back_on_the_day_it_was_seen(desk: Desk, take: Import) -> None:
    row = "t1,2026-08-02,Acme,{},EUR,approved,,,"
    for amount, as_of, decisions in ((100, "2026-08-31", {}), (60, "2026-09-30", {2: Decision(Choice.TAKE)})):
        opened = desk.statements.open(csv_of(row.format(amount)), f"{amount}.csv", account="Net")
        desk.statements.apply(opened, decisions, as_of=as_of)
    (group,) = desk.earnings.report(GroupBy.PROGRAMME).groups
    assert (group.approved, group.reversed, group.net) == (6_000, 4_000, 6_000)
    (august,) = desk.earnings.roll_forward(date(2026, 8, 1), date(2026, 8, 31)).rows
    assert (august.earned, august.reversed, august.closing) == (10_000, 0, 10_000)
    (september,) = desk.earnings.roll_forward(date(2026, 9, 1), date(2026, 9, 30)).rows
    assert (september.opening, september.reversed, september.closing) == (10_000, 4_000, 6_000)


@pytest.mark.parametrize("basis", Basis)
def test_a_tax_year_is_that_of_the_rules(filled: Desk, basis: Basis) -> None:
    found = filled.earnings.tax_year(2026, basis)
    rates = read(filled, rates_of)
    want = tax_year(lines(filled), found.first, found.last, basis, rates, "EUR")
    assert [(row.payer, row.currency, row.count, row.amount) for row in found.rows] == [
        (row.payer, row.currency, row.count, row.amount_minor) for row in want.rows
    ]
    assert (found.total, found.missing, found.undated) == (want.total_minor, want.missing, want.undated)
    assert sum(row.base or 0 for row in found.rows) == found.total
    assert sum(one.count for one in found.missing_rates) == found.missing


def test_ageing_is_that_of_the_rules(filled: Desk) -> None:
    book = read(filled, terms_book)

    def due_on(line: LedgerLine) -> str:
        terms = book.on(line.programme_id, line.date)
        return dates_of(terms, line.date).expected_on if terms is not None else ""

    found = filled.earnings.ageing()
    open_lines = [line for line in lines(filled) if line.approval is Approval.APPROVED]
    want = ageing(open_lines, TODAY.isoformat(), due_on)
    sums: dict[tuple[str, Age], list[int]] = defaultdict(lambda: [0, 0])
    for row in found.rows:
        sums[row.currency, row.age][0] += row.count
        sums[row.currency, row.age][1] += row.amount
    assert {key: tuple(figures) for key, figures in sums.items()} == {
        (row.currency, row.age): (row.count, row.amount_minor) for row in want
    }
    assert sum(row.base or 0 for row in found.rows) == found.total


def test_each_figure_of_the_ageing_leads_to_the_lines_it_is_made_of(filled: Desk) -> None:
    rows = filled.earnings.ageing().rows
    assert len({row.payer for row in rows}) > 1
    assert len({row.age for row in rows}) > 2
    for row in rows:
        chosen = CommissionFilter(payer=row.payer, currency=row.currency, age=row.age)
        sums = filled.earnings.commission_sums(chosen)
        assert (sums.count, sums.net) == (row.count, {row.currency: row.amount})
        assert len(filled.earnings.commission_keys(chosen)) == row.count
        assert filled.earnings.csv(chosen).count(b"\r\n") == row.count + 1
    whole = filled.earnings.commission_sums(CommissionFilter(open_only=True))
    assert whole.count == sum(row.count for row in rows)


def test_the_forecast_is_that_of_the_rules(filled: Desk) -> None:
    until = date(2027, 2, 17)
    book = read(filled, terms_book)
    series = read(filled, lambda session: running_series(session, book, TODAY))
    rates = read(filled, lambda session: reversal_rates(session, TODAY))
    want = forecast(lines(filled), series, rates, book.on, TODAY.isoformat(), until.isoformat())
    found = filled.earnings.forecast((until - TODAY).days)
    assert (found.rows, found.until) == (want.rows, until.isoformat())
    dated = [base for row, base in zip(found.rows, found.in_base, strict=True) if row.month and base is not None]
    assert sum(base.likely for base in dated) == found.likely
    assert sum(base.low for base in dated) == found.low <= found.likely <= found.high
    assert found.missing == sum(
        1 for row, base in zip(found.rows, found.in_base, strict=True) if row.month and not base
    )


def test_what_has_no_date_is_told_beside_the_forecast(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-11-01,Orbit,3200.00,EUR,approved,,,", "B,2026-11-01,Orbit,35.50,GBP,approved,,,"))
    found = desk.earnings.forecast(365)
    assert (found.low, found.high, found.undated) == (0, 0, BaseRange(320_000, 320_000, 320_000))
    tiles = desk.earnings.overview().tiles
    assert (tiles.expected_high.minor, tiles.undated_low, tiles.undated_high) == (0, 320_000, 320_000)
    assert (tiles.lacking["expected"], tiles.lacking["undated"]) == (0, 1)


def test_a_programme_of_which_nothing_has_a_rate_is_unknown_and_not_nothing(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of(
        "A,2026-11-01,Orbit,35.50,GBP,approved,,,", "B,2026-11-01,Nova,5.00,GBP,approved,,,",
        "C,2026-11-01,Nova,7.00,EUR,approved,,,", "D,2026-11-01,Nova,7.00,GBP,pending,,,",
    ))  # fmt: skip
    programmes = {one.name: one for one in desk.earnings.overview().programmes}
    assert programmes["Orbit"].unknown == {"approved"}
    assert (programmes["Nova"].approved, programmes["Nova"].unknown) == (700, {"pending"})


def test_reversal_rates_are_those_of_the_rules(filled: Desk) -> None:
    want = rates_by_the_rules(lines(filled), TODAY.isoformat())
    found = read(filled, lambda session: reversal_rates(session, TODAY))
    assert {key: (rate.programme, rate.decided, rate.reversed, rate.share) for key, rate in found.items()} == {
        key: (rate.programme, rate.decided, rate.reversed, rate.share) for key, rate in want.items()
    }
    assert any(rate.reversed for rate in want.values())


def test_reversal_rates_of_entries_are_those_of_the_rules(desk: Desk, take: Import) -> None:
    rows = (
        "S1,2026-09-01,Orbit,9.00,EUR,paid,,,", "R1,2026-10-01,,-9.00,EUR,approved,,,S1",
        "S2,2026-09-01,Orbit,9.00,EUR,paid,,,", "R2,2026-10-01,Nimbus,-4.00,USD,approved,,,S2",
        "R3,2026-10-01,Nimbus,-4.00,EUR,approved,,,older", "S4,2026-09-01,Nimbus,3.00,EUR,pending,,,",
        "R4,2026-10-01,Nimbus,-3.00,EUR,approved,,,S4", "S5,2025-09-01,Nimbus,3.00,EUR,paid,,,",
        "R5,2026-10-01,Nimbus,-3.00,EUR,approved,,,S5", "R6,2026-10-02,Nimbus,-3.00,EUR,approved,,,R5",
        "S7,2026-09-02,Nimbus,3.00,EUR,pending,,,",
    )  # fmt: skip
    take("a.csv", csv_of(*rows), account="Net")
    (sale,) = desk.earnings.commission_rows(desk.earnings.commission_keys(CommissionFilter(text="S7")))

    def below_nothing(session: Session) -> None:
        session.add(
            CommissionEvent(
                id=f"00000000{sale.id[8:]}", commission_id=sale.id, source="statement", as_of="2026-12-31",
                approval="approved", payment="open", amount_minor=-200, amount_currency="EUR", payment_id="",
            )
        )  # fmt: skip

    desk.earnings._change("Amend", below_nothing)
    want = rates_by_the_rules(lines(desk), TODAY.isoformat())
    found = read(desk, lambda session: reversal_rates(session, TODAY))
    counted = {rate.programme: (rate.decided, rate.reversed) for rate in want.values()}
    assert counted == {"Orbit": (2, 2), "Nimbus": (3, 3)}
    assert {key: (rate.decided, rate.reversed) for key, rate in found.items()} == {
        key: (rate.decided, rate.reversed) for key, rate in want.items()
    }


def test_the_first_open_items_are_those_of_all(filled: Desk) -> None:
    book, rates = read(filled, terms_book), read(filled, rates_of)

    def some(limit: int | None) -> Callable[[Session], object]:
        return lambda session: (
            open_items(session, open_sums(session, book, "EUR"), book, rates, "EUR", TODAY, limit).rows
        )

    every = read(filled, some(None))
    assert isinstance(every, tuple)
    for limit in (0, 1, 7, len(every) - 1, len(every)):
        assert read(filled, some(limit)) == every[:limit]
    shown = filled.earnings.overview()
    assert (shown.open_items, shown.open_count) == (every, len(every))
    late = [row for row in every if row.days_late and row.base is not None]
    assert shown.tiles.overdue_items == len(late)
    assert abs(shown.tiles.overdue.minor - sum(row.base.minor for row in late)) <= len(late) // 2 + 1


def test_a_tax_year_can_begin_in_april_and_names_what_payouts_kept_back(desk: Desk, take: Import) -> None:
    made = take("a.csv", csv_of("A,2026-03-01,Orbit,100.00,EUR,paid,P1,,", "B,2026-05-01,Orbit,50.00,EUR,paid,P2,,"))
    desk.payouts.enter(PayoutDraft(made.account_id, "2026-04-05", 10_000, "EUR", -150, reference="P1"))
    desk.payouts.enter(PayoutDraft(made.account_id, "2026-06-10", 5_000, "EUR", -75, -500, reference="P2"))
    desk.payouts.reconcile()
    (row,) = desk.earnings.tax_year(2026, start="04-06").rows
    assert (row.amount, row.fees, row.tax) == (5_000, 75, 500)
    (row,) = desk.earnings.tax_year(2026).rows
    assert (row.amount, row.fees, row.tax) == (15_000, 225, 500)
    for wrong in ("02-29", "13-01", "april"):
        with pytest.raises(UserError, match="cannot begin"):
            desk.earnings.tax_year(2026, start=wrong)
    with pytest.raises(UserError, match="ends before"):
        desk.earnings.roll_forward(date(2026, 2, 1), date(2026, 1, 1))


def test_a_payout_without_commissions_is_named_and_in_no_row(desk: Desk, take: Import) -> None:
    made = take("a.csv", csv_of("A,2026-03-01,Orbit,100.00,EUR,approved,,,"))
    desk.payouts.enter(PayoutDraft(made.account_id, "2026-04-05", 7_700, "EUR", reference="lost"))
    found = desk.earnings.tax_year(2026)
    assert (found.rows, found.unexplained) == ((), (Unexplained("EUR", 1, 7_700),))


def test_what_a_payout_brought_beyond_its_commissions_is_not_explained(desk: Desk, take: Import) -> None:
    rows = ("A,2026-03-01,Orbit,100.00,EUR,approved,,,", "B,2026-03-02,Orbit,20.00,USD,paid,P2,,")
    made = take("a.csv", csv_of(*rows))
    whole = desk.payouts.enter(PayoutDraft(made.account_id, "2026-04-05", 15_750, "EUR", reference="P1")).value
    desk.payouts.enter(PayoutDraft(made.account_id, "2026-04-06", 2_000, "USD", reference="P2"))
    (line,) = desk.earnings.commission_rows(desk.earnings.commission_keys(CommissionFilter(text="A")))

    desk.payouts.pick(whole, [line.id], Rest.OPEN)
    assert desk.earnings.tax_year(2026).unexplained == (Unexplained("EUR", 1, 5_750),)
    assert desk.earnings.tax_year(2025).unexplained == ()
    snapshot = desk.earnings.statement_snapshot(2026)
    assert (snapshot.unexplained, snapshot.received) == (1, (ReceivedLine("EUR", 5_750),))


def test_payments_that_have_no_day_but_that_of_their_statement_are_counted(desk: Desk, take: Import) -> None:
    made = take("a.csv", csv_of("A,2026-03-01,Orbit,100.00,EUR,paid,P1,,", "B,2026-05-01,Orbit,50.00,EUR,paid,,,"))
    assert desk.earnings.tax_year(2026).of_statement == 2
    desk.payouts.enter(PayoutDraft(made.account_id, "2026-04-05", 10_000, "EUR", reference="P1"))
    found = desk.earnings.tax_year(2026)
    assert (found.of_statement, found.undated) == (1, 0)
    assert desk.earnings.tax_year(2026, Basis.ACCRUAL).of_statement == 0
    assert desk.earnings.statement_snapshot(2026).of_statement == 1


def test_a_missing_rate_is_named_and_never_nothing(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-03-01,Orbit,100.00,USD,paid,P1,,", "B,2026-03-02,Orbit,1.00,EUR,paid,P1,,"))
    found = desk.earnings.tax_year(2026)
    assert [(row.currency, row.base, row.missing) for row in found.rows] == [("EUR", 100, 0), ("USD", None, 1)]
    assert [(one.currency, one.count) for one in found.missing_rates] == [("USD", 1)]


def test_no_cell_of_a_report_becomes_a_formula(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-03-01,Orbit,-100.00,EUR,approved,P1,,", "B,2026-03-01,Orbit,5,EUR,paid,,,"),
         account="=HYPERLINK(1)")  # fmt: skip
    texts = [desk.earnings.tax_csv(2026), desk.earnings.roll_forward_csv(date(2026, 1, 1), TODAY)]
    for text in texts:
        rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
        assert any("'=HYPERLINK(1)" in row for row in rows)
    assert b"-100.00" in desk.earnings.ageing_csv()
    assert desk.earnings.forecast_csv().startswith(b"\xef\xbb\xbfMonth,")


def test_a_forecast_looks_ahead_and_not_too_far(desk: Desk) -> None:
    for days in (-1, 4_000):
        with pytest.raises(UserError, match="looks ahead"):
            desk.earnings.forecast(days)


def test_a_series_counts_from_its_first_payment_and_tells_when_it_fell_silent(desk: Desk, take: Import) -> None:
    months = [f"{2024 + n // 12}-{n % 12 + 1:02}-05" for n in range(28)]
    rows = [f"S{n},{day},Orbit,12.00,EUR,paid,,acme," for n, day in enumerate(months)]
    take("a.csv", csv_of(*rows, "Z,2026-09-30,Orbit,1.00,EUR,paid,,other,"))
    (programme,) = desk.programmes.list()
    terms = Terms("2020-01-01", "EUR", recurs=True, recurring_months=36)
    desk.programmes.set_terms(programme.id, terms)
    (one,) = desk.earnings.series()
    assert (one.customer, one.seen, one.of, one.first, one.last) == ("acme", 28, 36, "2024-01-05", "2026-04-05")
    assert one.silent_since == "2026-05-05"
    assert "acme" in one.alert


def test_a_payout_whose_statement_is_missing_is_why_an_item_is_open(desk: Desk, take: Import) -> None:
    made = take("a.csv", csv_of("A,2026-09-01,Orbit,100.00,EUR,approved,,,"))
    desk.payouts.enter(PayoutDraft(made.account_id, "2026-10-10", 10_050, "EUR", reference="INV-7"))
    (item,) = desk.earnings.overview().open_items
    assert item.reason == "Payout INV-7 sent; statement not imported"


def test_a_statement_prints_what_the_reports_say(filled: Desk) -> None:
    for basis in Basis:
        year, snapshot = (
            filled.earnings.tax_year(2026, basis),
            filled.earnings.statement_snapshot(2026, StatementOptions(basis)),
        )
        assert (snapshot.total, snapshot.missing) == (year.total, year.missing)
        for lines_of in (snapshot.payers, snapshot.programmes, snapshot.months):
            assert sum(one.base or 0 for one in lines_of) == year.total
            assert sum(one.count for one in lines_of) == sum(row.count for row in year.rows)
        assert all(one.ties for one in snapshot.balances)
        assert {one.currency for one in snapshot.rates} <= {row.currency for row in year.rows}
        assert all(one.rate_day <= one.day for one in snapshot.rates)
        assert sum(one.base or 0 for one in snapshot.ages) == snapshot.open_total
        assert disagreement(snapshot) == ""
    found = filled.reports.verify(filled.earnings.statement_pdf(2026))
    assert found.valid
    assert found.kind is Kind.STATEMENT
    with pytest.raises(UserError, match="no brand"):
        filled.earnings.statement_snapshot(2026, StatementOptions(brand="nobody's"))


def test_income_counts_on_the_day_of_its_payout_and_was_earned_by_then(desk: Desk, take: Import) -> None:
    made = take("a.csv", csv_of("A,2026-02-01,Orbit,100.00,EUR,paid,P1,,", "Z,2026-10-31,Orbit,1.00,EUR,pending,,,"))
    desk.payouts.enter(PayoutDraft(made.account_id, "2026-03-02", 10_000, "EUR", reference="P1"))
    (month,) = desk.earnings.statement_snapshot(2026).months
    assert (month.name, month.minor) == ("2026-03", 10_000)
    (row,) = desk.earnings.roll_forward(date(2026, 3, 1), date(2026, 3, 31)).rows
    assert (row.opening, row.earned, row.paid, row.closing) == (0, 10_000, 10_000, 0)


def test_the_tiles_know_what_they_leave_out_for_want_of_a_rate(desk: Desk, take: Import) -> None:
    rows = ("A,2026-11-02,Orbit,10.00,USD,approved,,,", "B,2026-11-02,Orbit,5.00,EUR,pending,,,")
    take("one.csv", csv_of(*rows), account="Net")
    tiles = desk.earnings.overview().tiles
    assert (tiles.approved.minor, tiles.pending.minor) == (0, 500)
    assert [tiles.lacking[one] for one in ("paid", "approved", "pending")] == [0, 1, 0]
    assert tiles.missing == 1
