"""The table of currencies, against ISO 4217 as another project publishes it."""

from __future__ import annotations

import iso4217
import pytest

from consultant_desk.domain.currencies import EXPONENTS, exponent, is_currency

ISO = {one.code: one.exponent for one in iso4217.Currency}
NO_CASH = {"XAU", "XAG", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD", "XTS", "XXX", "XDR", "XSU", "XUA", "XAD"}
"""Metals, bonds, testing and units of account (the Arab Monetary Fund's dinar among them): nobody is paid in them."""
WITHDRAWN = {"ANG", "BGN", "CUC", "CYP", "EEK", "HRK", "LTL", "LVL", "MTL", "ROL", "SIT", "SKK", "SLL", "TRL", "ZWL"}
"""Left the list, but stand in old statements and in the ECB's history (the lev since Bulgaria has the euro)."""


def test_every_currency_of_the_iso_list_is_known_with_its_decimals() -> None:
    assert {code: places for code, places in ISO.items() if code not in NO_CASH}.items() <= EXPONENTS.items()


def test_beyond_the_iso_list_only_withdrawn_currencies_are_known() -> None:
    assert EXPONENTS.keys() - ISO.keys() <= WITHDRAWN


@pytest.mark.parametrize(("code", "places"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("IQD", 3), ("CLF", 4), ("MGA", 2)])
def test_decimals(code: str, places: int) -> None:
    assert exponent(code) == places


@pytest.mark.parametrize("text", ["", "eur", "EURO", "XXX", "XAU", "points", "BTC"])
def test_what_is_no_currency(text: str) -> None:
    assert not is_currency(text)
    with pytest.raises(KeyError):
        exponent(text)
