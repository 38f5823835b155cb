"""Rows of a statement to lines in the program's own terms, a batch of rows at a time, column by column.

A hundred thousand rows pass through here, and a column costs a tenth of what its cells cost one by one. A row is read
whatever is wrong with it: it is kept with the first trouble found and counts nothing until a person has decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.domain.earnings.statement_lines import LineBlock, Lines
from consultant_desk.domain.earnings.states import ReversalShape
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.imports.statements.cells import CellReader, Columns, Texts, Troubles, same
from consultant_desk.imports.statements.dates import ISO, DateRules, Days, moment_reader
from consultant_desk.imports.statements.headers import Bound
from consultant_desk.imports.statements.keys import KeyMaker, Links
from consultant_desk.imports.statements.money import Expected, Money, MoneyReader
from consultant_desk.imports.statements.profile import TEXT_FIELDS, Profile
from consultant_desk.imports.statements.rules import Judge

LinesReader = Callable[[Sequence[int], Sequence[list[str]]], LineBlock]
_NO_PAYMENT = "0"
"""What networks print as the payment of what is not paid."""


class LineMaker:
    """Makes the lines of one file; what has to be remembered from batch to batch is remembered here."""

    def __init__(self, profile: Profile, expected: Expected) -> None:
        self._profile, self._expected = profile, expected
        self._texts, self._keys, self._links = Texts(), KeyMaker(profile), Links(profile)
        rules = _date_rules(profile.dates, spreadsheet=expected.spreadsheet)
        self._days, self._moment_of = Days(rules), moment_reader(rules)

    @property
    def ties(self) -> bool:
        """Tell whether lines are changed once all are made."""
        return self._links.wanted

    def tie(self, lines: Lines) -> None:
        """Name originals and other halves, once all lines are made."""
        self._links.tie(lines)

    def reader(self, bound: Bound, width: int) -> LinesReader:
        """Return the function from the numbers and the cells of some rows to their lines."""
        cells = CellReader(self._profile, bound, width)
        money_of = MoneyReader(self._profile, bound, cells, self._expected)
        judge = Judge(self._profile, bound.places)
        self._keys.bind(bound.places)

        def read(numbers: Sequence[int], rows: Sequence[list[str]]) -> LineBlock:
            troubles = Troubles()
            columns = cells.columns(rows, troubles)
            money = money_of.read(columns, troubles)
            local, utc = self._read_days(columns[cells.place("date")], troubles)
            verdicts = judge.verdicts(columns, money.amounts)
            distinct = tuple(dict(zip(map(id, verdicts), verdicts, strict=True)).values())
            changed = self._read_changes(columns, cells.place("change_at"), verdicts, distinct, troubles)
            texts = {name: self._read_texts(columns, cells.place(name)) for name in TEXT_FIELDS}
            if _NO_PAYMENT in (paid_by := texts["payment_id"]):
                texts["payment_id"] = ["" if text == _NO_PAYMENT else text for text in paid_by]
            self._check_account(texts["account"], troubles)
            _judge_troubles(verdicts, distinct, troubles)
            raw = columns[cells.place("amount")]
            ids, occurrences = self._keys.keys(columns, _values(local, texts, money, raw))
            effects, cash = _counted(money, verdicts, distinct, troubles)
            block = LineBlock(
                line=numbers, external_id=ids, occurrence=occurrences, date=local, day_utc=utc, verdicts=verdicts,
                distinct=distinct,
                currency=money.currencies, amount_minor=money.amounts, effect_minor=effects, cash_minor=cash,
                sale_minor=money.sales, sale_currency=money.sale_currencies, old_amount_minor=money.olds,
                explained=money.explained, fee_minor=money.fees, tax_minor=money.taxes, net_minor=money.nets,
                change_at=changed, is_delta=self._profile.reversal is ReversalShape.DELTA, troubles=troubles,
                program=texts["program"], ref=texts["ref"], payment_id=texts["payment_id"], product=texts["product"],
                customer=texts["customer"], order_ref=texts["order_ref"], reason=texts["reason"],
                reverses=texts["reverses"], account=texts["account"],
            )  # fmt: skip
            if self._links.wanted:
                self._links.hear(block, columns, bound.places)
            return block

        return read

    def _read_days(self, texts: Sequence[str], troubles: Troubles) -> tuple[Sequence[str], Sequence[str]]:
        """Return the day of each row as printed, and in UTC."""
        days = self._days.of(texts)
        if not all(days):
            for place, day in enumerate(days):
                if day is None:
                    troubles.note(place, Trouble.NOT_A_DATE, texts[place].strip())
        local = [day.local if day else "" for day in days]
        utc = [day.utc if day else "" for day in days]
        return local, local if utc == local else utc

    def _read_changes(
        self, columns: Columns, usual: int, verdicts: Sequence[Verdict], distinct: Sequence[Verdict], troubles: Troubles
    ) -> Sequence[str]:
        """Return when each row was changed last: by the column of its status, else by the usual one."""
        if usual < 0 and not any(said.changed >= 0 for said in distinct):
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


def _judge_troubles(verdicts: Sequence[Verdict], distinct: Sequence[Verdict], troubles: Troubles) -> None:
    """Let go of what is wrong with lines that are left out, and note what the rules find wrong."""
    if not (troubles and any(said.ignored for said in distinct)) and all(said.trouble is None for said in distinct):
        return
    for place, said in enumerate(verdicts):
        if said.ignored:
            troubles.pop(place, None)
        elif said.trouble is not None:
            troubles.note(place, said.trouble, said.raw_status)


def _counted(
    money: Money, verdicts: Sequence[Verdict], distinct: Sequence[Verdict], troubles: Troubles
) -> tuple[Sequence[int], Sequence[int]]:
    """Return what each row adds to what was earned, and to what lies in an account; held and left out ones nothing."""
    none = same(0, len(verdicts))
    effects = (
        [
            amount if said.counts and not said.ignored else 0
            for amount, said in zip(money.amounts, verdicts, strict=True)
        ]
        if any(said.counts for said in distinct)
        else none
    )
    cash = (
        [net if said.moves_cash and not said.ignored else 0 for net, said in zip(money.nets, verdicts, strict=True)]
        if any(said.moves_cash for said in distinct)
        else none
    )
    if troubles:
        effects, cash = list(effects), list(cash)
        for place in troubles:
            effects[place] = cash[place] = 0
    return effects, cash


def _values(
    days: Sequence[str], texts: dict[str, Sequence[str]], money: Money, raw: Sequence[str]
) -> tuple[Sequence[object], ...]:
    """Return the columns a fingerprint may hold. An amount that could not be read tells lines apart by its text."""
    amounts: Sequence[object] = money.amounts
    if money.unread:
        amounts = [raw[place].strip() if place in money.unread else one for place, one in enumerate(amounts)]
    names = ("ref", "product", "customer", "order_ref")
    return (days, texts["program"], amounts, money.sales, money.currencies, *(texts[name] for name in names))


def _date_rules(rules: DateRules, *, spreadsheet: bool) -> DateRules:
    """Return the rules with the form in which dates come out of a spreadsheet, whatever they look like in it."""
    return replace(rules, formats=(*rules.formats, ISO)) if spreadsheet and ISO not in rules.formats else rules
