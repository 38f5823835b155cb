"""The frame as a person uses it: rail, sections, undo, palette, with mouse and with keyboard only."""

import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from consultant_desk.domain.changes import Changes
from consultant_desk.settings import RAIL_COLLAPSED, WINDOW_GEOMETRY
from consultant_desk.storage.store import Store
from tests.ui.fakes import FakeDesk, hit
from tests.ui.scene import CLOCK
from ui.commands import Command
from ui.pages import Page, PageSpec, page_specs
from ui.widgets.fields import Field
from ui.widgets.lists import RecordList
from ui.window import Window


class NotesPage(Page):
    kinds = frozenset({"client"})

    def __init__(self, shell):
        super().__init__(shell, "Clients", "31 clients")
        self.seen = []
        self.focused = []
        self.parts = []
        self.list = RecordList(name="Clients")
        self.field = Field(name="Name")
        self.body.addWidget(self.list)
        self.body.addWidget(self.field)

    def refresh(self, changes):
        self.seen.append(changes)

    def focus_record(self, kind, record_id):
        self.focused.append((kind, record_id))

    def focus_part(self, kind, record_id):
        self.parts.append((kind, record_id))

    def commands(self):
        return [Command("client.new", "New client", lambda: self.seen.append("new"), "plus", "Ctrl+N")]

    def panes(self):
        return [self.list, self.field]


def plain(title):
    return lambda shell: Page(shell, title)


SPECS = (
    PageSpec("today", "Today", "sun", plain("Today"), count=lambda counts: counts.today),
    PageSpec("clients", "Clients", "users", NotesPage, frozenset({"client"}), lambda counts: counts.clients),
    PageSpec("settings", "Settings", "settings", plain("Settings"), in_rail=False),
)


@pytest.fixture
def desk():
    return FakeDesk()


@pytest.fixture
def window(show, settings, inline_jobs, desk):
    made = Window(SPECS, settings, inline_jobs)
    show(made, 1440, 900)
    made.open_desk(desk)
    return made


def keys(qtbot, window, sequence):
    combination = QKeySequence(sequence)[0]
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())


def test_the_first_section_is_shown_with_the_counts_and_the_name_of_the_workspace(window):
    assert window.current_page().title_bar.title == "Today"
    assert window.rail.buttons["clients"].accessibleName() == "Clients, 31"
    assert window.rail.foot.accessibleName() == "Mara Lindqvist Advisory, Saved here"


def test_only_sections_that_exist_are_in_the_rail(window):
    assert list(window.rail.buttons) == ["today", "clients", "settings"]


def test_a_click_in_the_rail_shows_the_section(window, qtbot):
    qtbot.mouseClick(window.rail.buttons["clients"], Qt.MouseButton.LeftButton)
    assert window.current_page().title_bar.title == "Clients"
    assert window.windowTitle() == "Clients – Consultant Desk"


def test_sections_are_reached_by_their_number(window, qtbot):
    keys(qtbot, window, "Ctrl+2")
    assert window.current_page().title_bar.title == "Clients"
    keys(qtbot, window, "Ctrl+1")
    assert window.current_page().title_bar.title == "Today"


def test_the_rail_is_walked_with_the_arrows_and_opened_with_enter(window, qtbot):
    window.rail.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.current_page().title_bar.title == "Clients"


def test_f6_walks_from_the_rail_through_the_panes_and_back(window, qtbot):
    window.go("clients")
    page = window.current_page()
    assert page.list.hasFocus()
    keys(qtbot, window, "F6")
    assert page.field.hasFocus()
    keys(qtbot, window, "F6")
    assert window.rail.isAncestorOf(QApplication.focusWidget())


def test_commands_of_a_page_exist_only_while_it_is_shown(window):
    assert not window.commands.run("client.new")
    window.go("clients")
    assert window.commands.run("client.new")
    window.go("today")
    assert not window.commands.run("client.new")


def test_a_page_is_made_on_its_first_visit_and_read_once(window):
    window.go("clients")
    page = window.current_page()
    window.go("today")
    window.go("clients")
    assert window.current_page() is page
    assert len(page.seen) == 1


def test_a_change_refreshes_the_page_that_shows_such_records(window, desk, inline_jobs):
    window.go("clients")
    inline_jobs.write(lambda: desk.act("Rename client", ("client", "1")))
    inline_jobs.write(lambda: desk.act("Rename product", ("product", "1")))
    assert [changes.label for changes in window.current_page().seen] == ["", "Rename client"]


def test_a_hidden_page_reads_again_only_when_it_is_shown(window, desk, inline_jobs):
    window.go("clients")
    page = window.current_page()
    window.go("today")
    inline_jobs.write(lambda: desk.act("Rename client", ("client", "1")))
    assert len(page.seen) == 1
    window.go("clients")
    assert page.seen[-1] == Changes(everything=True)


