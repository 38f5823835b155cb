"""The figures of the mock-ups: a year of one consultant with five programmes, and a statement of November."""

from __future__ import annotations

from consultant_desk.domain.money import Money
from consultant_desk.services.rows.earnings import (
    EarningsTiles,
    MonthSum,
    NextAction,
    OpenItemRow,
    Overview,
    ProgrammeSum,
    Urgency,
)


def eur(minor):
    return Money(minor, "EUR")


TILES = EarningsTiles(
    eur(907950), 28, 0, eur(234716), eur(150516), 5, eur(122276), eur(281000), eur(357000)
)  # fmt: skip
MONTHS = (
    MonthSum("2025-12", 87400, 0, 0),
    MonthSum("2026-01", 96000, 0, 0),
    MonthSum("2026-02", 81200, 0, 0),
    MonthSum("2026-03", 101300, 0, 0),
    MonthSum("2026-04", 158700, 0, 0),
    MonthSum("2026-05", 84700, 0, 0),
    MonthSum("2026-06", 153700, 0, 0),
    MonthSum("2026-07", 98100, 0, 0),
    MonthSum("2026-08", 26000, 133300, 0),
    MonthSum("2026-09", 20800, 101400, 0),
    MonthSum("2026-10", 0, 0, 79400),
    MonthSum("2026-11", 0, 0, 42900),
)
PROGRAMMES = (
    ProgrammeSum("nw", "Northwind Partners", 345600, 72840, 45600, 0.06, 0.04, 0.09),
    ProgrammeSum("aw", "Adventure Works Payroll", 230950, 77000, 21000, 0.09, 0.06, 0.13),
    ProgrammeSum("fb", "Fabrikam Affiliates", 160000, 0, 32000, 0.18, 0.12, 0.26),
    ProgrammeSum("wg", "Woodgrove Books", 142800, 81600, 20400, 0.02, 0.01, 0.05),
    ProgrammeSum("ts", "Tailspin Referral", 28600, 3276, 3276, 0.04, 0.01, 0.14),
)


def item(number, client, programme, minor, expected, late, urgency, reason, action=None):
    names = {one.name: one.id for one in PROGRAMMES}
    return OpenItemRow(
        f"item{number}", "", f"client{number}", client, names[programme], programme, eur(minor), eur(minor),
        expected, late, urgency, reason, action,
    )  # fmt: skip


ITEMS = (
    item(1, "Kestrel Joinery", "Northwind Partners", 26440, "2026-10-15", 35, Urgency.LATE,
         "Not in the last statement of 2 Nov", NextAction.ASK),
    item(2, "Harbour Street Dental", "Adventure Works Payroll", 42000, "2026-10-31", 19, Urgency.LATE,
         "Payout of 5 Nov is €420.00 short", NextAction.DISPUTE),
    item(3, "Moorland Hotels", "Woodgrove Books", 61200, "2026-10-31", 19, Urgency.LATE,
         "Tax form expired on 30 Sep", NextAction.RENEW_FORM),
    item(4, "Gull & Sons", "Tailspin Referral", 3276, "2026-11-10", 9, Urgency.WARN,
         "Below payout threshold: USD 38.00 of 50.00"),
    item(5, "Cobalt Cycles", "Northwind Partners", 17600, "2026-11-17", 2, Urgency.WARN,
         "Payout PS-2026-10 sent; statement not imported", NextAction.IMPORT),
    item(6, "Pike & Daughters", "Northwind Partners", 28800, "2026-11-30", 0, Urgency.WAIT, "In payout PS-2026-11"),
    item(7, "Saltmarsh Brewing", "Adventure Works Payroll", 35000, "2026-12-05", 0, Urgency.WAIT,
         "Locks on 24 Nov, 60-day hold"),
    item(8, "Orla Physio", "Woodgrove Books", 20400, "2026-12-31", 0, Urgency.WAIT, "Paid quarterly"),
)  # fmt: skip
OVERVIEW = Overview(2026, "EUR", TILES, MONTHS, PROGRAMMES, ITEMS, 0, False)
NOTHING = Overview(
    2026, "EUR", EarningsTiles(eur(0), 0, 0, eur(0), eur(0), 0, eur(0), eur(0), eur(0)), (), (), (), 0, True
)  # fmt: skip
