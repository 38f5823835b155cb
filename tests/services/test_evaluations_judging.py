from __future__ import annotations

import json

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.judging import blank, judged_pairs, judgement, star, still_needed
from consultant_desk.domain.evaluation.problem import (
    Completion,
    PairwiseWeights,
    PointWeights,
    RankFormula,
    RankWeights,
)
from consultant_desk.errors import UserError
from tests.services.conftest import HARBOUR
from tests.services.test_evaluations_criteria import GROUPED
from tests.services.test_evaluations_weights import KEYS, shares


def judgements(desk: Desk, evaluation: str) -> PairwiseWeights:
    answers = desk.evaluations.problem(evaluation).weights
    assert isinstance(answers, PairwiseWeights)
    return answers


def test_judgements_start_empty_and_say_that_nothing_is_decided(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    assert judged_pairs(judgements(desk, harbour)) == ()
    assert still_needed(judgements(desk, harbour)) == 8
    assert desk.evaluations.sheet(harbour).incomplete.startswith("The weights do not decide yet")
    desk.undo()
    assert desk.evaluations.sheet(harbour).incomplete == ""


def test_one_judgement_is_one_step_that_is_undone(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    desk.evaluations.set_judgements(harbour, {("inbox", "cost"): "3"})
    assert judgement(judgements(desk, harbour), "cost", "inbox") == "1/3"
    assert desk.undo_state().undo == "Judge Shared inbox"
    desk.evaluations.set_judgements(harbour, {("cost", "inbox"): None})
    assert judged_pairs(judgements(desk, harbour)) == ()
    desk.undo()
    assert judgement(judgements(desk, harbour), "inbox", "cost") == "3"
    desk.undo()
    assert judged_pairs(judgements(desk, harbour)) == ()


def test_judgements_are_kept_while_another_method_decides_and_after_a_restart(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    desk.evaluations.set_judgements(harbour, {("inbox", "cost"): "3", ("inbox", "eu"): "1/2"})
    before = judgements(desk, harbour)
    desk.evaluations.set_method(harbour, "swing")
    kept = desk.evaluations.sheet(harbour).answers.pairwise
    assert kept is not None
    assert judged_pairs(kept) == (("inbox", "eu"), ("inbox", "cost"))
    with Desk.open(_closed(desk)) as again:
        again.evaluations.set_method(harbour, "ahp")
        assert judgements(again, harbour) == before


def _closed(desk: Desk):
    folder = desk.folder
    desk.close()
    return folder


def test_a_new_criterion_is_not_judged_yet_and_one_that_goes_takes_its_judgements(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    desk.evaluations.set_judgements(harbour, {("inbox", "cost"): "3", ("inbox", "eu"): "5"})
    record = desk.evaluations.sheet(harbour).criteria["cost"]
    desk.evaluations.trash_criterion(record)
    assert judged_pairs(judgements(desk, harbour)) == (("inbox", "eu"),)


def test_judging_from_weights_takes_the_fewest_pairs(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_answers(harbour, star(blank(KEYS), shares(desk, harbour)))
    made = judgements(desk, harbour)
    assert still_needed(made) == 0
    assert len(judged_pairs(made)) == 8
    assert judgement(made, "inbox", "eu") == "4"


def test_how_missing_judgements_are_completed_is_kept(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    desk.evaluations.set_completion(harbour, Completion.LEAST_SQUARES)
    desk.evaluations.set_judgements(harbour, {("inbox", "cost"): "3"})
    assert judgements(desk, harbour).completion is Completion.LEAST_SQUARES


def test_pairs_inside_a_group_are_judged_on_their_own(desk: Desk) -> None:
    grouped = desk.evaluations.import_file(GROUPED).value
    desk.evaluations.set_method(grouped, "ahp", group="work")
    desk.evaluations.set_judgements(grouped, {("fit", "hours"): "3"})
    kept = desk.evaluations.sheet(grouped).local_answers["work"].pairwise
    assert kept is not None
    assert judgement(kept, "fit", "hours") == "3"
    with pytest.raises(UserError, match="not weighed against"):
        desk.evaluations.set_judgements(grouped, {("fit", "price"): "3"})
    with pytest.raises(UserError, match="not answered by judgements"):
        desk.evaluations.set_judgements(grouped, {("price", "work"): "3"})


@pytest.mark.parametrize("text", ["0", "-3", "1/0", "x", "", "1e9", "nan", "1/2000000"])
def test_what_is_no_judgement_is_refused(desk: Desk, harbour: str, text: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    with pytest.raises(UserError, match="no judgement"):
        desk.evaluations.set_judgements(harbour, {("inbox", "cost"): text})
    assert judged_pairs(judgements(desk, harbour)) == ()


@pytest.mark.parametrize(
    "made",
    [{}, {("inbox", "inbox"): "1"}, {("inbox", "cost"): "3", ("cost", "inbox"): "3"}, {("inbox", "nothing"): "2"}],
)
def test_pairs_that_contradict_themselves_are_refused(desk: Desk, harbour: str, made) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    with pytest.raises(UserError):
        desk.evaluations.set_judgements(harbour, made)


def test_judgements_have_no_slider(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "ahp")
    with pytest.raises(UserError, match="Pairwise judgements decide"):
        desk.evaluations.set_share(harbour, "learn", 0.5)
    with pytest.raises(UserError, match="Pairwise judgements decide"):
        desk.evaluations.set_points(harbour, {"learn": 5})


def test_swings_that_were_asked_one_by_one_are_one_step(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    points = PointWeights("swing", tuple((key, float(place)) for place, key in enumerate(KEYS)))
    desk.evaluations.set_answers(harbour, points, label="Ask for swings")
    assert desk.evaluations.problem(harbour).weights == points
    assert shares(desk, harbour)["cost"] == pytest.approx(8 / 36)
    assert desk.undo_state().undo == "Ask for swings"
    desk.undo()
    assert desk.evaluations.export(harbour) == before


def test_answers_reach_the_levels_inside_groups(desk: Desk) -> None:
    grouped = desk.evaluations.import_file(GROUPED).value
    top = [key for key, _ in desk.evaluations.problem(grouped).weights.points]
    inner = RankWeights(("hours", "fit"), RankFormula.SUM)
    desk.evaluations.set_answers(grouped, PointWeights("direct", tuple((key, 1.0) for key in top), (("work", inner),)))
    assert dict(desk.evaluations.problem(grouped).weights.within)["work"] == inner


@pytest.mark.parametrize(
    "answers",
    [
        PointWeights("swing", tuple((key, 0.0) for key in KEYS)),
        PointWeights("swing", tuple((key, -1.0) for key in KEYS)),
        PointWeights("swing", (("inbox", 100.0),)),
        RankWeights(KEYS[1:], RankFormula.ROC),
        PairwiseWeights(KEYS, (("1",),)),
    ],
)
def test_answers_that_do_not_fit_the_level_change_nothing(desk: Desk, harbour: str, answers) -> None:
    before = desk.evaluations.export(harbour)
    with pytest.raises(UserError):
        desk.evaluations.set_answers(harbour, answers)
    assert desk.evaluations.export(harbour) == before


def test_judgements_of_a_file_come_back_as_they_were(desk: Desk) -> None:
    file = json.loads(HARBOUR)
    rows = [["1" if i == j else None for j in range(9)] for i in range(9)]
    for place in range(1, 9):
        rows[0][place], rows[place][0] = "2", "1/2"
    file["weights"] = {"method": "ahp", "ids": list(KEYS), "rows": rows}
    evaluation = desk.evaluations.import_file(json.dumps(file)).value
    assert still_needed(judgements(desk, evaluation)) == 0
