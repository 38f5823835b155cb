"""How many samples are drawn unasked: enough for steady shares, fewer where a problem is large."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.evaluation.problem import Problem, SimulationOptions

SHOWN_SAMPLES = 100_000
"""Samples behind the rank shares shown: the standard error of a share is at most 0.0016."""

MOST_WORK = 40_000_000
"""Cells times samples, at most: what a report may ask of whoever verifies it, and about a second of a processor."""


def shown_simulation(problem: Problem) -> SimulationOptions:
    """Return what the rank shares are drawn by: the stored scheme with many samples, fewer for a big problem."""
    stored = problem.options.simulation or SimulationOptions()
    return replace(stored, samples=min(SHOWN_SAMPLES, _most_samples(problem)))


def with_bounded_simulation(problem: Problem) -> Problem:
    """Return the problem with fewer samples where it asks for more than `MOST_WORK`."""
    asked, most = problem.options.simulation, _most_samples(problem)
    if asked is None or asked.samples <= most:
        return problem
    return replace(problem, options=replace(problem.options, simulation=replace(asked, samples=most)))


def _most_samples(problem: Problem) -> int:
    return max(MOST_WORK // max(len(problem.candidates) * len(problem.criteria), 1), 1)
