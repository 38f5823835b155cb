"""Importing a statement as a person does it: look, decide, apply; or give up, which changes nothing."""

from dataclasses import replace
from itertools import pairwise
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from consultant_desk.domain.earnings.plan import Choice, Decision
from consultant_desk.errors import Conflict, UserError
from tests.growing import grow_while_read
from tests.ui.earnings.conftest import NOW, ORACLES
from tests.ui.earnings.doubles import StatementsDouble
from tests.ui.earnings.figures import AMENDED, UNKNOWN
from ui.earnings.change_panel import MONEY_MOVED
from ui.earnings.client_popover import ClientPopover
from ui.earnings.statement_delegate import DECISION_HEIGHT, choice_rects
from ui.earnings.statement_rows import LineKind
from ui.pages import page_specs
from ui.widgets.figure_table import FigureTable
from ui.widgets.text import Text
from ui.window import Window


@pytest.fixture
def view(ledger, statements, page, statement_file):
    page.import_statement(statement_file)
    return page.importing


def texts(view):
    return [view.list.spoken(view.list.lines.at(place)) for place in range(view.list.lines.count)]


def segment(view, name):
    view.segments.set_value(name)
    view.segments.chosen.emit(name)


class TestWhatIsShown:
    def test_the_title_bar_leads_back_and_says_that_nothing_is_changed(self, view, page):
        assert page.title_bar.title == "Import a statement"
        assert page.title_bar.state == "nothing is changed until you apply"

    def test_the_strip_says_what_the_file_is(self, view):
        assert view.strip.name.text() == "partnerstack-rewards-2026-11.csv"
        assert view.strip.facts.text() == "45 rows · 1 Oct to 18 Nov 2026 · not imported before"
        assert view.strip.recognised.text() == "Recognised as  PartnerStack rewards"
        assert view.strip.columns.text() == "13 of 13 columns, amounts in cents, times in UTC"
        assert view.strip.account.text() == "Northwind Partners"

    def test_a_doubt_about_the_headers_stands_where_nothing_cuts_it(self, view):
        view.strip.show_source(replace(view.list._shown.sheet.source, header_status="documented"))
        assert view.strip.columns.text().startswith("Headers as documented, not seen. 13 of 13 columns")

    def test_a_bank_file_has_no_columns_and_no_states_and_says_what_becomes_of_it(self, page):
        page.import_statement(ORACLES / "bank.ofx")
        view = page.importing
        assert view.strip.columns.text() == ""
        assert (view.list.who_title, view.list.has_states) == ("From or to", False)
        notes = [text.text() for text in view.panel.findChildren(Text)]
        assert MONEY_MOVED in notes

    def test_a_small_window_says_first_whether_the_file_was_imported(self, view, window, qtbot):
        window.resize(1024, 700)
        qtbot.waitUntil(lambda: view.strip.facts.text() == "45 rows · not imported before")
        assert view.strip.facts.toolTip() == "45 rows · 1 Oct to 18 Nov 2026 · not imported before"

    def test_decisions_come_first_then_changed_and_new(self, view):
        kinds = [view.list.lines.at(place).kind for place in range(view.list.lines.count)]
        assert kinds[:5] == [LineKind.BAND, LineKind.DECISION, LineKind.DECISION, LineKind.HEAD, LineKind.BAND]
        assert [text for text in texts(view) if text.startswith(("Needs", "Changed", "New"))] == [
            "Needs decision, 0 of 2 decided", "Changed, 4", "New, 7",
        ]  # fmt: skip

    def test_a_question_is_read_aloud_with_its_choices(self, view):
        assert texts(view)[1] == (
            "Line 12, Kestrel Joinery KJ-0815: Amount differs: you hold 264.40, the statement says 246.40. "
            "1 Take 246.40, amend by −18.00, 2 Keep 264.40 and dispute, 3 Leave out. not decided"
        )

    def test_a_change_of_state_is_read_aloud(self, view):
        assert "Cobalt Cycles, CC-0931, Approved to Paid, 176.00, Payout PS-2026-10" in texts(view)

    def test_the_panel_counts_now_change_and_after(self, view):
        lines = [one.lines for one in view.panel.findChildren(FigureTable)]
        assert [line.figures for line in lines[0]] == [
            ("3,456.00", "+176.00", "3,632.00"), ("728.40", "−26.00", "702.40"), ("456.00", "+424.00", "880.00"),
            ("4,640.40", "+574.00", "5,214.40"),
        ]  # fmt: skip
        assert lines[1][-1].figures == ("not counted",)

    def test_undecided_rows_are_said_to_wait(self, view):
        assert view.panel._undecided.text() == "The 2 undecided rows will stay in Needs decision."
        assert view.panel.apply.text() == "Apply 11 changes"

    def test_segments_count_and_narrow(self, view):
        segment(view, "Unchanged")
        assert view.list.lines.count == 33
        segment(view, "Ignored")
        assert texts(view)[-1].endswith("a test reward")

    def test_a_search_leaves_the_rows_that_hold_the_words(self, view, qtbot):
        view.look_for()
        view.search.setText("ferry 1111")
        assert texts(view)[-1] == "Ferry Road Garage, FR-1111, Pending, 72.00, month 2 of 12"
        assert view.list.lines.count == 3
        qtbot.keyClick(view.search, Qt.Key.Key_Escape)
        assert view.list.lines.count > 3

    def test_the_keyboard_is_on_the_first_decision(self, view):
        assert view.list.hasFocus()
        assert view.list.current_row().line == AMENDED.line


