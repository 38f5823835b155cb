"""Whose weights are on the screen, what decides, and all of them side by side."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from consultant_desk.domain.evaluation.problem import MeanWeights, PointWeights, RankFormula
from consultant_desk.domain.evaluation.weights import global_weights, leaf_weights
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.people import PersonDraft
from consultant_desk.services.rows.weights import MethodAnswers, WeightSetRow
from ui.evaluations.shown_sets import shown_sets
from ui.evaluations.side_by_side_sheet import SideBySideSheet
from ui.evaluations.stakeholder_sheets import AddStakeholderSheet, EditStakeholderSheet


def set_of(bench, name):
    return next(one.key for one in bench.session.sets if one.name == name)


def owner_weights(desk, stored):
    problem = desk.evaluations.problem(stored)
    return leaf_weights(problem, next(one.weights for one in problem.stakeholders if one.name == "Owner"))


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_your_own_weights_are_shown_while_they_decide(bench):
    assert bench.criteria.bar.whose.text() == "Your own"
    assert bench.session.decides


def test_the_weights_of_a_stakeholder_and_the_ranking_under_them(bench, desk, stored):
    bench.session.show_set(set_of(bench, "Owner"))
    assert bench.session.weights == pytest.approx(owner_weights(desk, stored))
    assert bench.session.result.verdict.winner == "contoso"
    assert bench.criteria.bar.whose.text() == "Owner"
    assert "weights: Owner" in texts(bench.panel)
    assert desk.undo_state().undo != "Weights of Owner"


def test_a_slider_moves_the_weights_of_whoever_is_looked_at(bench, desk, stored):
    deciding = global_weights(desk.evaluations.problem(stored))
    bench.session.show_set(set_of(bench, "Owner"))
    bench.session.put("cost", 0.5)
    assert owner_weights(desk, stored)["cost"] == pytest.approx(0.5)
    assert global_weights(desk.evaluations.problem(stored)) == deciding
    assert bench.session.shown_name == "Owner"
    assert bench.session.weights["cost"] == pytest.approx(0.5)


def test_methods_of_a_stakeholder_keep_their_answers(bench, desk, stored):
    bench.session.show_set(set_of(bench, "Owner"))
    before = owner_weights(desk, stored)
    bench.session.switch_method("rank")
    bench.session.put_in_order("eu", 0)
    bench.session.switch_method("ahp")
    bench.session.judge(("inbox", "cost"), "5")
    bench.session.switch_method("direct")
    assert owner_weights(desk, stored) == pytest.approx(before)
    bench.session.switch_method("rank")
    assert bench.session.rank_order()[0] == "eu"


def test_a_move_under_way_is_stored_for_the_one_it_was_made_for(bench, desk, stored):
    bench.session.show_set(set_of(bench, "Owner"))
    bench.session.move("cost", 0.6)
    bench.session.show_set("own")
    assert owner_weights(desk, stored)["cost"] == pytest.approx(0.6)
    assert global_weights(desk.evaluations.problem(stored))["cost"] != pytest.approx(0.6)


def test_the_mean_is_looked_at_without_deciding_and_then_decides(bench, desk, stored):
    bench.session.show_set("mean")
    assert not isinstance(desk.evaluations.problem(stored).weights, MeanWeights)
    before = dict(bench.session.weights)
    bench.session.put("cost", 0.9)
    assert bench.session.weights == before
    bench.criteria.bar._let.click()
    assert isinstance(desk.evaluations.problem(stored).weights, MeanWeights)
    assert bench.session.decides
    bench.session.show_set("own")
    assert not bench.session.decides
    bench.session.put("cost", 0.3)
    assert isinstance(desk.evaluations.problem(stored).weights, MeanWeights)
    assert bench.session.weights["cost"] == pytest.approx(0.3)


def test_the_result_shows_what_decides(bench):
    bench.session.show_set(set_of(bench, "Owner"))
    bench.go("result")
    assert bench.session.decides
    assert bench.session.result.verdict.winner == "northwind"


def test_adding_a_stakeholder_shows_the_new_weights(bench, desk, stored, dialog, window):
    window.commands.run("evaluations.stakeholder")
    sheet = dialog(AddStakeholderSheet)
    QTest.keyClicks(sheet._name, "Auditor")
    QTest.keyClick(sheet._name, Qt.Key.Key_Return)
    assert bench.session.shown_name == "Auditor"
    assert bench.session.weights == pytest.approx(dict.fromkeys(bench.session.weights, 1 / 9))
    window.commands.run("edit.undo")
    assert bench.session.decides


def test_a_person_of_the_client_can_be_the_stakeholder(bench, desk, stored, dialog, window):
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    person = desk.people.add(client, PersonDraft("Niamh Byrne")).value
    engagement = desk.clients.add_engagement(client, EngagementDraft("Desk")).value
    desk.evaluations.edit(stored, engagement_id=engagement)
    window.current_page()._ask_sheet(stored)
    bench.weights.add_stakeholder()
    sheet = dialog(AddStakeholderSheet)
    sheet._person._choose(person)
    assert sheet._name.text() == "Niamh Byrne"
    sheet._add()
    row = next(row for row in desk.evaluations.sheet(stored).people if row.name == "Niamh Byrne")
    assert row.person_id == person
    bench.weights.add_stakeholder()
    assert person not in dialog(AddStakeholderSheet)._names
    dialog(AddStakeholderSheet).reject()


def test_a_name_that_is_there_is_refused_in_the_sheet(bench, dialog):
    bench.weights.add_stakeholder()
    sheet = dialog(AddStakeholderSheet)
    sheet._name.setText("owner")
    sheet._add()
    assert sheet.problem.text().startswith("There is a stakeholder “owner” already.")
    sheet.reject()


def test_name_and_note_are_changed_and_weights_are_copied(bench, desk, stored, dialog):
    key = set_of(bench, "Owner")
    bench.session.show_set(key)
    bench.criteria.bar.stakeholder_edited.emit(key)
    sheet = dialog(EditStakeholderSheet)
    sheet._name.setText("Founder")
    sheet._note.setPlainText("signs")
    sheet._save()
    assert bench.criteria.bar.whose.text() == "Founder"
    bench.criteria.bar.copy_wanted.emit(key)
    assert bench.session.weights == pytest.approx(global_weights(desk.evaluations.problem(stored)))


def test_removing_the_one_looked_at_goes_back_to_what_decides(bench, desk, stored):
    key = set_of(bench, "Owner")
    bench.session.show_set(key)
    bench.criteria.bar.stakeholder_removed.emit(key)
    assert bench.session.decides
    assert "Owner" not in [one.name for one in bench.session.sets]


def test_side_by_side_tells_who_wins_for_whom_and_where_they_disagree(bench, dialog, window):
    window.commands.run("evaluations.side_by_side")
    sheet = dialog(SideBySideSheet)
    assert "of 3 put" in sheet.words.text()
    assert "They disagree most about " in sheet.words.text()
    rows = sheet.table.rows_model.rows
    assert [row.name for row in rows[:2]] == ["Comes first", "With points"]
    assert rows[0].cells[0] == "Contoso"
    assert len(rows) == 11
    spreads = [float(row.cells[-1]) for row in rows[2:]]
    assert spreads == sorted(spreads, reverse=True)
    key = rows[2].key
    sheet.table.choose(key)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    assert bench.session.criterion == key


def test_the_choice_of_whose_weights_opens_by_key(bench):
    bench.criteria.bar.whose.setFocus()
    QTest.keyClick(bench.criteria.bar.whose, Qt.Key.Key_Space)
    from PySide6.QtWidgets import QMenu

    menu = bench.criteria.bar.whose.findChild(QMenu)
    names = [action.text() for action in menu.actions()]
    assert names[:3] == ["Everyone, mean of 3", "Your own", "Owner"]
    assert "Side by side …" in names
    menu.close()


def test_the_mean_of_one_person_is_named_as_that_person():
    kept = MethodAnswers("direct", RankFormula.ROC)
    person = WeightSetRow("w1", "Jonna Visser", PointWeights("direct", (("fit", 1.0),)), kept)
    sheet = SimpleNamespace(people=(person,), own_weights=None)
    assert shown_sets(sheet)[0].name == "Everyone, Jonna Visser alone so far"
