"""The evidence appendix: numbered as in the text, with links back to every place that cites it.

It is composed after all other sections, since it names every place that cites it.
"""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotEvidence
from reports.addresses import linked
from reports.blocks import Block, Cell, Row, Text
from reports.composer import Composer
from reports.rich import Rich, Span, joined, plain, text_of


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing when no evidence was recorded."""
    evidence = composer.snapshot.evidence
    if not evidence:
        return []
    title = composer.words.count(
        "evidence.heading",
        len(evidence),
        count=composer.fig("count", "evidence"),
        independent=composer.fig("count", "independent"),
    )
    return [*composer.heading(Section.EVIDENCE, title), *_table(composer)]


def _table(composer: Composer) -> list[Block]:
    snapshot = composer.snapshot
    header = composer.header("evidence.head", "number", "what", "seen", "supports", "cited")
    rows = [_row(composer, number, one) for number, one in enumerate(composer.snapshot.evidence, start=1)]
    date = composer.words.long_date(snapshot.made_on)
    source = composer.say("evidence.source", consultant=snapshot.consultant, date=date)
    return composer.table(composer.say("evidence.exhibit"), (0.06, 0.37, 0.17, 0.28, 0.12), header, rows, source)


def _row(composer: Composer, number: int, one: SnapshotEvidence) -> Row:
    return Row(
        (
            Cell((Text(plain(str(number)), "cell_bold", anchors=(f"ev-{number}",)),), heads=True),
            Cell(tuple(_what(composer, one))),
            Cell((Text(_seen(composer, one), "cell", "evidence, grade"),)),
            Cell((Text(_supports(composer, one), "cell", "evidence, supports"),)),
            Cell((Text(_cited(composer, one), "cell"),)),
        )
    )


def _what(composer: Composer, one: SnapshotEvidence) -> list[Block]:
    kind = composer.words.named("evidence.kind", one.kind)
    what: list[Block] = [Text(plain(one.title or kind), "cell_bold", "evidence, title")]
    about = joined([rich for rich in (plain(kind), linked(one.source)) if text_of(rich)], ", ")
    if about:
        what.append(Text(about, "cell_muted", "evidence, source"))
    if one.quote:
        what.append(Text(composer.say("evidence.quote", quote=one.quote), "cell", "evidence, quote"))
    return what


def _seen(composer: Composer, one: SnapshotEvidence) -> Rich:
    date = composer.words.short_date
    parts = [plain(date(one.seen_on))] if one.seen_on else []
    if one.grade:
        parts.append(plain(one.grade))
    if one.independent:
        parts.append(composer.say("evidence.independent"))
    if one.expires_on:
        parts.append(composer.say("evidence.expires", date=date(one.expires_on)))
    return joined(parts, ", ") or plain("–")


def _supports(composer: Composer, one: SnapshotEvidence) -> Rich:
    facts = composer.facts
    pairs = [*one.scores]
    pairs += [key for key, cell in facts.cells.items() if one.id in cell.evidence and key not in one.scores]
    by_candidate: dict[str, list[Rich]] = {}
    for candidate, criterion in pairs:
        if candidate in facts.candidates and criterion in facts.criteria:
            by_candidate.setdefault(candidate, []).append(composer.criterion(criterion))
    parts = [
        composer.say("evidence.supports", candidate=composer.name(candidate), criteria=composer.listed(criteria))
        for candidate, criteria in by_candidate.items()
    ]
    return composer.words.strung(parts) or plain("–")


def _cited(composer: Composer, one: SnapshotEvidence) -> Rich:
    """Link back to the places that cite a piece of evidence; a writer with pages names each page once."""
    page = text_of(composer.say("evidence.page", page="{page}"))
    parts: list[Rich] = [(Span(page, link=anchor, page_of=anchor),) for anchor in composer.uses.get(one.id, ())]
    return joined(parts, ", ") or plain("–")
