"""Every number a report prints, by a stable path, computed from the data the report carries.

Building asks here for what to print; verifying asks again, from the embedded data, and compares. A path is a kind and
ids: `score/northwind`, `over/northwind/contoso/inbox`, `bound/learn/high`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from consultant_desk.domain.charts.rounding import printed, tenths
from consultant_desk.domain.evaluation.independence import Independence, independence
from consultant_desk.domain.evaluation.problem import Cell, Criterion, Linear, Piecewise, SimulationOptions
from consultant_desk.domain.evaluation.result import Shown
from consultant_desk.domain.evaluation.verdict import lead_shown, room_shown, rule_options, share_shown
from consultant_desk.domain.snapshot import InterestKind, ReportSnapshot
from reports.agreement_facts import AgreementFacts
from reports.evidence_facts import EvidenceFacts
from reports.requirement_facts import RequirementFacts
from reports.rich import Figure
from reports.words import numbers
from reports.words.language import language_for
from reports.worth_facts import WorthFacts

MAX_SEGMENTS = 8
REST = "_rest"
EQUAL = 1e-9
FRAGILE = 0.2  # a weight that may move by less than this share of itself is named as fragile


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a stacked bar: a group of criteria, or one criterion. `name` is empty for what is left over."""

    id: str
    name: str
    criteria: tuple[str, ...]