def test_undo_and_redo_are_named_after_what_they_take_back(window, desk, inline_jobs, qtbot):
    inline_jobs.write(lambda: desk.act("Move weight of Price", ("criterion", "1")))
    assert window.commands.get("edit.undo").text() == "Undo: move weight of Price"
    keys(qtbot, window, "Ctrl+Z")
    assert window.toast.message == "Undone: move weight of Price"
    assert window.commands.get("edit.redo").text() == "Redo: move weight of Price"
    keys(qtbot, window, "Ctrl+Shift+Z")
    assert desk.done[-1][0] == "Move weight of Price"


def test_undo_belongs_to_a_field_only_while_something_is_typed(window, desk, inline_jobs, qtbot):
    inline_jobs.write(lambda: desk.act("Rename client", ("client", "1")))
    window.go("clients")
    field = window.current_page().field
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    keys(qtbot, window, "Ctrl+Z")
    assert field.text() == ""
    assert len(desk.done) == 1
    field.commit()
    keys(qtbot, window, "Ctrl+Z")
    assert desk.done == []


def test_the_rail_narrows_in_a_small_window_and_on_request(window, qtbot):
    window.resize(1024, 700)
    assert window.rail.width() == 56
    window.resize(1440, 900)
    assert window.rail.width() == 200
    keys(qtbot, window, "Ctrl+B")
    assert window.rail.width() == 56


def test_place_and_rail_are_remembered(window, settings):
    window.commands.run("window.rail")
    window.close()
    assert settings.get(RAIL_COLLAPSED)
    assert settings.get(WINDOW_GEOMETRY)


def test_the_window_tells_once_that_it_was_painted(show, settings, inline_jobs, qtbot):
    made = Window(SPECS, settings, inline_jobs)
    with qtbot.waitSignal(made.painted):
        show(made)
    told = []
    made.painted.connect(lambda: told.append(True))
    made.repaint()
    qtbot.wait(1)
    assert told == []


class TestPalette:
    @pytest.fixture
    def palette(self, window, desk, qtbot):
        desk.search.hits = [
            hit("client", "c1", "Harbour Bakeries", ((0, 4),)),
            hit("client", "c2", "Harbour Street Dental", ((0, 4),)),
            hit("interaction", "i1", "Call", (), "the harbour shop", ((4, 8),), ("client", "c9", "Quay")),
        ]
        keys(qtbot, window, "Ctrl+K")
        return window.palette_view

    def test_records_come_in_groups_before_commands(self, palette, qtbot):
        qtbot.keyClicks(palette.field, "harb")
        titles = [row.title for row in palette.rows]
        assert titles[:3] == ["Clients", "Harbour Bakeries", "Harbour Street Dental"]

    def test_enter_opens_the_record_chosen_with_the_arrows(self, palette, window, qtbot):
        qtbot.keyClicks(palette.field, "harb")
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert not palette.isVisible()
        assert window.current_page().focused == [("client", "c2")]

    def test_what_stands_in_a_note_opens_the_client_it_belongs_to(self, palette, window, qtbot):
        qtbot.keyClicks(palette.field, "harbour shop")
        row = palette.rows[1]
        assert (row.title, row.note) == ("the harbour shop", "Interaction, Quay")
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert window.current_page().focused == [("client", "c9")]
        assert window.current_page().parts == [("interaction", "i1")]

    def test_a_command_that_is_being_typed_comes_before_what_only_a_note_says(self, palette, window, desk, qtbot):
        desk.search.hits.append(
            hit(
                "note",
                "n1",
                "Call",
                snippet="Go to the shop with the order",
                ranges=((0, 2),),
                home=("client", "9", "Adler"),
            )
        )
        qtbot.keyClicks(palette.field, "go")
        titles = [row.title for row in palette.rows]
        assert titles.index("Commands") < titles.index("In notes and evidence")
        palette.field.clear()
        qtbot.keyClicks(palette.field, "order")
        assert palette.rows[0].title == "In notes and evidence"

    def test_a_command_is_run_by_the_starts_of_its_words(self, palette, window, qtbot):
        qtbot.keyClicks(palette.field, "go cl")
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert window.current_page().title_bar.title == "Clients"

    def test_a_greater_sign_asks_for_commands_only(self, palette, desk, qtbot):
        qtbot.keyClicks(palette.field, ">go")
        assert desk.search.asked == []
        assert palette.rows[0].title == "Commands"
        assert palette.rows[1].keys == ("Ctrl", "1")

    def test_tab_shows_what_can_be_done_and_escape_goes_back(self, palette, qtbot):
        qtbot.keyClicks(palette.field, "harb")
        qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
        assert [row.title for row in palette.rows] == ["Harbour Bakeries", "Open", "Copy the name"]
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
        assert palette.rows[0].title == "Clients"
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
        assert not palette.isVisible()

    def test_escape_gives_the_keyboard_back(self, window, qtbot):
        window.go("clients")
        window.current_page().field.setFocus()
        keys(qtbot, window, "Ctrl+K")
        qtbot.keyClick(window.palette_view.field, Qt.Key.Key_Escape)
        assert window.current_page().field.hasFocus()

    def test_with_nothing_found_the_field_is_still_whole(self, palette, desk, qtbot):
        usual = palette.field.geometry()
        desk.search.hits = []
        qtbot.keyClicks(palette.field, "zzzz")
        assert palette.rows == []
        assert (palette.field.y(), palette.field.height()) == (usual.y(), usual.height())

    def test_at_most_nine_rows_are_shown(self, palette, desk, qtbot):
        kinds = ["client", "evaluation", "product", "interaction"] * 5
        desk.search.hits = [hit(kind, str(place), f"Harbour {place}") for place, kind in enumerate(kinds)]
        qtbot.keyClicks(palette.field, "harb")
        assert sum(1 for row in palette.rows if row.run is not None) == 9


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
def test_no_query_runs_on_the_ui_thread_while_a_section_is_shown(
    page, show, settings, filled, jobs, qtbot, monkeypatch
):
    asked = set()
    read = Store.read

    def watched(store, work):
        asked.add(threading.current_thread().name.partition("_")[0])
        return read(store, work)

    monkeypatch.setattr(Store, "read", watched)
    window = show(Window(page_specs(), settings, jobs, CLOCK), 1440, 900)
    window.open_desk(filled, page)
    qtbot.waitUntil(lambda: asked != set())
    qtbot.wait(100)
    assert asked <= {"reader", "writer", "pool"}


