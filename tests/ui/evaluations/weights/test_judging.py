"""Pairwise judgements by keyboard and mouse, with the workspace behind them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from consultant_desk.domain.evaluation.judging import judged_pairs, judgement, ratio_text, still_needed
from ui.evaluations.answering import KEY_PAUSE_MS
from ui.evaluations.pairs_sheet import PairsSheet


@pytest.fixture
def judging(bench):
    bench.session.switch_method("ahp")
    bench.criteria.judging.scale.setFocus()
    return bench.criteria.judging


def stored_judgements(desk, stored):
    return desk.evaluations.problem(stored).weights


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def judge_the_fewest(judging, session):
    """Judge until weights follow, each pair as 2."""
    while still_needed(session.judgements()):
        QTest.keyClicks(judging.scale, "2")
        QTest.keyClick(judging.scale, Qt.Key.Key_Return)


def test_the_panel_is_there_for_judgements_only(bench):
    assert not bench.criteria.judging.isVisible()
    bench.session.switch_method("ahp")
    assert bench.criteria.judging.isVisible()
    bench.session.switch_method("direct")
    assert not bench.criteria.judging.isVisible()


def test_it_says_how_many_are_judged_and_how_many_are_needed(judging, bench):
    assert "0 of 36 judged; 8 more are needed for weights." in texts(judging)
    judge_the_fewest(judging, bench.session)
    assert any(text.startswith("8 of 36 judged") for text in texts(judging))


def test_arrows_move_a_judgement_and_enter_goes_on(judging, bench, desk, stored):
    assert judging.pair == ("inbox", "order")
    for _ in range(2):
        QTest.keyClick(judging.scale, Qt.Key.Key_Left)
    assert bench.session.last_change.what == "Shared inbox over Order lookup: 3"
    assert judged_pairs(stored_judgements(desk, stored)) == ()
    QTest.keyClick(judging.scale, Qt.Key.Key_Return)
    assert judgement(stored_judgements(desk, stored), "inbox", "order") == "3"
    assert desk.undo_state().undo == "Judge Shared inbox"
    assert judging.pair == ("inbox", "learn")
    QTest.keyClick(judging.scale, Qt.Key.Key_Right)
    QTest.keyClick(judging.scale, Qt.Key.Key_Return)
    assert judgement(stored_judgements(desk, stored), "inbox", "learn") == "1/2"


def test_a_judgement_is_stored_when_the_keys_rest(judging, desk, stored, qtbot):
    QTest.keyClicks(judging.scale, "5")
    assert judged_pairs(stored_judgements(desk, stored)) == ()
    qtbot.waitUntil(lambda: judged_pairs(stored_judgements(desk, stored)) != (), timeout=KEY_PAUSE_MS * 4)
    assert judgement(stored_judgements(desk, stored), "inbox", "order") == "5"


def test_u_takes_a_judgement_back_and_backspace_goes_to_the_pair_before(judging, bench, desk, stored):
    QTest.keyClicks(judging.scale, "5")
    QTest.keyClick(judging.scale, Qt.Key.Key_Return)
    QTest.keyClick(judging.scale, Qt.Key.Key_Backspace)
    assert judging.pair == ("inbox", "order")
    QTest.keyClick(judging.scale, Qt.Key.Key_U)
    bench.session.commit()
    assert judged_pairs(stored_judgements(desk, stored)) == ()
    assert "Not judged yet." in texts(judging)


def test_the_ends_of_the_scale_are_not_passed(judging, bench):
    QTest.keyClick(judging.scale, Qt.Key.Key_Home)
    QTest.keyClick(judging.scale, Qt.Key.Key_Left)
    assert judgement(bench.session.judgements(), "inbox", "order") == "9"
    QTest.keyClick(judging.scale, Qt.Key.Key_End)
    assert judgement(bench.session.judgements(), "inbox", "order") == "1/9"


def test_a_click_on_the_scale_judges_too(judging, bench):
    spot = QPoint(round(judging.scale._x_of(-4)), 18)
    QTest.mouseClick(judging.scale, Qt.MouseButton.LeftButton, pos=spot)
    assert judgement(bench.session.judgements(), "inbox", "order") == "1/5"
    assert "Order lookup is strongly more important than Shared inbox: 5." in texts(judging)


def test_while_judgements_are_missing_nothing_is_decided_and_then_the_ranking_follows(judging, bench):
    assert bench.session.result.verdict.winner is None
    judge_the_fewest(judging, bench.session)
    assert bench.session.result.verdict.winner is not None
    before = dict(bench.session.weights)
    QTest.keyClicks(judging.scale, "9")
    assert bench.session.weights != before


def test_the_judgement_that_hurts_most_is_named_and_mended_by_one_key(judging, bench, qtbot):
    session = bench.session
    judge_the_fewest(judging, session)
    judging.go_to(("order", "learn"))
    QTest.keyClick(judging.scale, Qt.Key.Key_Home)
    session.commit()
    qtbot.waitUntil(lambda: any("Hurts consistency most: " in text for text in texts(judging)))
    assert any(text.startswith("Consistency ratio ") and "Saaty" in text for text in texts(judging))
    worst = judging.worst
    QTest.keyClick(judging.scale, Qt.Key.Key_T)
    session.commit()
    assert judging.pair == worst.pair
    assert judgement(session.judgements(), *worst.pair) == ratio_text(worst.suggested)


def test_starting_from_the_weights_judges_the_fewest(judging, bench, desk, stored):
    judging._start.click()
    assert len(judged_pairs(stored_judgements(desk, stored))) == 8
    assert judgement(stored_judgements(desk, stored), "inbox", "eu") == "4"
    assert bench.session.result.verdict.winner is not None
    assert desk.undo_state().undo == "Judge from the weights"


def test_any_pair_can_be_chosen_and_a_thing_is_never_judged_against_itself(judging):
    judging._first.chosen.emit("cost")
    assert judging.pair == ("cost", "order")
    judging._second.chosen.emit("cost")
    assert judging.pair == ("order", "cost")


def test_all_pairs_are_listed_and_enter_goes_to_one(judging, bench, dialog):
    judge_the_fewest(judging, bench.session)
    judging.list_wanted.emit("")
    sheet = dialog(PairsSheet)
    rows = sheet.table.rows_model.rows
    assert len(rows) == 36
    assert rows[0].judged == "2 for Shared inbox"
    sheet.table.choose("learn cost")
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert judging.pair == ("learn", "cost")


def test_undo_takes_back_one_judgement(judging, bench, desk, stored, window):
    QTest.keyClicks(judging.scale, "5")
    bench.session.commit()
    window.commands.run("edit.undo")
    assert judged_pairs(stored_judgements(desk, stored)) == ()
    assert judged_pairs(bench.session.judgements()) == ()


def test_judgements_wait_while_another_method_decides(judging, bench):
    QTest.keyClicks(judging.scale, "5")
    bench.session.switch_method("swing")
    bench.session.switch_method("ahp")
    assert judgement(bench.session.judgements(), "inbox", "order") == "5"


def test_rows_have_no_slider_while_judgements_decide(judging, bench):
    before = dict(bench.session.weights)
    bench.session.nudge("learn", 5)
    bench.session.put("learn", 0.5)
    assert bench.session.weights == before


def test_the_scale_is_read_aloud(judging):
    assert judging.scale.accessibleName() == "Judgement of Shared inbox against Order lookup"
    QTest.keyClicks(judging.scale, "3")
    assert judging.scale.accessibleDescription() == ("Shared inbox is moderately more important than Order lookup: 3.")


def test_undo_takes_back_a_judgement_that_is_not_committed_yet(judging, bench, desk, stored):
    before = desk.undo_state().undo
    QTest.keyClicks(judging.scale, "5")
    QTest.keyClick(judging.scale, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert judged_pairs(bench.session.judgements()) == ()
    bench.session.commit()
    assert desk.undo_state().undo == before


def test_f6_reaches_the_scale(judging, bench):
    assert judging.scale in bench.panes()
