"""Areas that answer from memory with the figures of the mock-ups, for tests of what a screen shows of them."""

from __future__ import annotations

from types import SimpleNamespace

from consultant_desk.domain.changes import Changes, Outcome
from consultant_desk.domain.earnings.states import Kind, Status
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.earnings import (
    CommissionEventRow,
    CommissionFilter,
    CommissionRow,
    CommissionSheet,
    CommissionSort,
    CommissionSums,
)
from tests.ui.earnings.figures import OVERVIEW, PROGRAMMES, eur, plan_of

CLIENTS = (
    "Kestrel Joinery", "Harbour Street Dental", "", "Gull & Sons", "Cobalt Cycles", "Pike & Daughters", "Orla Physio",
)  # fmt: skip


class EarningsDouble:
    def __init__(self, overview=OVERVIEW):
        self.shown = overview

    def overview(self, year=None):
        return self.shown

    def commission_sums(self, wanted):
        return CommissionSums(148, {})

    def inquiry(self, item):
        return f"About {item.id}"

    def open_items_csv(self):
        return b"client,programme\n"


class StatementsDouble:
    """Reads any file as the statement of the mock-up, or refuses it."""

    def __init__(self, plan=plan_of, refusal=None):
        self._plan, self.refusal = plan, refusal
        self.planned, self.applied, self.names = [], [], []

    def open(self, data, name, *, profile="", account="", cancelled=lambda: False, progress=lambda *_: None):
        if self.refusal is not None:
            raise self.refusal
        progress(1, 2, "Reading")
        return SimpleNamespace(name=name, data=data)

    def into(self, opened, account_name):
        self.names.append(account_name)
        return opened

    def plan(self, opened, decisions, *, as_of=""):
        self.planned.append((dict(decisions), as_of))
        return self._plan(decisions)

    def apply(self, opened, decisions, *, as_of=""):
        self.applied.append((dict(decisions), as_of))
        return Outcome(
            SimpleNamespace(counts={}, account_id="", file_id=""), Changes("Import", frozenset({("commission", "c1")}))
        )


def commission(key):
    """The commission of a key: made up, the same every time."""
    day = f"2026-{1 + key % 12:02}-{1 + key % 28:02}"
    kind, status = Kind.RECURRING if key % 3 else Kind.SALE, tuple(Status)[key % 4]
    return CommissionRow(
        f"c{key}", "", day, CLIENTS[key % 7], PROGRAMMES[key % 5].name, "Team plan", f"NW-{key:07}", kind, status,
        Money(9600 + key, "EUR"), "mll-x", "", key % 11 == 0,
    )  # fmt: skip


class LedgerDouble(EarningsDouble):
    """As many commissions as one likes; narrowing keeps every tenth, and what is asked is noted."""

    def __init__(self, count=148, overview=OVERVIEW):
        super().__init__(overview)
        self.count = count
        self.asked, self.fetched, self.assigned = [], [], []

    def commission_keys(self, wanted, sort=CommissionSort.DATE, *, descending=True):
        self.asked.append((wanted, sort, descending))
        keys = range(1, self.count + 1) if wanted == CommissionFilter() else range(10, self.count + 1, 10)
        return keys[::-1] if descending else keys

    def commission_key(self, commission_id):
        return int(commission_id[1:])

    def commission_rows(self, keys):
        self.fetched.append(len(keys))
        return tuple(commission(key) for key in keys)

    def commission_sums(self, wanted):
        count = self.count if wanted == CommissionFilter() else self.count // 10
        return CommissionSums(
            count,
            {"EUR": {Status.PAID: 907950, Status.APPROVED: 234716, Status.PENDING: 122276, Status.REVERSED: 9600},
             "USD": {Status.APPROVED: 3800}},
            {"EUR": 1264942, "USD": 3800},
            {"EUR": 9600},
        )  # fmt: skip

    def commission_sums_of(self, keys):
        return CommissionSums(len(keys), {"EUR": {Status.PAID: sum(commission(key).amount.minor for key in keys)}})

    def commission(self, commission_id):
        row = commission(int(commission_id[1:]))
        first = CommissionEventRow(
            "2026-09-01", "2026-09-02", "september.csv, line 12", "pending", "open", row.amount, "", "", False
        )
        last = CommissionEventRow(
            "2026-11-02", "2026-11-03", "november.csv, line 4", "approved", "paid", row.amount, "PS-2026-10",
            "hold ended", True,
        )  # fmt: skip
        events = (first, last)
        return CommissionSheet(
            row,
            "client1",
            "nw",
            "",
            "",
            "PartnerStack",
            eur(96000),
            "j***@example",
            "O-77",
            "",
            "",
            row.amount if row.status is Status.REVERSED else eur(0),
            events,
        )

    def assign_client(self, commission_ids, client_id):
        self.assigned.append((tuple(commission_ids), client_id))
        return Outcome(None, Changes("Assign", frozenset({("commission", "c1")})))

    def csv(self, wanted):
        return b"date,client\n"
