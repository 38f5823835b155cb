"""Exports for hledger and beancount: every entry balances, no text breaks out, and the programs themselves agree.

The programs are no dependency: where they are installed they read the exports, elsewhere the pure checks are all.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant_desk.domain.earnings.balances import balances_of
from consultant_desk.domain.earnings.cash import CashLine, match_cash
from consultant_desk.domain.earnings.entries import Credit, Entry, entries
from consultant_desk.domain.earnings.journal_text import beancount_text, hledger_text
from consultant_desk.domain.earnings.payouts import Payout
from consultant_desk.domain.earnings.rates import DayRates, Rates
from consultant_desk.domain.earnings.reconcile import reconcile
from consultant_desk.domain.earnings.states import Kind, Payment
from tests.domain.earnings.histories import Story, day, lines_of, stories
from tests.domain.earnings.lines import line
from tests.effort import tried

RATES = Rates([DayRates(day(7 * n), {"USD": "1.1", "JPY": "163.7"}) for n in range(200)])
HOSTILE = [
    'Quote " and \\" back\\',
    "two  blanks; a comment",
    'line\nbreak\n2026-01-01 * "x"',
    *("a:b:c", "(virtual)", "[x]", "", "  ", "date:never, tag: x", "株式会社", "Müller & Söhne", "Muller Sohne"),
    *("= 5 EUR", "@ 3 USD", "\u2028\x85\x00", "!", "* done", "include /etc/passwd", "100 EUR", "|", "{cost}"),
    *("#tag ^link", "~ monthly", "\ud800"),
]
names = st.sampled_from(HOSTILE) | st.text(max_size=30)


def unbalanced(entry: Entry) -> dict[str, int]:
    """Return what an entry's postings leave by currency."""
    sums: Counter[str] = Counter()
    for posting in entry.postings:
        sums[posting.currency] += posting.minor
    return {currency: left for currency, left in sums.items() if left}


def whole() -> list[Entry]:
    """Return entries of every kind."""
    lines = [
        line("a", 12_000, account="Impact", programme="Acme", payment=Payment.PAID, paid_on="2026-07-10"),
        line("b", 4_000, account="Impact", programme="Acme", client="Kestrel Joinery"),
        line("c", -1_500, account="Impact", programme="Acme", kind=Kind.CLAWBACK, original_id="a", date="2026-08-01"),
        line("d", 8_000, account="Impact", programme="Nimbus", currency="JPY"),
        line("e", -300, account="Impact", programme="Acme", kind=Kind.FEE),
        line("f", 1_234, account="Impact", programme="Orbit", currency="KWD"),
    ]
    payouts = [
        Payout("p", "net", "2026-07-05", "EUR", 3_700, -100, -50, 3_550, "INV-1"),
        Payout("q", "net", "2026-07-06", "USD", 11_000, net_minor=11_000, reference="INV-2"),
    ]
    cash = [
        CashLine("1", "bank", "2026-07-07", "EUR", 3_540, text="INV-1"),
        CashLine("2", "bank", "2026-07-07", "EUR", 9_900, text="INV-2"),
        CashLine("3", "wallet", "2026-07-09", "USD", -1_000, pair="4", is_exchange=True),
        CashLine("4", "wallet", "2026-07-09", "EUR", 910, pair="3", is_exchange=True),
        CashLine("5", "wallet", "2026-07-10", "EUR", -910),
        CashLine("6", "bank", "2026-07-11", "EUR", 910),
    ]
    rates = Rates([DayRates("2026-07-06", {"USD": "1.1"})])
    explained = [key for match in reconcile(lines, payouts).matches for key in match.lines]
    credits_ = [
        Credit("2026-07-01", "Kestrel Joinery", 400, "EUR"),
        Credit("2026-09-01", "Kestrel Joinery", 400, "EUR", settled=True),
    ]
    names_of = {"net": "Impact", "bank": "Main account", "wallet": "PayPal"}
    return entries(lines, payouts, explained, cash, match_cash(payouts, cash, rates), credits_, names_of)


def saved(tmp_path: Path, name: str, text: str) -> str:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return str(file)


