"""The amounts of a row in their currencies, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.imports.statements.amounts import amount_reader, currency_in, currency_of
from consultant_desk.imports.statements.cells import CellReader
from consultant_desk.imports.statements.headers import Bound
from consultant_desk.imports.statements.profile import Profile

_CACHED = 1_000
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


class Amounts(NamedTuple):
    """The amounts of one row in minor units. `net` is the amount where no column holds another."""

    currency: str
    amount: int
    sale: int | None
    sale_currency: str
    old: int | None
    explained: bool
    fee: int
    tax: int
    net: int
    trouble: Trouble | None
    detail: str


AmountsReader = Callable[[list[str]], Amounts]


class _Currencies(dict[str, str | Trouble]):
    """Codes by what stands in a column of currencies."""

    def __missing__(self, cell: str) -> str | Trouble:
        if len(self) >= _CACHED:
            self.clear()
        self[cell] = code = currency_of(cell)
        return code


def amounts_reader(profile: Profile, bound: Bound, cells_of: CellReader, expected: Expected) -> AmountsReader:
    """Return the function from the cells of a row to its amounts."""
    read_amount, currencies = amount_reader(profile.marks), _Currencies()
    at_amount, at_currency = cells_of.place("amount"), cells_of.place("currency")
    at_sale, at_sale_currency = cells_of.place("sale"), cells_of.place("sale_currency")
    declared = _stated(profile, bound, "amount") or expected.declared
    usual = declared or profile.currency or expected.currency
    usual_of_sale = _stated(profile, bound, "sale")
    further = _further_reader(profile, cells_of)

    def read(cells: list[str]) -> Amounts:
        trouble, detail = None, ""
        raw = cells[at_amount]
        code = currencies[cells[at_currency]]
        if isinstance(code, Trouble):
            if code is Trouble.NO_CURRENCY:
                code = usual or currency_in(raw) or code
        elif declared and code != declared:
            trouble, detail = Trouble.OTHER_CURRENCY, code
        if isinstance(code, Trouble):
            return Amounts("", 0, None, "", None, False, 0, 0, 0, code, cells[at_currency].strip() or raw.strip())
        amount = read_amount(raw, code)
        if isinstance(amount, Trouble):
            return Amounts(code, 0, None, code, None, False, 0, 0, 0, trouble or amount, detail or raw.strip())
        sale, sale_code = None, code
        if text := cells[at_sale].strip():
            own = currencies[cells[at_sale_currency]]
            own = usual_of_sale or code if own is Trouble.NO_CURRENCY else own
            found = own if isinstance(own, Trouble) else read_amount(text, own)
            if isinstance(found, Trouble):
                trouble, detail = trouble or found, detail or text
            else:
                sale, sale_code = found, own
        if further is None:
            return Amounts(code, amount, sale, sale_code, None, False, 0, 0, amount, trouble, detail)
        old, explained, fee, tax, net, wrong = further(cells, code, amount)
        if wrong is not None:
            trouble, detail = trouble or wrong[0], detail or wrong[1]
        return Amounts(code, amount, sale, sale_code, old, explained, fee, tax, net, trouble, detail)

    return read


Further = tuple[int | None, bool, int, int, int, tuple[Trouble, str] | None]


def _further_reader(profile: Profile, cells_of: CellReader) -> Callable[[list[str], str, int], Further] | None:
    """Return what reads the former amount and whether it is explained, fee, tax and net; None where there are none."""
    places = [cells_of.place(name) for name in ("old_amount", "fee", "tax", "net")]
    if all(place < 0 for place in places):
        return None
    read_amount, at_amended = amount_reader(profile.marks), cells_of.place("amended")

    def read(cells: list[str], currency: str, amount: int) -> Further:
        wrong = None
        found: list[int | None] = []
        for place in places:
            text = cells[place].strip()
            value = read_amount(text, currency) if text else None
            if isinstance(value, Trouble):
                wrong, value = (value, text), None
            found.append(value)
        old, fee, tax, net = found
        said = cells[at_amended].strip().casefold() in _YES
        explained = said if at_amended >= 0 else old is not None and old != amount
        return old if explained else None, explained, fee or 0, tax or 0, amount if net is None else net, wrong

    return read


def _stated(profile: Profile, bound: Bound, field: str) -> str:
    """Return the currency that the name of a field's column states."""
    columns = profile.fields.get(field, ())
    return next((bound.currencies[column] for column in columns if column in bound.currencies), "")
