"""Tables of text: encodings, delimiters, marks before decimals, and what is refused with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.table import Decimals, column_name
from consultant_desk.errors import UserError
from consultant_desk.imports.export_csv import csv_bytes
from consultant_desk.imports.table import guarded, read_text_table, unguarded

LINES = "Criterion;Müller;Zoë\nPreis;1,5;2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert read_text_table(LINES.encode(encoding)).rows[0] == ("Criterion", "Müller", "Zoë")


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("a;b\n1,5;2", Decimals.COMMA),
        ("a,b\n1.5,2", Decimals.POINT),
        ('a,b\n"1,5",2', Decimals.COMMA),
        ("a\tb\n1.5\t2", Decimals.POINT),
        ("a\tb\n1.500\t2", Decimals.LOCALE),
        ("a\tb\n0.125\t2", Decimals.POINT),
        ("a\tb\n1.234.567\t2", Decimals.COMMA),
        ("a\tb\n3.11.2026\t2", Decimals.LOCALE),
        ("a\tb\n1.234,5\t2", Decimals.COMMA),
        ("a;b\n1.500;2", Decimals.COMMA),
        ("a,b\n1.500,2", Decimals.POINT),
    ],
)
def test_delimiter_and_mark_before_decimals_are_found_out(text: str, decimals: Decimals) -> None:
    table = read_text_table(text)
    assert (table.width, table.decimals) == (2, decimals)


def test_a_delimiter_inside_quotes_parts_nothing_and_a_line_break_stays_in_its_cell() -> None:
    assert read_text_table('"a, b",c\n"d\ne","f ""g"""').rows == (("a, b", "c"), ("d\ne", 'f "g"'))


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    assert read_text_table("sep=;\na;b\n1;2").rows == (("a", "b"), ("1", "2"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1," + b"x" * 10_001, "B2 holds 10,001 characters"),
        (b"a,b\n1," + b"x" * 1_000_000, "holds a cell with more than 131,072"),
        (b"," * 1_000 + b"x", "Row 1 has 1001 columns"),
        (b"a\n" * 1_001, "Row 1001 is one too many"),
        (b"x" * 10_000_001, "larger than 10 MB"),
        (b"", "holds no table"),
        (b"a\0b", "is not a text"),
        (b"\xff\xfea", "cut off"),
    ],
)
def test_too_much_or_nothing_is_refused_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(UserError) as refused:
        read_text_table(data)
    assert words in refused.value.sentence()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        table = read_text_table(data)
    except UserError:
        return
    assert table.rows
    assert {len(row) for row in table.rows} == {table.width}


@given(st.text(max_size=8) | st.text("'=+-@\t\r1", max_size=5))
def test_a_guarded_text_begins_no_formula_and_comes_back(text: str) -> None:
    assert guarded(text)[:1] not in set("=+-@\t\r")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", [" =1+1", "\u00a0@x", "\n=1", "\x0b-1", "\ufeff=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"]
)
def test_neither_blanks_nor_wide_signs_make_a_formula(text: str) -> None:
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


def test_what_is_written_is_quoted_guarded_and_numbers_stay_numbers() -> None:
    rows = (("=1+1", "a;b", "@x"), (-2.5, "-2..3", 1e21))
    assert csv_bytes(rows, ",").decode("utf-8-sig") == "'=1+1;\"a;b\";'@x\r\n-2,5;'-2..3;1000000000000000000000\r\n"
    assert read_text_table(csv_bytes(rows, ",")).rows == (
        ("=1+1", "a;b", "@x"),
        ("-2,5", "-2..3", "1000000000000000000000"),
    )


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_in_a_spreadsheet(column: int, name: str) -> None:
    assert column_name(column) == name
