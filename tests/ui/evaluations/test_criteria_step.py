"""What is done in the step Criteria, and what is stored afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from tests.ui.evaluations.looking import dialog, share_of
from ui.evaluations.criterion_sheet import CriterionSheet


def test_a_drag_is_stored_once_and_undone_as_one_step(bench, desk, stored, window):
    bench.session.move("learn", 0.2)
    bench.session.move("learn", 0.25)
    assert share_of(desk, stored, "learn") == pytest.approx(0.12)
    bench.session.commit()
    assert share_of(desk, stored, "learn") == pytest.approx(0.25)
    assert desk.undo_state().undo == "Move weight of Ease of learning"
    window.commands.run("edit.undo")
    assert share_of(desk, stored, "learn") == pytest.approx(0.12)
    assert bench.session.weights["learn"] == pytest.approx(0.12)


def test_a_locked_weight_is_stored_as_it_was(bench, desk, stored):
    bench.session.toggle_lock("inbox")
    bench.session.put("learn", 0.25)
    assert share_of(desk, stored, "inbox") == pytest.approx(0.22)
    assert share_of(desk, stored, "learn") == pytest.approx(0.25)


def test_each_method_keeps_its_answers_in_the_workspace(bench, desk, stored):
    bench.session.switch_method("rank")
    bench.session.put_in_order("eu", 0)
    assert desk.evaluations.problem(stored).weights.order[0] == "eu"
    bench.session.switch_method("direct")
    assert share_of(desk, stored, "learn") == pytest.approx(0.12)
    bench.session.switch_method("rank")
    assert bench.session.rank_order()[0] == "eu"


def test_in_rank_order_the_foot_says_how_a_rank_is_changed(bench):
    bench.session.switch_method("rank")
    assert "press Alt+Up or Alt+Down" in bench.criteria._foot._band.text()


def test_a_criterion_is_added_with_its_editor(bench, desk, stored):
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    sheet._name.setText("Speed")
    sheet._save()
    problem = desk.evaluations.problem(stored)
    assert problem.criteria[-1].name == "Speed"
    assert not sheet.isVisible()
    assert bench.session.criterion == problem.criteria[-1].id


def test_a_group_is_made_with_its_first_criterion_as_one_step(bench, desk, stored, window):
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    QTest.keyClicks(sheet._name, "Speed")
    assert not sheet._new_group.isVisible()
    sheet._group._choose("+")
    assert sheet.focusWidget() is sheet._new_group
    sheet._save()
    assert sheet.problem.text() == "Give the new group a name."
    QTest.keyClicks(sheet._new_group, "Performance")
    sheet._save()
    problem = desk.evaluations.problem(stored)
    assert [group.name for group in problem.groups][-1] == "Performance"
    assert problem.criteria[-1].group == problem.groups[-1].id
    window.commands.run("edit.undo")
    assert "Performance" not in [group.name for group in desk.evaluations.problem(stored).groups]


def test_a_new_group_with_the_name_of_one_that_is_there_is_that_one(bench, desk, stored):
    bench.operations.add_group("Performance")
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    QTest.keyClicks(sheet._name, "Speed")
    sheet._group._choose("+")
    QTest.keyClicks(sheet._new_group, "performance")
    sheet._save()
    problem = desk.evaluations.problem(stored)
    assert [group.name for group in problem.groups].count("Performance") == 1
    assert problem.criteria[-1].group == problem.groups[-1].id


def test_a_criterion_needs_a_name_of_its_own(bench):
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    sheet._save()
    assert sheet.problem.text() == "Give the criterion a name."
    QTest.keyClicks(sheet._name, "shared INBOX")
    sheet._save()
    assert sheet.problem.text() == "There is a criterion “shared INBOX” already."
    assert sheet.focusWidget() is sheet._name
    sheet.reject()


def test_the_editor_says_what_is_wrong_with_a_scale(bench, desk, stored):
    bench.criteria.edit_requested.emit("learn")
    sheet = dialog(CriterionSheet)
    sheet._scale._best.setText("16")
    sheet._save()
    assert sheet.problem.text()
    assert desk.evaluations.problem(stored).criteria[2].value.best == 2.0
    sheet.reject()


def test_deleting_a_criterion_offers_undo(bench, desk, stored, window):
    bench.criteria.delete_requested.emit("learn")
    assert len(desk.evaluations.problem(stored).criteria) == 8
    assert window.toast.message == "Criterion moved to the Trash"
    window.commands.run("edit.undo")
    assert len(desk.evaluations.problem(stored).criteria) == 9
