"""The parts of an answer below the ranking in plain lines: what would change it, other methods, people, consistency."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.charts.rounding import percent
from consultant_desk.domain.evaluation.critical import level_step
from consultant_desk.domain.evaluation.flips import nearest_scores
from consultant_desk.domain.evaluation.problem import Levels, Problem
from consultant_desk.domain.evaluation.result import Consistency, Result, ScoreFlip, first_of
from consultant_desk.domain.evaluation.tie import tie_of, tie_sentence
from consultant_desk.domain.evaluation.units import MINUS, with_unit
from consultant_desk.domain.evaluation.verdict import listed_few

METHODS = {"topsis": "TOPSIS", "vikor": "VIKOR", "promethee2": "PROMETHEE II"}
MOST_CHANGES = 5
"""How many scores are named, those nearest to a change first."""

LEAST_MOVE = 0.0005
"""Weights that move less are not named."""


def change_lines(problem: Problem, result: Result) -> list[str]:
    """Say which weights, and which single scores, would make another candidate first."""
    names, lines = _candidates(problem), []
    flip = result.smallest_flip
    tie = tie_of(result)
    if tie is not None:
        lines.append(tie_sentence(tie, names))
    elif flip is not None:
        moved = [
            f"{criterion.name} {percent(result.weights[criterion.id])} to {percent(flip.weights[criterion.id])}"
            for criterion in problem.criteria
            if abs(flip.weights[criterion.id] - result.weights[criterion.id]) >= LEAST_MOVE
        ]
        if moved:
            lines.append(f"{names[flip.rival]} draws level at the weights {', '.join(moved)}")
    near = nearest_scores(problem, result.score_flips)[:MOST_CHANGES]
    lines += [_score_line(problem, names, one) for one, _reach in near]
    return lines


def method_lines(problem: Problem, result: Result) -> list[str]:
    """Say whom each method puts first, and how many of them agree with the weighted sum."""
    if result.methods is None or result.verdict.runner_up is None:
        return []
    names, firsts = _candidates(problem), result.methods.firsts()
    agree = 1 + sum(set(first) == set(first_of(result.ranking)) for first in firsts.values())
    lines = [f"{METHODS[method]}: {listed_few([names[key] for key in first])}" for method, first in firsts.items()]
    alone = "no other method agrees with the weighted sum"
    return [*lines, alone if agree == 1 else f"{agree} of {len(firsts) + 1} methods agree, the weighted sum among them"]


def people_lines(problem: Problem, result: Result) -> list[str]:
    """Say who comes first under the weights of each stakeholder, and where they disagree most."""
    names = _candidates(problem)
    lines = []
    for person in result.stakeholders:
        able = [line for line in person.ranking if line.rank is not None]
        if len(person.firsts) > 1:
            level = listed_few([names[key] for key in person.firsts])
            lines.append(f"{person.name}: {level} level at {able[0].score:.1f}")
            continue
        best = [f"{names[line.candidate]} {line.score:.1f}" for line in able[:2]]
        lines.append(f"{person.name}: {' before '.join(best) or 'nobody can win'}")
    if result.disagreements and result.disagreements[0].spread > 0:
        most = result.disagreements[0]
        criterion = next(one.name for one in problem.criteria if one.id == most.criterion)
        ends = f"{percent(most.least)} ({most.least_by}) to {percent(most.most)} ({most.most_by})"
        lines.append(f"They disagree most about {criterion}: {ends}")
    return lines


def consistency_lines(problem: Problem, result: Result) -> list[str]:
    """Say how consistent the judgements of each level are, and which one hurts most."""
    names = {one.id: one.name for one in problem.criteria} | {one.id: one.name for one in problem.groups}
    return [_consistency(one, names.get(key, "Top level"), names) for key, one in result.consistency.items()]


def _consistency(one: Consistency, where: str, names: dict[str, str]) -> str:
    verdict = "within" if one.ratio <= one.threshold else "above"
    words = f"{where}: ratio {one.ratio:.3f}, {verdict} {one.threshold:.2f} (random index of {one.random_index})"
    if one.worst is not None and one.suggested is not None and one.ratio > one.threshold:
        first, second = (names[key] for key in one.worst)
        words += f"; hurt most by {first} against {second}, where {one.suggested:.2g} would fit"
    return f"{words}; {one.missing} completed by {one.completed_by}" if one.missing else words


def _score_line(problem: Problem, names: dict[str, str], one: ScoreFlip) -> str:
    criterion = next(item for item in problem.criteria if item.id == one.criterion)
    if isinstance(criterion.value, Levels):
        change = level_step(criterion, problem.cell_index().get((one.candidate, one.criterion)), one.change or 0.0)
    else:
        change = _signed(one.change or 0.0, criterion.unit)
    return f"{names[one.candidate]}, {criterion.name} {change}: {names[one.winner or '']} would be first"


def _signed(change: float, unit: str) -> str:
    """Return a change with its sign in four figures, written out however large or small, and its unit."""
    rounded = Decimal(f"{change:.4g}")
    return with_unit(f"{rounded.normalize():+,f}".replace("-", MINUS), unit, float(rounded))


def _candidates(problem: Problem) -> dict[str, str]:
    return {candidate.id: candidate.name for candidate in problem.candidates}
