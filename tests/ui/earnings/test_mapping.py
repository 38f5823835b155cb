"""A file no profile knows: a person says what its columns are, and the next file of the source is recognised."""

import pytest
from PySide6.QtCore import Qt

from consultant_desk.domain.earnings.states import Approval, Payment, Status
from ui.earnings.mapping_words import SHOWN

FILE = "Wann;Text;Provision;Zustand\n03.02.2026;Team;1.234,50;bezahlt\n14.02.2026;Solo;10,00;offen\n"


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "Ledgerly GmbH.csv"
    made.write_text(FILE, "utf-8")
    return made


@pytest.fixture
def view(page, file):
    page.import_statement(file)
    return page.importing


def line(view, name):
    return next(one for one in view.mapping.lines if one.name == name)


def test_columns_are_shown_with_first_values_and_suggestions(view):
    assert view.mapping.isVisible()
    assert [(one.name, one.field.text()) for one in view.mapping.lines] == [
        ("Wann", "Leave out"), ("Text", "Leave out"), ("Provision", "Commission"), ("Zustand", "State"),
    ]  # fmt: skip
    assert view.mapping.decimal.value() == ","
    assert view.strip.recognised.text() == "Not recognised"
    assert view.mapping.title.text() == "Ledgerly GmbH"


def test_what_is_missing_is_asked_for_one_thing_after_the_other(view, qtbot):
    said = []
    for act in (
        lambda: None,
        lambda: line(view, "Wann").field._choose("date"),
        lambda: view.mapping.format.set_value("%d.%m.%Y"),
    ):
        act()
        qtbot.mouseClick(view.mapping.read, Qt.MouseButton.LeftButton)
        said.append(view.mapping.problem.text())
    assert said == [
        "Say which column is the date.",
        "Choose how dates are written: the file fits several ways.",
        "Type the currency of the amounts, such as EUR.",
    ]


def test_two_columns_cannot_be_the_same(view, qtbot):
    line(view, "Wann").field._choose("date")
    line(view, "Text").field._choose("amount")
    view.mapping.read.click()
    assert view.mapping.problem.text() == "Two columns are the same; leave out Provision or say what else it is."


def mapped(view):
    line(view, "Wann").field._choose("date")
    line(view, "Text").field._choose("product")
    view.mapping.format.set_value("%d.%m.%Y")
    view.mapping.currency.setText("eur")
    view.mapping.read.click()


def test_the_plan_follows_and_nothing_is_changed_until_it_is_applied(view, desk):
    mapped(view)
    assert view.list.isVisible()
    assert view.session.shown.sheet.source.profile_title == "Ledgerly GmbH"
    amounts = [row.amount.minor for row in view.session.shown.sheet.rows]
    assert sorted(amounts) == [1000, 123450]
    assert desk.earnings.overview().is_empty
    assert not [one for one in desk.statements.profiles() if one.key.startswith("own")]


def test_after_applying_the_next_file_is_recognised(view, page, desk, tmp_path):
    mapped(view)
    view.apply()
    assert not desk.earnings.overview().is_empty
    march = tmp_path / "march.csv"
    march.write_text(FILE.replace(".02.", ".03."), "utf-8")
    page.import_statement(march)
    assert page.importing.session.shown.sheet.source.profile_title == "Ledgerly GmbH"


def test_a_mapping_need_not_be_kept(view, desk):
    view.mapping.keep.setChecked(False)
    mapped(view)
    view.apply()
    assert not [one for one in desk.statements.profiles() if one.key.startswith("own")]


def test_giving_up_changes_nothing(view, page, desk):
    view.mapping.cancel.click()
    assert not page.is_importing
    assert desk.earnings.overview().is_empty


WORDS = (
    "Wann;Text;Provision;Zustand\n03.02.2026;Team;10,00;sitzt\n14.02.2026;frisch;20,00;offen\n"
    "15.02.2026;Duo;30,00;Weg damit\n16.02.2026;Trio;40,00;weg_damit\n17.02.2026;Quartett;50,00;schwebt\n"
)


@pytest.fixture
def worded(page, file):
    file.write_text(WORDS, "utf-8")
    page.import_statement(file)
    return page.importing


def choose(view, word, value):
    view.mapping.meanings.choices[word]._choose(value)


def test_words_of_the_state_that_mean_nothing_are_asked_for(worded):
    meanings = worded.mapping.meanings
    assert meanings.isVisible()
    assert list(meanings.choices) == ["sitzt", "Weg damit", "schwebt"]
    assert {one.text() for one in meanings.choices.values()} == {"Ask for each line"}


def test_what_they_are_said_to_mean_is_where_the_lines_stand_and_the_rest_is_asked(worded, page, tmp_path):
    choose(worded, "sitzt", "approved")
    choose(worded, "Weg damit", "reversed")
    mapped(worded)
    sheet = worded.session.shown.sheet
    found = {row.amount.minor: (row.after, row.question) for row in sheet.rows if row.amount is not None}
    assert [found[minor][0] for minor in (1000, 2000)] == [Status.APPROVED, Status.PENDING]
    assert [found[minor][0] for minor in (3000, 4000)] == [Status.REVERSED] * 2
    assert [minor for minor, (_status, question) in found.items() if question is not None] == [5000]
    worded.apply()
    march = tmp_path / "march.csv"
    march.write_text(WORDS.replace(".02.", ".03."), "utf-8")
    page.import_statement(march)
    again = page.importing.session.shown.sheet
    assert sum(row.question is not None for row in again.rows) == 1


def test_the_words_follow_the_column_that_is_the_state_and_choices_stay(worded):
    choose(worded, "sitzt", "paid")
    line(worded, "Zustand").field._choose("")
    assert not worded.mapping.meanings.isVisible()
    assert worded.mapping.meanings.meanings() == {}
    line(worded, "Text").field._choose("status")
    assert list(worded.mapping.meanings.choices) == ["Team", "frisch", "Duo", "Trio", "Quartett"]
    line(worded, "Text").field._choose("")
    line(worded, "Zustand").field._choose("status")
    assert worded.mapping.meanings.meanings() == {"sitzt": (Approval.APPROVED, Payment.PAID)}


def test_a_column_of_many_words_is_doubted(page, file):
    rows = "".join(f"03.02.2026;x;1,00;word {letter}\n" for letter in "abcdefghijkl")
    file.write_text("Wann;Text;Provision;Zustand\n" + rows, "utf-8")
    page.import_statement(file)
    meanings = page.importing.mapping.meanings
    assert len(meanings.choices) == SHOWN
    assert meanings.more.text().startswith("4 more words: is this the column of the state?")


def test_words_known_in_four_languages_are_not_asked_for(view):
    assert not view.mapping.meanings.isVisible()
