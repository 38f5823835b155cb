"""Areas that answer from memory with the figures of the mock-ups, for tests of what a screen shows of them."""

from __future__ import annotations

from types import SimpleNamespace

from consultant_desk.domain.changes import Changes, Outcome
from consultant_desk.services.rows.earnings import CommissionSums
from tests.ui.earnings.figures import OVERVIEW, plan_of


class EarningsDouble:
    def __init__(self, overview=OVERVIEW):
        self.shown = overview

    def overview(self, year=None):
        return self.shown

    def commission_sums(self, wanted):
        return CommissionSums(148, {})

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
            SimpleNamespace(counts={}, account_id="", file_id=""), Changes("Import", frozenset({"commission"}))
        )
