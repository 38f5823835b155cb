"""Considered and rejected: what was left out, by which requirement, for which reason and on what evidence."""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotRejected
from reports.composer import Composer, long_date
from reports.tables import Cell, Row

# isort: split
from reportlab.platypus import Flowable


def compose(composer: Composer) -> list[Flowable]:
    """Compose the section; nothing when no product was left out."""
    rejected = composer.snapshot.rejected
    if not rejected:
        return []
    title = composer.words.count("rejected.heading", len(rejected), count=composer.fig("count", "rejected"))
    door = composer.door
    heads = ("name", "requirement", "why")
    header = Row(tuple(Cell((door.one(composer.say(f"rejected.head.{head}"), "head"),)) for head in heads))
    rows = [
        Row(
            (
                Cell(tuple(door.cell(one.name, "cell_bold", where="rejected, product")), heads=True),
                Cell(tuple(door.cell(one.requirement or "–", "cell", where="rejected, requirement"))),
                Cell((*door.cell(one.why or "–", "cell", where="rejected, reason"), *_evidence(composer, one))),
            )
        )
        for one in rejected
    ]
    source = composer.say("rejected.source", consultant=composer.snapshot.consultant)
    table = composer.table(composer.say("rejected.exhibit"), (0.26, 0.34, 0.4), header, rows, source)
    return [*composer.heading(Section.REJECTED, title), *table]


def _evidence(composer: Composer, one: SnapshotRejected) -> list[Flowable]:
    """Name what shows that the requirement is not met, or the reason."""
    if not one.evidence:
        return []
    evidence = one.evidence.rstrip(". ")
    words = composer.say("rejected.evidence", evidence=evidence)
    if one.seen_on:
        words = composer.say("rejected.evidence.seen", evidence=evidence, date=long_date(one.seen_on))
    return composer.door.cell(words, "cell_muted", where="rejected, evidence")
