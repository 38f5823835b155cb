"""A ledger in memory, kept by nothing but plans: what a workspace does, without its database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from consultant_desk.domain.earnings.fold import Folded, Observation, fold
from consultant_desk.domain.earnings.plan import Decision, Held, PlanAction, Stands, StatementPlan, state_code
from consultant_desk.domain.earnings.planning import keys_of, plan_lines
from consultant_desk.domain.earnings.statement import StatementLine
from consultant_desk.domain.earnings.statement_lines import LineBlock, Lines
from consultant_desk.domain.earnings.verdict import Verdict

ACCOUNT = "a" * 8 + "-0000-5000-8000-000000000001"
RECORDED = (PlanAction.NEW, PlanAction.STATUS_CHANGE, PlanAction.AMENDED, PlanAction.UNCHANGED)


@dataclass(slots=True)
class Ledger:
    observations: dict[str, dict[str, Observation]] = field(default_factory=lambda: defaultdict(dict))
    currencies: dict[str, str] = field(default_factory=dict)

    def plan(
        self,
        lines: Sequence[StatementLine],
        as_of: str = "2026-09-30",
        decisions: Mapping[int, Decision] | None = None,
        **held: object,
    ) -> StatementPlan:
        states = self.states()
        stands = Stands(_stand(key, state, self.currencies[key], as_of) for key, state in states.items())
        seen = [one for key in states for one in self.observations[key].values()]
        given = {"mixes": any(one.is_delta for one in seen)} | held
        known = Held(
            stands=stands, states=lambda _: states, currencies=lambda _: self.currencies, observations=self._of, **given
        )
        whole = lines_of(lines)
        return plan_lines(ACCOUNT, whole, keys_of(ACCOUNT, whole), as_of, known, decisions or {})

    def take(self, lines: Sequence[StatementLine], as_of: str = "2026-09-30", **more: object) -> StatementPlan:
        plan = self.plan(lines, as_of, **more)
        for item in plan.items:
            if item.event is not None and item.action in RECORDED:
                self.observations[item.record_id][item.event.id] = item.event
                self.currencies[item.record_id] = item.line.currency
        return plan

    def states(self) -> dict[str, Folded]:
        return {key: fold(tuple(found.values())) for key, found in self.observations.items() if found}

    def _of(self, keys: Collection[str]) -> dict[str, tuple[Observation, ...]]:
        return {key: tuple(self.observations[key].values()) for key in keys}


def _stand(key: str, state: Folded, currency: str, as_of: str) -> str:
    when = "" if state.as_of == as_of else state.as_of
    return f"{key}{state_code(state.approval, state.payment)}/{currency}{state.amount_minor}/{when}/{state.payment_id}"


def lines_of(lines: Sequence[StatementLine]) -> Lines:
    """Lines as a statement keeps them."""
    whole = Lines()
    for line in lines:
        said = Verdict(
            line.role, line.approval, line.payment, line.raw_status, line.kind, line.label, line.recurring,
            line.forecast, line.shape, True, False, -1, line.ignored, line.trouble,
        )  # fmt: skip
        columns = {name: [getattr(line, name)] for name in LineBlock.__dataclass_fields__ if hasattr(line, name)}
        block = LineBlock(**columns | {"verdicts": [said], "distinct": [said], "is_delta": line.is_delta})
        if line.trouble is not None:
            block.troubles[0] = line.trouble, line.detail
        whole.add(block)
    return whole
