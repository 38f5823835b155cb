"""The evidence appendix: numbered as in the text, with links back to every place that cites it."""

from __future__ import annotations

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotEvidence
from reports.composer import Composer, long_date, short_date
from reports.rich import Rich, Span, joined, plain
from reports.tables import Cell, Row

# isort: split
from reportlab.platypus import Flowable


def compose(composer: Composer) -> list[Flowable]:
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
    story = composer.heading(Section.EVIDENCE, title)
    return [*story, *_table(composer)]


def _table(composer: Composer) -> list[Flowable]:
    door, snapshot = composer.door, composer.snapshot
    heads = ("number", "what", "seen", "supports", "cited")
    header = Row(tuple(Cell((door.one(composer.say(f"evidence.head.{head}"), "head"),)) for head in heads))
    rows = [_row(composer, number, one) for number, one in enumerate(composer.snapshot.evidence, start=1)]
    source = composer.say("evidence.source", consultant=snapshot.consultant, date=long_date(snapshot.made_on))
    title = composer.say("evidence.exhibit")
    return composer.table(title, (0.06, 0.37, 0.17, 0.28, 0.12), header, rows, source)


def _row(composer: Composer, number: int, one: SnapshotEvidence) -> Row:
    door = composer.door

    def seen() -> list[Flowable]:
        return door.cell(_seen(composer, one), where="evidence, grade")

    def supports() -> list[Flowable]:
        return door.cell(_supports(composer, one), where="evidence, supports")

    what = composer.once(f"evidence-{number}-what", lambda: _what(composer, one))
    cells = (
        Cell((door.one(str(number), "cell_bold", anchors=(f"ev-{number}",)),), heads=True),
        Cell(tuple(what)),
        Cell(tuple(composer.once(f"evidence-{number}-seen", seen))),
        Cell(tuple(composer.once(f"evidence-{number}-supports", supports))),
        Cell((door.one(_cited(composer, one), "cell"),)),
    )
    return Row(cells)


def _what(composer: Composer, one: SnapshotEvidence) -> list[Flowable]:
    door = composer.door
    what = door.cell(one.title or one.kind, "cell_bold", where="evidence, title")
    about = joined([plain(text) for text in (one.kind, one.source) if text], ", ")
    if about:
        what += door.cell(about, "cell_muted", where="evidence, source")
    if one.quote:
        what += door.cell(composer.say("evidence.quote", quote=one.quote), where="evidence, quote")
    return what


def _seen(composer: Composer, one: SnapshotEvidence) -> Rich:
    parts = [plain(short_date(one.seen_on))] if one.seen_on else []
    if one.grade:
        parts.append(plain(one.grade))
    if one.independent:
        parts.append(composer.say("evidence.independent"))
    if one.expires_on:
        parts.append(composer.say("evidence.expires", date=short_date(one.expires_on)))
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
    return joined(parts, "; ") or plain("–")


def _cited(composer: Composer, one: SnapshotEvidence) -> Rich:
    seen: dict[int, str] = {}
    for anchor in composer.uses.get(one.id, ()):
        page = composer.pages.get(anchor)
        if page is not None:
            seen.setdefault(page, anchor)
    parts = [(Span(text.text, link=anchor),) for page, anchor in seen.items() for text in _page(composer, page)]
    return joined(parts, ", ") or plain("–")


def _page(composer: Composer, page: int) -> Rich:
    return plain("".join(span.text for span in composer.say("evidence.page", page=str(page))))
