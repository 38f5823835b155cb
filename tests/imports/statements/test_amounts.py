"""Amounts are read by declared marks only, exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consultant_desk.domain.currencies import EXPONENTS
from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.domain.money import major, minor
from consultant_desk.imports.statements.amounts import (
    Marks,
    Rounding,
    amounts_reader,
    currency_in,
    currency_of,
    read_amount,
)

POINT, COMMA = Marks(".", ","), Marks(",", ".")
ROUNDED = Marks(".", ",", rounding=Rounding.HALF_EVEN)
CENTS = Marks(minor_unit=True)
currencies = st.sampled_from(sorted(EXPONENTS))


@pytest.mark.parametrize(
    ("text", "currency", "marks", "expected"),
    [
        ("1,234.56", "EUR", POINT, 123456),
        ("1.234,56", "EUR", COMMA, 123456),
        ("1,234.56", "EUR", COMMA, Trouble.NOT_A_NUMBER),
        ("1.234,56", "EUR", POINT, Trouble.NOT_A_NUMBER),
        ("1,23", "EUR", POINT, Trouble.NOT_A_NUMBER),
        ("1,23", "EUR", COMMA, 123),
        ("1,250", "KWD", COMMA, 1250),
        ("1,250", "KWD", POINT, 1250000),
        ("1.500", "JPY", COMMA, 1500),
        ("1.500", "JPY", POINT, Trouble.TOO_PRECISE),
        ("1.500", "EUR", POINT, Trouble.TOO_PRECISE),
        ("12.3456", "EUR", POINT, Trouble.TOO_PRECISE),
        ("12.3456", "EUR", ROUNDED, 1235),
        ("12.3450", "EUR", ROUNDED, 1234),
        ("12.3550", "EUR", ROUNDED, 1236),
        ("-0.0050", "EUR", ROUNDED, 0),
        ("5.0000", "EUR", POINT, 500),
        ("1500.00", "JPY", POINT, 1500),
        ("(51.96)", "USD", POINT, -5196),
        ("($1,051.96)", "USD", POINT, -105196),
        ("−51.96", "USD", POINT, -5196),
        ("51.96-", "USD", POINT, -5196),
        ("51.96 -", "USD", POINT, -5196),
        ("+51.96", "USD", POINT, 5196),
        ("-(5.00)", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("--5", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("1'234'567.50", "CHF", POINT, 123456750),
        ("1’234.50", "CHF", POINT, 123450),
        ("1\u00a0234,56", "EUR", COMMA, 123456),
        ("1\u202f234,56\u00a0€", "EUR", COMMA, 123456),
        ("1 234,56", "EUR", COMMA, 123456),
        ("1 23,56", "EUR", COMMA, Trouble.NOT_A_NUMBER),
        ("1.234.5,00", "EUR", COMMA, Trouble.NOT_A_NUMBER),
        ("1'234.567,00", "EUR", COMMA, Trouble.NOT_A_NUMBER),
        ("12,34,567.00", "INR", POINT, Trouble.NOT_A_NUMBER),
        ("$1,100.00", "USD", POINT, 110000),
        ("US$5", "USD", POINT, 500),
        ("USD 5.00", "USD", POINT, 500),
        ("5,00 zł", "PLN", COMMA, 500),
        ("¥1,500", "JPY", POINT, 1500),
        ("€5.00", "USD", POINT, Trouble.OTHER_CURRENCY),
        ("5.00 EUR", "USD", POINT, Trouble.OTHER_CURRENCY),
        ("'-$20.00", "USD", POINT, -2000),
        ("5'-", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("'=5", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("'+5", "USD", POINT, 500),
        ("=1+1", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("#DIV/0!", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("1e3", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("NaN", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("12 apples", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("٣.00", "USD", POINT, Trouble.NOT_A_NUMBER),
        (".50", "USD", POINT, 50),
        ("5.", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("", "USD", POINT, Trouble.NO_AMOUNT),
        (" \u00a0", "USD", POINT, Trouble.NO_AMOUNT),
        ("9" * 20, "USD", POINT, Trouble.NOT_A_NUMBER),
        (" " * 10_000 + "5", "USD", POINT, Trouble.NOT_A_NUMBER),
        ("1410", "USD", CENTS, 1410),
        ("-1410", "JPY", CENTS, -1410),
        ("14.10", "USD", CENTS, Trouble.NOT_A_NUMBER),
        ("1,410", "USD", CENTS, Trouble.NOT_A_NUMBER),
    ],
)
def test_an_amount_is_what_the_declared_marks_make_of_it(
    text: str, currency: str, marks: Marks, expected: int | Trouble
) -> None:
    assert read_amount(text, currency, marks) == expected
    found, wrong = amounts_reader(marks)([text], [currency])
    assert (found[0] if found[0] is not None else wrong[0]) == expected


@given(st.integers(-(10**12), 10**12), currencies, st.sampled_from([POINT, COMMA]), st.booleans())
def test_what_is_written_by_the_marks_reads_back_exactly(
    amount: int, currency: str, marks: Marks, grouped: bool
) -> None:
    plain = f"{major(amount, currency):,f}" if grouped else f"{major(amount, currency):f}"
    text = plain.translate({ord(","): marks.group, ord("."): marks.decimal})
    assert read_amount(text, currency, marks) == amount
    assert amounts_reader(marks)([text], [currency]) == ([amount], {})


@given(st.decimals(-(10**9), 10**9, places=4), currencies)
def test_rounding_is_half_to_even_and_once(amount: Decimal, currency: str) -> None:
    read = read_amount(f"{amount:.4f}", currency, ROUNDED)
    assert read == minor(amount, currency)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["12.34", "-12.34", "1", "0.100", "1,250.00", "1.5", "", "1.00\n2.00", "five", "−3.00"]),
            st.sampled_from(["EUR", "USD", "JPY", "KWD", ""]),
        ),
        max_size=12,
    ),
    st.sampled_from([POINT, COMMA, CENTS]),
)
def test_amounts_read_together_are_those_read_one_by_one(cells: list[tuple[str, str]], marks: Marks) -> None:
    texts, codes = [text for text, _ in cells], [code for _, code in cells]
    found, wrong = amounts_reader(marks)(texts, codes)
    for place, (text, code) in enumerate(cells):
        expected = read_amount(text, code, marks) if code else None
        assert (found[place] if found[place] is not None else wrong.get(place)) == expected


@given(st.text("0123456789.,'() -−$€'+=", max_size=20), currencies, st.sampled_from([POINT, COMMA, CENTS]))
@example("1.234", "EUR", COMMA)
def test_the_quick_way_and_the_long_way_agree(text: str, currency: str, marks: Marks) -> None:
    found, wrong = amounts_reader(marks)([text], [currency])
    assert (found[0] if found[0] is not None else wrong[0]) == read_amount(text, currency, marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5 €", "EUR"), ("US$5", "USD"), ("USD 5", "USD"), ("$5", ""), ("5", ""), ("kr 5", ""), ("5 pts", "")],
)
def test_an_amount_names_its_currency_only_where_the_sign_means_one(text: str, expected: str) -> None:
    assert currency_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("usd", "USD"),
        (" EUR ", "EUR"),
        ("€", "EUR"),
        ("$", Trouble.UNKNOWN_CURRENCY),
        ("XXX", Trouble.UNKNOWN_CURRENCY),
        ("", Trouble.NO_CURRENCY),
        ("points", Trouble.NOT_MONEY),
        ("free_months", Trouble.NOT_MONEY),
    ],
)
def test_a_cell_of_currencies_is_a_code_or_a_trouble(text: str, expected: str | Trouble) -> None:
    assert currency_of(text) is expected or currency_of(text) == expected
