"""A ledger in memory, kept by nothing but plans: what a workspace does, without its database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from consultant_desk.domain.earnings.fold import Folded, Observation, fold
from consultant_desk.domain.earnings.plan import Decision, Held, PlanAction, StatementPlan
from consultant_desk.domain.earnings.planning import keys_of, plan_lines
from consultant_desk.domain.earnings.statement import StatementLine

ACCOUNT = "a" * 8 + "-0000-5000-8000-000000000001"
RECORDED = (PlanAction.NEW, PlanAction.STATUS_CHANGE, PlanAction.AMENDED, PlanAction.UNCHANGED)


@dataclass(slots=True)
class Ledger:
    observations: dict[str, dict[str, Observation]] = field(default_factory=lambda: defaultdict(dict))

    def plan(
        self,
        lines: Sequence[StatementLine],
        as_of: str = "2026-09-30",
        decisions: Mapping[int, Decision] | None = None,
        **held: object,
    ) -> StatementPlan:
        states = self.states()
        latest = {key: state.event for key, state in states.items()}
        known = Held(states=states, latest=latest, observations=self._of, **held)
        return plan_lines(ACCOUNT, lines, keys_of(ACCOUNT, lines), as_of, known, decisions or {})

    def take(self, lines: Sequence[StatementLine], as_of: str = "2026-09-30", **more: object) -> StatementPlan:
        plan = self.plan(lines, as_of, **more)
        for item in plan.items:
            if item.event is not None and item.action in RECORDED:
                self.observations[item.record_id][item.event.id] = item.event
        return plan

    def states(self) -> dict[str, Folded]:
        return {key: fold(tuple(found.values())) for key, found in self.observations.items() if found}

    def _of(self, keys: Collection[str]) -> dict[str, tuple[Observation, ...]]:
        return {key: tuple(self.observations[key].values()) for key in keys}
