"""Prepare an evaluation for the screen: everything slow is done here, off the UI thread, before a session takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from consultant_desk.domain.evaluation.checks import warnings_for
from consultant_desk.domain.evaluation.live import LiveEvaluation, LiveView
from consultant_desk.domain.evaluation.musts import must_outcomes
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import EvaluationWarning, Verdict, VerdictKind
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.errors import UserError


@dataclass(frozen=True, slots=True)
class OpenedEvaluation:
    """A problem with its prepared live evaluation.

    `live` is None while there is nothing to evaluate. `view` is the answer under the stored weights, or under equal
    ones while no weight is above zero.
    """

    problem: Problem
    view: LiveView
    live: LiveEvaluation | None = None
    warnings: tuple[EvaluationWarning, ...] = ()


def open_evaluation(problem: Problem, incomplete: str = "") -> OpenedEvaluation:
    """Evaluate a problem and keep what following moves needs; `incomplete` says why it cannot be judged yet."""
    weights = starting_weights(problem)
    if not problem.criteria or not problem.candidates:
        return OpenedEvaluation(problem, empty_view(weights, incomplete))
    live = LiveEvaluation(problem)
    live.prepare()
    view = live.at(weights)
    if incomplete:
        view = replace(view, verdict=undecided(incomplete))
    warnings = warnings_for(problem, live.table, weights, must_outcomes(problem))
    return OpenedEvaluation(problem, view, live, warnings)


def view_under(opened: OpenedEvaluation, problem: Problem) -> LiveView:
    """Return the answer to a problem that differs from the opened one in its weights only.

    Weights that do not decide yet count as equal, and the verdict says what is missing.
    """
    try:
        weights, why = global_weights(problem), ""
    except UserError:
        from consultant_desk.services.evaluations.problem import incomplete_because

        weights, why = starting_weights(problem), incomplete_because(problem)
    if opened.live is None:
        return empty_view(weights, why or opened.view.verdict.sentence)
    view = opened.live.at(weights)
    return replace(view, verdict=undecided(why)) if why else view


def starting_weights(problem: Problem) -> dict[str, float]:
    """Return the weights that decide, equal ones while none is above zero."""
    try:
        return dict(global_weights(problem))
    except UserError:
        count = max(len(problem.criteria), 1)
        return {item.id: 1.0 / count for item in problem.criteria}


def empty_view(weights: Mapping[str, float], why: str) -> LiveView:
    """Return the answer to a problem that has nothing to compare."""
    return LiveView(weights, (), {}, {}, undecided(why))


def undecided(why: str) -> Verdict:
    """Return a verdict that only says why there is none."""
    return Verdict(VerdictKind.NONE, None, None, None, None, None, "", why)
