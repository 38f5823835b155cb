"""Whatever a person does to an evaluation: the file stays valid, every action is one step, and undo brings back all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Direction, Levels, Linear, SeatPrice
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations import CostDraft, CriterionDraft, EvidenceDraft, ScoreEdit
from tests.effort import tried
from tests.services.conftest import NOW
from tests.services.problems import problems

SCALES = (Linear(0, 10), Levels((("none", 0.0), ("all", 100.0))), Levels((("none", 0.0), ("add-on", 5.0))))

Act = Callable[[Desk, str, Any], object]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("shared") / "Practice.desk"
    with Desk.create(folder, name="Practice", clock=FixedClock(NOW)) as opened:
        yield opened


def _pick(data: Any, things: Any) -> Any:
    """One of some keys; of a mapping, what it leads to: record ids differ from run to run, keys do not."""
    key = data.draw(st.sampled_from(sorted(things)))
    return things[key] if isinstance(things, dict) else key


def _sheet(desk: Desk, evaluation: str) -> Any:
    return desk.evaluations.sheet(evaluation)


def _draft(data: Any, desk: Desk, evaluation: str) -> CriterionDraft:
    value = data.draw(
        st.sampled_from(
            [Linear(0, 10), Levels((("none", 0.0), ("all", 100.0))), Levels((("none", 0.0), ("add-on", 5.0)))]
        )
    )
    group = data.draw(st.sampled_from([None, *_sheet(desk, evaluation).groups]))
    return CriterionDraft(data.draw(st.sampled_from(["Speed", "Price", "c1"])), value, Direction.MAX, group)


def _edit_criterion(desk: Desk, evaluation: str, data: Any) -> object:
    record = _pick(data, _sheet(desk, evaluation).criteria)
    draft = _draft(data, desk, evaluation)
    return desk.evaluations.edit_criterion(record, draft, accept_loss=data.draw(st.booleans()))


def _move_criterion(desk: Desk, evaluation: str, data: Any) -> object:
    sheet = _sheet(desk, evaluation)
    group = _pick(data, {"": None, **sheet.groups})
    return desk.evaluations.move_criterion(_pick(data, sheet.criteria), data.draw(st.integers(0, 5)), group)


def _score(desk: Desk, evaluation: str, data: Any) -> object:
    problem = desk.evaluations.problem(evaluation)
    candidate = _pick(data, [one.id for one in problem.candidates])
    criterion = data.draw(st.sampled_from(problem.criteria))
    raws = [name for name, _ in criterion.value.levels] if isinstance(criterion.value, Levels) else [1.5, 3.0, -4.0]
    value, low, high = (data.draw(st.none() | st.sampled_from(raws)) for _ in range(3))
    return desk.evaluations.set_scores(evaluation, [ScoreEdit(candidate, criterion.id, value, low, high)])


def _evidence(desk: Desk, evaluation: str, data: Any) -> object:
    sheet = _sheet(desk, evaluation)
    candidate, criterion = _pick(data, list(sheet.candidates)), _pick(data, list(sheet.criteria))
    return desk.evaluations.add_evidence(evaluation, candidate, criterion, EvidenceDraft("Page"))


def _weigh(desk: Desk, evaluation: str, data: Any) -> object:
    key = _pick(data, list(_sheet(desk, evaluation).criteria))
    return desk.evaluations.set_share(evaluation, key, data.draw(st.sampled_from([0, 0.1, 0.5, 1])))


def _method(desk: Desk, evaluation: str, data: Any) -> object:
    group = data.draw(st.sampled_from([None, *_sheet(desk, evaluation).local_answers]))
    return desk.evaluations.set_method(evaluation, _pick(data, ["direct", "swing", "rank"]), group=group)


def _trash(kind: str) -> Act:
    def act(desk: Desk, evaluation: str, data: Any) -> object:
        sheet = _sheet(desk, evaluation)
        things = {"criterion": sheet.criteria, "candidate": sheet.candidates, "group": sheet.groups}[kind]
        return getattr(desk.evaluations, f"trash_{kind}")(_pick(data, things))

    return act


def _reject(desk: Desk, evaluation: str, data: Any) -> object:
    return desk.evaluations.reject_candidate(_pick(data, _sheet(desk, evaluation).candidates))


def _cost(desk: Desk, evaluation: str, data: Any) -> object:
    sheet = _sheet(desk, evaluation)
    seats = data.draw(st.sampled_from([None, SeatPrice(5, ((1, Decimal(9)),)), SeatPrice(0, ())]))
    currency = data.draw(st.sampled_from(["EUR", "USD", "GBP"]))
    draft = CostDraft("Licences", Decimal(5), currency, by_seat=seats, rate=data.draw(st.sampled_from([None, "0.5"])))
    if sheet.costs and data.draw(st.booleans()):
        return desk.evaluations.edit_cost(sheet.costs[0].id, draft)
    return desk.evaluations.add_cost(_pick(data, sheet.candidates), draft)


def _money(desk: Desk, evaluation: str, data: Any) -> object:
    code = data.draw(st.sampled_from(["EUR", "USD", "GBP"]))
    if data.draw(st.booleans()):
        return desk.evaluations.set_currency(evaluation, code)
    return desk.evaluations.set_rates(evaluation, data.draw(st.sampled_from([{}, {code: "0.9"}, {"USD": "3"}])))


ACTS: tuple[Act, ...] = (
    lambda desk, evaluation, data: desk.evaluations.add_criterion(evaluation, _draft(data, desk, evaluation)),
    lambda desk, evaluation, data: desk.evaluations.add_group(evaluation, "Group"),
    lambda desk, evaluation, data: desk.evaluations.add_candidate(evaluation, "Adatum"),
    _edit_criterion,
    _move_criterion,
    _score,
    _evidence,
    _weigh,
    _method,
    _reject,
    _cost,
    _cost,
    _money,
    _trash("criterion"),
    _trash("candidate"),
    _trash("group"),
)


@tried(6, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(problem=problems(), acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=6), data=st.data())
def test_whatever_is_tried_a_locked_problem_stays_what_was_locked(
    shared: Desk, problem: Any, acts: list[Act], data: Any
) -> None:
    evaluation = shared.evaluations.import_file(dump(problem)).value
    shared.evaluations.add_group(evaluation, "To be deleted")
    try:
        digest = shared.evaluations.lock(evaluation).value.sha256
    except UserError:  # no score is known
        return
    for act in [*acts, lambda desk, *_: desk.undo(), lambda desk, *_: desk.undo(), lambda desk, *_: desk.redo()]:
        with suppress(UserError):
            act(shared, evaluation, data)
        assert problem_sha256(shared.evaluations.problem(evaluation)) == digest


def faults_of(text: str) -> list[str]:
    try:
        load(text)
    except UserError as error:
        return [fault.line() for fault in error.faults]
    return []


# Shrinking a failure would take minutes on a database; the acts are few enough to read as they are.
@tried(6, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(problem=problems(), acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=6), data=st.data())
def test_random_edits_leave_a_valid_file_and_undo_to_where_they_started(
    shared: Desk, problem: Any, acts: list[Act], data: Any
) -> None:
    evaluation = shared.evaluations.import_file(dump(problem)).value
    states = [shared.evaluations.export(evaluation)]
    for act in acts:
        sheet = shared.evaluations.sheet(evaluation)
        if not sheet.problem.criteria or not sheet.problem.candidates or (act is ACTS[-1] and not sheet.groups):
            continue
        with suppress(UserError):
            if act(shared, evaluation, data).changes:
                states.append(shared.evaluations.export(evaluation))
        after = shared.evaluations.sheet(evaluation)
        if after.problem.criteria and after.problem.candidates and not after.incomplete.endswith("zero."):
            assert faults_of(shared.evaluations.export(evaluation)) == []
    for state in reversed(states):
        assert shared.evaluations.export(evaluation) == state
        if state is not states[0]:
            shared.undo()
