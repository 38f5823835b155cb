"""Rows of a statement to lines in the program's own terms, a batch of rows at a time, column by column.

A hundred thousand rows pass through here, and a column costs a tenth of what its cells cost one by one. A row is read
whatever is wrong with it: it is kept with the first trouble found and counts nothing until a person has decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat

from consultant_desk.domain.earnings.statement import StatementLine, Trouble
from consultant_desk.domain.earnings.states import ReversalShape
from consultant_desk.imports.statements.cells import CellReader, Columns, Texts, Troubles
from consultant_desk.imports.statements.dates import ISO, DateRules, Day, Days, moment_reader
from consultant_desk.imports.statements.headers import Bound
from consultant_desk.imports.statements.keys import KeyMaker, Links
from consultant_desk.imports.statements.money import Expected, Money, MoneyReader
from consultant_desk.imports.statements.profile import TEXT_FIELDS, Profile
from consultant_desk.imports.statements.rules import Judge, Verdict

LinesReader = Callable[[Sequence[int], Sequence[list[str]]], list[StatementLine]]
_NO_DAY = Day("", "")
_NO_PAYMENT = "0"
"""What networks print as the payment of what is not paid."""


class LineMaker:
    """Makes the lines of one file; what has to be remembered from batch to batch is remembered here."""

    def __init__(self, profile: Profile, expected: Expected) -> None:
        self._profile, self._expected = profile, expected
        self._texts, self._keys, self._links = Texts(), KeyMaker(profile), Links(profile)
        rules = _date_rules(profile.dates, spreadsheet=expected.spreadsheet)
        self._days, self._moment_of = Days(rules), moment_reader(rules)

    def tie(self, lines: list[StatementLine]) -> None:
        """Name originals and other halves, once all lines are made."""
        self._links.tie(lines)

    def reader(self, bound: Bound, width: int) -> LinesReader:
        """Return the function from the numbers and the cells of some rows to their lines."""
        cells = CellReader(self._profile, bound, width)
        money_of = MoneyReader(self._profile, bound, cells, self._expected)
        judge = Judge(self._profile, bound.places)
        self._keys.bind(bound.places)

        def read(numbers: Sequence[int], rows: Sequence[list[str]]) -> list[StatementLine]:
            troubles = Troubles()
            columns = cells.columns(rows, troubles)
            money = money_of.read(columns, troubles)
            days = self._read_days(columns[cells.place("date")], troubles)
            verdicts = judge.verdicts(columns, money.amounts)
            changed = self._read_changes(columns, cells.place("change_at"), verdicts, troubles)
            texts = {name: self._read_texts(columns, cells.place(name)) for name in TEXT_FIELDS}
            self._check_account(texts["account"], troubles)
            _judge_troubles(verdicts, troubles)
            raw = columns[cells.place("amount")]
            ids = self._keys.keys(columns, _values(days, texts, money, raw))
            lines = self._made(numbers, ids, days, money, verdicts, texts, changed, troubles)
            if self._links.wanted:
                self._links.hear(lines, columns, bound.places)
            return lines

        return read

    def _read_days(self, texts: Sequence[str], troubles: Troubles) -> list[Day]:
        days = self._days.of(texts)
        if all(days):
            return [day for day in days if day]
        for place, day in enumerate(days):
            if day is None:
                troubles.note(place, Trouble.NOT_A_DATE, texts[place].strip())
        return [day or _NO_DAY for day in days]

    def _read_changes(
        self, columns: Columns, usual: int, verdicts: Sequence[Verdict], troubles: Troubles
    ) -> Sequence[str]:
        """Return when each row was changed last: by the column of its status, else by the usual one."""
        if usual < 0 and not any(said.changed >= 0 for said in verdicts):
            return columns[-1]
        moments = []
        for place, said in enumerate(verdicts):
            text = columns[said.changed][place].strip() or columns[usual][place].strip()
            moment = self._moment_of(text) if text else ""
            if moment is None:
                troubles.note(place, Trouble.NOT_A_DATE, text)
            moments.append(moment or "")
        return moments

    def _read_texts(self, columns: Columns, place: int) -> Sequence[str]:
        return columns[-1] if place < 0 else [*map(self._texts.__getitem__, columns[place])]

    def _check_account(self, accounts: Sequence[str], troubles: Troubles) -> None:
        if own := self._expected.account:
            for place, account in enumerate(accounts):
                if account and account != own:
                    troubles.note(place, Trouble.OTHER_ACCOUNT, account)

    def _made(
        self,
        numbers: Sequence[int],
        ids: Sequence[tuple[str, int]],
        days: Sequence[Day],
        money: Money,
        verdicts: Sequence[Verdict],
        texts: dict[str, Sequence[str]],
        changed: Sequence[str],
        troubles: Troubles,
    ) -> list[StatementLine]:
        """Put the columns together, in the order of the fields of a line."""
        (
            roles,
            approvals,
            payments,
            raws,
            kinds,
            labels,
            recurring,
            forecasts,
            shapes,
            counts,
            moves,
            _,
            ignored,
            _,
        ) = zip(*verdicts, strict=True)
        keys, nth = zip(*ids, strict=True)
        local, utc = zip(*days, strict=True)
        effects = [amount if count else 0 for amount, count in zip(money.amounts, counts, strict=True)]
        cash = [net if move else 0 for net, move in zip(money.nets, moves, strict=True)]
        wrong: Iterable[Trouble | None] = repeat(None)
        details: Iterable[str] = repeat("")
        if any(ignored) or troubles:
            for place, reason in enumerate(ignored):
                if reason or place in troubles:
                    effects[place] = cash[place] = 0
            wrong = [troubles[place][0] if place in troubles else None for place in range(len(effects))]
            details = [troubles[place][1] if place in troubles else "" for place in range(len(effects))]
        paid_by = ["" if text == _NO_PAYMENT else text for text in texts["payment_id"]]
        columns: tuple[Iterable[object], ...] = (
            numbers, roles, keys, local, utc, texts["program"], money.amounts, money.currencies, approvals, payments,
            raws, kinds, effects, texts["ref"], money.sales, money.sale_currencies, paid_by, texts["product"],
            texts["customer"], texts["order_ref"], texts["reason"], texts["reverses"], changed, nth, shapes,
            repeat(self._profile.reversal is ReversalShape.DELTA), money.explained, money.olds, recurring, forecasts,
            money.fees, money.taxes, money.nets, cash, repeat(""), labels, texts["account"], ignored, wrong, details,
        )  # fmt: skip
        return [*map(_LINE, zip(*columns, strict=False))]


_LINE: Callable[[Iterable[object]], StatementLine] = partial(tuple.__new__, StatementLine)
"""Makes a line of its fields; the constructor of a named tuple would take them one by one."""


def _judge_troubles(verdicts: Sequence[Verdict], troubles: Troubles) -> None:
    """Let go of what is wrong with lines that are left out, and note what the rules find wrong."""
    for place, said in enumerate(verdicts):
        if said.ignored:
            troubles.pop(place, None)
        elif said.trouble is not None:
            troubles.note(place, said.trouble, said.raw_status)


def _values(
    days: Sequence[Day], texts: dict[str, Sequence[str]], money: Money, raw: Sequence[str]
) -> tuple[Sequence[object], ...]:
    """Return the columns a fingerprint may hold. An amount that could not be read tells lines apart by its text."""
    amounts: Sequence[object] = money.amounts
    if money.unread:
        amounts = [raw[place].strip() if place in money.unread else one for place, one in enumerate(amounts)]
    names = ("ref", "product", "customer", "order_ref")
    return (
        [day.local for day in days], texts["program"], amounts, money.sales, money.currencies,
        *(texts[name] for name in names),
    )  # fmt: skip


def _date_rules(rules: DateRules, *, spreadsheet: bool) -> DateRules:
    """Return the rules with the form in which dates come out of a spreadsheet, whatever they look like in it."""
    return replace(rules, formats=(*rules.formats, ISO)) if spreadsheet and ISO not in rules.formats else rules
