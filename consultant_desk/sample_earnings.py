"""What the consultant of the sample earns: programmes, links, statements and bank lines, put in as she would.

The statements are written as CSV, the bank's as OFX, and imported; days count from today.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

from consultant_desk.desk import Desk
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from consultant_desk.services.earnings.link_operations import LinkDraft
from consultant_desk.services.earnings.programmes import ProgrammeDraft

BEFORE = 35
"""How many days ago the statements before the last ones were imported."""
GIVEN_BEFORE = 21
"""How many days before the first sale a link was given."""
PAYS_AFTER = 2
"""Months after a sale in which it is paid."""
HEAD = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Product,Reason"


@dataclass(frozen=True, slots=True)
class Row:
    """One commission of a statement; `month` counts from the running one."""

    key: str
    client: str
    month: int
    day: str
    amount: int
    state: str
    payment: str
    paid_on: str
    reason: str = ""
    dropped: bool = False
    recurring: bool = False


class SampleEarnings:
    """Fills the earnings of the sample workspace; clients and products are there already, by name."""

    def __init__(self, desk: Desk, today: date, clients: Mapping[str, str], products: Mapping[str, str]) -> None:
        self._desk = desk
        self._today = today
        self._clients = clients
        self._products = products
        self._words = tomllib.loads(resources.files("resources.sample").joinpath("earnings.toml").read_text("utf-8"))
        self._bank: list[tuple[str, str, int, str]] = []

    def fill(self) -> None:
        """Put everything in, in the order a consultant would."""
        self._rates()
        for words in self._words["programme"]:
            self._programme(words)
        for number, currency in enumerate(("EUR", "USD"), 1):
            self._import(f"bank-{currency.lower()}.ofx", self._ofx(currency, f"IE29 000{number}"))
        self._desk.payouts.reconcile()

    def _rates(self) -> None:
        """Keep the rates of a year: a line for each working day, as the bank's own file has them."""
        days = [self._today - timedelta(days=back) for back in range(430)]
        lines = [f"{day},{self._words['usd']}," for day in days if day.isoweekday() < 6]
        self._desk.rates.import_file("\n".join(("Date,USD,", *lines, "")).encode())

    def _programme(self, words: Mapping[str, Any]) -> None:
        programmes, terms = self._desk.programmes, words["terms"]
        draft = ProgrammeDraft(
            words["name"], self._products[words["product"]], status="approved",
            base_url=f"{self._words['base']}/{_slug(words['product'])}", sub_id_parameter="ref",
            sub_id_pattern="{client}-{n}",
        )  # fmt: skip
        programme = programmes.add(draft, _terms(terms)).value
        rows = list(self._rows(words))
        subs = {}
        for client in dict.fromkeys(row.client for row in rows):
            given = _plus(min(row.day for row in rows if row.client == client), -GIVEN_BEFORE)
            link = LinkDraft(programme, client_id=self._clients[client], given_on=given.isoformat())
            subs[client] = programmes.propose_link(link)[0]
            programmes.add_link(link)
        name = f"{_slug(words['name'])}.csv"
        first = _csv(words, [_as_it_was(row) for row in rows if row.month < -1], subs)
        self._import(name, first, words["name"], back=BEFORE)
        account = self._import(name, _csv(words, [row for row in rows if not row.dropped], subs), words["name"])
        ended = words.get("form_ended")
        programmes.edit_account(
            account, payer=words["payer"], country=words["country"],
            tax_form_until="" if ended is None else (self._today + timedelta(days=ended)).isoformat(),
        )  # fmt: skip
        paid: dict[tuple[str, str], int] = defaultdict(int)
        for row in rows:
            if row.state == "paid":
                paid[row.payment, row.paid_on] += row.amount
        for (payment, day), amount in paid.items():
            self._bank.append((day, f"{words['payer']} {payment}", amount, words.get("currency", "EUR")))

    def _import(self, name: str, data: bytes, account: str = "", *, back: int = 0) -> str:
        statements = self._desk.statements
        opened = statements.open(data, name, account=account)
        as_of = (self._today - timedelta(days=back)).isoformat() if account else ""
        return statements.apply(opened, as_of=as_of).value.account_id

    def _rows(self, words: Mapping[str, Any]) -> Iterator[Row]:
        for line in words.get("series", ()):
            for month in range(line["from"], line["to"] + 1):
                decided = "approved" if month <= words["approved_to"] else "pending"
                state = "paid" if month <= words["paid_to"] else line.get("now", decided) if month == -2 else decided
                yield self._row(words, line, month, state, recurring=True)
        for line in words.get("once", ()):
            yield self._row(words, line, line["month"], line["state"])

    def _row(
        self, words: Mapping[str, Any], line: Mapping[str, Any], month: int, state: str, *, recurring: bool = False
    ) -> Row:
        sold = self._in_month(month, line["day"])
        pays = self._in_month(month + PAYS_AFTER, words["terms"]["cycle_day"])
        initials = "".join(word[0] for word in words["name"].split())
        payment = f"{initials}-{pays:%Y-%m}" if state in ("paid", "in payout") else ""
        return Row(
            f"{line['key']}-{sold:%m%d}", line["client"], month, sold.isoformat(), line["amount"], state, payment,
            pays.isoformat(), line.get("reason", ""), line.get("dropped", False), recurring,
        )  # fmt: skip

    def _in_month(self, month: int, day: int) -> date:
        """Return a day of a month counted from the running one, never after today."""
        number = self._today.year * 12 + self._today.month - 1 + month
        first = date(number // 12, number % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return min(first.replace(day=min(day, last.day)), self._today)

    def _ofx(self, currency: str, account: str) -> bytes:
        """Return a statement of an account at the bank, with the payouts in its currency as credits."""
        lines = "".join(
            f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{_plus(day, 2):%Y%m%d}<TRNAMT>{Decimal(amount) / 100:.2f}"
            f"<FITID>{number:08}<NAME>{_sgml(name)}</STMTTRN>"
            for number, (day, name, amount, code) in enumerate(sorted(self._bank), 1)
            if code == currency
        )
        end = self._today.strftime("%Y%m%d")
        return (
            "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n"
            "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
            "<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS>"
            f"<CURDEF>{currency}<BANKACCTFROM><BANKID>990011<ACCTID>{account}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>"
            f"<DTSTART>20200101<DTEND>{end}{lines}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
        ).encode()


def _terms(words: Mapping[str, Any]) -> Terms:
    return Terms(
        effective_from="",
        currency=words["currency"],
        percent=Decimal(words["percent"]) if "percent" in words else None,
        flat_minor=words.get("flat"),
        recurs=words.get("recurs", False),
        recurring_months=words.get("recurring_months", 0),
        cookie_days=words.get("cookie_days", 0),
        lock=LockRule(words["lock"]),
        lock_days=words.get("lock_days", 0),
        hold_days=words.get("hold_days", 0),
        cycle=Cycle(words["cycle"]),
        cycle_day=words["cycle_day"],
        cycle_month=words.get("cycle_month", 1),
        threshold_minor=words.get("threshold", 0),
    )


def _as_it_was(row: Row) -> Row:
    """Return a row of the statement before the last: what was decided since then was pending."""
    if row.month < -3 or row.state not in ("approved", "paid", "in payout"):
        return row
    return replace(row, state="approved" if row.month == -3 else "pending", payment="")


def _csv(words: Mapping[str, Any], rows: list[Row], subs: Mapping[str, str]) -> bytes:
    currency = words.get("currency", "EUR")
    lines = [
        ",".join(
            (row.key, row.day, words["name"], f"{Decimal(row.amount) / 100:.2f}", currency, row.state, row.payment,
             subs[row.client], "recurring" if row.recurring else words["product"], row.reason)
        )
        for row in rows
    ]  # fmt: skip
    return "\n".join((HEAD, *lines, "")).encode()


def _slug(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def _sgml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _plus(day: str, days: int) -> date:
    return date.fromisoformat(day) + timedelta(days=days)