class Facts:
    """The figures of one snapshot."""

    def __init__(self, snapshot: ReportSnapshot) -> None:
        self._snapshot = snapshot
        self.language = language_for(snapshot.options.language)
        self.problem = snapshot.problem
        self.result = snapshot.result
        self.criteria = {criterion.id: criterion for criterion in self.problem.criteria}
        self.candidates = {candidate.id: candidate for candidate in self.problem.candidates}
        self.lines = {line.candidate: line for line in self.result.ranking}
        self.agreement = AgreementFacts(snapshot.result)
        self.worth = WorthFacts(snapshot, self.language)
        self.requirements = RequirementFacts(snapshot)
        self.evidence = EvidenceFacts(snapshot)
        self._shared_out: dict[str, dict[str, Decimal]] = {}
        self._kinds: dict[str, Callable[..., str]] = {
            "score": lambda c: self.language.number(_points(self.lines[c].score)),
            "low": lambda c: self.language.number(_points(self.lines[c].low)),
            "high": lambda c: self.language.number(_points(self.lines[c].high)),
            "rank": self._rank,
            "part": lambda c, k: self.language.number(self._parts(c)[k]),
            "segment": self._segment,
            "value": lambda c, k: self.language.number(self.lines[c].values[k], 0),
            "raw": self.raw_text,
            "weight": lambda k: self.language.percent(self.result.weights[k], self._weight_digits),
            "segment-weight": lambda s: self.language.percent(
                sum(self.result.weights[k] for k in self._segment_of(s).criteria), self._weight_digits
            ),
            "lead": lambda a, b: self.language.number(abs(self._gap(a, b)), self._gap_digits(a, b)),
            "over": lambda a, b, k: self.language.signed(self.over_parts(a, b)[k]),
            "over-all": lambda a, b: self.language.signed(self._gap(a, b), self._gap_digits(a, b)),
            "share": lambda: self._share(self.result.verdict.share or 0.0),
            "room": lambda k: self._shown(room_shown(self._room(k))),
            "bound": self._bound,
            "order-bound": self._order_bound,
            "drawn": self._drawn,
            "coverage": lambda c: self._share(self.lines[c].coverage),
            "cost": self._cost,
            "cost-gap": self._cost_gap,
            "lost": lambda c, k: self.language.number(self.lost_points(c)[k]),
            "samples": lambda: self.language.number(self._simulated().samples, 0),
            "seed": lambda: str(self._simulated().seed),
            "spread": lambda: self.language.percent(self._simulated().spread),
            "count": lambda what: str(self.counted(what)),
            "known-in": lambda c: str(len(self.known_in(c))),
            "best-or-equal-in": lambda c: str(len(self.best_or_equal_in(c))),
            "alone-in": lambda c: str(len(self.alone_in(c))),
            "scale": self._scale,
            "must": self._must,
            "rank-share": lambda c, r: self._share(self._acceptability(c)[int(r)]),
            "expected": self._expected,
            "need-cost": self._need_cost,
            "importance": lambda i: str(snapshot.needs[int(i)].importance),
            "satisfaction": lambda i: str(snapshot.needs[int(i)].satisfaction),
            **self.requirements.kinds(),
            **self.worth.kinds(),
            **self.evidence.kinds(self._share),
            **self.agreement.kinds(lambda share: self.language.percent(share, self._weight_digits)),
        }

    def figure(self, path: str) -> Figure:
        """Return the figure of a path; `KeyError`, `IndexError`, `TypeError` or `ValueError` if there is none."""
        kind, *ids = path.split("/")
        return Figure(path, self._kinds[kind](*ids))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Groups of criteria (or criteria, where there are no groups), at most eight, the rest in one."""
        listed: list[Segment] = []
        if self.problem.groups:
            for group in self.problem.groups:
                inside = tuple(c.id for c in self.problem.criteria if c.group == group.id)
                if inside:
                    listed.append(Segment(group.id, group.name, inside))
            loose = tuple(c.id for c in self.problem.criteria if c.group is None)
        else:
            listed = [Segment(c.id, c.name, (c.id,)) for c in self.problem.criteria]
            loose = ()
        if len(listed) + bool(loose) > MAX_SEGMENTS:
            keep = MAX_SEGMENTS - 1
            loose = tuple(k for segment in listed[keep:] for k in segment.criteria) + loose
            listed = listed[:keep]
        return (*listed, Segment(REST, "", loose)) if loose else tuple(listed)

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """Cells by candidate and criterion."""
        return dict(self.problem.cell_index())

    def known(self, candidate: str, criterion: str) -> bool:
        """Tell whether anything is known about a cell."""
        cell = self.cells.get((candidate, criterion))
        return cell is not None and not cell.unknown

    @cached_property
    def unknown_count(self) -> int:
        """Number of unknown cells."""
        return sum(not self.known(c, k) for c in self.candidates for k in self.criteria)

    @cached_property
    def cost_criterion(self) -> Criterion | None:
        """The one criterion marked as cost, if there is exactly one and it has numbers."""
        marked = [criterion for criterion in self.problem.criteria if criterion.cost]
        return marked[0] if len(marked) == 1 else None

    def cost_of(self, candidate: str) -> float | None:
        """Return the raw cost of a candidate in the unit of the cost criterion."""
        if self.cost_criterion is None:
            return None
        cell = self.cells.get((candidate, self.cost_criterion.id))
        return float(cell.value) if cell is not None and isinstance(cell.value, int | float) else None

    @cached_property
    def _weight_digits(self) -> int:
        return numbers.weight_digits(self.result.weights.values())

    def raw_text(self, candidate: str, criterion: str) -> str:
        """Print the raw value, level or range of a cell."""
        cell = self.cells.get((candidate, criterion))
        if cell is None or cell.unknown:
            return "?"
        unit = self.criteria[criterion].unit
        if cell.value is not None:
            return self._raw(cell.value, unit)
        ends = [end for end in (cell.low, cell.high) if end is not None]
        figures = sorted(end for end in ends if isinstance(end, int | float))
        if len(figures) == 2:
            return self.language.range_in_unit(figures[0], figures[1], unit)
        return "–".join(self._raw(end, unit) for end in ends)

    def _raw(self, value: float | str, unit: str) -> str:
        return value if isinstance(value, str) else self.language.in_unit(float(value), unit)

    def _share(self, share: float) -> str:
        return self._shown(share_shown(share))

    def _shown(self, percent: Shown) -> str:
        return self.language.per_cent(self.language.number(percent.number, percent.digits))

    def _rank(self, candidate: str) -> str:
        rank = self.lines[candidate].rank
        return "–" if rank is None else str(rank)

    def _parts(self, candidate: str) -> dict[str, Decimal]:
        """Return the contributions as the window prints them too; they sum to the printed score."""
        known = self._shared_out.get(candidate)
        if known is None:
            known = {k: _in_points(tenth) for k, tenth in printed(self.lines[candidate]).items()}
            self._shared_out[candidate] = known
        return known

    def _segment_of(self, segment: str) -> Segment:
        return next(s for s in self.segments if s.id == segment)

    def segment_points(self, candidate: str, segment: str) -> Decimal:
        """Return the printed points of a segment: the sum of its printed parts."""
        parts = self._parts(candidate)
        return sum((parts[k] for k in self._segment_of(segment).criteria), Decimal(0))

    def _segment(self, candidate: str, segment: str) -> str:
        return self.language.number(self.segment_points(candidate, segment))

    def _gap(self, one: str, other: str) -> Decimal:
        shown = lead_shown(self.lines[one].score, self.lines[other].score)
        return numbers.rounded(shown.number, shown.digits)

    def _gap_digits(self, one: str, other: str) -> int:
        return lead_shown(self.lines[one].score, self.lines[other].score).digits

    def over_parts(self, one: str, other: str) -> dict[str, Decimal]:
        """Return the signed points of one over another per criterion: differences of the printed contributions.

        They sum to the printed margin, and a reader finds each of them in the two printed bars.
        """
        first, second = self._parts(one), self._parts(other)
        return {k: first[k] - second[k] for k in self.criteria}

    def _room(self, criterion: str) -> float:
        least = self.result.verdict.least_room
        if least is None or least.criterion != criterion:
            raise KeyError(criterion)
        return least.relative

    def _bound(self, criterion: str, end: str) -> str:
        bounds = self.result.stability[criterion].winner
        if bounds is None:
            raise KeyError(criterion)
        return self.language.percent(bounds[("low", "high").index(end)], 1)

    def _order_bound(self, criterion: str, end: str) -> str:
        bounds = self.result.stability[criterion].ranking
        if bounds is None:
            raise KeyError(criterion)
        return self.language.percent(bounds[("low", "high").index(end)], 1)

    def _cost(self, candidate: str) -> str:
        cost, criterion = self.cost_of(candidate), self.cost_criterion
        if cost is None or criterion is None:
            raise KeyError(candidate)
        return self.language.in_unit(cost, criterion.unit)

    def _cost_gap(self, one: str, other: str) -> str:
        first, second, criterion = self.cost_of(one), self.cost_of(other), self.cost_criterion
        if first is None or second is None or criterion is None:
            raise KeyError(one)
        return self.language.in_unit(abs(first - second), criterion.unit)

    def _simulated(self) -> SimulationOptions:
        return rule_options((self.problem.options.simulation or SimulationOptions()).seed)

    def _drawn(self, what: str) -> str:
        if self.result.simulation is None:
            raise KeyError(what)
        options = self.result.simulation.options
        texts = {"samples": self.language.number(options.samples, 0), "spread": self.language.percent(options.spread)}
        return texts[what]

    def _acceptability(self, candidate: str) -> tuple[float, ...]:
        if self.result.simulation is None:
            raise KeyError(candidate)
        return self.result.simulation.rank_acceptability[candidate]

    def _scale(self, criterion: str, end: str) -> str:
        value = self.criteria[criterion].value
        if not isinstance(value, Linear | Piecewise):
            raise KeyError(criterion)
        return self.language.in_unit(value.worst if end == "worst" else value.best, self.criteria[criterion].unit)

    def _must(self, criterion: str) -> str:
        must = self.criteria[criterion].must
        if must is None or must.value is None:
            raise KeyError(criterion)
        return self.language.in_unit(must.value, self.criteria[criterion].unit)

    def _expected(self, candidate: str) -> str:
        for interest in self._snapshot.interests:
            if interest.candidate == candidate and interest.expected is not None:
                return self.language.money(interest.expected)
        raise KeyError(candidate)

    def _need_cost(self, index: str) -> str:
        cost = self._snapshot.needs[int(index)].cost
        if cost is None:
            raise KeyError(index)
        return self.language.money(cost)

    def counted(self, what: str) -> int:
        """Count things of the report; `KeyError` for an unknown name."""
        snapshot = self._snapshot
        counts: dict[str, Callable[[], int]] = {
            "needs": lambda: len(snapshot.needs),
            "requirements": lambda: sum(len(need.requirements) for need in snapshot.needs),
            "evidence": lambda: len(snapshot.evidence),
            "independent": lambda: sum(one.independent for one in snapshot.evidence),
            "rejected": lambda: len(snapshot.rejected),
            "candidates": lambda: len(self.problem.candidates),
            "criteria": lambda: len(self.problem.criteria),
            "cells": lambda: len(self.problem.candidates) * len(self.problem.criteria),
            "unknown": lambda: self.unknown_count,
            "fragile": lambda: len(self.fragile),
            "paying": lambda: len(self.paying),
            "adoption": lambda: len(snapshot.adoption),
            "compared": lambda: sum(not one.baseline for one in self.problem.candidates),
            "looked-at": lambda: counts["compared"]() + len(snapshot.rejected) + len(snapshot.long_list),
        }
        return counts[what]()

    @cached_property
    def fragile(self) -> tuple[str, ...]:
        """Criteria whose weight, moved by at most a fifth of itself, changes the winner; least room first."""
        rooms = [(self.relative_room(k), k) for k in self.criteria]
        return tuple(k for room, k in sorted((r, k) for r, k in rooms if r is not None) if self._moves(k))

    def _moves(self, criterion: str) -> bool:
        room = self.relative_room(criterion)
        return room is not None and room < FRAGILE

    def relative_room(self, criterion: str) -> float | None:
        """Return how far the weight may move to its nearer bound, as a share of itself; None where nothing flips."""
        span = self.result.stability.get(criterion)
        if span is None or span.winner is None or span.weight <= 0:
            return None
        rooms = []
        if span.below is not None:
            rooms.append(span.weight - span.winner[0])
        if span.above is not None:
            rooms.append(span.winner[1] - span.weight)
        return min(rooms) / span.weight if rooms else None

    @cached_property
    def rooms_from_nothing(self) -> list[tuple[float, str]]:
        """Bounds of the criteria that weigh nothing, which have no share of themselves to move by; nearest first."""
        ranges = ((k, self.result.stability.get(k)) for k in self.criteria)
        return sorted((one.above.bound, k) for k, one in ranges if one and one.weight <= 0 and one.above is not None)

    @cached_property
    def paying(self) -> tuple[str, ...]:
        """Candidates the consultant has an interest in, in the order of the ranking."""
        tied = {i.candidate for i in self._snapshot.interests if i.kind is not InterestKind.NONE}
        return tuple(line.candidate for line in self.result.ranking if line.candidate in tied)

    @cached_property
    def independence(self) -> Independence:
        """What of the result holds when it is computed again from the problem alone, in which no payment stands."""
        return independence(self.problem, self.result, self.paying)

    def known_in(self, candidate: str) -> tuple[str, ...]:
        """Return the criteria on which a candidate has a score."""
        return tuple(k for k in self.criteria if self.known(candidate, k))

    def best_or_equal_in(self, candidate: str) -> tuple[str, ...]:
        """Return the criteria on which a candidate has a score, and no other has a better one."""
        return tuple(k for k in self.known_in(candidate) if self._ahead(candidate, k) >= -EQUAL)

    def alone_in(self, candidate: str) -> tuple[str, ...]:
        """Return the criteria on which the score of a candidate is better than every other."""
        return tuple(k for k in self.known_in(candidate) if self._ahead(candidate, k) > EQUAL)

    def lost_points(self, candidate: str) -> dict[str, Decimal]:
        """Return per criterion the printed points by which the best other candidate is ahead, 0 where none is."""
        own = self._parts(candidate)
        others = [self._parts(c) for c in self.candidates if c != candidate]
        return {k: max([Decimal(0), *(other[k] - own[k] for other in others)]) for k in self.criteria}

    def _ahead(self, candidate: str, criterion: str) -> float:
        """Return by how much the value of a candidate is ahead of the best other one that is known."""
        others = [c for c in self.candidates if c != candidate and self.known(c, criterion)]
        best = max((self.lines[c].values[criterion] for c in others), default=0.0)
        return self.lines[candidate].values[criterion] - best if others else 0.0


def _points(value: float) -> Decimal:
    return _in_points(tenths(value))


def _in_points(in_tenths: int) -> Decimal:
    return Decimal(in_tenths).scaleb(-1)
