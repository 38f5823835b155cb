"""What an imported matrix would change: each cell new, changed, the same, empty or faulty, before anything changes.

Pure. A cell that does not fit is listed with its place and leaves its score as it is; what the person decides about
headers is part of the plan, and exactly the plan shown is applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import isclose

from consultant_desk.domain.evaluation.entry import Entry, ParseNumber, Raw, parse_entry
from consultant_desk.domain.evaluation.file import MAX_CANDIDATES
from consultant_desk.domain.evaluation.file_criteria import MAX_CRITERIA
from consultant_desk.domain.evaluation.matrix_layout import Header, MatrixLayout, Source
from consultant_desk.domain.evaluation.matrix_names import folded, labels_of, matched, name_and_unit
from consultant_desk.domain.evaluation.matrix_scale import propose
from consultant_desk.domain.evaluation.problem import Cell, Criterion, Direction, Levels, Problem
from consultant_desk.domain.table import ERRORS, cell_text
from consultant_desk.errors import Fault, UserError

SAME_DIGITS = 1e-13
"""Two numbers this near (as a share) are one: a spreadsheet keeps 15 to 16 digits of the 17 a number may have."""
LARGEST, SMALLEST = 1e15, 1e-15


class Use(StrEnum):
    """What becomes of a row or column of the table."""

    THERE = "there"
    NEW = "new"
    SKIP = "skip"


class CellOutcome(StrEnum):
    """What becomes of one cell."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    EMPTY = "empty"
    FAULTY = "faulty"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person decided about a header; `key` names what is there, `direction` is for a new criterion."""

    use: Use
    key: str = ""
    direction: Direction | None = None


Decisions = Mapping[str, Decision]
"""By the place of the header in the table."""


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion of the table: `criterion` is the one there is, or the one proposed; None when skipped.

    `near` when the name is not exactly that of `criterion`; `remark` is what to look at.
    """

    header: Header
    use: Use
    criterion: Criterion | None
    near: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A product of the table: `key` of the candidate there is (with its `name`), or of the one to be added."""

    header: Header
    use: Use
    key: str = ""
    near: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """One cell of the table: what it says, and what becomes of the score (`before` is the score there is)."""

    source: Source
    outcome: CellOutcome
    entry: Entry | None = None
    before: Cell | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class MatrixPlan:
    """All that an import will do. `cells[criterion][candidate]` in the order of the lines.

    `problems` say why it cannot be applied as it is; `notes` what to know about it. `weights` are direct points by key
    of the criterion, for a new evaluation only.
    """

    layout: MatrixLayout
    criteria: tuple[CriterionLine, ...]
    candidates: tuple[CandidateLine, ...]
    cells: tuple[tuple[PlannedCell, ...], ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Fault, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    counts: Mapping[CellOutcome, int] = field(default_factory=dict)

    @property
    def faulty(self) -> tuple[PlannedCell, ...]:
        """Return the cells that do not fit, in the order of the table's criteria."""
        return tuple(cell for line in self.cells for cell in line if cell.outcome is CellOutcome.FAULTY)

    @property
    def new_criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria that will be added."""
        return tuple(line.criterion for line in self.criteria if line.use is Use.NEW and line.criterion is not None)

    @property
    def new_candidates(self) -> tuple[CandidateLine, ...]:
        """Return the candidates that will be added."""
        return tuple(line for line in self.candidates if line.use is Use.NEW)

    @property
    def changes_nothing(self) -> bool:
        """Tell whether applying it would leave everything as it is."""
        scores = self.counts.get(CellOutcome.NEW, 0) + self.counts.get(CellOutcome.CHANGED, 0)
        return not scores and not self.new_criteria and not self.new_candidates


def plan_matrix(
    layout: MatrixLayout,
    problem: Problem | None,
    parse: ParseNumber,
    criteria: Decisions | None = None,
    candidates: Decisions | None = None,
    elsewhere: Collection[str] = (),
) -> MatrixPlan:
    """Return what importing a matrix into an evaluation (None: into a new one) would do.

    `elsewhere` are the names of products that were considered and are not on the short list: theirs are left out.
    """
    lines = _criterion_lines(layout, problem, parse, criteria or {})
    left_out = {folded(name) for name in elsewhere}
    columns = _candidate_lines(layout, problem, candidates or {}, left_out)
    index = {} if problem is None else problem.cell_index()
    cells = tuple(
        tuple(_planned(source, line, column, index, parse) for source, column in zip(sources, columns, strict=True))
        for sources, line in zip(layout.cells, lines, strict=True)
    )
    weights, notes = _weights(layout, problem, lines, parse)
    return MatrixPlan(
        layout=layout,
        criteria=lines,
        candidates=columns,
        cells=cells,
        notes=(*layout.notes, *notes, *_left_out_notes(columns, left_out)),
        problems=tuple(_problems(problem, lines, columns)),
        weights=weights,
        counts=Counter(cell.outcome for line in cells for cell in line),
    )


def _criterion_lines(
    layout: MatrixLayout, problem: Problem | None, parse: ParseNumber, decisions: Decisions
) -> tuple[CriterionLine, ...]:
    there = {} if problem is None else {item.id: item for item in problem.criteria}
    found = matched([header.text for header in layout.criteria], list(there.values()))
    lines = []
    for place, (header, sources) in enumerate(zip(layout.criteria, layout.cells, strict=True)):
        match, decision = found.get(place), decisions.get(header.place)
        if decision is None and match is not None:
            lines.append(_there(header, there[match.key], near=match.near))
        elif decision is not None and decision.use is Use.THERE and decision.key in there:
            lines.append(_there(header, there[decision.key], near=False))
        elif decision is not None and decision.use is Use.SKIP:
            lines.append(CriterionLine(header, Use.SKIP, None))
        else:
            lines.append(_new(header, sources, f"new-{place}", parse, decision.direction if decision else None))
    return tuple(lines)


def _there(header: Header, item: Criterion, *, near: bool) -> CriterionLine:
    unit = header.unit or ("" if folded(header.text) == folded(item.name) else name_and_unit(header.text)[1])
    other = bool(unit and item.unit) and folded(unit) != folded(item.unit)
    remark = f"The table says {unit}, the criterion is in {item.unit}." if other else ""
    return CriterionLine(header, Use.THERE, item, near, remark)


def _new(
    header: Header, sources: Sequence[Source], key: str, parse: ParseNumber, direction: Direction | None
) -> CriterionLine:
    name, unit = name_and_unit(header.text) if not header.unit else (header.text, header.unit)
    proposal = propose(key, name, unit, [source.content for source in sources], parse, direction)
    if proposal is None:
        empty = all(source.content == "" for source in sources)
        why = "It has no scores." if empty else "Its texts neither are numbers nor repeat: they look like remarks."
        return CriterionLine(header, Use.SKIP, None, remark=why)
    return CriterionLine(header, Use.NEW, proposal.criterion, remark=proposal.remark)


def _candidate_lines(
    layout: MatrixLayout, problem: Problem | None, decisions: Decisions, elsewhere: Collection[str]
) -> tuple[CandidateLine, ...]:
    there = () if problem is None else problem.candidates
    names = {item.id: item.name for item in there}
    found = matched([header.text for header in layout.candidates], there)
    lines = []
    for place, header in enumerate(layout.candidates):
        match, decision = found.get(place), decisions.get(header.place)
        if decision is not None:
            key = decision.key if decision.use is Use.THERE else f"new-{place}" if decision.use is Use.NEW else ""
            lines.append(CandidateLine(header, decision.use, key, name=names.get(key, "")))
        elif match is not None:
            lines.append(CandidateLine(header, Use.THERE, match.key, match.near, names[match.key]))
        elif folded(header.text) in elsewhere:
            lines.append(CandidateLine(header, Use.SKIP))
        else:
            lines.append(CandidateLine(header, Use.NEW, f"new-{place}"))
    return tuple(lines)


def _left_out_notes(columns: Sequence[CandidateLine], elsewhere: Collection[str]) -> list[str]:
    return [
        f"{column.header.text} was considered and is not on the short list; its scores are left out."
        for column in columns
        if column.use is Use.SKIP and folded(column.header.text) in elsewhere
    ]


def _planned(
    source: Source,
    line: CriterionLine,
    column: CandidateLine,
    index: Mapping[tuple[str, str], Cell],
    parse: ParseNumber,
) -> PlannedCell:
    if line.criterion is None or column.use is Use.SKIP:
        return PlannedCell(source, CellOutcome.SKIPPED)
    before = index.get((column.key, line.criterion.id)) if Use.NEW not in {line.use, column.use} else None
    if source.content == "" or not cell_text(source.content):
        return PlannedCell(source, CellOutcome.EMPTY, before=before)
    try:
        entry = read_cell(source, line.criterion, parse)
    except UserError as error:
        return PlannedCell(source, CellOutcome.FAULTY, before=before, why=error.happened)
    return PlannedCell(source, _outcome(entry, before, line.criterion), entry, before)


def read_cell(source: Source, criterion: Criterion, parse: ParseNumber) -> Entry:
    """Return the score one cell stands for; `UserError` says why it stands for none."""
    content, text = source.content, cell_text(source.content)
    if isinstance(content, str) and text in ERRORS:
        raise UserError(f"{text}: the spreadsheet could not work this out.")
    if isinstance(content, str) or isinstance(criterion.value, Levels):
        entry = parse_entry(text, criterion, parse)
    else:
        entry = Entry(content + 0.0)
    for raw in (entry.value, entry.low, entry.high):
        if isinstance(raw, float) and (abs(raw) > LARGEST or 0 < abs(raw) < SMALLEST):
            raise UserError(f"{text[:40]} is too large or too close to zero.")
    return Entry(entry.value, *_ordered(criterion, entry.low, entry.high))


def _outcome(entry: Entry, before: Cell | None, criterion: Criterion) -> CellOutcome:
    was_unknown = before is None or before.unknown
    is_unknown = entry.value is None and entry.low is None
    if was_unknown or before is None:
        return CellOutcome.SAME if is_unknown else CellOutcome.NEW
    if is_unknown:
        return CellOutcome.CHANGED
    if entry.value is not None:
        return CellOutcome.SAME if _equal(entry.value, before.value) else CellOutcome.CHANGED
    kept = _ordered(criterion, before.low, before.high)
    ends = zip((entry.low, entry.high), kept, strict=True)
    same = before.value is None and all(_equal(one, other) for one, other in ends)
    return CellOutcome.SAME if same else CellOutcome.CHANGED


def _equal(one: Raw | None, other: Raw | None) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=SAME_DIGITS)
    return one == other


def _ordered(criterion: Criterion, low: Raw | None, high: Raw | None) -> tuple[Raw | None, Raw | None]:
    if low is None or high is None:
        return low, high
    if isinstance(criterion.value, Levels):
        first, second = criterion.value.value_of(str(low)), criterion.value.value_of(str(high))
    else:
        first, second = float(low), float(high)
    return (low, high) if first <= second else (high, low)


def _problems(problem: Problem | None, lines: Sequence[CriterionLine], columns: Sequence[CandidateLine]) -> list[Fault]:
    criteria = [(line.header, line.criterion.id if line.criterion else "", line.use) for line in lines]
    candidates = [(column.header, column.key, column.use) for column in columns]
    names = {} if problem is None else {**labels_of(problem.criteria), **labels_of(problem.candidates)}
    faults = []
    for entries in (criteria, candidates):
        seen: dict[str, Header] = {}
        for header, key, use in entries:
            first = seen.setdefault(key, header) if use is Use.THERE else header
            if first is not header:
                what = f"both become “{names.get(key, key)}”"
                faults.append(Fault(f"{first.place} and {header.place}", what, "one of them"))
    if any(all(use is Use.SKIP for _, _, use in entries) for entries in (criteria, candidates)):
        faults.append(Fault("The table", "has nothing left to import", "at least one criterion and one product"))
    for entries, there, most, many in (
        (criteria, problem.criteria if problem else (), MAX_CRITERIA, "criteria"),
        (candidates, problem.candidates if problem else (), MAX_CANDIDATES, "products"),
    ):
        total = len(there) + sum(use is Use.NEW for _, _, use in entries)
        if total > most:
            faults.append(Fault("The table", f"would make {total} {many}", f"at most {most}"))
    faults.extend(_name_clashes(problem, lines, columns))
    return faults


def _name_clashes(
    problem: Problem | None, lines: Sequence[CriterionLine], columns: Sequence[CandidateLine]
) -> list[Fault]:
    """Return the new rows and columns whose name something else has already."""
    faults = []
    criteria = [(one.header, one.criterion.name) for one in lines if one.use is Use.NEW and one.criterion]
    candidates = [(one.header, one.header.text) for one in columns if one.use is Use.NEW]
    for there, new in (
        (problem.criteria if problem else (), criteria),
        (problem.candidates if problem else (), candidates),
    ):
        taken = {folded(item.name) for item in there}
        for header, name in new:
            if folded(name) in taken:
                faults.append(Fault(header.place, f"would be a second “{name[:60]}”", "another name"))
            taken.add(folded(name))
    return faults


def _weights(
    layout: MatrixLayout, problem: Problem | None, lines: Sequence[CriterionLine], parse: ParseNumber
) -> tuple[tuple[tuple[str, float], ...], list[str]]:
    """Return the weights of a new evaluation, and what to know about them."""
    if not layout.has_weights:
        return (), []
    if problem is not None:
        return (), ["The weights of the table are not taken over: this evaluation has its own."]
    points: list[tuple[str, float]] = []
    notes = []
    for line in lines:
        if line.criterion is None or line.header.weight == "":
            continue
        try:
            points.append((line.criterion.id, _points(line.header, parse)))
        except UserError as error:
            notes.append(f"{line.header.place}, weight: {error.happened}")
    if not any(value > 0 for _, value in points):
        return (), [*notes, "The table gives no weight: all criteria weigh the same."]
    return tuple(points), notes


def _points(header: Header, parse: ParseNumber) -> float:
    weight = header.weight
    value = weight if not isinstance(weight, str) else float(parse(weight.strip().removesuffix("%")))
    if not 0 <= value <= LARGEST:
        raise UserError(f"“{cell_text(weight)[:40]}” is no weight.")
    return value