def test_a_first_window_is_no_larger_than_the_screen(settings, inline_jobs, show):
    window = Window((), settings, inline_jobs)
    room = window.screen().availableSize()
    show(window, *window.size().toTuple())
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_ctrl_q_closes_the_window(window, qtbot):
    with qtbot.waitSignal(window.closing):
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


class TestDropping:
    """Files dropped on the window: sections name the endings they take."""

    @pytest.fixture
    def taken(self):
        return []

    @pytest.fixture
    def window(self, taken, settings, inline_jobs, show):
        class TakingPage(NotesPage):
            def take_file(self, path):
                taken.append(path.name)

        specs = (PageSpec("money", "Money", "coins", TakingPage, takes=frozenset({".csv"})),)
        made = show(Window(specs, settings, inline_jobs, CLOCK), 1440, 900)
        made.open_desk(FakeDesk())
        return made

    def drop(self, window, *paths):
        """Drop files of a source that would rather move them; return what is left of the event."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPointF(5, 5).toPoint(), actions, data, left, none)
        window.dragEnterEvent(enter)
        assert enter.isAccepted()
        assert enter.dropAction() == Qt.DropAction.CopyAction
        event = QDropEvent(QPointF(5, 5), actions, data, left, none)
        event.setDropAction(Qt.DropAction.MoveAction)
        window.dropEvent(event)
        return event

    def test_a_file_is_copied_also_where_the_source_would_move_it(self, window, taken, tmp_path):
        event = self.drop(window, tmp_path / "june.csv")
        assert (event.isAccepted(), event.dropAction()) == (True, Qt.DropAction.CopyAction)
        assert taken == ["june.csv"]
        assert not window.toast.isVisible()

    def test_of_several_files_the_first_is_taken_and_that_is_said(self, window, taken, tmp_path):
        self.drop(window, tmp_path / "read me.rst", tmp_path / "june.csv", tmp_path / "july.csv")
        assert taken == ["june.csv"]
        assert window.toast.message == "june.csv was taken, the other 2 were not. Drop one file at a time."

    def test_a_folder_gets_a_sentence(self, window, taken, tmp_path):
        self.drop(window, tmp_path)
        assert taken == []
        assert window.toast.message == "A folder cannot be taken in. Drop the files in it, one at a time."

    def test_a_folder_that_is_called_like_a_file_is_a_folder(self, window, taken, tmp_path):
        (tmp_path / "all.csv").mkdir()
        self.drop(window, tmp_path / "all.csv")
        assert taken == []
        assert window.toast.message.startswith("A folder")

    def test_files_nobody_takes_are_refused_in_a_sentence(self, window, taken, tmp_path):
        self.drop(window, tmp_path / "one.heic", tmp_path / "two.heic")
        assert taken == []
        assert window.toast.message == "No section takes files of these kinds. Nothing was taken."