class TestDeciding:
    def test_a_number_chooses_and_the_plan_follows(self, view, statements, qtbot):
        qtbot.keyClick(view.list, Qt.Key.Key_1)
        assert statements.planned[-1][0] == {12: Decision(Choice.TAKE)}
        assert texts(view)[1].endswith("chosen: Take 246.40, amend by −18.00")
        assert view.panel.apply.text() == "Apply 12 changes"
        assert view.list.current_row().line == AMENDED.line

    def test_tab_goes_to_the_next_question_then_on(self, view, qtbot):
        qtbot.keyClick(view.list, Qt.Key.Key_Tab)
        assert view.list.current_row().line == UNKNOWN.line
        qtbot.keyClick(view.list, Qt.Key.Key_Tab)
        assert not view.list.hasFocus()

    def test_the_nearest_client_is_taken_by_its_number(self, view, desk, statements, qtbot):
        client = next(one.id for one in desk.clients.list() if one.name == "Orla Physio")
        view.list.clients = {"client2": "Harbour Street Dental", client: "Orla Physio"}
        view.list.next_undecided()
        qtbot.keyClick(view.list, Qt.Key.Key_1)
        assert statements.planned[-1][0] == {31: Decision(Choice.CLIENT, "client2")}

    def test_enter_asks_for_another_client(self, view, desk, statements, qtbot):
        view.list.next_undecided()
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
        popover = view.findChild(ClientPopover)
        qtbot.keyClicks(popover.search, "orla")
        qtbot.keyClick(popover.search, Qt.Key.Key_Return)
        client = next(one.id for one in desk.clients.list() if one.name == "Orla Physio")
        assert statements.planned[-1][0] == {31: Decision(Choice.CLIENT, client)}
        assert "1 Orla Physio" in texts(view)[2]

    def test_a_click_on_a_choice_decides(self, view, statements, qtbot):
        index = view.list.model().index(1, 0)
        boxes = dict(choice_rects(AMENDED, view.list.visualRect(index).toRectF(), ""))
        spot = boxes[Choice.KEEP].center().toPoint()
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert statements.planned[-1][0] == {12: Decision(Choice.KEEP)}

    def test_choices_lie_inside_the_row_at_any_width(self, view):
        for width in (380, 640, 920):
            area = view.list.visualRect(view.list.model().index(1, 0)).toRectF()
            area.setWidth(width)
            boxes = [box for _choice, box in choice_rects(AMENDED, area, "")]
            assert all(before.right() < after.left() for before, after in pairwise(boxes))

    def test_another_account_reads_the_plan_for_it(self, view, statements):
        view.strip.account.chosen.emit("Second account")
        assert statements.names == ["Second account"]
        view.strip.account_name.edited.emit("A third one")
        assert statements.names == ["Second account", "A third one"]


