from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ui.evaluations.criteria_model import Column
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.criteria_table import column_widths
from ui.evaluations.opening import open_evaluation
from ui.evaluations.ranking_panel import RankingPanel
from ui.evaluations.weight_slider import track_of, x_of


@pytest.fixture
def step(session, show):
    return show(CriteriaStep(session), 968, 760)


@pytest.fixture
def committed(session):
    answers = []
    session.weights_committed.connect(answers.append)
    return answers


def handle_of(table, session, key):
    from consultant_desk.domain.charts.bands import axis_end

    cell = table.visualRect(table.rows.index(table.rows.row_of(key), Column.WEIGHT)).toRectF()
    x = x_of(track_of(cell), session.weights[key], axis_end(session.weights.values()))
    return QPoint(round(x), round(track_of(cell).center().y()))


def test_dragging_a_slider_moves_the_ranking_and_commits_on_release(step, session, committed):
    view = step.table.viewport()
    start = handle_of(step.table, session, "learn")
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(60, 0))
    assert session.weights["learn"] > 0.18
    assert session.result.verdict.winner == "contoso"
    assert committed == []
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert len(committed) == 1


def test_taking_hold_of_the_handle_does_not_move_it(step, session, committed):
    spot = handle_of(step.table, session, "learn") + QPoint(5, 0)
    QTest.mouseClick(step.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert session.weights["learn"] == pytest.approx(0.12)
    assert committed == []


def test_escape_takes_a_drag_back(step, session, committed):
    view = step.table.viewport()
    start = handle_of(step.table, session, "learn")
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(60, 0))
    QTest.keyClick(step.table, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert session.weights["learn"] == pytest.approx(0.12)
    assert committed == []


@pytest.mark.parametrize(
    ("modifier", "points"),
    [
        (Qt.KeyboardModifier.NoModifier, 1.0),
        (Qt.KeyboardModifier.ShiftModifier, 5.0),
        (Qt.KeyboardModifier.AltModifier, 0.1),
    ],
)
def test_arrows_move_a_weight_by_points(step, session, modifier, points):
    session.select("learn")
    QTest.keyClick(step.table, Qt.Key.Key_Right, modifier)
    assert session.weights["learn"] == pytest.approx(0.12 + points / 100)
    QTest.keyClick(step.table, Qt.Key.Key_Left, modifier)
    assert session.weights["learn"] == pytest.approx(0.12)


def test_typing_a_number_sets_the_weight_as_one_change(step, session, committed, qtbot):
    session.select("learn")
    step.table.setFocus()
    QTest.keyClicks(step.table, "2")
    editor = step.table.viewport().findChild(QLineEdit)
    QTest.keyClicks(editor, "0")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(committed) == 1)
    assert session.weights["learn"] == pytest.approx(0.20)


def test_words_typed_for_a_weight_change_nothing(step, session, committed):
    session.select("learn")
    step.table.start_typing("abc")
    QTest.keyClick(step.table.viewport().findChild(QLineEdit), Qt.Key.Key_Return)
    assert session.weights["learn"] == pytest.approx(0.12)
    assert committed == []


