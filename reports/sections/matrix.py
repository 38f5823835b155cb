"""The matrix: every value printed on a tint, the raw score under it, and how it is known as a mark with its word."""

from __future__ import annotations

from collections.abc import Sequence

from consultant_desk.domain.evaluation.problem import EvidenceState
from consultant_desk.domain.report_options import Section
from reports import colours, layout
from reports.composer import Composer
from reports.rich import Rich, Span, as_rich, joined
from reports.tables import Cell, Look, Row
from reports.tags import ReportCanvas
from reports.theme import TA_CENTER, Face

# isort: split
from reportlab.platypus import Flowable

COLUMNS = 6
_MARKS = {
    EvidenceState.TESTED: "●",
    EvidenceState.REFERENCE: "◆",
    EvidenceState.SEEN: "■",
    EvidenceState.CLAIMED: "○",
    EvidenceState.NONE: "·",
}


def compose(composer: Composer) -> list[Flowable]:
    """Compose the section, at most six candidates to a table."""
    story = composer.heading(Section.MATRIX, _heading(composer))
    facts = composer.facts
    unknown = facts.unknown_count
    intro = composer.say("matrix.intro")
    if unknown == 0:
        told = composer.say("matrix.unknown.none")
    else:
        cells, count = composer.fig("count", "cells"), composer.fig("count", "unknown")
        told = composer.words.count("matrix.unknown", unknown, cells=cells, count=count)
    story += [composer.door.one(joined([intro, told], " "), "body"), _legend(composer)]
    candidates = [line.candidate for line in facts.result.ranking]
    for start in range(0, len(candidates), COLUMNS):
        part = candidates[start : start + COLUMNS]
        title = composer.say("matrix.exhibit")
        if len(candidates) > COLUMNS:
            title = composer.say("matrix.exhibit.part", first=str(start + 1), last=str(start + len(part)))
        story += _table(composer, part, title)
    return story


def _heading(composer: Composer) -> Rich:
    winner = composer.winner()
    if winner is None or composer.tied():
        return composer.say("matrix.heading.nobody")
    if composer.second() is None or len(composer.facts.known_in(winner)) == 1:
        return composer.say("matrix.heading.one", winner=composer.name(winner))
    facts = composer.facts
    whole = len(facts.known_in(winner)) == len(facts.criteria)
    if facts.alone_in(winner) == facts.best_or_equal_in(winner):
        key = "matrix.heading" if whole else "matrix.heading.known"
    else:
        key = "matrix.heading.shared" if whole else "matrix.heading.shared_known"
    figures = {
        "best": composer.fig("best-or-equal-in", winner),
        "count": composer.fig("known-in", winner),
        "alone": composer.fig("alone-in", winner),
    }
    return composer.say(key, winner=composer.name(winner), **figures)


def _legend(composer: Composer) -> Flowable:
    spans: list[Span] = [*composer.say("matrix.legend")]
    for state in (
        EvidenceState.TESTED,
        EvidenceState.REFERENCE,
        EvidenceState.SEEN,
        EvidenceState.CLAIMED,
        EvidenceState.NONE,
    ):
        word = composer.words.plain(f"matrix.state.{state.value}").replace(" ", "\u00a0")
        spans.append(Span(f"   {_MARKS[state]}\u00a0{word}"))
    return composer.door.one(tuple(spans), "small")


