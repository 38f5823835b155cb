"""Amounts of eight digits are never cut: columns, panels and tiles take the room they need, names give way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from ui.models.table import CELL_ROLE
from ui.theme import SEMIBOLD, theme
from ui.widgets.figure_table import FigureTable
from ui.widgets.painting import text_width
from ui.widgets.table import EDGE, NUMBER_PAD, PAD

HEAD = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
LINES = (
    "A,2026-10-25,Orbit,12345678.90,EUR,approved,,,", "B,2026-09-20,Orbit,19410622.40,EUR,approved,,,",
    "C,2026-08-20,Orbit,32000000.00,EUR,approved,,,", "D,2026-07-20,Nova,32000000.00,EUR,approved,,,",
    "E,2026-03-01,Orbit,11200060.00,EUR,paid,,,", "F,2026-11-02,Orbit,22652478.50,EUR,pending,,,",
)  # fmt: skip
LATER = ("A,2026-10-25,Orbit,12345678.90,EUR,paid,,,", "N,2026-11-03,Orbit,45678901.25,EUR,approved,,,")


@pytest.fixture(params=[(1440, 900), (1024, 700)], ids=["usual", "small"])
def page(window, desk, request):
    desk.statements.apply(desk.statements.open(statement(LINES), "a.csv", account="Orbit Partners Incorporated"))
    other = statement(("X,2026-11-03,Comet,40000007.00,EUR,approved,,,", "Y,2026-02-03,Comet,40000007.00,EUR,paid,,,"))
    desk.statements.apply(desk.statements.open(other, "b.csv", account="Comet"))
    for row in desk.programmes.list():
        if row.name != "Nova":
            terms = Terms("", "EUR", percent=Decimal(10), lock=LockRule.DAYS, lock_days=30, cycle=Cycle.MONTHLY)
            desk.programmes.set_terms(row.id, terms)
    window.resize(*request.param)
    page = window.current_page()
    page.refresh(None)
    return page


def statement(lines):
    return "\n".join((HEAD, *lines, "")).encode()


def cut_figures(table):
    """Return the figures of a table that have less room than they need, of columns that are shown."""
    model = table.model()
    found, columns = [], len(model.columns)
    for place, column in enumerate(model.columns):
        if not column.number or table.isColumnHidden(place):
            continue
        edges = (EDGE if place == 0 else NUMBER_PAD) + (EDGE if place == columns - 1 else PAD)
        for row in range(model.rowCount()):
            cell = model.index(row, place).data(CELL_ROLE)
            font = theme().font("body", weight=SEMIBOLD if cell.bold else None, tabular=True)
            if text_width(cell.text, font) > table.columnWidth(place) - edges:
                found.append(cell.text)
    return found


@pytest.mark.parametrize("name", ["balance", "tax", "forecast"])
def test_no_figure_of_a_tab_is_cut(page, name):
    page.ledger.show_tab(name)
    tab = page.ledger.view(name)
    table = {"balance": lambda: tab.ageing.table, "tax": lambda: tab.table, "forecast": lambda: tab.months}[name]()
    assert table.rows_model.rows
    assert cut_figures(table) == []
    names = [place for place, column in enumerate(table.model().columns) if not column.width]
    assert all(table.columnWidth(place) >= 96 for place in names)


def test_no_figure_of_the_roll_forward_is_cut(page):
    page.ledger.show_balance("moved")
    assert cut_figures(page.ledger.view("balance").moved.table) == []


def test_no_figure_of_the_overview_is_cut(page, qtbot):
    overview = page.ledger.overview
    assert cut_figures(overview.programmes) == []
    assert cut_figures(overview.items.table) == []
    tiles = overview.tiles
    for tile in (tiles.paid, tiles.approved, tiles.pending, tiles.expected):
        qtbot.waitUntil(lambda tile=tile: tile.figure.width() >= tile.figure.sizeHint().width())


def test_the_side_of_an_import_grows_to_its_figures(page, tmp_path):
    file = tmp_path / "later.csv"
    file.write_bytes(statement(LATER))
    page.import_statement(file)
    panel = page.importing.panel
    tables = panel.findChildren(FigureTable)
    assert tables
    assert all(table.width() >= table.least_width() for table in tables)
    assert panel.width() > 320


def test_figures_that_find_room_leave_the_columns_as_they_are_declared(window, ledger, desk):
    window.current_page().refresh(None)
    table = window.current_page().ledger.overview.items.table
    for place, column in enumerate(table.model().columns):
        if column.width:
            assert table.columnWidth(place) == column.width
