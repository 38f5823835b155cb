"""What `evaluate` is asked on the command line, and its answer as JSON data.

The answer follows `resources/schemas/result-1.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from consultant_desk.domain.evaluation.file_options import MAX_SAMPLES, MAX_SEED
from consultant_desk.domain.evaluation.problem import Problem, Scheme, SimulationOptions, Stakeholder
from consultant_desk.domain.evaluation.result import (
    Consistency,
    Disagreement,
    EvaluationWarning,
    MethodCheck,
    RankedCandidate,
    Result,
    ScoreFlip,
    SimulationResult,
    StakeholderView,
    TornadoBar,
    ValueForMoney,
    Verdict,
    WeightRange,
)
from consultant_desk.errors import Fault, UserError

FORMAT = "consultant-desk/result"
VERSION = 1

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


def with_options(
    problem: Problem,
    *,
    scheme: str | None = None,
    samples: int | None = None,
    seed: int | None = None,
    stakeholder: str | None = None,
) -> Problem:
    """Return the problem with some of its options replaced; None keeps what the file says.

    A scheme, number of samples or seed asks for a simulation. With a stakeholder (name or id) that person's weights
    decide. `UserError` names the option that cannot be met.
    """
    if scheme is not None or samples is not None or seed is not None:
        simulation = _simulation(problem.options.simulation or SimulationOptions(), scheme, samples, seed)
        problem = replace(problem, options=replace(problem.options, simulation=simulation))
    if stakeholder is not None:
        problem = replace(problem, weights=_person(problem, stakeholder).weights)
    return problem


def result_to_json(result: Result) -> dict[str, Json]:
    """Return the result as JSON data with stable keys; a part that was not asked for is absent."""
    answer: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "problem_sha256": result.problem_sha256,
        "weights": dict(result.weights),
        **(
            {"consistency": {key: _consistency(one) for key, one in result.consistency.items()}}
            if result.consistency
            else {}
        ),
        "ranking": [_ranked(line) for line in result.ranking],
        "verdict": _verdict(result.verdict),
    }
    if result.stability:
        answer["stability"] = {criterion: _stability(one) for criterion, one in result.stability.items()}
    if result.smallest_flip is not None:
        flip = result.smallest_flip
        answer["smallest_flip"] = {"rival": flip.rival, "weights": dict(flip.weights), "distance": flip.distance}
    if result.score_flips:
        answer["score_flips"] = [_score_flip(one) for one in result.score_flips]
    if result.tornado:
        answer["tornado"] = [_tornado(one) for one in result.tornado]
    if result.simulation is not None:
        answer["simulation"] = _simulated(result.simulation)
    if result.methods is not None:
        answer["methods"] = _methods(result.methods)
    if result.value_for_money is not None:
        answer["value_for_money"] = _worth(result.value_for_money)
    if result.stakeholders:
        answer["stakeholders"] = [_stakeholder(one) for one in result.stakeholders]
    if result.disagreements:
        answer["disagreements"] = [_disagreement(one) for one in result.disagreements]
    answer["warnings"] = [_warning(warning) for warning in result.warnings]
    return answer


def _simulation(
    simulation: SimulationOptions, scheme: str | None, samples: int | None, seed: int | None
) -> SimulationOptions:
    if scheme is not None:
        if scheme not in list(Scheme):
            raise _refused("--scheme", f'is "{scheme}"', ", ".join(Scheme))
        simulation = replace(simulation, scheme=Scheme(scheme))
    if samples is not None:
        if not 1 <= samples <= MAX_SAMPLES:
            raise _refused("--samples", f"is {samples}", f"a whole number from 1 to {MAX_SAMPLES}")
        simulation = replace(simulation, samples=samples)
    if seed is not None:
        if not 0 <= seed <= MAX_SEED:
            raise _refused("--seed", f"is {seed}", f"a whole number from 0 to {MAX_SEED}")
        simulation = replace(simulation, seed=seed)
    return simulation


def _person(problem: Problem, called: str) -> Stakeholder:
    for person in problem.stakeholders:
        if called and called in {person.name, person.id}:
            return person
    names = ", ".join(person.name for person in problem.stakeholders) or "a file with stakeholders"
    raise _refused("--stakeholder", f'nobody is called "{called}"', names)


def _refused(option: str, what: str, expected: str) -> UserError:
    fault = Fault(option, what, expected)
    return UserError(f"{option}: {what}.", hint=f"Expected: {expected}.", faults=(fault,))


def _ranked(line: RankedCandidate) -> dict[str, Json]:
    would = {} if line.would_rank is None else {"would_rank": line.would_rank}
    return {
        "candidate": line.candidate,
        "rank": line.rank,
        **would,
        "score": line.score,
        "low": line.low,
        "high": line.high,
        "contributions": dict(line.contributions),
        "values": dict(line.values),
        "coverage": line.coverage,
        "failed_musts": list(line.failed_musts),
        "unknown_musts": list(line.unknown_musts),
        "dominated_by": list(line.dominated_by),
    }


def _verdict(verdict: Verdict) -> dict[str, Json]:
    room = verdict.least_room
    return {
        "kind": verdict.kind.value,
        "winner": verdict.winner,
        "runner_up": verdict.runner_up,
        "margin": verdict.margin,
        "share": verdict.share,
        "least_room": None if room is None else {"criterion": room.criterion, "relative": room.relative},
        "rule": verdict.rule,
        "sentence": verdict.sentence,
    }


def _stability(one: WeightRange) -> dict[str, Json]:
    return {
        "weight": one.weight,
        "winner": None if one.winner is None else list(one.winner),
        "ranking": None if one.ranking is None else list(one.ranking),
    }


def _consistency(one: Consistency) -> dict[str, Json]:
    completed: dict[str, Json] = {"missing": one.missing, "completed_by": one.completed_by} if one.missing else {}
    return {
        "cr": one.ratio,
        "threshold": one.threshold,
        "random_index": one.random_index,
        "worst": None if one.worst is None else list(one.worst),
        "suggested": one.suggested,
        **completed,
    }


def _score_flip(one: ScoreFlip) -> dict[str, Json]:
    return {"candidate": one.candidate, "criterion": one.criterion, "change": one.change, "winner": one.winner}


def _tornado(one: TornadoBar) -> dict[str, Json]:
    return {
        "criterion": one.criterion,
        "halved": {"lead": one.halved, "rival": one.halved_rival},
        "doubled": {"lead": one.doubled, "rival": one.doubled_rival},
    }


def _methods(check: MethodCheck) -> dict[str, Json]:
    answer: dict[str, Json] = {}
    if check.topsis is not None:
        answer["topsis"] = {"scores": dict(check.topsis.scores), "ranks": dict(check.topsis.ranks)}
    if check.vikor is not None:
        found = check.vikor
        answer["vikor"] = {
            "S": dict(found.s),
            "R": dict(found.r),
            "Q": dict(found.q),
            "ranks": dict(found.ranks),
            "advantage": found.advantage,
            "stability": found.stability,
            "compromise": list(found.compromise),
        }
    if check.promethee2 is not None:
        answer["promethee2"] = {"phi": dict(check.promethee2.phi), "ranks": dict(check.promethee2.ranks)}
    return answer


def _stakeholder(one: StakeholderView) -> dict[str, Json]:
    identity: dict[str, Json] = {"id": one.id} if one.id else {}
    ranking: list[Json] = [_ranked(line) for line in one.ranking]
    return {"name": one.name, **identity, "weights": dict(one.weights), "ranking": ranking}


def _disagreement(one: Disagreement) -> dict[str, Json]:
    return {
        "criterion": one.criterion,
        "mean": one.mean,
        "least": one.least,
        "least_by": one.least_by,
        "most": one.most,
        "most_by": one.most_by,
    }


def _simulated(simulation: SimulationResult) -> dict[str, Json]:
    options = simulation.options
    return {
        "scheme": options.scheme.value,
        "samples": options.samples,
        "seed": options.seed,
        **({"spread": options.spread} if options.scheme is Scheme.AROUND else {}),
        "scores": "fixed" if options.fixed_scores else "sampled",
        "rank_acceptability": {candidate: list(shares) for candidate, shares in simulation.rank_acceptability.items()},
        "pairwise": {candidate: dict(shares) for candidate, shares in simulation.pairwise.items()},
        "central_weights": {candidate: dict(weights) for candidate, weights in simulation.central_weights.items()},
        "confidence": dict(simulation.confidence),
    }


def _worth(worth: ValueForMoney) -> dict[str, Json]:
    by_year: dict[str, Json] = {key: [float(amount) for amount in years] for key, years in worth.by_year.items()}
    by_kind: dict[str, Json] = {
        key: {kind: float(amount) for kind, amount in kinds.items()} for key, kinds in worth.by_kind.items()
    }
    return {
        "unit": worth.unit,
        "cost": {key: float(amount) for key, amount in worth.cost.items()},
        "benefit": dict(worth.benefit),
        "frontier": list(worth.frontier),
        "cost_per_point": [
            {"from": step.start, "to": step.end, "cost_per_point": float(step.cost_per_point)} for step in worth.steps
        ],
        "budgets": [{"from": float(amount), "candidate": key} for amount, key in worth.budgets],
        **({"by_year": by_year, "by_kind": by_kind} if by_year else {}),
    }


def _warning(warning: EvaluationWarning) -> dict[str, Json]:
    places = {"criterion": warning.criterion, "candidate": warning.candidate, "other": warning.other}
    return {
        "code": warning.code,
        **{key: place for key, place in places.items() if place is not None},
        "text": warning.text,
    }
