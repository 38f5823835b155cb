"""The lines of a statement, column by column: a line is made when somebody looks at it.

A hundred thousand lines as objects of their own take a second to make and 60 MB, and whoever collects garbage walks
over all of them. What is done to all lines (their keys, the difference to the ledger, writing them) works on columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, overload

from consultant_desk.domain.earnings.statement import LineRole, StatementLine, Trouble
from consultant_desk.domain.earnings.verdict import Verdict

_FINE: tuple[Trouble | None, str] = (None, "")


@dataclass(slots=True)
class LineBlock:
    """Some lines that follow each other: columns of one length, named as the fields of `StatementLine`.

    Rows that were judged alike share one verdict. `troubles` and `pairs` are by the place of a row in the block.
    Columns may be shared between fields and blocks: whoever changes one puts another in its place.
    """

    line: Sequence[int]
    external_id: Sequence[str]
    occurrence: Sequence[int]
    date: Sequence[str]
    day_utc: Sequence[str]
    verdicts: Sequence[Verdict]
    distinct: Sequence[Verdict]
    """Those of `verdicts` that differ, each once."""
    currency: Sequence[str]
    amount_minor: Sequence[int]
    effect_minor: Sequence[int]
    cash_minor: Sequence[int]
    sale_minor: Sequence[int | None]
    sale_currency: Sequence[str]
    old_amount_minor: Sequence[int | None]
    explained: Sequence[bool]
    fee_minor: Sequence[int]
    tax_minor: Sequence[int]
    net_minor: Sequence[int]
    program: Sequence[str]
    ref: Sequence[str]
    payment_id: Sequence[str]
    product: Sequence[str]
    customer: Sequence[str]
    order_ref: Sequence[str]
    reason: Sequence[str]
    reverses: Sequence[str]
    account: Sequence[str]
    change_at: Sequence[str]
    is_delta: bool = False
    troubles: dict[int, tuple[Trouble, str]] = field(default_factory=dict)
    pairs: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.verdicts)

    def at(self, place: int) -> StatementLine:
        """Return one line."""
        said = self.verdicts[place]
        trouble, detail = self.troubles.get(place, _FINE)
        return StatementLine(
            self.line[place], said.role, self.external_id[place], self.date[place], self.day_utc[place],
            self.program[place], self.amount_minor[place], self.currency[place], said.approval, said.payment,
            said.raw_status, said.kind, self.effect_minor[place], self.ref[place], self.sale_minor[place],
            self.sale_currency[place], self.payment_id[place], self.product[place], self.customer[place],
            self.order_ref[place], self.reason[place], self.reverses[place], self.change_at[place],
            self.occurrence[place], said.shape, self.is_delta, self.explained[place], self.old_amount_minor[place],
            said.recurring, said.forecast, self.fee_minor[place], self.tax_minor[place], self.net_minor[place],
            self.cash_minor[place], self.pairs.get(place, ""), said.label, self.account[place], said.ignored, trouble,
            detail,
        )  # fmt: skip

    def put(self, name: str, place: int, value: Any) -> None:
        """Give one row another value in a column."""
        column = list(getattr(self, name))
        column[place] = value
        setattr(self, name, column)

    def hold(self, place: int, trouble: Trouble, detail: str) -> None:
        """Keep a line from counting, whatever else is wrong with it."""
        self.troubles[place] = trouble, detail
        self.put("effect_minor", place, 0)
        self.put("cash_minor", place, 0)


class Lines(Sequence[StatementLine]):
    """All lines of a statement, in the order of the file."""

    def __init__(self) -> None:
        self._blocks: list[LineBlock] = []
        self._starts: list[int] = []
        self._count = 0

    @property
    def blocks(self) -> Sequence[LineBlock]:
        """Return the blocks, one after the other."""
        return self._blocks

    def add(self, block: LineBlock) -> None:
        """Take the next lines."""
        if len(block):
            self._blocks.append(block)
            self._starts.append(self._count)
            self._count += len(block)

    def find(self, place: int) -> tuple[LineBlock, int]:
        """Return the block a line stands in, and its place there."""
        number = bisect_right(self._starts, place) - 1
        return self._blocks[number], place - self._starts[number]

    def column(self, name: str) -> list[Any]:
        """Return one column of all lines."""
        return [*chain.from_iterable(getattr(block, name) for block in self._blocks)]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[StatementLine]:
        return (block.at(place) for block in self._blocks for place in range(len(block)))

    @overload
    def __getitem__(self, index: int) -> StatementLine: ...
    @overload
    def __getitem__(self, index: slice) -> list[StatementLine]: ...
    def __getitem__(self, index: int | slice) -> StatementLine | list[StatementLine]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(self._count))]
        place = index + self._count if index < 0 else index
        if not 0 <= place < self._count:
            raise IndexError(index)
        block, at = self.find(place)
        return block.at(at)


def lacks_currency(lines: Lines) -> bool:
    """Tell whether neither file nor profile says what amounts are in."""
    return any(why is Trouble.NO_CURRENCY for block in lines.blocks for why, _detail in block.troubles.values())


def asks_as_of(lines: Lines) -> bool:
    """Tell whether a commission does not say when it changed."""
    return any(map(_asks_as_of, lines.blocks))


def _asks_as_of(block: LineBlock) -> bool:
    if "" not in block.change_at or all(said.ignored for said in block.distinct):
        return False
    both = zip(block.verdicts, block.change_at, strict=True)
    return any(said.role is LineRole.COMMISSION and not said.ignored and not when for said, when in both)
