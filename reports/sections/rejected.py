"""Considered and rejected: what was left out, by which requirement, for which reason and on what evidence."""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotRejected
from reports.blocks import Block, Cell, Row, Text
from reports.composer import Composer
from reports.rich import plain


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing when no product was left out."""
    rejected = composer.snapshot.rejected
    if not rejected:
        return []
    title = composer.words.count("rejected.heading", len(rejected), count=composer.fig("count", "rejected"))
    header = composer.header("rejected.head", "name", "requirement", "why")
    rows = [
        Row(
            (
                Cell((Text(plain(one.name), "cell_bold", "rejected, product"),), heads=True),
                Cell((Text(plain(one.requirement or "–"), "cell", "rejected, requirement"),)),
                Cell((Text(plain(one.why or "–"), "cell", "rejected, reason"), *_evidence(composer, one))),
            )
        )
        for one in rejected
    ]
    source = composer.say("rejected.source", consultant=composer.snapshot.consultant)
    table = composer.table(composer.say("rejected.exhibit"), (0.26, 0.34, 0.4), header, rows, source)
    return [*composer.heading(Section.REJECTED, title), *table]


def _evidence(composer: Composer, one: SnapshotRejected) -> list[Block]:
    """Name what shows that the requirement is not met, or the reason."""
    if not one.evidence:
        return []
    evidence = one.evidence.rstrip(". ")
    words = composer.say("rejected.evidence", evidence=evidence)
    if one.seen_on:
        words = composer.say("rejected.evidence.seen", evidence=evidence, date=composer.words.long_date(one.seen_on))
    return [Text(words, "cell_muted", "rejected, evidence")]
