"""The amounts of a batch of rows in their currencies, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.imports.statements.amounts import AmountReader, amounts_reader, currency_in, currency_of
from consultant_desk.imports.statements.cells import CellReader, Columns, Troubles, same
from consultant_desk.imports.statements.headers import Bound
from consultant_desk.imports.statements.profile import Profile

_CACHED = 1_000
_NONE: frozenset[int] = frozenset()
_YES = frozenset({"true", "1", "yes", "y", "ja", "oui", "sí", "si"})


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a file beside its lines.

    `currency` stands in where neither file nor profile has one, `declared` is what the file says all of it is in,
    `account` the account it should be of. `spreadsheet`: its dates came as dates and are ISO by now.
    """

    currency: str = ""
    declared: str = ""
    account: str = ""
    spreadsheet: bool = False


@dataclass(slots=True)
class Money:
    """Columns of minor units. A row without a currency has an empty one and 0; `nets` are else the amounts."""

    currencies: Sequence[str]
    amounts: Sequence[int]
    sales: Sequence[int | None]
    sale_currencies: Sequence[str]
    olds: Sequence[int | None]
    explained: Sequence[bool]
    fees: Sequence[int]
    taxes: Sequence[int]
    nets: Sequence[int]
    unread: frozenset[int]
    """The rows whose amount could not be read."""


class _Codes(dict[str, str]):
    """Codes of currencies by what stands in a column of them; empty for none and for what is none."""

    def __missing__(self, cell: str) -> str:
        if len(self) >= _CACHED:
            self.clear()
        code = currency_of(cell)
        self[cell] = known = "" if isinstance(code, Trouble) else code
        return known


class MoneyReader:
    """Reads the amounts of batches."""

    def __init__(self, profile: Profile, bound: Bound, cells: CellReader, expected: Expected) -> None:
        self._read: AmountReader = amounts_reader(profile.marks)
        self._codes = _Codes()
        self._at = {name: cells.place(name) for name in ("amount", "currency", "sale", "sale_currency", "amended")}
        self._others = [cells.place(name) for name in ("old_amount", "fee", "tax", "net")]
        self._declared = _stated(profile, bound, "amount") or expected.declared
        self._usual = self._declared or profile.currency or expected.currency
        self._usual_of_sale = _stated(profile, bound, "sale")

    def read(self, columns: Columns, troubles: Troubles) -> Money:
        """Return the amounts of a batch and note what is wrong with them."""
        size = len(columns[-1])
        raw = columns[self._at["amount"]]
        currencies = self._currencies(columns, raw, troubles)
        found = self._amounts(raw, currencies, troubles, needed=True)
        unread = frozenset(place for place, amount in enumerate(found) if amount is None) if None in found else _NONE
        amounts = [amount or 0 for amount in found]
        zero, none = same(0, size), same(None, size)
        money = Money(currencies, amounts, none, currencies, none, same(False, size), zero, zero, amounts, unread)
        if self._at["sale"] >= 0:
            money.sale_currencies = self._sale_currencies(columns, currencies, troubles)
            money.sales = self._amounts(columns[self._at["sale"]], money.sale_currencies, troubles)
        if any(place >= 0 for place in self._others):
            self._read_others(money, columns, troubles)
        return money

    def _currencies(self, columns: Columns, raw: Sequence[str], troubles: Troubles) -> Sequence[str]:
        """Return the currency of each row: its own, else the stated or usual one, else the one its amount names."""
        at, usual, declared = self._at["currency"], self._usual, self._declared
        if at < 0 and usual:
            return same(usual, len(raw))
        found = [*map(self._codes.__getitem__, columns[at])]
        if "" in found or declared:
            for place, (cell, code) in enumerate(zip(columns[at], found, strict=True)):
                if not code:
                    found[place] = self._made_up(cell, raw[place], place, troubles)
                elif declared and code != declared:
                    troubles.note(place, Trouble.OTHER_CURRENCY, code)
        return found

    def _made_up(self, cell: str, raw: str, place: int, troubles: Troubles) -> str:
        why = currency_of(cell)
        code = (self._usual or currency_in(raw)) if why is Trouble.NO_CURRENCY else ""
        if not code and isinstance(why, Trouble):
            troubles.note(place, why, cell.strip() or raw.strip())
        return code

    def _sale_currencies(self, columns: Columns, currencies: Sequence[str], troubles: Troubles) -> Sequence[str]:
        """Return the currency of each sale: its own, else the one its header states, else that of the commission."""
        at, usual = self._at["sale_currency"], self._usual_of_sale
        if at < 0:
            return same(usual, len(currencies)) if usual else currencies
        found = []
        for place, (cell, own) in enumerate(zip(columns[at], currencies, strict=True)):
            code = self._codes[cell]
            if not code and cell.strip():
                troubles.note(place, Trouble.UNKNOWN_CURRENCY, cell.strip())
            found.append(code or usual or own)
        return found

    def _amounts(
        self, texts: Sequence[str], currencies: Sequence[str], troubles: Troubles, *, needed: bool = False
    ) -> list[int | None]:
        """Return the amounts of texts, None where there is none; noted is what is wrong, of a needed one also that."""
        found, wrong = self._read(texts, currencies)
        for place, trouble in wrong.items():
            if needed or trouble is not Trouble.NO_AMOUNT:
                troubles.note(place, trouble, texts[place].strip())
        return found

    def _read_others(self, money: Money, columns: Columns, troubles: Troubles) -> None:
        """Read what few sources have: the former amount and whether it is explained, fee, tax and net."""
        olds, fees, taxes, nets = (self._amounts(columns[place], money.currencies, troubles) for place in self._others)
        at = self._at["amended"]
        if at >= 0:
            money.explained = [cell.strip().casefold() in _YES for cell in columns[at]]
        else:
            money.explained = [
                old is not None and old != amount for old, amount in zip(olds, money.amounts, strict=True)
            ]
        money.olds = [old if said else None for old, said in zip(olds, money.explained, strict=True)]
        money.taxes = [tax or 0 for tax in taxes]
        money.nets = [amount if net is None else net for net, amount in zip(nets, money.amounts, strict=True)]
        money.fees = [
            _taken_off(fee or 0, amount, net) for fee, amount, net in zip(fees, money.amounts, money.nets, strict=True)
        ]


def _taken_off(fee: int, amount: int, net: int) -> int:
    """Return a fee as what it does to the amount: some sources print what is taken off without a minus."""
    return -fee if amount + fee != net and amount - fee == net else fee


def _stated(profile: Profile, bound: Bound, field: str) -> str:
    """Return the currency that the name of a field's column states."""
    columns = profile.fields.get(field, ())
    return next((bound.currencies[column] for column in columns if column in bound.currencies), "")