class TestApplying:
    def test_apply_takes_the_decisions_shown_and_offers_undo(self, view, page, window, statements, qtbot):
        qtbot.keyClick(view.list, Qt.Key.Key_1)
        qtbot.keyClick(view.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert statements.applied == [({12: Decision(Choice.TAKE)}, "")]
        assert window.toast.message == "Imported 12 changes from partnerstack-rewards-2026-11.csv"
        assert not page.is_importing
        assert page.title_bar.title == "Earnings"

    def test_cancel_changes_nothing(self, view, page, statements):
        view.panel.cancel.click()
        assert statements.applied == []
        assert not page.is_importing

    def test_escape_leaves(self, view, page, statements, qtbot):
        qtbot.keyClick(view.list, Qt.Key.Key_Escape)
        assert not page.is_importing
        assert statements.applied == []

    def test_a_ledger_that_changed_meanwhile_is_planned_again(self, view, page, statements, window, monkeypatch):
        def refuse(*_args, **_named):
            raise Conflict("The ledger changed while the statement was looked at.", "Nothing was imported.")

        monkeypatch.setattr(statements, "apply", refuse)
        planned = len(statements.planned)
        view.panel.apply.click()
        assert len(statements.planned) == planned + 1
        assert page.is_importing
        assert view.panel.apply.isEnabled()
        assert "The ledger changed" in window.toast.message


class TestFilesThatCannotBeTakenIn:
    def test_the_sentence_stands_there_with_a_way_to_another_file(self, ledger, statements, page, statement_file):
        statements.refusal = UserError("The file is empty.", "Nothing was imported.")
        page.import_statement(statement_file)
        shown = page.importing._problem
        assert shown.isVisible()
        assert shown.sentence.text() == "The file is empty. Nothing was imported."
        assert page.importing.strip.facts.text() == "not imported"

    def test_a_file_that_is_gone(self, ledger, statements, page, tmp_path):
        page.import_statement(tmp_path / "gone.csv")
        assert "gone.csv cannot be read" in page.importing._problem.sentence.text()

    def test_a_file_that_changes_while_it_is_read(self, ledger, statements, page, statement_file, monkeypatch):
        grow_while_read(monkeypatch, statement_file)
        page.import_statement(statement_file)
        assert "changed while it was read" in page.importing._problem.sentence.text()

    def test_another_file_afterwards_is_read_as_if_nothing_had_been(self, ledger, statements, page, statement_file):
        statements.refusal = UserError("The file is empty.")
        page.import_statement(statement_file)
        statements.refusal = None
        page.import_statement(statement_file)
        assert page.importing.list.isVisible()


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


class TestDropping:
    @pytest.mark.parametrize("name", ["s.csv", "s.tsv", "s.txt", "s.json", "s.xlsx", "s.ofx", "s.qfx", "S.CSV"])
    def test_a_statement_dropped_anywhere_is_looked_at(self, ledger, statements, window, tmp_path, name):
        file = tmp_path / name
        file.write_text("id,amount\n")
        window.go("clients")
        drop(window, file)
        page = window.current_page()
        assert page.is_importing
        assert page.importing.session.file.name == name


class TestWithTheRealLedger:
    def test_statements_go_in_and_one_undo_takes_one_out(self, page, window, qtbot):
        page.import_statement(ORACLES / "awin.csv")
        assert page.importing.panel.apply.text() == "Apply 6 changes"
        page.importing.apply()
        assert page.ledger.overview is not None
        assert page.ledger.tabs.findChildren(type(page.ledger.tabs._group.buttons()[0]))[1].note == "6"
        page.import_statement(ORACLES / "awin_later.csv")
        assert any("Approved to Paid" in text for text in texts(page.importing))
        page.importing.apply()
        window.commands.run("edit.undo")
        page.import_statement(ORACLES / "awin_later.csv")
        assert any("Approved to Paid" in text for text in texts(page.importing))
        page.importing.cancel()

    def test_a_file_with_nothing_but_a_header_says_that_it_has_no_rows(self, page, tmp_path):
        file = tmp_path / "bare.csv"
        file.write_text("Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID\n")
        page.import_statement(file)
        assert page.importing._empty.isVisible()
        assert not page.importing.panel.apply.isEnabled()

    def test_the_same_file_again_has_nothing_to_apply(self, page):
        page.import_statement(ORACLES / "awin.csv")
        page.importing.apply()
        page.import_statement(ORACLES / "awin.csv")
        assert page.importing.panel.apply.text() == "Nothing to apply"
        assert not page.importing.panel.apply.isEnabled()
        assert "imported on 19 Nov" in page.importing.strip.facts.text()
        assert page.importing._known.isVisible()
        segment(page.importing, "Ignored")
        assert page.importing._nothing.isVisible()

    def test_rows_after_a_file_with_questions_have_the_usual_height(self, page, tmp_path):
        file = tmp_path / "ledgerly.csv"
        file.write_text(HELD)
        page.import_statement(file)
        assert page.importing.list.rowHeight(1) == DECISION_HEIGHT
        page.importing.cancel()
        page.import_statement(ORACLES / "awin.csv")
        heights = {page.importing.list.rowHeight(place) for place in range(page.importing.list.lines.count)}
        assert heights == {page.importing.list.verticalHeader().defaultSectionSize()}

    def test_a_file_of_no_kind_is_refused_in_a_sentence(self, page, tmp_path):
        file = tmp_path / "picture.csv"
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
        page.import_statement(file)
        assert page.importing._problem.isVisible()
        assert page.importing._problem.sentence.text()

    def test_what_amounts_are_in_is_asked_where_the_file_does_not_say_it(self, page, desk, window):
        page.import_statement(ORACLES / "rakuten.csv")
        strip = page.importing.strip
        assert not strip._pricing.isHidden()
        strip.currency.setText("usd")
        strip.currency.edited.emit("usd")
        assert page.importing.session.shown.sheet.source.currency == "USD"
        assert not strip._pricing.isHidden()
        page.importing.apply()
        rows = desk.earnings.commission_rows(desk.earnings.commission_keys())
        assert {row.amount.currency for row in rows} == {"USD"}

    def test_what_is_no_currency_is_told_and_changes_nothing(self, page, desk, window):
        page.import_statement(ORACLES / "rakuten.csv")
        page.importing.strip.currency.edited.emit("EURO")
        assert page.importing.session.opened.currency == ""
        assert "is not a currency" in window.toast.message
        page.importing.cancel()


def test_reading_can_be_cancelled(ledger, desk, settings, show, jobs, qtbot, statement_file):
    go_on = Event()

    class Slow(StatementsDouble):
        def open(self, data, name, *, cancelled, progress, **_named):
            while not go_on.wait(0.01):
                progress(1, 1000, "Reading")
            return super().open(data, name)

    desk.__dict__["statements"] = Slow()
    window = show(Window(page_specs(), settings, jobs, NOW), 1440, 900)
    window.open_desk(desk, "earnings")
    page = window.current_page()
    page.import_statement(statement_file)
    qtbot.waitUntil(page.importing.progress._cancel.isVisible)
    page.importing.progress._cancel.click()
    qtbot.waitUntil(lambda: not page.is_importing)
    go_on.set()


HELD = """Transaction ID,Date,Program,Commission,Currency,Status
A1,2026-03-01,Ledgerly,10.00,EUR,pending
A2,2026-03-02,Ledgerly,20.00,EUR,in limbo
"""


class TestRowsThatWait:
    @pytest.fixture
    def page(self, window, tmp_path):
        file = tmp_path / "ledgerly.csv"
        file.write_text(HELD)
        page = window.current_page()
        page.import_statement(file)
        page.importing.apply()
        file.unlink()
        return page

    def test_the_overview_says_so_and_leads_back_to_the_statement_as_it_was_kept(self, page, desk, qtbot):
        banner = page.ledger.overview.waiting
        assert banner.isVisible()
        assert banner.accessibleName() == "1 row of a statement waits for a decision and is not counted."
        page.ledger.waiting_wanted.emit()
        view = page.importing
        assert view.strip.name.text() == "ledgerly.csv"
        assert view.list.current_row().line == 3
        qtbot.keyClick(view.list, Qt.Key.Key_2)
        view.apply()
        assert not page.ledger.overview.waiting.isVisible()
        assert desk.statements.waiting() == ()
        assert desk.earnings.commission_sums().count == 2