def test_a_double_click_on_the_slider_locks_the_weight(step, session, committed):
    spot = handle_of(step.table, session, "inbox")
    QTest.mouseDClick(step.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert session.locked == {"inbox"}
    assert committed == []


def test_up_and_down_walk_over_groups_and_criteria(step, session):
    session.select("learn")
    QTest.keyClick(step.table, Qt.Key.Key_Down)
    QTest.keyClick(step.table, Qt.Key.Key_Down)
    assert session.criterion == "links"


def test_a_group_folds_and_unfolds_by_keyboard(step):
    table = step.table
    table.selectRow(0)
    table.setCurrentIndex(table.rows.index(0, 0))
    rows = table.rows.rowCount()
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert table.rows.rowCount() == rows - 3
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert table.rows.rowCount() == rows


def test_in_the_rank_order_alt_and_an_arrow_move_a_criterion(step, session):
    session.switch_method("rank")
    session.select("learn")
    before = session.rank_order().index("learn")
    QTest.keyClick(step.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session.rank_order().index("learn") == before - 1


def test_each_row_is_read_aloud_with_its_weight_and_band(step):
    rows = step.table.rows
    spoken = rows.index(rows.row_of("learn"), Column.WEIGHT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Ease of learning, weight 12 %. Northwind Desk stays first from 0 to 15.9 % (now 12). "
        "Above that, Contoso Flow leads."
    )


def test_enter_finishes_a_typed_weight_and_does_no_more(step, session, committed, qtbot):
    step.table.setFocus()
    with qtbot.assertNotEmitted(step.edit_requested):
        QTest.keyClick(step.table, Qt.Key.Key_1)
        QTest.keyClick(step.table.viewport().findChild(QLineEdit), Qt.Key.Key_0)
        QTest.keyClick(step.table.viewport().findChild(QLineEdit), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(committed) == 1)
    assert session.weights["inbox"] == pytest.approx(0.10)
    with qtbot.waitSignal(step.edit_requested) as asked:
        QTest.keyClick(step.table, Qt.Key.Key_Return)
    assert asked.args == ["inbox"]


def test_enter_and_delete_ask_for_the_scale_and_the_bin(step, session, qtbot):
    session.select("learn")
    with qtbot.waitSignal(step.edit_requested) as edit:
        QTest.keyClick(step.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(step.delete_requested) as delete:
        QTest.keyClick(step.table, Qt.Key.Key_Delete)
    assert edit.args == delete.args == ["learn"]


def test_the_columns_fill_every_width_and_drop_what_does_not_fit():
    assert column_widths(968) == (244, 148, 64, 104, 328, 80)
    for room in range(600, 2000, 37):
        assert sum(column_widths(room)) == room
    assert column_widths(680)[Column.CURVE] == 0


def test_the_panel_says_verdict_change_and_unknown_scores(session, show):
    panel = show(RankingPanel(session), 272, 700)
    session.put("learn", 0.13)
    assert "1. Northwind Desk" in panel.rows.as_text()
    assert "4. Tailspin CRM" in panel.rows.as_text()
    assert "Data export unknown" in panel.rows.as_text()
    panel.grab()


def test_undo_takes_key_steps_back_that_are_not_committed_yet(step, session, committed):
    session.select("learn")
    QTest.keyClick(step.table, Qt.Key.Key_Right)
    QTest.keyClick(step.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.weights["learn"] == pytest.approx(0.12)
    assert committed == []


@pytest.mark.parametrize("still", [True, False])
def test_rows_slide_to_their_new_places_unless_less_motion_is_wanted(session, show, qtbot, still):
    panel = show(RankingPanel(session, still=lambda: still), 272, 700)
    before = panel.rows.top_of("contoso")
    session.put("learn", 0.4)
    assert session.result.verdict.winner == "contoso"
    assert (panel.rows.top_of("contoso") == 0.0) is still
    qtbot.waitUntil(lambda: panel.rows.top_of("contoso") == 0.0)
    assert before > 0.0


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_the_header_follows_who_is_first_and_is_called_what(step, session, problem, qapp):
    header = step.table.horizontalHeader()
    qapp.processEvents()
    session.move("inbox", session.weights["inbox"] + 0.01)
    qapp.processEvents()
    paints = Paints(header.viewport())
    session.move("inbox", session.weights["inbox"] + 0.01)
    qapp.processEvents()
    assert paints.count == 0
    session.move("inbox", 0.05)
    qapp.processEvents()
    assert (paints.count, session.result.verdict.winner) == (1, "contoso")
    session.cancel()
    qapp.processEvents()
    named = (replace(one, name="Renamed") if one.id == "northwind" else one for one in problem.candidates)
    session.load(open_evaluation(replace(problem, candidates=tuple(named))))
    qapp.processEvents()
    assert paints.count == 3


def test_percentages_have_the_decimals_their_column_needs_while_a_weight_moves(step, session):
    rows = step.table.rows

    def shown(key):
        return rows.index(rows.row_of(key), Column.PERCENT).data()

    assert (shown("inbox"), shown("cost")) == ("22", "14")
    axis = rows.scale.axis
    session.move("inbox", 0.6)
    assert (shown("inbox"), shown("cost")) == ("60.0", "7.2")
    assert rows.scale.axis > axis
    session.cancel()
    assert (shown("inbox"), shown("cost")) == ("22", "14")
