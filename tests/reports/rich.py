"""The sample at its fullest: every section long, names and texts as long as people write them, a report issued before.

It is what page ends, narrow columns and one-page kinds are tried on.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from consultant_desk.domain.brand import Brand, CoverStyle
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    CostKind,
    CostLine,
    Criterion,
    Direction,
    EvidenceState,
    Levels,
    Linear,
    Per,
    PointWeights,
    Problem,
    SeatPrice,
    WeightAnswers,
)
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.money import Money
from consultant_desk.domain.report_changes import changes_between
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import (
    InterestKind,
    ReportSnapshot,
    SnapshotAdoption,
    SnapshotCoverage,
    SnapshotFinalist,
    SnapshotInterest,
    SnapshotNote,
    SnapshotReason,
    SnapshotRejected,
    SnapshotRisk,
    SnapshotSentence,
    SnapshotStep,
    SnapshotVersion,
)
from tests.reports.sample import sample_coverage, sample_interests, sample_lock, sample_problem, sample_snapshot

MORE = (
    ("adventure", "Adventure Works Service Management Cloud"),
    ("wingtip", "Wingtip Toys Customer Engagement Suite Enterprise"),
)
CRITERIA = (
    ("audit", "Audit trail of every change to a customer's record", "trust"),
    ("access", "Accessibility for keyboard and screen reader", "desk"),
    ("roles", "Roles and permissions by shop and region", "trust"),
    ("offline", "Works on when the line to a shop is down", "fit"),
    ("language", "German, French and Irish for staff and customers", "desk"),
    ("interface", "Open programming interface with documentation", "fit"),
    ("vendor", "Financial strength of the vendor and its roadmap", "trust"),
)
LEVELS = Levels((("Unsatisfactory", 0), ("Partly there", 35), ("Comprehensive", 75), ("Exemplary", 100)))
NOTE = """What stands behind this, in *our own* words:

- the shops were asked **twice**, in October and in November
- the books were asked once, by [mail](mailto:books@harbour.example)
  - and answered within a day

| Shop | Mails a day | Double answers |
|---|---|---|
| Quay Street | 41 | 6 |
| Salthill | 28 | 3 |
| Oranmore | 17 | 1 |

