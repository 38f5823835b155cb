"""Write the commissions and observations of a plan, column by column: there may be a hundred thousand of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.fold import Observation
from consultant_desk.domain.earnings.identity import first_event_ids
from consultant_desk.domain.earnings.plan import PlanAction, PlanItem, StatementPlan
from consultant_desk.domain.earnings.plan_items import Sort
from consultant_desk.domain.earnings.statement import kind_of, kind_with
from consultant_desk.domain.earnings.states import Payment
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.entities.base import Record
from consultant_desk.entities.commission import Commission, CommissionEvent
from consultant_desk.entities.registry import entities
from consultant_desk.services.earnings.held import taken_back
from consultant_desk.storage.bulk import Columns, bring

RECORDED = (PlanAction.NEW, PlanAction.STATUS_CHANGE, PlanAction.AMENDED, PlanAction.UNCHANGED)

_COPIED = ("external_id", "day", "day_utc", "ref", "product", "customer", "order_ref", "reverses")
"""Columns of a commission that are those of its line; `day` is the line's `date`."""


class Recorded:
    """What a plan records: the lines that are simply new, and those planned one by one that have an observation."""

    def __init__(self, plan: StatementPlan) -> None:
        self._plan, self._lines = plan, plan.items.lines
        self._places = plan.items.places(Sort.NEW)
        self._ordered: tuple[Sequence[str], list[int]] = ((), [])
        self.singles = [
            (item, item.event)
            for item in plan.items.singles.values()
            if item.event is not None and item.action in RECORDED
        ]

    def programmes(self) -> set[str]:
        """Return the names of the programmes the recorded lines are of."""
        return {*self._new("program"), *(item.line.program for item, _event in self.singles)}

    def write(self, session: Session, file_id: str, programmes: Mapping[str, str]) -> None:
        """Write the commissions that were not there, and what was observed; `programmes` are ids by name.

        The ids of the observations are made while the database takes the commissions, which needs no Python.
        """
        with ThreadPoolExecutor(max_workers=1) as beside:
            observed = beside.submit(self._observations)
            self._bring(session, Commission, file_id, self._commissions(programmes), "id")
            self._bring(session, CommissionEvent, file_id, observed.result(), "commission_id")

    def _commissions(self, programmes: Mapping[str, str]) -> Columns:
        first = [item for item, _event in self.singles if item.is_first]
        targets = [*map(self._plan.items.targets.get, self._new("ref"))] if self._plan.items.targets else ()
        amounts = self._new("amount_minor")
        kinds, losses = self._judged(lambda said: (str(said.kind), str(kind_with(said.kind, -1))), 2)
        kinds = [loss if minor < 0 else kind for minor, kind, loss in zip(amounts, kinds, losses, strict=True)]
        none = (None,) * len(amounts)
        columns: dict[str, Sequence[Any]] = {
            "id": [*self._keys(), *(item.record_id for item in first)],
            "account_id": (self._plan.account_id,) * (len(amounts) + len(first)),
            "programme_id": [*map(programmes.get, self._new("program") + [item.line.program for item in first])],
            "link_id": [*([one and one.link_id for one in targets] or none), *(item.link_id or None for item in first)],
            "client_id": [
                *([(one and one.client_id) or None for one in targets] or none),
                *(item.client_id or None for item in first),
            ],
            "kind": [*kinds, *(str(kind_of(item.line)) for item in first)],
        }
        for name in _COPIED:
            field = "date" if name == "day" else name
            columns[name] = self._new(field) + [getattr(item.line, field) for item in first]
        return columns

    def _observations(self) -> Columns:
        singles = self.singles
        keys, as_of = self._keys(), self._plan.as_of
        whens = [when or as_of for when in self._new("change_at")]
        approvals, payments, raws = self._judged(
            lambda said: (str(said.approval), str(said.payment), said.raw_status), 3
        )
        amounts, paid_by = self._new("amount_minor"), self._new("payment_id")
        sales, currencies = self._new("sale_minor"), self._new("currency")
        of_sales = self._new("sale_currency")
        if of_sales != currencies or None in sales:
            of_sales = [
                None if sale is None else own or other
                for sale, own, other in zip(sales, of_sales, currencies, strict=True)
            ]
        before = self._new("old_amount_minor")
        said = zip(keys, whens, approvals, payments, amounts, currencies, paid_by, strict=True)
        return {
            "id": first_event_ids(said) + [event.id for _item, event in singles],
            "commission_id": [*keys, *(item.record_id for item, _event in singles)],
            "line": self._new("line") + [item.line.line for item, _event in singles],
            "source": ["statement"] * len(keys) + [_source(event) for _item, event in singles],
            "as_of": whens + [event.as_of for _item, event in singles],
            "approval": approvals + [str(event.approval) for _item, event in singles],
            "payment": payments + [str(event.payment) for _item, event in singles],
            "amount_minor": amounts + [event.amount_minor for _item, event in singles],
            "amount_currency": currencies + [item.line.currency for item, _event in singles],
            "sale_minor": sales + [item.line.sale_minor for item, _event in singles],
            "sale_currency": of_sales + [_sale_currency(item) for item, _event in singles],
            "payment_id": paid_by + [event.payment_id for _item, event in singles],
            "raw_status": raws + [item.line.raw_status for item, _event in singles],
            "reason": self._new("reason") + [item.line.reason for item, _event in singles],
            "was_minor": before + [item.line.old_amount_minor for item, _event in singles],
            "was_currency": [
                *(None if was is None else currency for was, currency in zip(before, currencies, strict=True)),
                *(None if item.line.old_amount_minor is None else item.line.currency for item, _event in singles),
            ],
        }

    def payouts(self) -> dict[str, str]:
        """Return the payment ids of paid lines that are simply new, with the last day any of them was paid on."""
        found: dict[str, str] = {}
        for block, place in self._plan.items.new_where(lambda said: said.payment is Payment.PAID):
            if payment_id := block.payment_id[place]:
                day = (block.change_at[place] or self._plan.as_of)[:10]
                found[payment_id] = max(found.get(payment_id, ""), day)
        return found

    def _bring(self, session: Session, record: type[Record], file_id: str, columns: Columns, by: str) -> None:
        """Insert rows in the order of a column: an index over it then grows at its end, which is twice as fast."""
        table, ids = entities()[record.__tablename__].table, columns["id"]
        if columns[by] != self._ordered[0]:
            self._ordered = columns[by], _in_order(columns[by])
        order = self._ordered[1]
        if back := frozenset(taken_back(session, table.name, ids)):
            order = [place for place in order if ids[place] not in back]
        bring(session, table, file_id, columns, order, sorted(back))

    def _keys(self) -> Sequence[str]:
        return self._picked(self._plan.items.keys)

    def _new(self, name: str) -> list[Any]:
        """Return a column of the lines that are simply new."""
        return self._picked(self._lines.column(name)) if self._places else []

    def _judged(self, words: Callable[[Verdict], tuple[str, ...]], count: int) -> list[list[str]]:
        """Return some columns that hinge on the verdicts."""
        rows: list[tuple[str, ...]] = []
        for block in self._lines.blocks if self._places else ():
            known = {id(said): words(said) for said in block.distinct}
            rows += map(known.__getitem__, map(id, block.verdicts))
        return [*map(list, zip(*self._picked(rows), strict=True))] or [[] for _number in range(count)]

    def _picked(self, column: Sequence[Any]) -> list[Any]:
        whole = len(self._places) == len(column)
        return list(column) if whole else [column[place] for place in self._places]


def _in_order(keys: Sequence[str]) -> list[int]:
    """Return the places of ids in their order, sorted by parts: sorting all at once holds up every other thread."""
    parts: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        parts[key[:2]].append(place)
    return [place for part in sorted(parts) for place in sorted(parts[part], key=keys.__getitem__)]


def _source(event: Observation) -> str:
    return "delta" if event.is_delta else "statement"


def _sale_currency(item: PlanItem) -> str | None:
    line = item.line
    return None if line.sale_minor is None else line.sale_currency or line.currency
