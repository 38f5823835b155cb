"""What is different between two issues of a report, as plain changes with stable codes, the gravest first.

A change holds raw values; whoever prints it finds the words for its code. Names of values tell how they are printed:
`*_share` is a share 0..1, `*_points` points of score, `*_raw` a JSON list of a raw score and its two ends, in the unit
given as `unit`; anything else is a text or an ISO date. Looks, dates, paper, title and addressee are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from consultant_desk.domain.charts.rounding import percent, tenths
from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.problem import Cell, CostLine, Criterion, Options, Problem
from consultant_desk.domain.report_word_changes import changed, word_changes
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotChange, SnapshotInterest

Found = Iterator[SnapshotChange]

MOST = 200
"""Changes that are told one by one; the rest is counted."""


def changes_between(old: ReportSnapshot, new: ReportSnapshot) -> tuple[SnapshotChange, ...]:
    """Return what a reader of the old report finds different in the new one."""
    found = [
        *_verdict(old, new),
        *_names("candidate", _candidates(old.problem), _candidates(new.problem)),
        *_names("criterion", _criteria(old.problem), _criteria(new.problem)),
        *_ranking(old, new),
        *_weights(old, new),
        *_asked(old.problem, new.problem),
        *_scores(old.problem, new.problem),
        *_costs(old.problem, new.problem),
        *_interests(old, new),
    ]
    if not found and problem_sha256(old.problem) != problem_sha256(new.problem):
        found.append(changed("details"))
    found += word_changes(old, new)
    if len(found) > MOST:
        found[MOST:] = [changed("more", count=str(len(found) - MOST))]
    return tuple(found)


def _verdict(old: ReportSnapshot, new: ReportSnapshot) -> Found:
    before, after = old.result.verdict, new.result.verdict
    names = {**_candidates(old.problem), **_candidates(new.problem)}
    if before.winner != after.winner:
        one, other = names.get(before.winner or "", ""), names.get(after.winner or "", "")
        if one and other:
            yield changed("winner", old=one, new=other)
        else:
            yield changed("winner_found", new=other) if other else changed("winner_lost", old=one)
    elif before.kind is not after.kind:
        yield changed(f"verdict_{after.kind.value}", winner=names.get(after.winner or "", ""))


def _candidates(problem: Problem) -> dict[str, str]:
    return {one.id: one.name for one in problem.candidates}


def _criteria(problem: Problem) -> dict[str, str]:
    return {one.id: one.name for one in problem.criteria}


def _names(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Found:
    for key in new:
        if key not in old:
            yield changed(f"{what}_added", name=new[key])
        elif old[key] != new[key]:
            yield changed(f"{what}_renamed", old=old[key], new=new[key])
    for key in old:
        if key not in new:
            yield changed(f"{what}_removed", name=old[key])


def _ranking(old: ReportSnapshot, new: ReportSnapshot) -> Found:
    """Yield ranks and scores that read differently; a difference that is rounded away is none to a reader."""
    before, names = {line.candidate: line for line in old.result.ranking}, _candidates(new.problem)
    for line in new.result.ranking:
        was = before.get(line.candidate)
        if was is None:
            continue
        name = names[line.candidate]
        if was.rank != line.rank:
            ranks = {"old": str(was.rank or "–"), "new": str(line.rank or "–")}
            yield changed("rank", name=name, **ranks)
        if tenths(was.score) != tenths(line.score):
            yield changed("score_points", name=name, old_points=repr(was.score), new_points=repr(line.score))


def _weights(old: ReportSnapshot, new: ReportSnapshot) -> Found:
    told, names = False, _criteria(new.problem)
    for key, share in new.result.weights.items():
        was = old.result.weights.get(key)
        if was is not None and percent(was) != percent(share):
            told = True
            yield changed("weight", name=names[key], old_share=repr(was), new_share=repr(share))
    if not told and old.problem.weights != new.problem.weights:
        yield changed("weights_anew")
    people = {one.id or one.name: one for one in old.problem.stakeholders}
    for person in new.problem.stakeholders:
        if people.pop(person.id or person.name, None) != person:
            yield changed("stakeholder", name=person.name)
    for person in people.values():
        yield changed("stakeholder", name=person.name)


def _asked(old: Problem, new: Problem) -> Found:
    """Yield what is different in the criteria and candidates that both have, beyond their names."""
    criteria = {one.id: one for one in old.criteria}
    for one in new.criteria:
        was = criteria.get(one.id)
        if was is None:
            continue
        if was.must != one.must:
            yield changed("must_lifted" if one.must is None else "must", name=one.name)
        if (was.value, was.unit, was.direction) != (one.value, one.unit, one.direction):
            yield changed("scale", name=one.name)
        if _rest(was) != _rest(one):
            yield changed("criterion", name=one.name)
    if [(one.id, one.name) for one in old.groups] != [(one.id, one.name) for one in new.groups]:
        yield changed("groups")
    candidates = {one.id: one for one in old.candidates}
    for candidate in new.candidates:
        before = candidates.get(candidate.id, candidate)
        if (before.baseline, before.product) != (candidate.baseline, candidate.product):
            yield changed("candidate", name=candidate.name)
    if _methods(old.options) != _methods(new.options):
        yield changed("methods")


def _rest(one: Criterion) -> tuple[object, ...]:
    return (one.group, one.cost, one.question, one.anchors, one.quality)


def _methods(options: Options) -> Options:
    """Return the options without those that costs are told with."""
    return replace(options, horizon_years=0, discount_rate=0.0, currency="", rates=())


def _scores(old: Problem, new: Problem) -> Found:
    before, after = old.cell_index(), new.cell_index()
    units = {one.id: one.unit for one in new.criteria}
    shared = [(key, name) for key, name in _candidates(new).items() if key in _candidates(old)]
    asked = [(key, name) for key, name in _criteria(new).items() if key in _criteria(old)]
    for candidate, name in shared:
        for criterion, title in asked:
            key = (candidate, criterion)
            one, other = (cells.get(key) or Cell(*key) for cells in (before, after))
            if _raw(one) != _raw(other):
                raws = {"old_raw": _raw(one), "new_raw": _raw(other), "unit": units[criterion]}
                yield changed("score", name=name, criterion=title, **raws)
            if _support(one) != _support(other):
                yield changed("support", name=name, criterion=title)


def _raw(cell: Cell) -> str:
    return json.dumps([cell.value, cell.low, cell.high], ensure_ascii=False)


def _support(cell: Cell) -> tuple[object, ...]:
    return (cell.evidence_state, cell.confidence, cell.rationale, cell.evidence)


def _costs(old: Problem, new: Problem) -> Found:
    before, after, known = _lines(old.costs), _lines(new.costs), _candidates(old)
    for candidate, name in _candidates(new).items():
        if candidate in known and before.get(candidate) != after.get(candidate):
            yield changed("costs", name=name)
    was, now = old.options, new.options
    if (was.horizon_years, was.discount_rate) != (now.horizon_years, now.discount_rate):
        yield changed("horizon", years=str(now.horizon_years), rate_share=repr(now.discount_rate))
    if (was.currency, was.rates) != (now.currency, now.rates):
        yield changed("currencies")


def _lines(costs: Iterable[CostLine]) -> dict[str, list[CostLine]]:
    found: dict[str, list[CostLine]] = {}
    for line in costs:
        found.setdefault(line.candidate, []).append(line)
    return found


def _interests(old: ReportSnapshot, new: ReportSnapshot) -> Found:
    before: dict[str, SnapshotInterest] = {one.candidate: one for one in old.interests}
    after: dict[str, SnapshotInterest] = {one.candidate: one for one in new.interests}
    known = _candidates(old.problem)
    for key, name in _candidates(new.problem).items():
        if key in known and before.get(key) != after.get(key):
            yield changed("interest", name=name)
