"""What all reports of the tests share."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pytest

from consultant_desk.domain.evaluation import independence as domain
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from reports import facts


@pytest.fixture(scope="session", autouse=True)
def computed_again_once() -> Iterator[None]:
    """Compute the result of a problem again once, not for every report about it: most are about the sample."""
    known: dict[tuple[int, int, tuple[str, ...]], tuple[Problem, Result, domain.Independence]] = {}

    def independence(problem: Problem, result: Result, paying: Collection[str]) -> domain.Independence:
        key = (id(problem), id(result), tuple(paying))
        if key not in known:  # both are held, so that nothing else gets their ids
            known[key] = problem, result, domain.independence(problem, result, paying)
        return known[key][2]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts, "independence", independence)
        yield
