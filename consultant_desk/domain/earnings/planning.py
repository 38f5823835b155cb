"""Compute the plan of a statement: identity, then the difference to what the ledger holds.

Nearly all lines are new, or say what the ledger holds already, and are told by comparing columns; the others are
planned one by one (`line_planning`). What a line does hinges on no other one, unless both are of one commission.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from consultant_desk.domain.earnings.identity import commission_ids, payment_key
from consultant_desk.domain.earnings.line_planning import LinePlanning, Targets
from consultant_desk.domain.earnings.plan import Decision, Held, Stands, StatementPlan, state_code
from consultant_desk.domain.earnings.plan_items import PlanItems, Sort
from consultant_desk.domain.earnings.statement import LineRole
from consultant_desk.domain.earnings.statement_lines import LineBlock, Lines
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.domain.progress import Progress, silent

STEP = 5_000
"""Lines between two looks at whether the person has cancelled."""

COMPARING = "Comparing with the ledger"
_LEFT, _SINGLE = -2, -1
"""Stand for the states of lines that are left out, and of those that are planned by themselves."""


def keys_of(account: str, lines: Lines) -> list[str]:
    """Return the record id of each line: of its commission, payout or bank line; empty for a line without a key."""
    keys: list[str] = []
    for block in lines.blocks:
        if all(said.role is LineRole.COMMISSION for said in block.distinct):
            keys += commission_ids(account, block.external_id)
        else:
            keys += [
                commission_ids(account, (key,))[0] if said.role is LineRole.COMMISSION else payment_key(account, key)
                for key, said in zip(block.external_id, block.verdicts, strict=True)
            ]
        if "" in block.external_id:
            start = len(keys) - len(block)
            for place, key in enumerate(block.external_id, start):
                keys[place] = keys[place] if key else ""
    return keys


def payment_keys_of(lines: Lines, keys: Sequence[str]) -> list[str]:
    """Return which of the `keys` are of payouts and bank lines."""
    found: list[str] = []
    start = 0
    for block in lines.blocks:
        if any(said.role is not LineRole.COMMISSION for said in block.distinct):
            both = zip(keys[start : start + len(block)], block.verdicts, strict=True)
            found += [key for key, said in both if key and said.role is not LineRole.COMMISSION]
        start += len(block)
    return found


def plan_lines(
    account: str,
    lines: Lines,
    keys: Sequence[str],
    as_of: str,
    held: Held,
    decisions: Mapping[int, Decision],
    progress: Progress = silent,
) -> StatementPlan:
    """Return what the lines of a statement, with their `keys_of`, do to what is held; `decisions` by line number.

    A decision about a sub-id or a status holds for every line that says the same. `progress` may raise to cancel.
    """
    total, targets, sorts, start = 2 * len(lines), Targets(held), bytearray(), 0
    repeated = {key for key, count in Counter(keys).items() if count > 1} if len({*keys}) < len(keys) else set[str]()
    for block in lines.blocks:
        progress(start, total, COMPARING)
        some = keys[start : start + len(block)]
        sorts += bytes(_sorted_out(block, some, as_of, held, targets, repeated))
        start += len(block)
    places = [place for place, sort in enumerate(sorts) if sort == Sort.SINGLE] if 0 in sorts else []
    found = [(lines[place], keys[place]) for place in places]
    planning = LinePlanning(as_of, held, decisions, targets)
    planning.prepare(found)
    for number, (line, key) in enumerate(found):
        if number % STEP == 0:
            progress(len(lines) + number, total, COMPARING)
        planning.take(line, key)
    singles = dict(zip(places, planning.items, strict=True))
    leading = {ref: target for ref, (target, _near) in targets.items() if target is not None}
    items = PlanItems(lines, keys, bytes(sorts), singles, as_of=as_of, targets=leading, clients=held.clients)
    return StatementPlan(account, as_of, items)


def has_more(stands: Stands, items: PlanItems) -> bool:
    """Tell whether the account may have commissions that are not in the plan."""
    known = {items.keys[place] for place in items.singles} & stands.ids if items.singles else frozenset[str]()
    return stands.has_more(items.sorts.count(Sort.SAME) + len(known))


def _sorted_out(
    block: LineBlock, keys: Sequence[str], as_of: str, held: Held, targets: Targets, repeated: Collection[str]
) -> list[int]:
    """Return the sort of each line of a block."""
    single, new, same = int(Sort.SINGLE), int(Sort.NEW), int(Sort.SAME)
    states, sorts = _states(block), [new] * len(block)
    if held.stands:
        said = zip(
            keys, states, block.currency, block.amount_minor, _whens(block, as_of), block.payment_id, strict=True
        )
        alike = held.stands.same(
            f"{key}{state}/{currency}{minor}/{when}/{paid_by}" for key, state, currency, minor, when, paid_by in said
        )
        sorts = [same] * len(block)
        if not all(alike):
            there = held.stands.ids
            sorts = [
                same if is_alike else single if key in there else new for key, is_alike in zip(keys, alike, strict=True)
            ]
    asked = {ref for ref in {*block.ref} if targets[ref][1] is not None}
    alone = set(block.troubles)
    if asked:
        alone.update(place for place, ref in enumerate(block.ref) if ref in asked and sorts[place] == new)
    if repeated:
        alone.update(place for place, key in enumerate(keys) if key in repeated)
    if block.is_delta:
        alone.update(range(len(block)))
    elif held.mixes:
        alone.update(place for place, key in enumerate(keys) if key in held.stands.ids)
    elif held.by_payouts:
        alone.update(place for place, key in enumerate(keys) if key in held.by_payouts)
    for place in alone:
        sorts[place] = single
    if min(states) < 0:
        left = int(Sort.LEFT)
        sorts = [sort if state >= 0 else left if state == _LEFT else single
                 for sort, state in zip(sorts, states, strict=True)]  # fmt: skip
    return sorts


def _states(block: LineBlock) -> Sequence[int]:
    """Return the state of each line, as its number."""
    numbers = {id(said): _number(said) for said in block.distinct}
    return [*map(numbers.__getitem__, map(id, block.verdicts))]


def _number(said: Verdict) -> int:
    if said.ignored:
        return _LEFT
    if said.trouble is not None or said.role is not LineRole.COMMISSION:
        return _SINGLE
    return state_code(said.approval, said.payment)


def _whens(block: LineBlock, as_of: str) -> Sequence[str]:
    """Return when each line was so; empty where that is the day the statement stands for."""
    if as_of not in block.change_at:
        return block.change_at
    return ["" if when == as_of else when for when in block.change_at]
