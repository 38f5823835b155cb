"""Make the problem of an evaluation from its rows. Pure: the same rows always give the same problem.

The order is that of the rows: criteria and candidates by place, cells by candidate and criterion, evidence by key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Confidence,
    CostLine,
    Criterion,
    EvidenceRef,
    EvidenceState,
    Group,
    MeanWeights,
    Problem,
    Stakeholder,
)
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answers import tree_of
from consultant_desk.services.evaluations.columns import criterion_of, options_of, raw_of
from consultant_desk.services.evaluations.cost_columns import cost_of
from consultant_desk.services.evaluations.records import AnyRow, Records
from consultant_desk.services.evidence import cited

_DIGITS = re.compile(r"(\d+)")


def problem_of(records: Records) -> Problem:
    """Return the problem: the short list only, with the weights that decide and those of the stakeholders."""
    groups = {row.id: row.key for row in records.groups}
    criteria = tuple(criterion_of(row, groups.get(row.group_id)) for row in records.criteria)
    keys = evidence_keys(records)
    deciding = records.deciding
    return Problem(
        title=records.evaluation.title,
        groups=tuple(Group(row.key, row.name, row.note) for row in records.groups),
        criteria=criteria,
        weights=MeanWeights() if deciding is None else tree_of(records, deciding.id).answers(),
        candidates=tuple(_candidate(row) for row in records.short_list),
        cells=_cells(records, criteria, keys),
        stakeholders=tuple(
            Stakeholder(row.name, tree_of(records, row.id).answers(), row.key, row.note)
            for row in records.sets
            if row.role == "stakeholder"
        ),
        evidence=tuple(_evidence(row, keys[row.id]) for row in sorted_evidence(records, keys)),
        costs=_costs(records),
        options=options_of(records.evaluation, {criterion.id for criterion in criteria}),
    )


def incomplete_because(problem: Problem) -> str:
    """Return in one sentence why a problem cannot be evaluated yet; empty when it can."""
    if not problem.criteria:
        return "There are no criteria yet."
    if not problem.candidates:
        return "There is nothing on the short list yet."
    try:
        global_weights(problem)
    except UserError as error:
        what = error.faults[0].what if error.faults else error.happened
        return f"The weights do not decide yet: {what}."
    return ""


def evidence_keys(records: Records) -> dict[str, str]:
    """Return the key of each piece of evidence in this evaluation's file, by record id; no two are the same."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for row in records.evidence:
        own = row.key if row.evaluation_id == records.evaluation.id else ""
        key = own if own and own not in taken else f"E-{row.id[-8:]}"
        keys[row.id] = key
        taken.add(key)
    return keys


def sorted_evidence(records: Records, keys: Mapping[str, str]) -> list[AnyRow]:
    """Return the evidence in the order of the file: E2 before E10."""
    return sorted(records.evidence, key=lambda row: _natural(keys[row.id]))


def _natural(key: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else -1, part) for part in _DIGITS.split(key) if part]


def _candidate(row: AnyRow) -> Candidate:
    return Candidate(row.key, row.name, bool(row.is_baseline), row.product_text, row.note)


def _cells(records: Records, criteria: tuple[Criterion, ...], keys: Mapping[str, str]) -> tuple[Cell, ...]:
    supported: dict[str, list[str]] = defaultdict(list)
    for score_id, evidence_id in records.links:
        supported[score_id].append(keys[evidence_id])
    by_pair = {(row.candidate_id, row.criterion_id): row for row in records.scores}
    places = list(zip(records.criteria, criteria, strict=True))
    return tuple(
        _cell(candidate.key, criterion, by_pair[candidate.id, row.id], supported)
        for candidate in records.short_list
        for row, criterion in places
        if (candidate.id, row.id) in by_pair
    )


def _cell(candidate: str, criterion: Criterion, row: AnyRow, supported: Mapping[str, list[str]]) -> Cell:
    return Cell(
        candidate=candidate,
        criterion=criterion.id,
        value=raw_of(row.value, criterion.value),
        low=raw_of(row.low, criterion.value),
        high=raw_of(row.high, criterion.value),
        confidence=None if row.confidence is None else Confidence(row.confidence),
        rationale=row.rationale,
        evidence=tuple(sorted(supported.get(row.id, ()), key=_natural)),
        evidence_state=EvidenceState(row.evidence_state or "none"),
        note=row.note,
    )


def _evidence(row: AnyRow, key: str) -> EvidenceRef:
    return EvidenceRef(
        id=key,
        kind=row.kind or "",
        source=cited(row.source, row.locator),
        date=row.seen_on or "",
        quote=row.quote,
        grade=row.grade or "",
        title=row.title,
    )


def _costs(records: Records) -> tuple[CostLine, ...]:
    names = {row.id: row.key for row in records.short_list}
    places = {row.id: place for place, row in enumerate(records.short_list)}
    shown = [row for row in records.costs if row.candidate_id in names]
    shown.sort(key=lambda row: (row.position, places[row.candidate_id], row.id))
    return tuple(cost_of(row, names[row.candidate_id]) for row in shown)
