"""Typing: when an edit is reported, what is refused, and that nobody is interrupted while typing."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from ui.entry import months_on, read_day
from ui.widgets.calendar import CELL, HEAD, CalendarPopover
from ui.widgets.entry import DateField, MoneyField, NumberField
from ui.widgets.fields import PAUSE_MS, Field, SearchField, TextArea

TODAY = date(2026, 11, 19)


def pair(show, field):
    box = QWidget()
    column = QVBoxLayout(box)
    other = Field(name="Other")
    column.addWidget(field)
    column.addWidget(other)
    show(box)
    field.setFocus()
    return other


@pytest.mark.parametrize("make", [lambda: Field(name="Name"), lambda: TextArea(name="Note")])
class TestAnEdit:
    def test_is_reported_once_after_the_pause(self, make, show, qtbot):
        field, heard = make(), []
        pair(show, field)
        field.edited.connect(heard.append)
        qtbot.keyClicks(field, "Harbour")
        assert heard == []
        qtbot.waitUntil(lambda: heard != [], timeout=PAUSE_MS * 4)
        assert heard == ["Harbour"]

    def test_is_reported_when_the_field_is_left(self, make, show, qtbot):
        field, heard = make(), []
        other = pair(show, field)
        field.edited.connect(heard.append)
        qtbot.keyClicks(field, "Harbour")
        other.setFocus()
        assert heard == ["Harbour"]

    def test_that_ends_where_it_began_is_not_reported(self, make, show, qtbot):
        field, heard = make(), []
        other = pair(show, field)
        field.edited.connect(heard.append)
        qtbot.keyClicks(field, "a")
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        other.setFocus()
        assert heard == []

    def test_is_not_disturbed_by_a_value_from_outside(self, make, show, qtbot):
        field = make()
        pair(show, field)
        qtbot.keyClicks(field, "Harb")
        field.show_value("Something else")
        assert (field.text() if isinstance(field, Field) else field.toPlainText()) == "Harb"

    def test_is_not_told_for_a_value_from_outside(self, make, show, qtbot):
        field, heard = make(), []
        other = pair(show, field)
        field.edited.connect(heard.append)
        field.show_value("From elsewhere")
        other.setFocus()
        assert heard == []


def test_tab_leaves_a_text_area(show, qtbot):
    area = TextArea(name="Note")
    other = pair(show, area)
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_text_of_200_000_letters_without_a_space_can_be_shown(show):
    area = TextArea("x" * 200_000, name="Note")
    show(area, 300, 200)
    assert area.width() == 300


def test_escape_empties_a_search_and_down_leaves_it(show, qtbot):
    search, left = SearchField("Search"), []
    pair(show, search)
    search.left_down.connect(lambda: left.append(True))
    qtbot.keyClicks(search, "abc")
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert left == [True]


class TestNumbers:
    def test_what_is_shown_can_be_typed(self, qtbot):
        field = NumberField(name="Value", value=Decimal("12345.5"))
        qtbot.addWidget(field)
        assert field.text() == "12,345.5"
        assert field.value() == Decimal("12345.5")

    def test_words_are_refused_at_the_field_and_not_reported(self, show, qtbot):
        field, heard = NumberField(name="Value"), []
        other = pair(show, field)
        field.value_edited.connect(heard.append)
        qtbot.keyClicks(field, "many")
        other.setFocus()
        assert "“many” is not a number." in field.problem
        assert field.accessibleDescription() == field.problem
        assert heard == []

    def test_a_number_out_of_range_is_refused(self, qtbot):
        field = NumberField(name="Value", minimum=Decimal(0), maximum=Decimal(5))
        qtbot.addWidget(field)
        field.setText("6")
        with pytest.raises(UserError, match="at most 5"):
            field.value()

    def test_an_emptied_field_reports_none(self, show, qtbot):
        field, heard = NumberField(name="Value", value=Decimal(3)), []
        other = pair(show, field)
        field.value_edited.connect(heard.append)
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        field.clear()
        field.textEdited.emit("")
        other.setFocus()
        assert heard == [None]


class TestDates:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("2026-12-01", date(2026, 12, 1)),
            ("Tue 24 Nov", date(2026, 11, 24)),
            ("24 Nov 2026", date(2026, 11, 24)),
            ("tomorrow", date(2026, 11, 20)),
            ("fri", date(2026, 11, 20)),
            ("Thursday", date(2026, 11, 26)),
            ("+3d", date(2026, 11, 22)),
            ("+2w", date(2026, 12, 3)),
            ("+3m", date(2027, 2, 19)),
            ("-1y", date(2025, 11, 19)),
        ],
    )
    def test_many_ways_to_write_a_day_are_read(self, typed, day):
        assert read_day(typed, TODAY) == day

    @pytest.mark.parametrize("typed", ["soon", "32 Nov", "+9999y", "", "<b>"])
    def test_what_is_no_day_is_refused(self, typed):
        with pytest.raises(UserError):
            read_day(typed, TODAY)

    def test_a_month_added_to_its_last_day_stays_in_the_month(self):
        assert read_day("+1m", date(2026, 1, 31)) == date(2026, 2, 28)

    def test_the_day_is_shown_as_it_is_written_after_leaving(self, show, qtbot):
        field, heard = DateField(name="Due", today=lambda: TODAY), []
        other = pair(show, field)
        field.date_edited.connect(heard.append)
        qtbot.keyClicks(field, "+5")
        other.setFocus()
        assert field.text() == "Tue 24 Nov"
        assert heard == [date(2026, 11, 24)]


class TestMoney:
    def test_minor_units_are_shown_and_read_back(self, qtbot):
        field = MoneyField(name="Fee", currency="EUR", value=Money(420_050, "EUR"))
        qtbot.addWidget(field)
        assert field.value() == Money(420_050, "EUR")

    def test_yen_have_no_decimals(self, qtbot):
        field = MoneyField(name="Fee", currency="EUR", value=Money(900, "JPY"))
        qtbot.addWidget(field)
        assert field.value() == Money(900, "JPY")

    def test_an_amount_finer_than_the_currency_is_refused(self, qtbot):
        field = MoneyField(name="Fee", currency="EUR")
        qtbot.addWidget(field)
        field.focusProxy().setText("1.005")
        with pytest.raises(UserError, match="more decimals"):
            field.value()

    def test_a_currency_that_is_none_is_refused(self, qtbot):
        field = MoneyField(name="Fee", currency="E1")
        qtbot.addWidget(field)
        field.focusProxy().setText("5")
        with pytest.raises(UserError, match="not a currency"):
            field.value()


class TestCalendar:
    @pytest.fixture
    def field(self, show):
        return show(DateField(name="Due", today=lambda: TODAY), 240, 40)

    def open_with_keys(self, field, qtbot):
        qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        return field.findChild(CalendarPopover)

    def test_a_day_is_chosen_by_keyboard(self, field, qtbot):
        heard = []
        field.date_edited.connect(heard.append)
        popover = self.open_with_keys(field, qtbot)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
            qtbot.keyClick(popover.grid, key)
        assert heard == [date(2026, 12, 27)]
        assert field.value() == date(2026, 12, 27)

    def test_it_opens_at_the_day_typed_even_before_it_is_reported(self, field, qtbot):
        qtbot.keyClicks(field, "3 Feb 2027")
        popover = self.open_with_keys(field, qtbot)
        assert popover.grid.day == date(2027, 2, 3)
        popover.close()

    def test_a_click_takes_the_day_under_the_pointer(self, field, qtbot):
        popover = self.open_with_keys(field, qtbot)
        place = QPoint(CELL // 2, HEAD + CELL // 2)
        qtbot.mouseClick(popover.grid, Qt.MouseButton.LeftButton, pos=place)
        assert field.value() == date(2026, 10, 26)

    def test_a_month_without_the_day_gives_its_last(self):
        assert months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
