"""Areas that answer from memory with the figures of the mock-ups, for tests of what a screen shows of them."""

from __future__ import annotations

from consultant_desk.services.rows.earnings import CommissionSums
from tests.ui.earnings.figures import OVERVIEW


class EarningsDouble:
    def __init__(self, overview=OVERVIEW):
        self.shown = overview

    def overview(self, year=None):
        return self.shown

    def commission_sums(self, filter):
        return CommissionSums(148, {})

    def open_items_csv(self):
        return b"client,programme\n"