def run(*command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


needs_hledger = pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not installed")
needs_beancount = pytest.mark.skipif(shutil.which("bean-check") is None, reason="beancount is not installed")


def test_every_kind_of_entry_balances_in_each_currency() -> None:
    found = whole()
    assert {entry.what for entry in found} == {
        "Commission", "Clawback", "Fee", "Paid", "Payout", "Arrived", "Conversion", "Withdrawal",
        "Credited to the client", "Paid to the client",
    }  # fmt: skip
    assert [unbalanced(entry) for entry in found] == [{}] * len(found)
    assert [entry.day for entry in found] == sorted(entry.day for entry in found)


def test_the_journal_for_hledger_reads_as_expected() -> None:
    text = hledger_text(whole())
    assert "commodity 1000. JPY" in text
    assert "commodity 1000.000 KWD" in text
    assert (
        "2026-07-05 Payout: Impact\n    ; reference: INV-1\n    Assets:Clearing:Impact  35.50 EUR\n"
        "    Expenses:Fees  1.00 EUR\n    Expenses:Tax withheld  0.50 EUR\n    Assets:Receivable:Impact  -37.00 EUR\n"
    ) in text
    assert (
        "2026-07-07 Arrived: Impact\n    ; reference: INV-2\n    Assets:Clearing:Impact  -110.00 USD\n"
        "    Equity:Conversion  110.00 USD\n    Assets:Bank:Main account  99.00 EUR\n"
        "    Equity:Conversion  -100.00 EUR\n    Income:Exchange  1.00 EUR\n"
    ) in text


def test_the_ledger_for_beancount_opens_every_account_on_its_first_day() -> None:
    text = beancount_text(whole(), "EUR")
    assert '2026-07-05 * "Payout" "Impact"\n  reference: "INV-1"\n  Assets:Clearing:Impact  35.50 EUR\n' in text
    opened = dict(re.findall(r"^(?:\S+) open (\S+)()$", text, re.MULTILINE))
    used = set(re.findall(r"^  ([A-Z]\S+)  -?[\d.]+ [A-Z]{3}$", text, re.MULTILINE))
    assert used == opened.keys()


@tried(35)
@given(stories, names, names, names)
def test_entries_of_any_history_balance_and_leave_what_is_owed(
    told: list[Story], account: str, programme: str, ref: str
) -> None:
    lines = [one._replace(account=account, programme=programme, external_id=ref) for one in lines_of(told)]
    found = entries(lines)
    assert all(not unbalanced(entry) for entry in found)
    owed: Counter[str] = Counter()
    for entry in found:
        for posting in entry.postings:
            if posting.account[:2] == ("Assets", "Receivable"):
                owed[posting.currency] += posting.minor
    expected: Counter[str] = Counter()
    for balance in balances_of(lines):
        expected[balance.currency] += balance.net_due_minor
    assert {key: value for key, value in owed.items() if value} == {
        key: value for key, value in expected.items() if value
    }


H_ACCOUNT = r"[A-Z][a-z]+(:[^:;\s]([^:;\s]| (?! ))*)*"
B_ACCOUNT = r"[A-Z][A-Za-z0-9-]*(:[A-Z0-9][A-Za-z0-9-]*)+"
B_STRING = r'"([^"\\]|\\["\\])*"'
DAY, AMOUNT = r"\d{4}-\d\d-\d\d", r"-?\d+(\.\d+)? [A-Z]{3}"
HEAD = r"|; Earnings, exported by Consultant Desk"
HLEDGER_LINE = re.compile(
    rf"{HEAD}|commodity 1000\.0* [A-Z]{{3}}|account {H_ACCOUNT}|{DAY} [A-Z][a-z ]+(: [^;|\n]+)?"
    rf"|    ; reference: [^,:;\n]+|    {H_ACCOUNT}  {AMOUNT}"
)
BEANCOUNT_LINE = re.compile(
    rf"{HEAD}|option {B_STRING} {B_STRING}|{DAY} open {B_ACCOUNT}|{DAY} \* {B_STRING} {B_STRING}"
    rf"|  reference: {B_STRING}|  {B_ACCOUNT}  {AMOUNT}"
)


@given(st.lists(st.tuples(names, names, names), min_size=1, max_size=6))
def test_no_text_breaks_out_of_its_place(texts: list[tuple[str, str, str]]) -> None:
    lines = [
        line(
            f"c{n}",
            100,
            account=account,
            account_id=account,
            programme=programme,
            external_id=reference,
            client=reference,
        )
        for n, (account, programme, reference) in enumerate(texts)
    ]
    found = entries(lines)
    for text, pattern in ((hledger_text(found), HLEDGER_LINE), (beancount_text(found, "EUR"), BEANCOUNT_LINE)):
        for written in text.split("\n"):
            assert pattern.fullmatch(written), written
        amounts = re.findall(r"  (-?\d+\.\d\d) EUR$", text, re.MULTILINE)
        assert sorted(amounts) == ["-1.00"] * len(lines) + ["1.00"] * len(lines)


def test_names_that_would_be_written_alike_stay_two_accounts() -> None:
    lines = [
        line(f"c{n}", 100, account=name, account_id=name)
        for n, name in enumerate(("Müller & Söhne", "Muller Sohne", "株式会社", "会社"))
    ]
    text = beancount_text(entries(lines), "EUR")
    assert len(set(re.findall(r"open (Assets:Receivable:\S+)", text))) == 4


@needs_hledger
def test_hledger_takes_the_whole_journal_strictly_and_finds_what_is_owed(tmp_path: Path) -> None:
    file = saved(tmp_path, "earnings.journal", hledger_text(whole()))
    run("hledger", "-f", file, "check", "--strict", "ordereddates")
    assert "120.00 EUR" in run("hledger", "-f", file, "balance", "Assets:Receivable", "--end", "2026-07-06")


@needs_beancount
def test_beancount_takes_the_whole_ledger(tmp_path: Path) -> None:
    run(shutil.which("bean-check") or "", saved(tmp_path, "earnings.beancount", beancount_text(whole(), "EUR")))


few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
histories = st.tuples(stories.filter(bool), st.lists(names, min_size=3, max_size=3))


def hostile(told: list[Story], texts: list[str]) -> list[Entry]:
    """Return the entries of a history with payouts of all that is owed on a day, half of them in another currency."""
    account, programme, reference = texts
    lines = [
        one._replace(account=account, programme=programme, external_id=reference, customer=reference)
        for one in lines_of(told)
    ]
    owed = [one for one in balances_of(lines) if one.net_due_minor > 10]
    payouts = [
        Payout(
            f"p{n}", one.account_id, day(500), one.currency, one.net_due_minor, -2, -1, one.net_due_minor - 3, reference
        )
        for n, one in enumerate(owed)
    ]
    cash = [
        CashLine(f"c{n}", "bank", day(503), one.currency, one.net_minor - n % 2) if n % 3 else
        CashLine(f"c{n}", "bank", day(503), "USD", one.net_minor + 7)
        for n, one in enumerate(payouts)
    ]  # fmt: skip
    explained = [key for match in reconcile(lines, payouts).matches for key in match.lines]
    decided = {one.id: line.id for one, line in zip(payouts, cash, strict=True)}
    found = entries(lines, payouts, explained, cash, match_cash(payouts, cash, RATES, decided), (), {"bank": reference})
    assert all(not unbalanced(entry) for entry in found)
    return found


@tried(65)
@given(histories)
def test_payouts_and_their_arrivals_balance(history: tuple[list[Story], list[str]]) -> None:
    for entry in hostile(*history):
        assert entry.postings


@needs_hledger
@few
@given(histories)
def test_hledger_takes_any_history(tmp_path: Path, history: tuple[list[Story], list[str]]) -> None:
    run("hledger", "-f", saved(tmp_path, "any.journal", hledger_text(hostile(*history))), "check", "--strict")


@needs_beancount
@few
@given(histories)
def test_beancount_takes_any_history(tmp_path: Path, history: tuple[list[Story], list[str]]) -> None:
    run(shutil.which("bean-check") or "", saved(tmp_path, "any.beancount", beancount_text(hostile(*history), "EUR")))


def named() -> list[Entry]:
    return entries(
        line(f"c{n}", 100, account=name, account_id=str(n), programme=name, external_id=name, client=name)
        for n, name in enumerate(HOSTILE)
    )


@needs_hledger
def test_hledger_takes_every_hostile_name(tmp_path: Path) -> None:
    run("hledger", "-f", saved(tmp_path, "names.journal", hledger_text(named())), "check", "--strict")


@needs_beancount
def test_beancount_takes_every_hostile_name(tmp_path: Path) -> None:
    run(shutil.which("bean-check") or "", saved(tmp_path, "names.beancount", beancount_text(named(), "EUR")))
