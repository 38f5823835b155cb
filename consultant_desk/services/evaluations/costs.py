"""The money of an evaluation: cost lines of its candidates, the currency they are compared in, and the rates.

Horizon and discount rate are fields of the evaluation (`edit`). A line is in the currency of comparison or in one that
has a rate, so that the evaluation file stays valid after every operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.canonical import plain
from consultant_desk.domain.evaluation.file_costs import MAX_COSTS, MAX_RATES
from consultant_desk.domain.evaluation.problem import Options
from consultant_desk.entities.cost import CostLine
from consultant_desk.entities.evaluation import Candidate, Evaluation
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.product import Plan, Price
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.catalogue_costs import cost_from_price
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.cost_columns import cost_columns, cost_of, with_money
from consultant_desk.services.evaluations.cost_drafts import CostDraft, checked_cost, checked_currency, checked_rate
from consultant_desk.services.operations import Area, find, last_position, moved_position, named, positions_of

DEFAULT_CURRENCY = "EUR"


class CostOperations(Area):
    """Operations on money; candidates and cost lines are named by record id."""

    def add_cost(self, candidate_id: str, draft: CostDraft) -> Outcome[str]:
        """Add a cost line to a candidate and return its id; a rate given with it is kept in the same step."""

        def work(session: Session) -> str:
            candidate = find(session, Candidate, candidate_id)
            _admit(session, candidate.evaluation_id, draft)
            return _add(session, candidate_id, cost_columns(checked_cost(draft)), draft.note)

        return self._change(f"Add cost {draft.label.strip()[:40]}", work)

    def edit_cost(self, cost_id: str, draft: CostDraft) -> Outcome[None]:
        """Replace everything a cost line says."""

        def work(session: Session) -> None:
            cost = find(session, CostLine, cost_id)
            _admit(session, find(session, Candidate, cost.candidate_id).evaluation_id, draft, but=cost_id)
            for name, value in {**cost_columns(checked_cost(draft)), "note": draft.note}.items():
                setattr(cost, name, value)

        return self._change(self._about_cost("Edit", cost_id), work)

    def move_cost(self, cost_id: str, index: int) -> Outcome[None]:
        """Put a cost line at another place among those of its candidate."""

        def work(session: Session) -> None:
            cost = find(session, CostLine, cost_id)
            siblings = positions_of(session, CostLine, candidate_id=cost.candidate_id)
            cost.position = moved_position(siblings, cost_id, index)

        return self._change(self._about_cost("Move", cost_id), work)

    def trash_cost(self, cost_id: str) -> Outcome[None]:
        """Move a cost line to the Trash."""
        return self._trash("cost_line", cost_id)

    def copy_cost(self, cost_id: str, candidate_ids: Sequence[str]) -> Outcome[tuple[str, ...]]:
        """Give other candidates of the evaluation the same cost line; return the new ids."""

        def work(session: Session) -> tuple[str, ...]:
            cost = find(session, CostLine, cost_id)
            evaluation_id = find(session, Candidate, cost.candidate_id).evaluation_id
            _refuse_too_many(session, evaluation_id, len(candidate_ids))
            for candidate_id in candidate_ids:
                if find(session, Candidate, candidate_id).evaluation_id != evaluation_id:
                    raise UserError("A cost line is copied within its evaluation only.", UNCHANGED)
            columns = cost_columns(cost_of(cost, ""))
            return tuple(_add(session, candidate_id, columns, cost.note) for candidate_id in candidate_ids)

        return self._change(self._about_cost("Copy", cost_id), work)

    def add_cost_from_price(
        self, candidate_id: str, price_id: str, seats: int = 1, *, rate: Decimal | str | None = None
    ) -> Outcome[str]:
        """Add a cost line from a price of the catalogue, noting where and when it was seen; return its id.

        A price per seat is taken times `seats`, or the fewest the plan allows, over the whole horizon.
        """

        def work(session: Session) -> str:
            candidate = find(session, Candidate, candidate_id)
            price = find(session, Price, price_id)
            plan = find(session, Plan, price.plan_id)
            horizon = find(session, Evaluation, candidate.evaluation_id).horizon_years or Options().horizon_years
            draft = cost_from_price(plan, price, seats, horizon, rate)
            _admit(session, candidate.evaluation_id, draft)
            return _add(session, candidate_id, cost_columns(checked_cost(draft)), draft.note)

        return self._change("Add cost from the catalogue", work)

    def set_currency(self, evaluation_id: str, currency: str) -> Outcome[None]:
        """Compare costs in another currency; the rates follow. It needs a rate where costs in others are there."""

        def work(session: Session) -> None:
            code = checked_currency(currency)
            evaluation = find(session, Evaluation, evaluation_id)
            before, rates = _money(session, evaluation)
            if code == before:
                _keep(evaluation, code, rates)
                return
            if code in rates:
                one = rates.pop(code)
                rates = {name: _rounded(rate / one) for name, rate in rates.items()}
                rates[before] = _rounded(1 / one)
            elif _used(session, evaluation_id) - {code} or rates:
                hint = f"Enter first how much one {code} is worth in {before}."
                raise UserError(f"There is no rate between {before} and {code} yet.", UNCHANGED, hint)
            _keep(evaluation, code, rates)

        return self._change(f"Compare costs in {currency.strip().upper()[:3]}", work)

    def set_rates(self, evaluation_id: str, rates: Mapping[str, Decimal | str]) -> Outcome[None]:
        """Say for all other currencies how much one of each is worth in that costs are compared in."""

        def work(session: Session) -> None:
            evaluation = find(session, Evaluation, evaluation_id)
            base = _money(session, evaluation)[0]
            kept = {(code := checked_currency(name)): checked_rate(code, rate) for name, rate in rates.items()}
            if base in kept:
                raise UserError(f"Costs are compared in {base}, so it has no rate.", UNCHANGED)
            missing = sorted(_used(session, evaluation_id) - {base} - kept.keys())
            if missing:
                raise UserError(f"There are costs in {missing[0]}, so its rate is needed.", UNCHANGED)
            _keep(evaluation, base, kept)

        return self._change("Set rates", work)

    def _about_cost(self, verb: str, cost_id: str) -> str:
        return self._read(lambda session: f"{verb} cost {named(session, 'cost_line', cost_id)}")


def base_currency(session: Session, chosen: str, lines: Iterable[str | None]) -> str:
    """Return the currency costs are compared in: as chosen, else that of the first line, else of the practice."""
    found = chosen or next((currency for currency in lines if currency), None)
    return found or session.scalars(select(Practice.currency).order_by(Practice.id)).first() or DEFAULT_CURRENCY


def _admit(session: Session, evaluation_id: str, draft: CostDraft, *, but: str = "") -> None:
    """Make room for a line in its currency: keep the rate given with it, refuse one that has none."""
    if not but:
        _refuse_too_many(session, evaluation_id, 1)
    code = checked_currency(draft.currency)
    evaluation = find(session, Evaluation, evaluation_id)
    others = _currencies(session, evaluation_id, but)
    kept = with_money(evaluation.options_json)
    if not kept.currency and not others:
        return
    base, rates = base_currency(session, kept.currency, others), dict(kept.rates)
    if code == base or code in rates:
        return
    if draft.rate is None:
        hint = f"Say how much one {code} is worth in {base}."
        raise UserError(f"Costs are compared in {base}, and there is no rate for {code} yet.", UNCHANGED, hint)
    rates[code] = checked_rate(code, draft.rate)
    _keep(evaluation, base, rates)


def _add(session: Session, candidate_id: str, columns: dict[str, Any], note: str) -> str:
    siblings = select(CostLine.position).where(CostLine.candidate_id == candidate_id)
    cost = CostLine(candidate_id=candidate_id, position=last_position(session, siblings), note=note, **columns)
    session.add(cost)
    session.flush()
    return cost.id


def _refuse_too_many(session: Session, evaluation_id: str, more: int) -> None:
    query = select(func.count()).select_from(CostLine).join(Candidate, Candidate.id == CostLine.candidate_id)
    there = session.scalar(query.where(Candidate.evaluation_id == evaluation_id)) or 0
    if there + more > MAX_COSTS:
        raise UserError(f"An evaluation holds at most {MAX_COSTS} cost lines.", UNCHANGED)


def _currencies(session: Session, evaluation_id: str, but: str = "") -> list[str | None]:
    """Return the currencies of the cost lines in their order, those of rejected candidates too."""
    query = (
        select(CostLine.amount_currency)
        .join(Candidate, Candidate.id == CostLine.candidate_id)
        .where(Candidate.evaluation_id == evaluation_id, CostLine.id != but)
        .order_by(Candidate.position, CostLine.position, CostLine.id)
    )
    return list(session.scalars(query))


def _used(session: Session, evaluation_id: str) -> set[str]:
    return {currency for currency in _currencies(session, evaluation_id) if currency}


def _money(session: Session, evaluation: Evaluation) -> tuple[str, dict[str, Decimal]]:
    kept = with_money(evaluation.options_json)
    return base_currency(session, kept.currency, _currencies(session, evaluation.id)), dict(kept.rates)


def _keep(evaluation: Evaluation, currency: str, rates: dict[str, Decimal]) -> None:
    if len(rates) > MAX_RATES:
        raise UserError(f"An evaluation holds at most {MAX_RATES} rates.", UNCHANGED)
    evaluation.options_json = with_money(evaluation.options_json, currency, rates).text


def _rounded(rate: Decimal) -> Decimal:
    """Return a rate to ten digits, as banks quote no more."""
    return Decimal(plain(Decimal(f"{rate:.10g}")))
