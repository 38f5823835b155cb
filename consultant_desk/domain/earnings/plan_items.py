"""The lines of a plan. Most are new or say what the ledger holds already: such an item is made when it is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import compress
from typing import overload

from consultant_desk.domain.earnings.fold import Observation
from consultant_desk.domain.earnings.identity import first_event_ids
from consultant_desk.domain.earnings.plan import LinkTarget, PlanAction, PlanItem
from consultant_desk.domain.earnings.statement_lines import LineBlock, Lines
from consultant_desk.domain.earnings.verdict import Verdict


class Sort(IntEnum):
    """What is known of a line without looking at it by itself."""

    SINGLE = 0
    """Nothing: it was planned by itself."""
    NEW = 1
    SAME = 2
    """Word for word what the ledger holds."""
    LEFT = 3
    """Left out by its profile."""


ACTIONS = {Sort.NEW: PlanAction.NEW, Sort.SAME: PlanAction.UNCHANGED, Sort.LEFT: PlanAction.IGNORED}
"""What happens to the lines of a sort."""


class PlanItems(Sequence[PlanItem]):
    """The items of a plan, in the order of the file.

    `keys` are the record ids of all lines, `sorts` holds a `Sort` for each, `singles` the items of those planned by
    themselves. `targets` leads from sub-ids as read to links, `clients` from commissions to clients.
    """

    def __init__(
        self,
        lines: Lines,
        keys: Sequence[str],
        sorts: bytes,
        singles: Mapping[int, PlanItem],
        *,
        as_of: str,
        targets: Mapping[str, LinkTarget],
        clients: Mapping[str, str],
    ) -> None:
        self.lines, self.keys, self.sorts, self.singles = lines, keys, sorts, singles
        self.as_of, self.targets, self.clients = as_of, targets, clients

    def places(self, sort: Sort) -> Sequence[int]:
        """Return where the lines of a sort stand."""
        if self.sorts.count(sort) == len(self.sorts):
            return range(len(self.sorts))
        return [place for place, one in enumerate(self.sorts) if one == sort]

    def new_where(self, holds: Callable[[Verdict], bool]) -> Iterator[tuple[LineBlock, int]]:
        """Yield the new lines with certain verdicts: the block each stands in, and its place there."""
        start = 0
        for block in self.lines.blocks:
            sorts = self.sorts[start : start + len(block)]
            start += len(block)
            fitting = {id(said) for said in block.distinct if holds(said)}
            if fitting and Sort.NEW in sorts:
                for place in compress(range(len(block)), map(fitting.__contains__, map(id, block.verdicts))):
                    if sorts[place] == Sort.NEW:
                        yield block, place

    def counts(self) -> dict[PlanAction, int]:
        """Return how many lines each action has, all actions named."""
        counts = dict.fromkeys(PlanAction, 0)
        for sort, action in ACTIONS.items():
            counts[action] += self.sorts.count(sort)
        for item in self.singles.values():
            counts[item.action] += 1
        return counts

    def of(self, action: PlanAction) -> Iterator[PlanItem]:
        """Yield the items with an action, in the order of the file."""
        places = [place for place, item in self.singles.items() if item.action is action]
        for sort, one in ACTIONS.items():
            places += self.places(sort) if one is action else ()
        return map(self._at, sorted(places))

    def left_out(self) -> Counter[str]:
        """Return why lines are left out that nobody decided about, and how many."""
        singles = (item for item in self.singles.values() if item.action is PlanAction.IGNORED)
        whys = Counter(item.why for item in singles if item.decision is None)
        if Sort.LEFT in self.sorts:
            whys.update(said.ignored for block in self.lines.blocks for said in block.verdicts if said.ignored)
        return whys

    def __len__(self) -> int:
        return len(self.sorts)

    def __iter__(self) -> Iterator[PlanItem]:
        return map(self._at, range(len(self.sorts)))

    @overload
    def __getitem__(self, index: int) -> PlanItem: ...
    @overload
    def __getitem__(self, index: slice) -> list[PlanItem]: ...
    def __getitem__(self, index: int | slice) -> PlanItem | list[PlanItem]:
        if isinstance(index, slice):
            return [self._at(place) for place in range(*index.indices(len(self.sorts)))]
        place = index + len(self.sorts) if index < 0 else index
        if not 0 <= place < len(self.sorts):
            raise IndexError(index)
        return self._at(place)

    def _at(self, place: int) -> PlanItem:
        sort = self.sorts[place]
        if sort == Sort.SINGLE:
            return self.singles[place]
        line, key = self.lines[place], self.keys[place]
        if sort == Sort.LEFT:
            return PlanItem(line, PlanAction.IGNORED, "", why=line.ignored)
        if sort == Sort.SAME:
            return PlanItem(line, PlanAction.UNCHANGED, key, client_id=self.clients.get(key, ""))
        as_of, approval, payment = line.change_at or self.as_of, line.approval, line.payment
        (one,) = first_event_ids([(key, as_of, approval, payment, line.amount_minor, line.currency, line.payment_id)])
        was = line.old_amount_minor or 0
        event = Observation(one, as_of, approval, payment, line.amount_minor, line.payment_id, was_minor=was)
        item = PlanItem(line, PlanAction.NEW, key, event, is_first=True)
        if (target := self.targets.get(line.ref)) is not None:
            item.link_id, item.client_id = target.link_id, target.client_id
        return item
