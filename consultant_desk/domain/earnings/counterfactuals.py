"""What an evaluation would say without the products that pay, and whether what pays more stands higher.

`evaluation.independence` shows that no payment is in the figures; this shows what the reader would want to know still.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from consultant_desk.domain.evaluation.result import RankedCandidate
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind

LEAST_FOR_TAU = 3
"""With two products a correlation is always 1 or -1 and says nothing."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What ties the consultant to a candidate, and what is earned if this client buys it (None: not known)."""

    kind: InterestKind
    expected: Money | None = None

    @property
    def pays(self) -> bool:
        """Tell whether the consultant gains anything if the client buys it."""
        return self.kind is not InterestKind.NONE


@dataclass(frozen=True, slots=True)
class Alternative:
    """One candidate: its rank, its rank without those that pay (None: it pays, or fails a must-have), what it brings.

    `earns` is None for one that pays nothing and where the amount is not known; `has_programme` tells that there is one
    the consultant could join. What is not declared counts as not paying, and its amount as not known.
    """

    candidate: str
    rank: int | None
    rank_without: int | None
    pays: bool
    earns: Money | None
    has_programme: bool


@dataclass(frozen=True, slots=True)
class Counterfactuals:
    """The alternatives in the order of the ranking, and what they show.

    `first_without` is who would be first without the products that pay, `same_first` that this changes nothing.
    `tau` is Kendall's tau-b of standing and earnings, 1: what pays more stands higher; None where it says nothing.
    `tau_of` is of how many candidates, `unknown` how many are left out because their amount is not known.
    `no_programme` are the candidates that have none: the ones only the client gains from.
    """

    alternatives: tuple[Alternative, ...]
    first_without: tuple[str, ...]
    same_first: bool
    tau: float | None
    tau_of: int
    unknown: int
    no_programme: tuple[str, ...]


def counterfactuals(
    ranking: Sequence[RankedCandidate],
    stakes: Mapping[str, Stake],
    programmes: Collection[str],
    baselines: Collection[str] = (),
    in_one: Callable[[Money], int | None] = lambda amount: amount.minor,
) -> Counterfactuals:
    """Return what holds without the candidates that pay; baselines are left out, they are no product.

    `programmes` are candidates with a programme. `in_one` brings amounts to one currency, None where it cannot.
    """
    lines = [line for line in ranking if line.candidate not in baselines]
    paying = {line.candidate for line in lines if (stake := stakes.get(line.candidate)) is not None and stake.pays}
    free = [line for line in lines if line.candidate not in paying and line.rank is not None]
    without = {line.candidate: 1 + sum(_above(other, line) for other in free) for line in free}
    alternatives = tuple(
        Alternative(
            line.candidate,
            line.rank,
            without.get(line.candidate),
            line.candidate in paying,
            stakes[line.candidate].expected if line.candidate in stakes else None,
            line.candidate in programmes,
        )
        for line in lines
    )
    points = []
    for line in lines:
        stake = stakes.get(line.candidate)
        amount = None if stake is None else 0 if not stake.pays else _amount(stake, in_one)
        if line.rank is not None and amount is not None:
            points.append((-line.rank, amount))
    ranked = [line for line in lines if line.rank is not None]
    best = min((line.rank or 0 for line in ranked), default=0)
    first = tuple(line.candidate for line in ranked if line.rank == best)
    first_without = tuple(candidate for candidate, rank in without.items() if rank == 1)
    return Counterfactuals(
        alternatives,
        first_without,
        set(first) == set(first_without),
        kendall_tau(points) if len(points) >= LEAST_FOR_TAU else None,
        len(points),
        len(ranked) - len(points),
        tuple(line.candidate for line in lines if line.candidate not in programmes and line.candidate not in paying),
    )


def kendall_tau(points: Sequence[tuple[int, int]]) -> float | None:
    """Return Kendall's tau-b of pairs, None where one side has all values alike.

    M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945) 239-251.
    """
    agree, ties_first, ties_second, pairs = 0, 0, 0, 0
    for (x, y), (u, v) in combinations(points, 2):
        pairs += 1
        ties_first += x == u
        ties_second += y == v
        agree += ((x > u) - (x < u)) * ((y > v) - (y < v))
    scale = (pairs - ties_first) * (pairs - ties_second)
    return agree / sqrt(scale) if scale else None


def _above(other: RankedCandidate, line: RankedCandidate) -> bool:
    return (other.rank or 0) < (line.rank or 0)


def _amount(stake: Stake, in_one: Callable[[Money], int | None]) -> int | None:
    return None if stake.expected is None else in_one(stake.expected)
