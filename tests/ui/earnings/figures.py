"""The figures of the mock-ups: a year of one consultant with five programmes, and a statement of November."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.earnings.plan import CHOICES, Choice, PlanAction, Question
from consultant_desk.domain.earnings.reasons import Action, Urgency
from consultant_desk.domain.earnings.states import Status
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.earnings import (
    EarningsTiles,
    MonthSum,
    OpenItemRow,
    Overview,
    ProgrammeSum,
)
from consultant_desk.services.rows.statements import (
    AccountChoice,
    ChangePart,
    PlanRow,
    PlanSheet,
    StateChange,
    StatementSource,
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


def item(number, client, programme, minor, expected, late, urgency, reason, action=Action.NONE):
    names = {one.name: one.id for one in PROGRAMMES}
    return OpenItemRow(
        f"item{number}", "", f"client{number}", client, names[programme], programme, eur(minor), eur(minor),
        expected, late, urgency, reason, action,
    )  # fmt: skip


ITEMS = (
    item(1, "Kestrel Joinery", "Northwind Partners", 26440, "2026-10-15", 35, Urgency.WRONG,
         "Not in the last statement of 2 Nov", Action.ASK_PROGRAMME),
    item(2, "Harbour Street Dental", "Adventure Works Payroll", 42000, "2026-10-31", 19, Urgency.WRONG,
         "Payout of 5 Nov is €420.00 short", Action.DISPUTE),
    item(3, "Moorland Hotels", "Woodgrove Books", 61200, "2026-10-31", 19, Urgency.WRONG,
         "Tax form expired on 30 Sep", Action.RENEW_FORM),
    item(4, "Gull & Sons", "Tailspin Referral", 3276, "2026-11-10", 9, Urgency.KEPT_BACK,
         "Below payout threshold: USD 38.00 of 50.00"),
    item(5, "Cobalt Cycles", "Northwind Partners", 17600, "2026-11-17", 2, Urgency.KEPT_BACK,
         "Payout PS-2026-10 sent; statement not imported", Action.IMPORT),
    item(6, "Pike & Daughters", "Northwind Partners", 28800, "2026-11-30", 0, Urgency.WAITS, "In payout PS-2026-11"),
    item(7, "Saltmarsh Brewing", "Adventure Works Payroll", 35000, "2026-12-05", 0, Urgency.WAITS,
         "Locks on 24 Nov, 60-day hold"),
    item(8, "Orla Physio", "Woodgrove Books", 20400, "2026-12-31", 0, Urgency.WAITS, "Paid quarterly"),
)  # fmt: skip
OVERVIEW = Overview(2026, "EUR", TILES, MONTHS, PROGRAMMES, ITEMS, 0, False)
NOTHING = Overview(
    2026, "EUR", EarningsTiles(eur(0), 0, 0, eur(0), eur(0), 0, eur(0), eur(0), eur(0)), (), (), (), 0, True
)  # fmt: skip


NORTHWIND = AccountChoice("acc-nw", "Northwind Partners", "partnerstack")
SOURCE = StatementSource(
    "partnerstack-rewards-2026-11.csv", 45, "2026-10-01", "2026-11-18", "partnerstack", "PartnerStack rewards",
    "verified", 13, 13, ("amounts in cents", "times in UTC"), "", NORTHWIND,
    (NORTHWIND, AccountChoice("acc-2", "Second account", "partnerstack")), "2026-11-18", False,
)  # fmt: skip


def changed(line, who, number, before, after, minor, why):
    return PlanRow(
        line, PlanAction.STATUS_CHANGE, who, number, "Northwind Partners", before, after, eur(minor), None, why
    )


def new(line, who, number, minor, why):
    return PlanRow(line, PlanAction.NEW, who, number, "Northwind Partners", None, Status.PENDING, eur(minor), None, why)


AMENDED = PlanRow(
    12, PlanAction.NEEDS_DECISION, "Kestrel Joinery", "KJ-0815", "Northwind Partners", Status.APPROVED,
    Status.APPROVED, eur(24640), eur(26440), "", Question.AMOUNT_DIFFERS, CHOICES[Question.AMOUNT_DIFFERS],
)  # fmt: skip
UNKNOWN = PlanRow(
    31, PlanAction.NEEDS_DECISION, "mll-harbourst", "HS-1115", "Northwind Partners", None, Status.PENDING, eur(9600),
    None, "", Question.UNKNOWN_REF, CHOICES[Question.UNKNOWN_REF], None, "client2", "mll-harbour-street",
)  # fmt: skip
CHANGED = (
    changed(2, "Cobalt Cycles", "CC-0931", Status.APPROVED, Status.PAID, 17600, "Payout PS-2026-10"),
    changed(3, "Larch Veterinary", "LV-1004", Status.PENDING, Status.APPROVED, 9600, "30-day hold ended"),
    changed(4, "Ferry Road Garage", "FR-1011", Status.PENDING, Status.APPROVED, 7200, "30-day hold ended"),
    changed(5, "Lumen Yoga", "LY-1019", Status.PENDING, Status.REVERSED, -9600, "Refunded within 30 days"),
)
NEW_ROWS = (
    new(6, "Larch Veterinary", "LV-1104", 9600, "month 2 of 12"),
    new(7, "Ferry Road Garage", "FR-1111", 7200, "month 2 of 12"),
    new(8, "Pike & Daughters", "PD-1106", 9600, "month 5 of 12"),
    new(9, "Cobalt Cycles", "CC-1107", 8800, "month 7 of 12"),
    new(10, "Skerry Optics", "SO-1101", 12000, "first month"),
    new(11, "Otterburn Nursery", "ON-1103", 14400, "first month"),
    new(13, "Gannet Surf School", "GS-1109", 7200, "first month"),
)
UNCHANGED = tuple(
    PlanRow(14 + place, PlanAction.UNCHANGED, "Pike & Daughters", f"PD-{place}", "Northwind Partners", Status.PAID,
            Status.PAID, eur(9600), None, "")
    for place in range(31)
)  # fmt: skip
IGNORED = (PlanRow(46, PlanAction.IGNORED, "", "T-1", "Northwind Partners", None, None, eur(0), None, "a test reward"),)
PARTS = (
    ChangePart("New rewards", "EUR", 68800),
    ChangePart("Reversed, Lumen Yoga", "EUR", -9600),
    ChangePart("Amended, Kestrel Joinery", "EUR", -1800),
    ChangePart("HS-1115, undecided", "EUR", None),
)
CHANGES = (
    StateChange(Status.PAID, "EUR", 345600, 363200),
    StateChange(Status.APPROVED, "EUR", 72840, 70240),
    StateChange(Status.PENDING, "EUR", 45600, 88000),
)
NOTES = (
    "Payout PS-2026-10 of 176.00 matches the bank line of 17 Nov exactly.",
    "1 row ignored: a test reward of 0.00.",
    "One undo step takes everything back. The file is kept with the ledger.",
)


def plan_of(decisions=None, source=SOURCE):
    """The plan of the mock-up after some decisions: a decided row stays among those that were asked."""
    asked = []
    counts = dict.fromkeys(PlanAction, 0) | {
        PlanAction.STATUS_CHANGE: 4, PlanAction.NEW: 7, PlanAction.UNCHANGED: 31, PlanAction.IGNORED: 1,
    }  # fmt: skip
    for row in (AMENDED, UNKNOWN):
        made = (decisions or {}).get(row.line)
        action = PlanAction.NEEDS_DECISION
        if made is not None:
            taken = PlanAction.AMENDED if row is AMENDED else PlanAction.NEW
            action = taken if made.choice in (Choice.TAKE, Choice.CLIENT, Choice.NO_CLIENT) else PlanAction.IGNORED
        counts[action] += 1
        asked.append(replace(row, action=action, chosen=made.choice if made else None))
    rows = (*asked, *CHANGED, *NEW_ROWS, *UNCHANGED, *IGNORED)
    return PlanSheet(source, rows, counts, CHANGES, PARTS, counts[PlanAction.NEEDS_DECISION], NOTES)
