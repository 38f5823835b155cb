"""The recommendation of the sample evaluation as a snapshot, and variations of it for the tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import (
    InterestKind,
    Moscow,
    ReportSnapshot,
    SnapshotAdoption,
    SnapshotChange,
    SnapshotCoverage,
    SnapshotEvidence,
    SnapshotFinalist,
    SnapshotInterest,
    SnapshotLock,
    SnapshotNeed,
    SnapshotReason,
    SnapshotRejected,
    SnapshotReopening,
    SnapshotRequirement,
    SnapshotRisk,
    SnapshotStep,
)

ORACLE = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"


@cache
def sample_problem() -> Problem:
    return load(ORACLE.read_bytes())


@cache
def sample_result() -> Result:
    return evaluate(sample_problem())


def sample_needs() -> tuple[SnapshotNeed, ...]:
    must, should, could, wont = Moscow.MUST, Moscow.SHOULD, Moscow.COULD, Moscow.WONT
    return (
        SnapshotNeed(
            quote="We answer the same question three times because nobody sees who replied.",
            quoted_from="Declan Moore, shops, 21 October, call",
            situation="a customer writes to any of the 14 shops",
            progress="give each request one owner",
            outcome="nobody waits or gets two answers",
            importance=5,
            satisfaction=1,
            cost=Money(115_000, "EUR"),
            cost_period="month",
            requirements=(
                SnapshotRequirement("Runs on the shop tablets", must, "tried on one tablet for a day", "Declan Moore"),
                SnapshotRequirement(
                    "Every request has exactly one owner",
                    should,
                    "two people cannot answer one mail",
                    "Declan Moore",
                    "inbox",
                ),
                SnapshotRequirement(
                    "Learned within one shift", should, "first request solved alone in 8 h", "Declan Moore", "learn"
                ),
                SnapshotRequirement(
                    "Help the same day", should, "three test questions on a Saturday", "Declan Moore", "support"
                ),
            ),
        ),
        SnapshotNeed(
            quote="On Saturday I rang three shops to find one birthday cake.",
            quoted_from="Aoife Brennan, owner, 21 October, call",
            situation="a customer asks about an order",
            progress="see the order while they are on the line",
            outcome="the answer comes in the same call",
            importance=5,
            satisfaction=2,
            cost=Money(64_000, "EUR"),
            cost_period="month",
            requirements=(
                SnapshotRequirement(
                    "Last order found in 45 s", should, "timed with five real orders", "Aoife Brennan", "order"
                ),
                SnapshotRequirement(
                    "Not over €36,000 in 3 years", should, "quote for 40 seats", "Aoife Brennan", "cost"
                ),
                SnapshotRequirement(
                    "Sales and complaints by shop", could, "report built in the trial", "Aoife Brennan", "report"
                ),
            ),
        ),
        SnapshotNeed(
            quote="I key every invoice twice, and customer data stays in Europe.",
            quoted_from="Niamh Walsh, books, 28 October, mail",
            situation="orders become invoices at month end",
            progress="book each order once",
            outcome="month end takes a day, not three",
            importance=4,
            satisfaction=2,
            cost=Money(31_000, "EUR"),
            cost_period="month",
            requirements=(
                SnapshotRequirement(
                    "Customer data hosted in the EU", must, "region named in the contract", "Niamh Walsh", "eu"
                ),
                SnapshotRequirement(
                    "Linked to till and books", should, "one order in both within a day", "Niamh Walsh", "links"
                ),
                SnapshotRequirement(
                    "All data out at any time", could, "full export opened in a sheet", "Niamh Walsh", "export"
                ),
                SnapshotRequirement("Newsletter tool", wont, "agreed 4 November, kept out", "Aoife Brennan"),
            ),
        ),
    )


def sample_evidence() -> tuple[SnapshotEvidence, ...]:
    return (
        SnapshotEvidence(
            "E1",
            "test",
            "Trial with 40 real mails, two shops",
            "test log of 9 November",
            "2026-11-09",
            grade="A",
            quote="39 of 40 requests had one owner within two minutes",
            independent=True,
            scores=(("northwind", "inbox"), ("contoso", "inbox")),
        ),
        SnapshotEvidence(
            "E2",
            "test",
            "Order lookup timed with five real orders",
            "stop-watch sheet",
            "2026-11-10",
            grade="A",
            independent=True,
            scores=(("northwind", "order"), ("contoso", "order")),
        ),
        SnapshotEvidence(
            "E3",
            "demonstration",
            "Live link to the till and the books",
            "https://northwind.example/links",
            "2026-11-11",
            expires_on="2027-02-11",
            grade="B",
            scores=(("northwind", "links"), ("fabrikam", "links")),
        ),
        SnapshotEvidence(
            "E4",
            "test",
            "Three support questions on a Saturday",
            "mail thread",
            "2026-11-14",
            grade="A",
            quote="first useful answer after 4 hours",
            independent=True,
            scores=(("northwind", "support"),),
        ),
        SnapshotEvidence(
            "E5",
            "quote",
            "Quotes for 40 seats over 3 years",
            "written offers of five vendors",
            "2026-11-12",
            expires_on="2026-12-31",
            grade="B",
            scores=(("northwind", "cost"), ("contoso", "cost"), ("tailspin", "cost")),
        ),
        SnapshotEvidence(
            "E6",
            "contract",
            "Data processing agreement, region EU",
            "https://northwind.example/dpa",
            "2026-11-06",
            grade="B",
            scores=(("northwind", "eu"), ("contoso", "eu")),
        ),
        SnapshotEvidence(
            "E7",
            "vendor page",
            "Support hours on the website",
            "https://contoso.example/support",
            "2026-11-05",
            grade="C",
            scores=(("contoso", "support"), ("fabrikam", "support")),
        ),
    )


def sample_interests() -> tuple[SnapshotInterest, ...]:
    return (
        SnapshotInterest(
            "northwind",
            InterestKind.REFERRAL,
            "20 % of your first-year fees",
            "Northwind Software",
            Money(165_000, "EUR"),
        ),
        SnapshotInterest("contoso", InterestKind.NONE),
        SnapshotInterest(
            "fabrikam", InterestKind.RESELLER, "12 % of the licence price", "Fabrikam Ltd", Money(124_000, "EUR")
        ),
        SnapshotInterest(
            "tailspin", InterestKind.AFFILIATE, "a fixed €300 per signed contract", "Tailspin Inc", Money(30_000, "EUR")
        ),
        SnapshotInterest("keep", InterestKind.NONE),
    )


def sample_lock(result: object = None) -> SnapshotLock:
    """Return the lock of the evaluation that gave this result, by default of the sample."""
    locked_at = "2026-11-18T16:42:00.000Z"
    locked = result if isinstance(result, Result) else sample_result()
    return SnapshotLock(locked_at, locked_at, locked.problem_sha256)


def reopened(
    lock: SnapshotLock, *changes: tuple[str, str], locked_at: str = "2026-11-20T08:00:00.000Z"
) -> SnapshotLock:
    """Return the lock opened once more, on the next day, with these changes as (part, text)."""
    listed = tuple(SnapshotChange(*one) for one in changes)
    again = SnapshotReopening("2026-11-19T09:10:00.000Z", "The vendor <b>answered</b>", locked_at, listed)
    return replace(lock, locked_at=locked_at or lock.locked_at, reopenings=(again,))


def sample_coverage() -> tuple[SnapshotCoverage, ...]:
    levels = {
        "northwind": ("built_in", "built_in", "configuration", "built_in", "built_in", "built_in", "add_on"),
        "contoso": ("built_in", "built_in", "built_in", "add_on", "built_in", "built_in", "no"),
        "fabrikam": ("configuration", "built_in", "custom", "unknown", "built_in", "no", "built_in"),
    }
    places = [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2)]
    notes = {
        ("northwind", (0, 2)): "Two **training mornings** per shop group.",
        ("fabrikam", (0, 2)): "Needs a script.",
    }
    return tuple(
        SnapshotCoverage(candidate, *place, Capability(level), notes.get((candidate, place), ""))
        for candidate, listed in levels.items()
        for place, level in zip(places, listed, strict=True)
    )


def sample_finalists() -> tuple[SnapshotFinalist, ...]:
    return (
        SnapshotFinalist(
            "northwind",
            ("Shops that share one inbox and answer in turns.", "Till and books stay as they are."),
            ("Learning takes a day longer than with Contoso Flow.",),
            ("A firm that needs telephone support at night.",),
        ),
        SnapshotFinalist("contoso", (), ("The link to the books is an add-on of a partner.",)),
    )


def sample_adoption() -> tuple[SnapshotAdoption, ...]:
    return (
        SnapshotAdoption("Check-in after 30 days", "nine of ten requests have one owner", "2027-02-17"),
        SnapshotAdoption("Check-in after 90 days", "every shop answers within a day", "2027-04-18"),
        SnapshotAdoption("Check-in after a year", "half of the double work is gone", "2028-01-18"),
    )


def sample_snapshot(**changes: object) -> ReportSnapshot:
    """Return the sample; named fields are replaced."""
    fields: dict[str, object] = {
        "title": "Recommendation for Harbour Bakeries",
        "client": "Harbour Bakeries",
        "client_place": "Galway",
        "prepared_for": "Aoife Brennan, owner",
        "consultant": "Mara Lindqvist",
        "made_on": "2026-11-21",
        "instant": "2026-11-21T09:30:00Z",
        "valid_until": "2027-02-21",
        "problem": sample_problem(),
        "result": sample_result(),
        "brand": Brand(
            "Mara Lindqvist Advisory",
            contact_line="Mara Lindqvist Advisory · Quay Street 4, Galway · +353 91 555 0142 · mara@lindqvist.example",
            legal_footer="Registered in Ireland, no. 612 345 · VAT IE 6123456T",
        ),
        "evaluation_title": "Customer desk",
        "number": 14,
        "version": 1,
        "issued": True,
        "needs": sample_needs(),
        "reasons": (
            SnapshotReason("One owner per request, tried with 40 real mails.", "inbox", ("E1",)),
            SnapshotReason("Four of your five systems are linked.", "links", ("E3",)),
            SnapshotReason("First useful answer after 4 hours, on a Saturday.", "support", ("E4",)),
        ),
        "risks": (
            SnapshotRisk(
                "A slower start than Contoso Flow (9 against 4.5 hours).",
                "We plan two training mornings per shop group.",
            ),
            SnapshotRisk("The price may rise after the first year.", "Fix it for 36 months in the contract."),
        ),
        "conditions": ("A three-year budget of less than €24,800.",),
        "steps": (
            SnapshotStep("Presentation and decision", "2026-11-24"),
            SnapshotStep("Pilot in three shops", "2026-12-07"),
            SnapshotStep("All 14 shops", "2027-01-18"),
        ),
        "interests": sample_interests(),
        "lock": sample_lock(changes.get("result", sample_result())),
        "evidence": sample_evidence(),
        "rejected": (
            SnapshotRejected(
                "Adventure Desk", "Customer data hosted in the EU", "Servers in one region outside Europe only."
            ),
            SnapshotRejected(
                "Wingtip Inbox",
                "Runs on the shop tablets",
                "No app for the tablets; the browser version loses drafts.",
                "Trial on two tablets",
            ),
            SnapshotRejected("Proseware Help", "", "No answer to two requests for a trial."),
            SnapshotRejected(
                "Litware Service", "Linked to till and books", "Links only through a partner, at €9,000 more."
            ),
        ),
        "program_version": "0.1.0",
        "question": "Which help desk lets 14 shops answer each request once?",
        "long_list": ("Southridge Desk",),
        "coverage": sample_coverage(),
        "finalists": sample_finalists(),
        "adoption": sample_adoption(),
    }
    fields.update(changes)
    return ReportSnapshot(**fields)  # type: ignore[arg-type]
