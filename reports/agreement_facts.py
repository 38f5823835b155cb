"""Figures about who agrees: people with weights of their own, and other methods on the same data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from consultant_desk.domain.evaluation.result import Disagreement, Result, StakeholderView


class AgreementFacts:
    """What people and methods put first in one result. People go by their place in the result (from 0)."""

    def __init__(self, result: Result) -> None:
        self._result = result

    @property
    def people(self) -> tuple[StakeholderView, ...]:
        """Return the people whose own weights decide something."""
        return self._result.stakeholders

    def people_for(self, candidate: str) -> int:
        """Count the people whose weights put a candidate first, alone or with others."""
        return sum(candidate in one.firsts for one in self.people)

    @cached_property
    def apart(self) -> tuple[Disagreement, ...]:
        """Return the criteria whose weights lie more than 5 points of per cent apart, widest first."""
        return tuple(one for one in self._result.disagreements if one.spread >= 0.05)

    @cached_property
    def methods(self) -> Mapping[str, tuple[str, ...]]:
        """Return what each of the other methods puts first."""
        return {} if self._result.methods is None else self._result.methods.firsts()

    def methods_for(self, candidate: str) -> int:
        """Count the other methods that put a candidate first, alone or with others."""
        return sum(candidate in firsts for firsts in self.methods.values())

    def rank_for(self, person: int, candidate: str) -> int | None:
        """Return the rank of a candidate under the weights of one person; None where it fails a must-have."""
        return next(line.rank for line in self.people[person].ranking if line.candidate == candidate)

    def _apart(self, criterion: str) -> Disagreement:
        return next(one for one in self.apart if one.criterion == criterion)

    def kinds(self, percent: Callable[[float], str]) -> Mapping[str, Callable[..., str]]:
        """Return these figures by kind; `percent` prints a share."""
        return {
            "people": lambda: str(len(self.people)),
            "people-for": lambda c: str(self.people_for(c)),
            "person-rank": lambda i, c: str(self.rank_for(int(i), c) or "–"),
            "least-weight": lambda k: percent(self._apart(k).least),
            "most-weight": lambda k: percent(self._apart(k).most),
            "methods": lambda: str(len(self.methods)),
            "methods-for": lambda c: str(self.methods_for(c)),
        }
