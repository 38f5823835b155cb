"""A profile's rules on one line: where it stands, what it is for, whether it counts.

What is decided depends on few cells and the sign of the amount, so each combination is decided once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from consultant_desk.domain.earnings.statement import LineRole, Trouble
from consultant_desk.domain.earnings.states import Approval, Kind, ReversalShape
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.imports.statements.cells import Columns
from consultant_desk.imports.statements.headers import plain
from consultant_desk.imports.statements.profile import (
    ANY_COLUMN,
    Condition,
    KindRule,
    Profile,
    Sign,
    StatusRule,
    When,
)

_CACHED = 20_000
_KEEP_THEIR_KIND = {Kind.FEE, Kind.ADJUSTMENT}


class Judge:
    """Applies the rules to batches of rows. A missing column reads as empty."""

    def __init__(self, profile: Profile, places: Mapping[str, int]) -> None:
        rules = [when for _, when in profile.conditions()]
        tests = [test for when in rules for test in when]
        # Of a column that is only tested for being filled the content would make every line another combination.
        worded = {test.column for test in tests if test.any_of or test.none_of or test.holds}
        worded |= {rule.column for rule in profile.statuses}
        asked = {test.column for test in tests if test.filled is not None} - worded
        self._worded = [places.get(column, -1) for column in sorted(worded - {"", ANY_COLUMN})]
        self._asked = [places.get(column, -1) for column in sorted(asked)]
        self._on_all_cells = [when for when in rules if any(test.column == ANY_COLUMN for test in when)]
        self._rules = _Rules(profile, places, tests)
        self._known: dict[tuple[object, ...], Verdict] = {}

    def verdicts(self, columns: Columns, amounts: Sequence[int]) -> list[Verdict]:
        """Return the verdict on each row."""
        signs = [amount > 0 or (amount and -1) for amount in amounts]
        filled = [[not cell.strip() for cell in columns[place]] for place in self._asked]
        keys = [*zip(signs, *[columns[place] for place in self._worded], *filled, strict=True)]
        found = [*map(self._known.get, keys)]
        if all(found):
            return [one for one in found if one]
        return [
            known or self._known.get(keys[place]) or self._decided(keys[place], columns, place, amounts[place])
            for place, known in enumerate(found)
        ]

    def _decided(self, key: tuple[object, ...], columns: Columns, place: int, amount: int) -> Verdict:
        cells = [column[place] for column in columns]
        made = self._rules.decide(cells, amount)
        # What hinges on any cell of the line holds for this line only.
        if not any(self._rules.hinges_on_all(when, cells, amount) for when in self._on_all_cells):
            if len(self._known) >= _CACHED:
                self._known.clear()
            self._known[key] = made
        return made


class _Rules:
    """Works the rules out for one line."""

    def __init__(self, profile: Profile, places: Mapping[str, int], tests: Sequence[Condition]) -> None:
        self._profile = profile
        self._places = places
        self._words = {
            words: frozenset(plain(word) for word in words)
            for test in tests
            for words in (test.any_of, test.none_of, test.holds)
        }

    def decide(self, cells: Sequence[str], amount: int) -> Verdict:
        """Return the verdict on a line."""
        profile = self._profile
        found = self._first(profile.statuses, cells, amount)
        status = found or StatusRule(Approval.PENDING)
        sort = self._first(profile.kinds, cells, amount) or KindRule()
        ignored = self._first(profile.ignores, cells, amount)
        hold = self._first(profile.holds, cells, amount)
        role = sort.role or profile.role
        is_commission = role is LineRole.COMMISSION
        approval, kind, shape = status.approval, sort.kind, None
        if is_commission:
            approval, kind, shape = _reversal(profile.reversal, approval, kind, amount)
        trouble = hold.trouble if hold is not None else Trouble.UNKNOWN_STATUS if found is None else None
        flipped = approval is Approval.DECLINED and shape is not ReversalShape.DELTA
        return Verdict(
            role,
            approval,
            status.payment,
            status.text or self._cell(cells, status.column or self._status_column()),
            kind,
            sort.label,
            sort.recurring,
            status.forecast,
            shape,
            is_commission and not flipped,
            not is_commission,
            self._places.get(status.changed, -1) if status.changed else -1,
            "" if ignored is None else ignored.reason,
            None if ignored is not None else trouble,
        )

    def hinges_on_all(self, when: When, cells: Sequence[str], amount: int) -> bool:
        """Tell whether a rule that looks at all cells is decided by them: its other tests hold."""
        return all(self._is(test, cells, amount) for test in when if test.column != ANY_COLUMN)

    def _status_column(self) -> str:
        return next((rule.column for rule in self._profile.statuses if rule.column), "")

    def _first(self, rules: Sequence[Any], cells: Sequence[str], amount: int) -> Any:
        return next((rule for rule in rules if self._holds(rule.when, cells, amount)), None)

    def _holds(self, when: When, cells: Sequence[str], amount: int) -> bool:
        return all(self._is(test, cells, amount) for test in when)

    def _is(self, test: Condition, cells: Sequence[str], amount: int) -> bool:
        if test.sign is not None and test.sign is not _sign(amount):
            return False
        if not test.column:
            return True
        if test.column == ANY_COLUMN:
            return any(self._fits(test, plain(cell)) for cell in cells)
        return self._fits(test, plain(self._cell(cells, test.column)))

    def _fits(self, test: Condition, cell: str) -> bool:
        return (
            (test.filled is None or test.filled == bool(cell))
            and (not test.any_of or cell in self._words[test.any_of])
            and (not test.none_of or cell not in self._words[test.none_of])
            and (not test.holds or any(word in cell for word in self._words[test.holds]))
        )

    def _cell(self, cells: Sequence[str], column: str) -> str:
        return cells[self._places.get(column, -1)].strip()


def _sign(amount: int) -> Sign:
    return Sign.NEGATIVE if amount < 0 else Sign.POSITIVE if amount else Sign.ZERO


def _reversal(
    usual: ReversalShape, approval: Approval, kind: Kind, amount: int
) -> tuple[Approval, Kind, ReversalShape | None]:
    """Return how a commission is taken back, if it is: a negative line takes another one back whatever its status."""
    if usual is ReversalShape.DELTA:
        return approval, kind, usual if approval is Approval.DECLINED or amount < 0 else None
    if amount < 0 and kind not in _KEEP_THEIR_KIND:
        taken = Approval.APPROVED if approval is Approval.DECLINED else approval
        return taken, Kind.CLAWBACK, ReversalShape.ENTRY
    if approval is Approval.DECLINED:
        return approval, kind, ReversalShape.FLIP if usual is ReversalShape.ENTRY else usual
    return approval, kind, None
