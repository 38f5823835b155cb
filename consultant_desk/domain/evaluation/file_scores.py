"""Read scores and evidence of the evaluation file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence

from consultant_desk.domain.evaluation.file_criteria import level_name, unique_id
from consultant_desk.domain.evaluation.node import Node, clipped
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Confidence,
    Criterion,
    EvidenceRef,
    EvidenceState,
    Levels,
)

MAX_SCORES = 100_000
MAX_EVIDENCE = 10_000

SCORE_KEYS = (
    "value", "level", "low", "high", "unknown", "confidence", "rationale", "evidence", "evidence_state", "note",
)  # fmt: skip

Raw = float | str | None


def read_evidence(node: Node) -> tuple[EvidenceRef, ...]:
    """Return the evidence."""
    found = []
    seen: set[str] = set()
    for entry in node.items(MAX_EVIDENCE):
        if not entry.record(("id",), ("kind", "source", "date", "quote", "grade", "title")):
            continue
        found.append(
            EvidenceRef(
                id=unique_id(entry, seen),
                kind=entry.child("kind").text(),
                source=entry.child("source").text(),
                date=read_date(entry.child("date")),
                quote=entry.child("quote").text(),
                grade=entry.child("grade").text(),
                title=entry.child("title").text(),
            )
        )
    return tuple(found)


def read_cells(
    node: Node, criteria: Sequence[Criterion], candidates: Sequence[Candidate], evidence: Sequence[EvidenceRef]
) -> tuple[Cell, ...]:
    """Return the scores, at most one per candidate and criterion."""
    columns = {criterion.id: criterion for criterion in criteria}
    rows = {candidate.id for candidate in candidates}
    known = {one.id for one in evidence}
    seen: set[tuple[str, str]] = set()
    cells = []
    for entry in node.items(MAX_SCORES):
        if not entry.record(("candidate", "criterion"), SCORE_KEYS):
            continue
        candidate, criterion = reference(entry, "candidate", rows), reference(entry, "criterion", columns.keys())
        if candidate is None or criterion is None:
            continue
        if (candidate, criterion) in seen:
            entry.fault(f'the score of "{candidate}" on "{criterion}" stands twice', "one score")
        seen.add((candidate, criterion))
        cells.append(_cell(entry, columns[criterion], candidate, known))
    return tuple(cells)


def _cell(entry: Node, criterion: Criterion, candidate: str, evidence: set[str]) -> Cell:
    value, low, high = _given(entry, criterion)
    if entry.child("unknown").flag():
        for key in ("value", "level", "low", "high"):
            if entry.child(key).given:
                entry.child(key).fault("stands beside unknown", "either a score or unknown")
    elif not any(entry.child(key).given for key in ("value", "level", "low", "high")):
        entry.fault("holds no score", 'value, level, low and high, or "unknown": true')
    elif not entry.child("value").given and not entry.child("level").given:
        for key in ("low", "high"):
            if not entry.child(key).given:
                entry.child(key).fault("is missing", "both ends, or a value")
    low, high = _ends(entry, criterion, value, low, high)
    return Cell(
        candidate=candidate,
        criterion=criterion.id,
        value=value,
        low=low,
        high=high,
        confidence=entry.child("confidence").choice(Confidence),
        rationale=entry.child("rationale").text(),
        evidence=_evidence_ids(entry.child("evidence"), evidence),
        evidence_state=entry.child("evidence_state").choice(EvidenceState) or EvidenceState.NONE,
        note=entry.child("note").text(),
    )


def _given(entry: Node, criterion: Criterion) -> tuple[Raw, Raw, Raw]:
    """Return value, low and high as they stand in the file."""
    value, level, low, high = (entry.child(key) for key in ("value", "level", "low", "high"))
    if isinstance(criterion.value, Levels):
        if value.given:
            value.fault(f'stands on "{criterion.id}", which has levels', "a level")
        levels = criterion.value
        return level_name(level, levels), level_name(low, levels), level_name(high, levels)
    if level.given:
        level.fault(f'stands on "{criterion.id}", which has no levels', "a value")
    return value.number(), low.number(), high.number()


def _ends(entry: Node, criterion: Criterion, value: Raw, low: Raw, high: Raw) -> tuple[Raw, Raw]:
    """Return the two ends, the lower first; a fault when the value does not lie between them."""
    if low is not None and high is not None and _size(criterion, low) > _size(criterion, high):
        low, high = high, low
    if value is not None:
        size = _size(criterion, value)
        below = low is not None and size < _size(criterion, low)
        above = high is not None and size > _size(criterion, high)
        if (low is not None and high is not None) and (below or above):
            key = "level" if isinstance(criterion.value, Levels) else "value"
            entry.child(key).fault("does not lie between low and high", "a score between its ends")
    return low, high


def _size(criterion: Criterion, raw: float | str) -> float:
    return criterion.value.value_of(str(raw)) if isinstance(criterion.value, Levels) else float(raw)


def reference(entry: Node, key: str, known: Container[str]) -> str | None:
    """Return the id of a candidate or criterion that exists; None where it is absent or wrong."""
    node = entry.child(key)
    found = node.identifier()
    if not found:
        return None
    if found not in known:
        node.fault(f'"{clipped(found)}" is not known', f"the id of a {key}")
        return None
    return found


def _evidence_ids(node: Node, known: set[str]) -> tuple[str, ...]:
    found: list[str] = []
    for item in node.items(MAX_EVIDENCE):
        key = item.identifier()
        if key and key not in known:
            item.fault(f'"{clipped(key)}" is not known', "the id of a piece of evidence")
        elif key in found:
            item.fault(f'"{clipped(key)}" stands twice', "each id once")
        found.append(key)
    return tuple(found)


def read_date(node: Node) -> str:
    """Return an ISO date; "" where it is absent or wrong."""
    text = node.text()
    if text:
        try:
            if dt.date.fromisoformat(text).isoformat() == text:
                return text
        except ValueError:
            pass
        node.wrong("a date such as 2026-11-21")
    return ""