def _table(composer: Composer, candidates: Sequence[str], title: Rich) -> list[Flowable]:
    door, wide, facts = composer.door, composer.theme.width, composer.facts
    first, weight = wide * 0.25, 40.0
    each = min(80.0, (wide - first - weight) / len(candidates))
    head = [Cell((door.one(composer.say("matrix.head.criterion"), "head"),))]
    head.append(Cell((door.one(composer.say("matrix.head.weight"), "head_right"),)))
    head += [
        Cell(tuple(door.set(composer.whole_name(c), "head_centre", where="matrix, candidate")), middle=True)
        for c in candidates
    ]
    rows: list[Row] = []
    for segment in facts.segments:
        if facts.problem.groups:
            rows.append(
                _group(composer, segment.name or composer.words.plain("other_criteria"), segment.id, len(candidates))
            )
        rows += [_row(composer, criterion, candidates) for criterion in segment.criteria]
    rows.append(_total(composer, candidates))
    look = Look(pad_x=3, pad_y=2.6, gutter=True)
    shares = [part / wide for part in (first, weight, *[each] * len(candidates))]
    return composer.table(title, shares, Row(tuple(head)), rows, composer.evaluation_source(), look)


def _group(composer: Composer, name: str, segment: str, columns: int) -> Row:
    door = composer.door
    title = door.set(name, "head", where="matrix, group")
    weight = door.label(composer.fig("segment-weight", segment), Face(7.8, 10.5, colours.MUTED, bold=True, align=2))
    return Row((Cell(tuple(title), heads=True), Cell((weight,)), Cell((), span=columns)), leading=True)


def _row(composer: Composer, criterion: str, candidates: Sequence[str]) -> Row:
    door = composer.door
    name = door.cell(composer.whole_criterion(criterion), "cell", where="matrix, criterion")
    cells = [Cell(tuple(name), heads=True, middle=True)]
    cells.append(Cell((door.label(composer.fig("weight", criterion), "number"),), middle=True))
    cells += [_score(composer, candidate, criterion) for candidate in candidates]
    return Row(tuple(cells), ruled=False)


def _score(composer: Composer, candidate: str, criterion: str) -> Cell:
    door, facts = composer.door, composer.facts
    cell = facts.cells.get((candidate, criterion))
    if cell is None or cell.unknown:
        word = door.label(composer.words.plain("unknown"), Face(7.5, 10, colours.MUTED, align=TA_CENTER))
        return Cell((_dashed(), word), middle=True)
    value = facts.lines[candidate].values[criterion] / 100
    fill = colours.mix("#EFF4F9", composer.theme.primary, min(1.0, max(0.0, value)) * 0.82)
    ink = colours.label_on(fill)
    top = door.label(
        composer.fig("value", candidate, criterion), Face(9, 11, ink, bold=True, tabular=True, align=TA_CENTER)
    )
    mark = as_rich(f"{_MARKS[cell.evidence_state]}\u00a0")
    raw = (*mark, *as_rich(composer.fig("raw", candidate, criterion)), *_references(composer, candidate, criterion))
    under = door.cell(raw, Face(6.8, 8.6, ink, align=TA_CENTER, link_colour=ink), where="matrix, score")
    return Cell((top, *under), fill=fill, middle=True)


def _references(composer: Composer, candidate: str, criterion: str) -> Rich:
    cell = composer.facts.cells[candidate, criterion]
    keys = [one.id for one in composer.snapshot.evidence if (candidate, criterion) in one.scores]
    return composer.cite(list(dict.fromkeys((*cell.evidence, *keys))))


def _dashed() -> Flowable:
    def paint(canvas: ReportCanvas, x: float, y: float, width: float) -> None:
        canvas.setStrokeColor(colours.paint(colours.MUTED))
        canvas.setLineWidth(0.5)
        canvas.setDash([2, 2])
        canvas.rect(x + 1, y - 14, width - 2, 18, stroke=1, fill=0)

    return layout.Mark(2, paint)


def _total(composer: Composer, candidates: Sequence[str]) -> Row:
    door = composer.door
    bold = Face(9, 12, colours.INK, bold=True, tabular=True, align=TA_CENTER)
    cells = [Cell((door.one(composer.say("matrix.total"), "cell_bold"),), heads=True), Cell(())]
    cells += [Cell((door.label(composer.fig("score", candidate), bold),)) for candidate in candidates]
    return Row(tuple(cells))
