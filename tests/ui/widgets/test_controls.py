"""Buttons, choices, tabs, lists, tables, notes and sheets, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.models.lists import ListRow
from ui.models.table import Cell, Column
from ui.widgets.buttons import Button, IconButton, Kind, MenuItem, open_menu
from ui.widgets.choice import Dropdown, Option, Segmented, TickBox
from ui.widgets.dialogs import Sheet, ask, tell
from ui.widgets.lists import RecordList
from ui.widgets.panels import Banner, EmptyState, HintBar
from ui.widgets.table import RecordTable
from ui.widgets.tabs import Step, StepsBar, Tab, TabsBar
from ui.widgets.text import Span, Text
from ui.widgets.tips import set_tip
from ui.widgets.toast import Toast

OPTIONS = (Option("s", "Swing"), Option("p", "Points"), Option("r", "Rank order"))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
@pytest.mark.parametrize("make", [lambda run: Button("Go", run=run), lambda run: IconButton("plus", "Go", run=run)])
def test_a_button_is_pressed_by_enter_and_space(make, key, show, qtbot):
    pressed = []
    button = make(lambda: pressed.append(1))
    show(button)
    qtbot.keyClick(button, key)
    assert pressed == [1]


def test_an_icon_button_says_its_name(qtbot):
    button = IconButton("ellipsis", "More")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("More", "More")


def test_the_words_of_a_button_are_never_cut(qtbot):
    button = Button("Lock weights and scores", Kind.PRIMARY, icon="lock")
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() == button.sizeHint().width()


def test_a_menu_runs_the_line_chosen_and_shows_an_ampersand(show, qtbot):
    chosen = []
    anchor = show(Button("Menu"))
    menu = open_menu(anchor, [MenuItem("Pike & Daughters", lambda: chosen.append(1)), MenuItem("Off", enabled=False)])
    assert menu.actions()[0].text() == "Pike && Daughters"
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen == [1]


class TestSegmented:
    def test_the_arrows_move_and_choose(self, show, qtbot):
        heard = []
        control = show(Segmented(OPTIONS, name="Method"))
        control.chosen.connect(heard.append)
        control._group.checkedButton().setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert heard == ["p"]
        assert control.value() == "p"

    def test_a_value_from_outside_is_not_told(self, qtbot):
        heard = []
        control = Segmented(OPTIONS, name="Method")
        qtbot.addWidget(control)
        control.chosen.connect(heard.append)
        control.set_value("r")
        assert (control.value(), heard) == ("r", [])


def test_a_drop_down_is_opened_and_chosen_by_keyboard(show, qtbot):
    heard = []
    control = show(Dropdown(OPTIONS, name="Method"))
    control.chosen.connect(heard.append)
    qtbot.keyClick(control, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert heard == ["p"]
    assert control.accessibleName() == "Method: Points"


def test_whatever_has_a_chevron_opens_on_down(show, qtbot):
    pressed = []
    button = show(Button("Nothing", chevron=True, run=lambda: pressed.append("opened")))
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert pressed == ["opened"]


def test_a_tick_box_tells_only_what_a_person_does(show, qtbot):
    heard = []
    box = show(TickBox("Cover", checked=True))
    box.ticked.connect(heard.append)
    box.setChecked(False)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert heard == [True]


class TestTabs:
    def test_a_click_chooses(self, show, qtbot):
        heard = []
        bar = show(TabsBar([Tab("a", "Timeline", "42"), Tab("b", "People")]))
        bar.chosen.connect(heard.append)
        qtbot.mouseClick(bar._group.button(1), Qt.MouseButton.LeftButton)
        assert heard == ["b"]

    def test_new_counts_leave_the_current_tab(self, show):
        bar = show(TabsBar([Tab("a", "Timeline", "42"), Tab("b", "People", "5")]))
        bar.set_current("b")
        bar.set_tabs([Tab("a", "Timeline", "43"), Tab("b", "People", "6")])
        assert bar.current() == "b"
        assert bar._group.button(0).accessibleName() == "Timeline, 43"

    def test_another_set_of_tabs_replaces_them(self, show):
        bar = show(TabsBar([Tab("a", "Timeline"), Tab("b", "People")]))
        bar.set_current("b")
        bar.set_tabs([Tab("a", "Timeline"), Tab("c", "Needs")])
        assert bar.current() == "a"

    def test_the_arrows_stop_at_a_step_that_leads_away_and_do_not_go_there(self, show, qtbot):
        heard = []
        bar = show(
            StepsBar([Step("scores", "Scores"), Step("result", "Result"), Step("report", "Report", leaves=True)])
        )
        bar.chosen.connect(heard.append)
        bar._group.button(0).setFocus()
        for _ in range(3):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert (heard, bar.current()) == (["result"], "result")
        assert QApplication.focusWidget() is bar._group.button(2)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
        assert QApplication.focusWidget() is bar._group.button(1)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert heard == ["result", "report"]

    def test_a_done_step_says_so(self, show):
        bar = show(StepsBar([Step("need", "Need", "3 needs", done=True), Step("criteria", "Criteria", "9")]))
        assert bar._group.button(0).accessibleName() == "Need, 3 needs, done"


ROWS = [
    ListRow("", "A", heading=True),
    ListRow("1", "Adler"),
    ListRow("2", "Amsel"),
    ListRow("", "B", heading=True),
    ListRow("3", "Birke"),
]


class TestList:
    @pytest.fixture
    def records(self, show):
        made = show(RecordList(name="Clients"), 300, 400)
        made.set_rows(ROWS)
        return made

    def test_its_model_keeps_the_rules_of_qt(self, records, qtmodeltester):
        qtmodeltester.check(records.model(), force_py=True)

    def test_j_and_k_step_over_headings(self, records, qtbot):
        heard = []
        records.chosen.connect(heard.append)
        for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
            qtbot.keyClick(records, key)
        assert heard == ["1", "2", "3", "2"]

    def test_enter_opens(self, records, qtbot):
        heard = []
        records.opened.connect(heard.append)
        records.choose("3")
        qtbot.keyClick(records, Qt.Key.Key_Return)
        assert heard == ["3"]

    def test_new_rows_keep_the_choice_silently(self, records):
        records.choose("2")
        heard = []
        records.chosen.connect(heard.append)
        records.set_rows([*ROWS[1:3], ListRow("9", "Neu")])
        assert (records.current_key(), heard) == ("2", [])

    def test_the_neighbour_is_chosen_when_the_choice_is_gone(self, records):
        records.choose("2")
        heard = []
        records.chosen.connect(heard.append)
        records.set_rows([row for row in ROWS if row.key != "2"])
        assert heard == ["3"]

    def test_a_row_is_read_as_one_sentence(self, records):
        records.set_rows([ListRow("1", "Harbour Bakeries", "Present", "Tue 24 Nov", "Short list")])
        text = records.model().data(records.model().index(0, 0), int(Qt.ItemDataRole.AccessibleTextRole))
        assert text == "Harbour Bakeries, Present, Tue 24 Nov, Short list"

    def test_100_000_rows_are_shown_at_once(self, records, benchmark_limit):
        rows = [ListRow(str(number), f"Client {number}") for number in range(100_000)]
        benchmark_limit(lambda: records.set_rows(rows), 0.5)


@pytest.fixture
def benchmark_limit():
    import time

    def _limit(work, seconds):
        start = time.process_time()
        work()
        assert time.process_time() - start < seconds

    return _limit


COLUMNS = (
    Column("Name", lambda row: Cell(row[0])),
    Column("Price", lambda row: Cell(f"{row[1]} €"), 90, number=True, sort=lambda row: row[1]),
)


class TestTable:
    @pytest.fixture
    def table(self, show):
        made = show(RecordTable(COLUMNS, lambda row: row[0], name="Prices"), 500, 300)
        made.set_rows([("Contoso", 100), ("Northwind", 20), ("Fabrikam", 3)])
        return made

    def test_its_model_keeps_the_rules_of_qt(self, table, qtmodeltester):
        qtmodeltester.check(table.model(), force_py=True)

    @pytest.mark.parametrize(
        ("reason", "key"),
        [(QContextMenuEvent.Reason.Mouse, "Fabrikam"), (QContextMenuEvent.Reason.Keyboard, "Northwind")],
    )
    def test_its_menu_is_that_of_the_row_under_the_mouse_or_of_the_current_one_by_key(self, show, reason, key):
        table = show(
            RecordTable(COLUMNS, lambda row: row[0], name="Prices", menu=lambda key: [MenuItem(key)]), 500, 300
        )
        table.set_rows([("Contoso", 100), ("Northwind", 20), ("Fabrikam", 3)])
        table.choose("Northwind")
        spot = table.visualRect(table.model().index(2, 0)).center()
        QApplication.sendEvent(table.viewport(), QContextMenuEvent(reason, spot, table.viewport().mapToGlobal(spot)))
        menu = table.findChild(QMenu)
        assert [action.text() for action in menu.actions()] == [key]
        assert table.current_key() == key
        menu.close()

    def test_a_click_on_a_header_sorts_by_value_not_by_text(self, table):
        table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        assert [row[1] for row in table.rows_model.rows] == [3, 20, 100]

    def test_new_rows_come_in_the_order_chosen_and_keep_the_current_row(self, table):
        table.choose("Northwind")
        table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        table.set_rows([("Northwind", 20), ("Zebra", 500)])
        assert [row[0] for row in table.rows_model.rows] == ["Zebra", "Northwind"]
        assert table.current_key() == "Northwind"

    def test_enter_opens_and_j_moves(self, table, qtbot):
        heard = []
        table.opened.connect(heard.append)
        table.choose("Contoso")
        qtbot.keyClick(table, Qt.Key.Key_J)
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert heard == ["Northwind"]

    def test_the_first_column_takes_what_is_left(self, table):
        table.resize(700, 300)
        assert table.columnWidth(0) + table.columnWidth(1) == pytest.approx(table.viewport().width(), abs=2)


class TestText:
    def test_one_line_is_cut_with_dots_and_stays_one_line(self, show):
        label = show(Text("Harbour\nBakeries " * 50), 200, 40)
        assert label.heightForWidth(200) == 20
        assert label._elided(200).endswith("…")

    def test_wrapped_text_grows_by_whole_lines(self, qtbot):
        label = Text("word " * 60, wrap=True)
        qtbot.addWidget(label)
        assert label.heightForWidth(200) % 20 == 0
        assert label.heightForWidth(200) > label.heightForWidth(600)

    def test_a_word_without_end_is_broken(self, qtbot):
        label = Text("x" * 400, wrap=True)
        qtbot.addWidget(label)
        assert label.heightForWidth(100) > 200

    def test_spans_are_read_as_one_text(self, qtbot):
        label = Text()
        qtbot.addWidget(label)
        label.set_spans(Span("Harbour ", bold=True), Span("<b>Bakeries</b>", "text2"))
        assert label.text() == "Harbour <b>Bakeries</b>"

    def test_a_tooltip_is_never_markup(self, qtbot):
        label = Text()
        qtbot.addWidget(label)
        set_tip(label, "<b>bold</b>")
        assert "<b>" not in label.toolTip()


class TestToast:
    def test_it_says_and_takes_back(self, show, qtbot):
        window, done = show(QWidget()), []
        toast = Toast(window)
        toast.say("Moved to Trash.", "Undo", lambda: done.append(1))
        assert toast.message == "Moved to Trash."
        qtbot.mouseClick(toast._action, Qt.MouseButton.LeftButton)
        assert (done, toast.message) == ([1], "")

    def test_a_new_note_takes_the_place_of_the_last(self, show):
        toast = Toast(show(QWidget()))
        toast.say("One")
        toast.warn("Two")
        assert toast.message == "Two"
        assert not toast._action.isVisible()

    def test_it_goes_by_itself(self, show, qtbot):
        toast = Toast(show(QWidget()))
        toast._timer.setInterval(1)
        toast.say("One")
        qtbot.waitUntil(lambda: toast.message == "")

    def test_it_stays_inside_a_small_window(self, show):
        window = show(QWidget(), 300, 200)
        toast = Toast(window)
        toast.say("A long sentence about what just happened, with everything there is to say about it.")
        assert window.rect().contains(toast.geometry())

    def test_it_covers_no_button_and_makes_room_for_one_that_comes(self, show, qtbot):
        window = show(QWidget(), 600, 400)
        below, later = Button("Show", parent=window), Button("Next", parent=window)
        below.move(260, 344)
        later.move(260, 250)
        later.hide()
        below.show()
        toast = Toast(window)
        toast.say("One")
        assert not toast.geometry().intersects(below.geometry())
        later.move(260, toast.y())
        later.show()
        qtbot.waitUntil(lambda: not toast.geometry().intersects(later.geometry()))
        assert not toast.geometry().intersects(below.geometry())

    def test_it_lies_at_the_foot_where_every_place_is_taken(self, show):
        window = show(QWidget(), 600, 400)
        for place in range(0, 400, 24):
            Button("Show", parent=window).move(260, place)
        for button in window.findChildren(Button):
            button.show()
        toast = Toast(window)
        toast.say("One")
        assert toast.geometry().bottom() == 400 - 24 - 1


class TestSheet:
    def test_escape_closes_without_doing_anything(self, show, qtbot):
        done = []
        sheet = ask(show(QWidget()), "Erase?", "It is gone for good.", "Erase", lambda: done.append(1), danger=True)
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        assert done == []

    def test_the_careful_answer_has_the_keyboard(self, show, qtbot):
        sheet = ask(show(QWidget()), "Erase?", "It is gone for good.", "Erase", lambda: None)
        qtbot.waitUntil(lambda: sheet.focusWidget() is not None)
        assert sheet.focusWidget().text() == "Cancel"
        sheet.reject()

    def test_details_stand_behind_a_button(self, show, qtbot):
        sheet = tell(show(QWidget()), "No", "It did not work.", details="<i>disk</i>")
        details = next(label for label in sheet.findChildren(Text) if label.text() == "<i>disk</i>")
        assert not details.isVisible()
        qtbot.mouseClick(
            next(b for b in sheet.findChildren(Button) if b.text() == "Details"), Qt.MouseButton.LeftButton
        )
        assert details.isVisible()
        sheet.reject()

    def test_a_problem_is_said_in_the_sheet(self, show):
        sheet = Sheet(show(QWidget()), "New")
        sheet.add_primary("Add", sheet.accept)
        sheet.open()
        sheet.say_problem("The name is empty.")
        assert sheet.problem.isVisible()
        sheet.reject()


def test_an_empty_state_teaches_and_offers_a_way(show, qtbot):
    done = []
    state = show(
        EmptyState("No client yet.", icon="users", title="Clients", action=("New client", lambda: done.append(1)))
    )
    qtbot.mouseClick(state.findChild(Button), Qt.MouseButton.LeftButton)
    assert done == [1]
    state.grab()


def test_a_banner_can_be_closed(show, qtbot):
    banner = show(Banner("One price is old.", "warn", closable=True))
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(banner.findChild(IconButton), Qt.MouseButton.LeftButton)


def test_a_hint_bar_is_read_aloud(qtbot):
    bar = HintBar([("J K", "move"), ("D", "done")])
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "Keys: J K move, D done"
