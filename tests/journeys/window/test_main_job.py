"""From an empty home to a report that verifies: once by mouse, once by keyboard, with everything there afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFileDialog, QWidget

from consultant_desk.cli.main import main
from ui.clients.need_block import NeedBlock
from ui.evaluations.score_matrix import ScoreMatrix
from ui.widgets.buttons import Button


def cell(person, column, row):
    """Return the matrix and the place of a score in it, counted among the criteria."""
    matrix = person.finds("Scores of products on criteria", ScoreMatrix)
    rows = [place for place, line in enumerate(matrix.scores.rows) if line.criterion is not None]
    return matrix, matrix.scores.index(rows[row], column)


def spoken(matrix, index):
    """Return what a screen reader says of a score."""
    return str(matrix.model().data(index, Qt.ItemDataRole.AccessibleTextRole))


def page_button(person, name):
    """Return the tab or step of the page with this title: the rail has buttons of the same names."""
    page = person.window.current_page()
    return next(button for button in page.findChildren(QAbstractButton) if button.text() == name and button.isVisible())


def test_by_mouse_from_the_first_start_to_a_verified_report(start, home, monkeypatch):
    person = start()
    person.clicks("Start my own")
    person.fills("Name of your practice", "Mara Lindqvist")
    person.clicks("Create the workspace")

    person.clicks("First client, to do")
    person.clicks("New client")
    person.fills("Name", "Harbour Bakeries")
    person.fills("What they are looking for", "New customer desk")
    person.clicks("Add client")
    person.clicks("People")
    person.clicks("Add the first person")
    person.fills("Name", "Aoife Brennan")
    person.clicks("Add person")
    person.sees("Aoife Brennan")

    person.clicks("Needs")
    person.clicks("Write down the first need")
    person.types("We answer the same question three times.")
    person.clicks_on(person.finds("", NeedBlock).need)
    person.fills("When", "a customer writes")
    person.fills("they want to", "give each request one owner")
    person.clicks("Requirement")
    person.types("Customer data hosted in the EU")
    person.clicks_on(page_button(person, "Evaluations"))
    person.clicks("New evaluation")
    person.clicks("Start comparing")

    person.clicks("Add a criterion")
    person.fills("Name", "Reporting")
    person.clicks("Levels")
    person.clicks("Add criterion")
    person.clicks("Add a criterion, a group or a stakeholder")
    person.chooses("Criterion")
    person.fills("Name", "Cost over 3 years")
    person.fills("Worst acceptable", "36,000")
    person.fills("Best plausible", "6,000")
    person.clicks("This is the cost")
    person.clicks("Add criterion")
    person.sees("Cost over 3 years")

    person.clicks_on(page_button(person, "Products"))
    for name in ("Northwind Desk", "Contoso Flow", "Tailspin CRM"):
        person.clicks("Add product")
        person.fills("Search the catalogue or type a name", name)
        person.clicks("Add")
        person.sees(name)
    person.clicks_cell(*candidate(person, "Tailspin CRM"))
    person.clicks("Reject")
    person.clicks("Requirement it does not meet")
    person.chooses("Customer data hosted in the EU")
    person.clicks_on(person.finds("Reject", Button))
    person.sees("Considered and rejected")

    person.clicks_on(page_button(person, "Scores"))
    person.clicks_cell(*cell(person, 0, 0))
    person.types("Basic")
    person.presses("Down")
    person.wait(lambda: "Basic" in spoken(*cell(person, 0, 0)))
    QGuiApplication.clipboard().setText("Full\tBasic\n14000\t20,000\n")
    person.clicks_cell(*cell(person, 1, 0))
    person.presses("Ctrl+V")
    person.clicks_on(page_button(person, "Result"))
    person.sees("Northwind Desk is the clear winner")

    person.clicks("Write the report")
    person.clicks("What you say")
    person.clicks("Reason")
    person.types("One owner per request")
    person.clicks("Lock weights and scores …")
    person.clicks("Lock weights and scores")
    person.finds("Interest in Northwind Desk")
    for name in ("Northwind Desk", "Contoso Flow"):
        person.clicks(f"Interest in {name}")
        person.chooses("Nothing paid")
        person.finds(f"Interest in {name}: Nothing paid")
    person.clicks("Layout")
    person.sees("All figures tied to the data")
    person.sees_no_more("Say whether you are paid")
    person.clicks("Issue version 1")
    person.fills("Recipients", "Aoife Brennan")
    person.clicks("Issue version 1 anyway")
    person.sees("Version 1 issued")
    assert_it_verifies(person, home / "report.pdf", monkeypatch)

    person = start()
    person.clicks_on(person.finds("Mara Lindqvist, Saved here", QWidget).window().rail.buttons["reports"])
    person.sees("1 report")
    assert main(["verify", str(home / "report.pdf")]) == 0


def test_by_keyboard_from_the_first_start_to_a_verified_report(start, home, monkeypatch):
    person = start()
    person.finds("Start my own")
    person.tabs_to("Start my own")
    person.presses("Return")
    person.types("Mara Lindqvist")
    person.presses("Return")

    person.finds("New follow-up")
    person.presses("Ctrl+2")
    person.sees("No clients yet")
    person.presses("Ctrl+N")
    person.fields("Name")
    person.types("Harbour Bakeries")
    person.presses("Tab")
    person.types("New customer desk")
    person.presses("Return")
    person.sees("Nothing logged yet")
    person.tabs_to("Timeline")
    person.presses("Right", "Right")
    person.tabs_to("Write down the first need")
    person.presses("Return")
    person.types("We answer the same question three times.")
    person.presses("Ctrl+Return")
    person.types("a customer writes")
    person.presses("Tab")
    person.types("give each request one owner")
    person.presses("Ctrl+Return")
    person.types("Every request has one owner")
    person.presses("Escape")
    person.tabs_to("Needs")
    person.presses("Right")
    person.tabs_to("New evaluation")
    person.presses("Return")
    person.fields("Title")
    person.presses("Return")

    person.finds("Add a criterion")
    person.tabs_to("Add a criterion")
    person.presses("Return")
    person.fields("Name")
    person.types("Hours to an answer")
    person.tabs_to("Worst acceptable")
    person.types("24")
    person.presses("Tab")
    person.types("1")
    person.presses("Return")
    person.closes_the_sheet()
    person.tabs_to("Criteria")
    person.presses("Right")
    for name in ("Northwind Desk", "Contoso Flow"):
        person.tabs_to("Add product")
        person.presses("Return")
        person.fields("Search the catalogue or type a name")
        person.types(name)
        person.presses("Return")
        person.closes_the_sheet()
    person.tabs_to("Products")
    person.presses("Right")
    person.finds("Scores, 0 of 3")
    person.tabs_to("Scores of products on criteria")
    for score in ("20", "4", "7"):
        person.types(score)
        person.presses("Tab")
    person.presses("Escape")
    person.sees("Northwind Desk is the clear winner")
    person.tabs_to("Scores")
    person.presses("Right")
    person.tabs_to("Write the report")
    person.presses("Return")
    person.sees("rebuilt in")
    person.presses("Ctrl+Shift+I")
    person.tabs_to("Lock weights and scores")
    person.presses("Return")
    person.sees("Say whether you are paid")
    person.presses("Ctrl+Shift+I")
    for name in ("Northwind Desk", "Contoso Flow"):
        person.tabs_to(f"Interest in {name}")
        person.presses("Return", "Down", "Return")
        person.finds(f"Interest in {name}: Nothing paid")
    person.tabs_to("What you say")
    person.presses("Left")
    person.sees_no_more("Say whether you are paid")
    person.presses("Ctrl+Shift+I")
    person.fields("Recipients")
    person.presses("Return")
    person.sees("Version 1 issued")
    assert_it_verifies(person, home / "report.pdf", monkeypatch)


def assert_it_verifies(person, file, monkeypatch):
    """Save a copy of the report that is open and check it at the command line."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments, **_named: (str(file), ""))
    person.clicks("Save a copy…")
    person.wait(file.exists)
    person.sees("Saved as report.pdf")
    assert main(["verify", str(file)]) == 0


def candidate(person, name):
    """Return the table of products and the place of one."""
    table = person.finds("Products compared", QAbstractItemView)
    person.wait(lambda: any(name in str(row) for row in table.rows_model.rows))
    place = next(place for place, row in enumerate(table.rows_model.rows) if name in str(row))
    return table, table.model().index(place, 1)