1. First the inbox.
2. Then the till.
"""
LONG_REASON = (
    "One owner per request, tried with 40 real mails in two shops over a week, by four people who had never seen the "
    "product before, on tablets that are five years old, while the shops were open and customers stood at the counter; "
    "39 of 40 requests had one owner within two minutes, the one left over was a complaint that two people took up at "
    "the same moment, and even that was settled between them before the customer was called back the same afternoon."
)


@cache
def rich_problem() -> Problem:
    """Seven candidates on sixteen criteria, with costs of several kinds at a discount rate."""
    base = sample_problem()
    candidates = (*base.candidates, *(Candidate(key, name) for key, name in MORE))
    criteria = tuple(
        Criterion(key, name, Direction.MAX, LEVELS if place % 2 else Linear(0, 10), group)
        for place, (key, name, group) in enumerate(CRITERIA)
    )
    return replace(
        base,
        candidates=candidates,
        criteria=(*base.criteria, *criteria),
        cells=(*base.cells, *_cells(base, [one.id for one in candidates])),
        weights=_weighed(base.weights, 4.0),
        stakeholders=tuple(
            replace(one, weights=_weighed(one.weights, 3.0 + 2 * place)) for place, one in enumerate(base.stakeholders)
        ),
        costs=tuple(_costs([one.id for one in candidates])),
        options=replace(base.options, discount_rate=0.04, currency="EUR"),
    )


def _weighed(weights: WeightAnswers, first: float) -> PointWeights:
    """Return the weights with points for the criteria that are added."""
    assert isinstance(weights, PointWeights)
    more = ((key, first + place) for place, (key, *_rest) in enumerate(CRITERIA))
    return replace(weights, points=(*weights.points, *more))


def _cells(base: Problem, candidates: list[str]) -> list[Cell]:
    told = {(cell.candidate, cell.criterion): cell for cell in base.cells}
    cells: list[Cell] = []
    for place, (new, _name) in enumerate(MORE):
        for criterion in base.criteria:
            like = told[("fabrikam", "contoso")[place], criterion.id]
            if not (criterion.id == "report" and place):
                cells.append(replace(like, candidate=new))
    names = [name for name, _value in LEVELS.levels]
    for down, (criterion, *_rest) in enumerate(CRITERIA):
        for along, candidate in enumerate(candidates):
            if (down + 2 * along) % 9 == 8:
                continue
            step = (7 - along + down * 3) % 10
            value: float | str = names[step % 4] if down % 2 else float(step)
            state = list(EvidenceState)[(down + along) % 5]
            why = "Seen in the trial; the vendor wrote how it is meant to be used." if (down + along) % 3 == 0 else ""
            cells.append(Cell(candidate, criterion, value, rationale=why, evidence_state=state))
    return cells


def _costs(candidates: list[str]) -> list[CostLine]:
    lines: list[CostLine] = []
    for place, candidate in enumerate(candidates):
        if candidate == "keep":
            lines.append(CostLine(candidate, "Hours lost", Decimal(9_000), "EUR", 1, 3, CostKind.OTHER))
            continue
        seats = SeatPrice(40, ((1, Decimal(14 + place)), (25, Decimal(11 + place))), Per.MONTH)
        lines += [
            CostLine(candidate, "Set-up", Decimal(1_800 + 350 * place), "EUR", 0, 0, CostKind.IMPLEMENTATION),
            CostLine(candidate, "Seats", Decimal(40 * 12 * (11 + place)), "EUR", 1, 3, CostKind.LICENCE, seats),
            CostLine(candidate, "Two mornings", Decimal(900), "EUR", 0, 0, CostKind.TRAINING),
            CostLine(candidate, "Care", Decimal(600 + 90 * place), "EUR", 1, 3, CostKind.SUPPORT),
            CostLine(candidate, "Old mails", Decimal(1_200), "EUR", 0, 0, CostKind.MIGRATION),
            CostLine(candidate, "Data out", Decimal(400), "EUR", 3, 3, CostKind.EXIT),
        ]
    return lines


@cache
def rich_result() -> Result:
    return evaluate(rich_problem())


def long_brand() -> Brand:
    """A brand with all that stands around a page at its longest, on the other family and a light second colour."""
    return Brand(
        "Lindqvist, Ó Conghaile & Partners, Independent Software Advisers",
        primary="#0B6E4F",
        secondary="#FFD400",
        font="Source Sans 3",
        contact_line="Lindqvist, Ó Conghaile & Partners · Quay Street 4, Galway · +353 91 555 0142 · desk@lop.example",
        legal_footer="Registered in Ireland under no. 612 345, registered office Quay Street 4, Galway, directors Mara "
        "Lindqvist (Swedish) and Seán Ó Conghaile · VAT IE 6123456T · insured for professional liability",
        header="Independent advice on software for shops, bakeries and small makers since 2009, without commission",
        footer="For the persons named on the cover only; copies want our consent and carry the number of the report",
        cover=CoverStyle.BAND,
    )


def rich_snapshot(**changes: object) -> ReportSnapshot:
    """Return the rich report; named fields are replaced."""
    fields: dict[str, object] = {
        "title": "Recommendation for a customer desk for the fourteen shops of Harbour Bakeries",
        "problem": rich_problem(),
        "result": rich_result(),
        "lock": sample_lock(rich_result()),
        "version": 3,
        "reasons": (
            SnapshotReason(LONG_REASON, "inbox", ("E1", "E2")),
            SnapshotReason("Four of your five systems are **linked**, the fifth follows in spring.", "links", ("E3",)),
            SnapshotReason("First useful answer after 4 hours, on a Saturday.", "support", ("E4", "E7")),
            SnapshotReason("Roles by shop and region are there from the first day on.", "roles"),
        ),
        "risks": tuple(
            SnapshotRisk(f"{what} might take longer than planned.", f"{who} looks at it every second week.")
            for what, who in (
                ("The move of the old mails", "Niamh Walsh"),
                ("Learning in the evening shops", "Declan Moore"),
                ("The link to the books", "The partner of the vendor"),
                ("The fourth price step", "Aoife Brennan"),
                ("The new tablets", "Declan Moore"),
            )
        ),
        "conditions": ("A three-year budget of less than €24,800.", "A till that cannot be linked at all."),
        "steps": (
            SnapshotStep("Presentation and decision in the office", "2026-11-24"),
            SnapshotStep("Contract with a price fixed for 36 months", "2026-12-01"),
            SnapshotStep("Pilot in three shops", "2026-12-07"),
            SnapshotStep("All 14 shops", "2027-01-18"),
        ),
        "interests": (
            *sample_interests(),
            SnapshotInterest(
                "adventure",
                InterestKind.INVESTOR,
                "2 % of the shares, held since 2019 through a fund of the founders",
                "",
                Money(90_000, "EUR"),
            ),
            SnapshotInterest("wingtip", InterestKind.CLIENT, "advised on its price list in 2024", "Wingtip Toys plc"),
        ),
        "rejected": tuple(
            SnapshotRejected(
                f"{name} {place}", "Customer data hosted in the EU", "Servers outside Europe only.", "Mail"
            )
            for place in range(1, 4)
            for name in ("Proseware Help Desk", "Litware Service Cloud", "Coho Answers")
        ),
        "long_list": tuple(f"{name} Desk" for name in ("Southridge", "Lucerne", "Alpine", "Woodgrove", "Bellows")),
        "coverage": _coverage(),
        "finalists": _finalists(),
        "adoption": tuple(
            SnapshotAdoption(f"Check-in after {days} days", "nine of ten requests have one owner", "2027-02-17")
            for days in (14, 30, 60, 90, 180, 365)
        ),
        "notes": tuple(
            SnapshotNote(one.value, NOTE)
            for one in (Section.NEEDS, Section.RANKING, Section.VALUE, Section.RISKS, Section.METHOD, Section.MEMO)
        ),
        "sentences": (
            SnapshotSentence(
                "heading/risks", "Five things may take longer than planned, and for each one **somebody** looks at it"
            ),
            SnapshotSentence("heading/needs", "Three needs, in your own words, cost you a lot in every single month"),
        ),
    }
    fields.update(changes)
    snapshot = sample_snapshot(**fields)
    return snapshot if "versions" in changes else replace(snapshot, versions=_versions(snapshot))


def _versions(snapshot: ReportSnapshot) -> tuple[SnapshotVersion, ...]:
    second = replace(
        snapshot, risks=snapshot.risks[:2], steps=snapshot.steps[1:], evidence=snapshot.evidence[:4], conditions=()
    )
    first = sample_snapshot()
    return (
        SnapshotVersion(2, "2026-11-20", "5d" * 32, changes_between(second, snapshot)),
        SnapshotVersion(1, "2026-11-19", "8f" * 32, changes_between(first, second)),
    )


def _coverage() -> tuple[SnapshotCoverage, ...]:
    levels = list(Capability)
    places = [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
    more = [
        SnapshotCoverage(candidate, *place, levels[(along + down) % len(levels)])
        for along, candidate in enumerate(("tailspin", "keep", *(key for key, _name in MORE)))
        for down, place in enumerate(places)
    ]
    noted = [
        replace(one, note="Set up once by the vendor, then by you.", evidence=("Trial of two shops",))
        if one.requirement == 1
        else one
        for one in (*sample_coverage(), *more)
    ]
    return tuple(noted)


def _finalists() -> tuple[SnapshotFinalist, ...]:
    return (
        SnapshotFinalist(
            "northwind",
            (
                "Shops that share one inbox and answer in turns, also while one of them is closed for the season.",
                "Till and books stay as they are.",
                "Regions with a lead of their own who looks into the requests of several shops.",
            ),
            ("Learning takes a day longer than with Contoso Flow.", "The report on shops has to be set up once."),
            ("A firm that needs telephone support at night.", "A firm without a line in every shop."),
        ),
        SnapshotFinalist("contoso", (), ("The link to the books is an add-on of a partner.",)),
        SnapshotFinalist("wingtip", ("A firm ten times the size.",), (), ("A firm that counts every seat.",)),
    )
