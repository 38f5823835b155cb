"""What the preview of a statement says is what the ledger then holds, and what was decided is kept."""

from __future__ import annotations

from collections import Counter

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.plan import Choice, Decision
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.earnings import CommissionFilter, GroupBy
from tests.services.earnings.conftest import CASES, Import, csv_of
from tests.services.earnings.test_statements import FILES


def test_the_states_of_a_preview_add_up_to_what_the_ledger_then_holds(desk: Desk) -> None:
    for name in FILES:
        opened = desk.statements.open((CASES / name).read_bytes(), name)
        sheet = desk.statements.plan(opened)
        applied = desk.statements.apply(opened).value
        net = desk.earnings.commission_sums(CommissionFilter(account_id=applied.account_id)).net
        for currency in {change.currency for change in sheet.changes}:
            of_currency = [change for change in sheet.changes if change.currency == currency]
            parts = [part.minor or 0 for part in sheet.parts if part.currency == currency]
            assert sum(change.after for change in of_currency) == net.get(currency, 0), (name, currency)
            assert sum(change.change for change in of_currency) == sum(parts), (name, currency)
        again = desk.statements.plan(desk.statements.open((CASES / name).read_bytes(), name))
        assert {change.change for change in again.changes} <= {0}, name


def test_what_was_taken_back_after_payment_is_a_state_of_its_own(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-09-01,Orbit,50.00,EUR,paid,P1,", "B,2026-09-01,Orbit,8.00,EUR,approved,,"))
    later = csv_of("A,2026-09-01,Orbit,20.00,EUR,paid,P1,", "C,2026-09-20,Orbit,0.00,EUR,pending,,")
    opened = desk.statements.open(later, "b.csv")
    changes = {change.status: (change.now, change.after) for change in desk.statements.plan(opened).changes}
    assert changes == {
        Status.PAID: (5000, 5000), Status.APPROVED: (800, 800), Status.PENDING: (0, 0), Status.REVERSED: (0, -3000),
    }  # fmt: skip


def test_a_decision_that_changes_nothing_can_be_kept_by_itself(desk: Desk, take: Import) -> None:
    take("a.csv", csv_of("A,2026-09-01,Orbit,20.00,EUR,approved,,"))
    opened = desk.statements.open(csv_of("A,2026-09-01,Orbit,18.00,EUR,approved,,"), "b.csv")
    asked = desk.statements.plan(opened)
    assert (asked.to_apply, asked.decided, asked.can_apply) == (0, 0, True)
    keep = {asked.rows[0].line: Decision(Choice.KEEP)}
    kept = desk.statements.plan(opened, keep)
    assert (kept.to_apply, kept.decided, kept.can_apply) == (0, 1, True)
    desk.statements.apply(opened, keep)
    (claim,) = desk.payouts.disputes()
    assert claim.claimed == Money(200, "EUR")
    assert "Reported now as: €18.00" in claim.letter
    assert "Amount claimed: €2.00" in claim.letter
    again = desk.statements.plan(desk.statements.open(csv_of("A,2026-09-01,Orbit,18.00,EUR,approved,,"), "b.csv"))
    assert not again.can_apply


def test_a_file_of_which_nothing_is_decided_can_be_kept_with_its_rows(desk: Desk) -> None:
    data = csv_of("A,2026-09-01,Orbit,10.00,EUR,gebucht,,")
    opened = desk.statements.open(data, "s.csv")
    sheet = desk.statements.plan(opened)
    assert (sheet.to_apply, sheet.undecided, sheet.can_apply) == (0, 1, True)
    desk.statements.apply(opened)
    assert desk.earnings.overview().held_rows == 1
    again = desk.statements.plan(desk.statements.open(data, "s.csv"))
    assert (again.undecided, again.can_apply) == (1, False)


def test_an_unknown_status_keeps_its_word_whatever_is_decided(desk: Desk) -> None:
    opened = desk.statements.open(csv_of("A,2026-09-01,Orbit,10.00,EUR,gebucht,,"), "s.csv")
    for choice in (None, Choice.LEAVE, Choice.APPROVED):
        decided = {} if choice is None else {2: Decision(choice)}
        assert [row.word for row in desk.statements.plan(opened, decided).rows] == ["gebucht"]


def test_a_question_says_for_how_many_lines_its_answer_holds(desk: Desk) -> None:
    lines = (f"{n},2026-09-01,Orbit,10.00,EUR,{word},," for n, word in enumerate(("gebucht", "gebucht", "offen")))
    opened = desk.statements.open(csv_of(*lines), "s.csv")
    assert [(row.word, row.alike) for row in desk.statements.plan(opened).rows] == [
        ("gebucht", 1), ("gebucht", 1), ("offen", 0),
    ]  # fmt: skip
    taken = desk.statements.plan(opened, {2: Decision(Choice.APPROVED)})
    assert [row.alike for row in taken.rows if row.word == "gebucht"] == [1, 1]
    assert taken.undecided == 1


def test_what_was_taken_back_is_summed_as_in_the_reports(desk: Desk, take: Import) -> None:
    take("awin.csv")
    take("awin_later.csv")
    taken = Counter[str]()
    for group in desk.earnings.report(GroupBy.MONTH).groups:
        taken[group.currency] += group.reversed
    assert desk.earnings.commission_sums().taken == taken == {"EUR": 1500, "GBP": 700}


def awin(*lines: tuple[str, str, str, str, str, str]) -> bytes:
    """Return a file of Awin: id, sold, validated, amount, whether it was paid, payment id."""
    head = (CASES / "awin.csv").read_text().splitlines()[0].split(",")
    rows = [",".join(head)]
    for one, sold, validated, amount, paid, payment in lines:
        cells = dict.fromkeys(head, "") | {
            "id": one, "advertiserId": "7052", "publisherId": "189069", "commissionStatus": "approved",
            "commissionAmount.amount": amount, "commissionAmount.currency": "EUR", "saleAmount.amount": "100",
            "saleAmount.currency": "EUR", "transactionDate": f"{sold}T10:00:00",
            "validationDate": f"{validated}T03:00:00",
            "paidToPublisher": paid, "paymentId": payment, "amended": "false", "type": "Commission group transaction",
        }  # fmt: skip
        rows.append(",".join(cells[name] for name in head))
    return "\n".join((*rows, "")).encode()


def test_a_payment_is_not_dated_before_it_was_seen(desk: Desk, take: Import) -> None:
    """Awin names the day of the validation, which comes before the payment."""
    take("awin.csv")
    assert {row.paid_on for row in desk.payouts.rows()} == {"2026-09-02"}
    take("awin_later.csv")
    later = next(row for row in desk.payouts.rows() if row.reference == "10007")
    assert later.paid_on == "2026-09-14"


def test_a_payment_is_not_dated_before_its_validation_either(desk: Desk, take: Import) -> None:
    take("a.csv", awin(("1", "2025-12-20", "2026-02-10", "50.00", "true", "P1")))
    assert [row.paid_on for row in desk.payouts.rows()] == ["2026-02-10"]
    assert [desk.earnings.tax_year(year).total for year in (2025, 2026)] == [0, 5_000]


def test_what_was_amended_and_then_paid_owes_nothing_more(desk: Desk, take: Import) -> None:
    take("a.csv", awin(("1", "2026-06-20", "2026-08-10", "50.00", "false", "0")))
    take("b.csv", awin(("1", "2026-06-20", "2026-08-10", "45.00", "true", "P1")))
    assert desk.earnings.commission_sums().by_currency == {"EUR": {Status.PAID: 4_500}}
    again = desk.statements.plan(
        desk.statements.open(awin(("1", "2026-06-20", "2026-08-10", "45.00", "true", "P1")), "c.csv")
    )
    assert not again.to_apply


def test_a_claim_of_what_is_new_in_the_same_file_is_kept(desk: Desk, take: Import) -> None:
    data = awin(
        ("1", "2026-06-20", "2026-08-10", "55.00", "false", "0"),
        ("1", "2026-06-20", "2026-08-20", "50.00", "false", "0"),
    )
    opened = desk.statements.open(data, "a.csv")
    asked = [row for row in desk.statements.plan(opened).rows if Choice.KEEP in row.choices]
    assert asked
    desk.statements.apply(opened, {asked[0].line: Decision(Choice.KEEP)})
    assert [(one.claimed, "Amount claimed" in one.letter) for one in desk.payouts.disputes()] == [
        (Money(500, "EUR"), True)
    ]
