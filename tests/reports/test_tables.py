from __future__ import annotations

import pytest
from reportlab.platypus import PageBreakIfNotEmpty

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.report_options import PageSize
from reports.fonts import FontBook
from reports.tables import GridTable, SetCell, SetRow
from reports.text import TextDoor
from reports.theme import Theme

WIDTHS = (100.0, 200.0)
PAGE = 700.0


def door() -> TextDoor:
    return TextDoor(Theme(Brand("X"), PageSize.A4, FontBook("Inter")))


def row(text: str, *, leading: bool = False) -> SetRow:
    return SetRow((SetCell(tuple(door().cell(text)), heads=True), SetCell(tuple(door().set(text)))), leading=leading)


def table(*rows: SetRow, foot: bool = False) -> GridTable:
    source = door().one("Source: here.", "source") if foot else None
    return GridTable(WIDTHS, [row("Head")], rows, PAGE, foot=source)


def heights(parts: list[GridTable]) -> list[float]:
    return [part.wrap(300, PAGE)[1] for part in parts]


def test_a_table_breaks_between_rows_and_repeats_its_header():
    whole = table(*[row(f"Row {number}") for number in range(40)])
    parts = whole.split(300, 300)
    assert len(parts) == 2
    first, rest = heights(parts)
    assert first <= 300
    header = table().wrap(300, PAGE)[1]
    assert abs(first + rest - header - whole.wrap(300, PAGE)[1]) < 0.01


def test_the_name_of_a_group_is_never_the_last_row_of_a_page():
    rows = [row("Row 1"), row("Group", leading=True), row("Row 2"), row("Row 3")]
    height = table(*rows[:2]).wrap(300, PAGE)[1] + 2
    first, *_rest = table(*rows).split(300, height)
    assert abs(first.wrap(300, PAGE)[1] - table(rows[0]).wrap(300, PAGE)[1]) < 0.01


def test_the_source_never_stands_alone_on_the_next_page():
    rows = [row("Row 1"), row("Row 2")]
    height = table(*rows).wrap(300, PAGE)[1] + 3
    parts = table(*rows, foot=True).split(300, height)
    assert len(parts) == 2
    assert abs(parts[0].wrap(300, PAGE)[1] - table(rows[0]).wrap(300, PAGE)[1]) < 0.01


@pytest.mark.parametrize("fitting", [3, 4])
def test_the_last_rows_do_not_stand_alone_on_the_next_page(fitting):
    rows = [row(f"Row {number}") for number in range(5)]
    height = table(*rows[:fitting]).wrap(300, PAGE)[1] + 2
    first, turn, rest = table(*rows).split(300, height)
    assert abs(first.wrap(300, PAGE)[1] - table(*rows[:2]).wrap(300, PAGE)[1]) < 0.01
    assert abs(rest.wrap(300, PAGE)[1] - table(*rows[2:]).wrap(300, PAGE)[1]) < 0.01
    assert isinstance(turn, PageBreakIfNotEmpty)  # else the first of the rows moved would follow on the same page


def test_rows_that_are_enough_follow_where_they_fit():
    rows = [row(f"Row {number}") for number in range(6)]
    first, rest = table(*rows).split(300, table(*rows[:3]).wrap(300, PAGE)[1] + 2)
    assert abs(first.wrap(300, PAGE)[1] - rest.wrap(300, PAGE)[1]) < 0.01


def test_a_row_taller_than_a_page_is_broken_inside():
    long = row("word " * 4_000)
    parts = table(long).split(300, PAGE)
    assert len(parts) == 2
    assert parts[0].wrap(300, PAGE)[1] <= PAGE


def test_a_table_that_does_not_fit_at_all_goes_to_the_next_page():
    assert table(row("SetRow")).split(300, 5) == []


def test_a_row_taller_than_a_page_is_broken_under_the_name_of_its_group():
    group, long = row("Group", leading=True), row("word " * 4_000)
    parts = table(group, long).split(300, PAGE)
    assert len(parts) == 2
    assert parts[0].wrap(300, PAGE)[1] > PAGE / 2


def test_a_header_taller_than_half_a_page_is_broken_like_any_row():
    tall = GridTable(WIDTHS, [row("word " * 4_000)], [row("Row 1")], PAGE)
    first, rest = tall.split(300, PAGE)
    assert first.wrap(300, PAGE)[1] <= PAGE
    assert rest.wrap(300, PAGE)[1] < tall.wrap(300, PAGE)[1]
