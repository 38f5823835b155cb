"""What is different between two issues of a report, as plain changes with stable codes, the gravest first.

A change holds raw values; whoever prints it finds the words for its code. Names of values tell how they are printed:
`*_share` is a share 0..1, `*_points` points of score, anything else a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from consultant_desk.domain.evaluation.problem import Cell, CostLine
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotChange, SnapshotFinalist, SnapshotInterest

_TENTH = 0.05  # less than that of a point of score is not seen in print
_MOST = 200


def changes_between(old: ReportSnapshot, new: ReportSnapshot) -> tuple[SnapshotChange, ...]:
    """Return what a reader of the old report finds different in the new one; looks, dates and paper are left out."""
    found = [
        *_verdict(old, new),
        *_names("candidate", _candidates(old), _candidates(new)),
        *_names("criterion", _criteria(old), _criteria(new)),
        *_ranking(old, new),
        *_weights(old, new),
        *_musts(old, new),
        *_scores(old, new),
        *_costs(old, new),
        *_interests(old, new),
        *_words(old, new),
        *_evidence(old, new),
    ]
    return tuple(found[:_MOST])


def _change(code: str, **values: str) -> SnapshotChange:
    return SnapshotChange("", "", code, tuple(values.items()))


def _verdict(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    before, after = old.result.verdict, new.result.verdict
    names = {**_candidates(old), **_candidates(new)}
    if before.winner != after.winner:
        one, other = names.get(before.winner or "", ""), names.get(after.winner or "", "")
        if one and other:
            yield _change("winner", old=one, new=other)
        else:
            yield _change("winner_found", new=other) if other else _change("winner_lost", old=one)
    elif before.kind is not after.kind:
        yield _change(f"verdict_{after.kind.value}", winner=names.get(after.winner or "", ""))


def _candidates(snapshot: ReportSnapshot) -> dict[str, str]:
    return {one.id: one.name for one in snapshot.problem.candidates}


def _criteria(snapshot: ReportSnapshot) -> dict[str, str]:
    return {one.id: one.name for one in snapshot.problem.criteria}


def _names(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[SnapshotChange]:
    for key in new:
        if key not in old:
            yield _change(f"{what}_added", name=new[key])
        elif old[key] != new[key]:
            yield _change(f"{what}_renamed", old=old[key], new=new[key])
    for key in old:
        if key not in new:
            yield _change(f"{what}_removed", name=old[key])


def _ranking(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    before = {line.candidate: line for line in old.result.ranking}
    for line in new.result.ranking:
        was = before.get(line.candidate)
        if was is None:
            continue
        name = _candidates(new)[line.candidate]
        if was.rank != line.rank:
            ranks = {"old": str(was.rank or "–"), "new": str(line.rank or "–")}
            yield _change("rank", name=name, **ranks)
        if abs(was.score - line.score) >= _TENTH:
            yield _change("score_points", name=name, old_points=repr(was.score), new_points=repr(line.score))


def _weights(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    for key, share in new.result.weights.items():
        was = old.result.weights.get(key)
        if was is not None and abs(was - share) >= 0.0005:
            yield _change("weight", name=_criteria(new)[key], old_share=repr(was), new_share=repr(share))


def _musts(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    before = {one.id: one for one in old.problem.criteria}
    for one in new.problem.criteria:
        was = before.get(one.id)
        if was is None:
            continue
        if was.must != one.must:
            yield _change("must_lifted" if one.must is None else "must", name=one.name)
        if was.value != one.value or was.unit != one.unit:
            yield _change("scale", name=one.name)


def _scores(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    before, after = old.problem.cell_index(), new.problem.cell_index()
    for candidate, name in _candidates(new).items():
        for criterion, title in _criteria(new).items():
            if candidate not in _candidates(old) or criterion not in _criteria(old):
                continue
            one, other = (_raw(cells.get((candidate, criterion))) for cells in (before, after))
            if one != other:
                yield _change("score", name=name, criterion=title, old=one, new=other)


def _raw(cell: Cell | None) -> str:
    if cell is None or cell.unknown:
        return "?"
    ends = [_plain(end) for end in (cell.low, cell.high) if end is not None]
    span = "–".join(ends)
    if cell.value is None:
        return span
    return f"{_plain(cell.value)} ({span})" if span else _plain(cell.value)


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"


def _costs(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    before, after = _lines(old.problem.costs), _lines(new.problem.costs)
    for candidate, name in _candidates(new).items():
        if candidate in _candidates(old) and before.get(candidate) != after.get(candidate):
            yield _change("costs", name=name)
    ours, theirs = old.problem.options, new.problem.options
    if (ours.horizon_years, ours.discount_rate) != (theirs.horizon_years, theirs.discount_rate):
        yield _change("horizon", years=str(theirs.horizon_years), rate_share=repr(theirs.discount_rate))


def _lines(costs: Iterable[CostLine]) -> dict[str, list[CostLine]]:
    found: dict[str, list[CostLine]] = {}
    for line in costs:
        found.setdefault(line.candidate, []).append(line)
    return found


def _interests(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    before: dict[str, SnapshotInterest] = {one.candidate: one for one in old.interests}
    for one in new.interests:
        if before.get(one.candidate) != one and one.candidate in _candidates(old):
            yield _change("interest", name=_candidates(new).get(one.candidate, one.candidate))


def _words(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    pairs: tuple[tuple[str, Sequence[str], Sequence[str]], ...] = (
        ("reason", [one.text for one in old.reasons], [one.text for one in new.reasons]),
        ("risk", [one.text for one in old.risks], [one.text for one in new.risks]),
        ("condition", old.conditions, new.conditions),
        ("step", [_dated(one.text, one.due) for one in old.steps], [_dated(one.text, one.due) for one in new.steps]),
        (
            "adoption",
            [_dated(one.text, one.due) for one in old.adoption],
            [_dated(one.text, one.due) for one in new.adoption],
        ),
        ("need", [one.progress or one.quote for one in old.needs], [one.progress or one.quote for one in new.needs]),
        ("rejected", [one.name for one in old.rejected], [one.name for one in new.rejected]),
    )
    for what, before, after in pairs:
        for text in _without(after, before):
            yield _change(f"{what}_added", text=_short(text))
        for text in _without(before, after):
            yield _change(f"{what}_removed", text=_short(text))
    was: dict[str, SnapshotFinalist] = {one.candidate: one for one in old.finalists}
    now = {one.candidate: one for one in new.finalists}
    for candidate, name in _candidates(new).items():
        if candidate in _candidates(old) and was.get(candidate) != now.get(candidate):
            yield _change("finalist", name=name)
    if old.question != new.question:
        yield _change("question", text=_short(new.question))
    if old.valid_until != new.valid_until:
        yield _change("valid_until", old=old.valid_until or "–", new=new.valid_until or "–")


def _evidence(old: ReportSnapshot, new: ReportSnapshot) -> Iterator[SnapshotChange]:
    before, after = [one.title for one in old.evidence], [one.title for one in new.evidence]
    for title in _without(after, before):
        yield _change("evidence_added", text=_short(title))
    for title in _without(before, after):
        yield _change("evidence_removed", text=_short(title))


def _without(texts: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    known = set(others)
    return (text for text in dict.fromkeys(texts) if text not in known)


def _dated(text: str, due: str) -> str:
    return f"{text} ({due})" if due else text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:159].rstrip() + "…"
