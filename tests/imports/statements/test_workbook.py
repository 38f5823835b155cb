"""Statements in workbooks, read by the worker's reader under the limits of statements."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.domain.table import Table
from consultant_desk.errors import UserError
from consultant_desk.imports.statements.reading import read_statement
from consultant_desk.imports.statements.table_source import number_text
from consultant_desk.imports.xlsx import STATEMENT, read_xlsx
from tests.imports.statements.support import PROFILES, known

AMAZON = ("Category", "Name", "ASIN", "Seller", "Tracking ID", "Date Shipped", "Price($)", "Items Shipped", "Returns",
          "Revenue($)", "Ad Fees($)", "Device Type Group")  # fmt: skip


def workbook(*rows: tuple[object, ...], title: str = "Fee-Earnings reports from 09-01-2026 to 09-30-2026") -> Table:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet, day = book.add_worksheet("Fee-Earnings"), book.add_format({"num_format": "dd/mm/yy"})
    sheet.write_string(0, 0, title)
    for number, row in enumerate((AMAZON, *rows), 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, tuple):
                sheet.write_formula(number, column, cell[0], None, cell[1])
            else:
                sheet.write(number, column, cell)
    book.close()
    return read_xlsx(data.getvalue(), None, STATEMENT)


def sold(fee: object, when: object = date(2026, 9, 3)) -> tuple[object, ...]:
    return ("Home", "Blender", "B01", "Amazon.com", "desk-20", when, 899, 2, 0, 1798, fee, "PHONE")


def read(table: Table, profile: str = "amazon_us"):
    return read_statement(b"", "book.xlsx", PROFILES[profile], table=table)


def test_a_workbook_is_recognised_and_read_with_its_dates_and_numbers() -> None:
    table = workbook(sold(53.94), sold(53.94))
    assert known(b"", "book.xlsx", table)[0] == "amazon_us"
    statement = read(table)
    first, second = statement.lines
    assert (first.date, first.amount_minor, first.sale_minor, first.line) == ("2026-09-03", 5394, 179800, 3)
    assert (second.occurrence, statement.declared_to) == (2, "2026-09-30")


def test_the_same_statement_as_text_and_as_workbook_has_the_same_ids() -> None:
    text = ",".join(AMAZON) + "\nHome,Blender,B01,Amazon.com,desk-20,09/03/2026,899.00,2,0,1798.00,53.94,PHONE\n"
    as_text = read_statement(text.encode(), "book.csv", PROFILES["amazon_us"])
    assert as_text.lines[0].external_id == read(workbook(sold(53.94))).lines[0].external_id


def test_a_formula_counts_with_the_value_it_was_saved_with() -> None:
    (found,) = read(workbook(sold(("=J3*0.03", 53.94)))).lines
    assert (found.amount_minor, found.trouble) == (5394, None)


@pytest.mark.parametrize("fee", [("=1/0", "#DIV/0!"), ("=A1", "=1+1"), "n/a", True])
def test_a_formula_without_a_number_is_held(fee: object) -> None:
    (found,) = read(workbook(sold(fee))).lines
    assert (found.trouble, found.effect_minor) == (Trouble.NOT_A_NUMBER, 0)


def test_a_result_finer_than_a_cent_is_held_and_not_rounded() -> None:
    (found,) = read(workbook(sold(53.9437))).lines
    assert (found.trouble, found.detail) == (Trouble.TOO_PRECISE, "53.9437")


def test_a_date_that_is_a_text_is_read_by_the_profile() -> None:
    assert read(workbook(sold(5, "09/03/2026"))).lines[0].date == "2026-09-03"
    assert read(workbook(sold(5, "13.09.2026"))).lines[0].trouble is Trouble.NOT_A_DATE


@pytest.mark.parametrize(
    ("number", "decimal", "text"),
    [
        (0.1 + 0.2, ".", "0.3"),
        (1234.5, ",", "1234,5"),
        (259630312.0, ".", "259630312"),
        (1e15, ".", "1000000000000000"),
        (-0.05, ".", "-0.05"),
        (0.0, ".", "0"),
        (1e-7, ".", "0.0000001"),
    ],
)
def test_a_number_is_written_as_the_sheet_keeps_it(number: float, decimal: str, text: str) -> None:
    assert number_text(number, decimal) == text


def test_a_statement_may_be_longer_than_a_matrix() -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    for row in range(1_500):
        sheet.write_number(row, 0, row)
    book.close()
    assert len(read_xlsx(data.getvalue(), None, STATEMENT).rows) == 1_500
    with pytest.raises(UserError):
        read_xlsx(data.getvalue())


def test_two_cells_far_apart_ask_for_no_room_between_them() -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    sheet.write_number(0, 0, 1)
    sheet.write_number(150_000, 900, 1)
    book.close()
    with pytest.raises(UserError, match="AHQ150001 lies outside"):
        read_xlsx(data.getvalue(), None, STATEMENT)
