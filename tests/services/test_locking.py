"""Locked weights and scores stay as they are, whichever way someone comes; every later change has a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import select

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import Confidence
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.entities.evaluation_lock import EvaluationLock
from consultant_desk.errors import Locked, UserError
from consultant_desk.services.evaluations import CriterionDraft, EvidenceDraft, InterestDraft, ItemDraft, ScoreEdit
from consultant_desk.services.products import ProductDraft
from consultant_desk.services.rows.locks import LockStage
from tests.effort import tried

from .conftest import HARBOUR, NOW

PAID = InterestDraft(InterestKind.AFFILIATE, "20 % of the first year", "Northwind", Money(99_200, "EUR"))

Act = Callable[[Desk, str], object]


@pytest.fixture
def locked(desk: Desk, harbour: str) -> str:
    """The evaluation of the mock-ups, locked."""
    desk.evaluations.lock(harbour)
    return harbour


def sha256(desk: Desk, evaluation: str) -> str:
    return problem_sha256(desk.evaluations.problem(evaluation))


def criterion(desk: Desk, evaluation: str, key: str) -> str:
    return desk.evaluations.sheet(evaluation).criteria[key]


def candidate(desk: Desk, evaluation: str, key: str) -> str:
    return desk.evaluations.sheet(evaluation).candidates[key]


def _edited(desk: Desk, one: str, **values: object) -> object:
    shape = next(item for item in desk.evaluations.problem(one).criteria if item.id == "cost")
    draft = replace(CriterionDraft.of(shape), **values)  # type: ignore[arg-type]  # any field of a draft
    return desk.evaluations.edit_criterion(criterion(desk, one, "cost"), draft)


CHANGES: dict[str, Act] = {
    "a weight": lambda desk, one: desk.evaluations.set_share(one, "cost", 0.4),
    "the method": lambda desk, one: desk.evaluations.set_method(one, "rank"),
    "a score": lambda desk, one: desk.evaluations.set_scores(one, [ScoreEdit("contoso", "cost", 12.0)]),
    "a score to unknown": lambda desk, one: desk.evaluations.set_unknown(one, [("contoso", "cost")]),
    "confidence": lambda desk, one: desk.evaluations.set_scores(
        one, [ScoreEdit("contoso", "cost", confidence=Confidence.LOW)]
    ),
    "evidence": lambda desk, one: desk.evaluations.add_evidence(one, "contoso", "cost", EvidenceDraft("Page")),
    "a new criterion": lambda desk, one: desk.evaluations.add_criterion(one, CriterionDraft("Colour")),
    "the name of a criterion": lambda desk, one: _edited(desk, one, name="Cost"),
    "the group of a criterion": lambda desk, one: _edited(desk, one, new_group="Money"),
    "a deleted criterion": lambda desk, one: desk.evaluations.trash_criterion(criterion(desk, one, "cost")),
    "a deleted product": lambda desk, one: desk.trash.put("candidate", candidate(desk, one, "contoso")),
    "a product": lambda desk, one: desk.evaluations.add_candidate(one, "Adatum"),
    "a rejected product": lambda desk, one: desk.evaluations.reject_candidate(candidate(desk, one, "contoso")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_nothing_that_decides_can_be_changed_after_the_lock(desk: Desk, locked: str, change: Act) -> None:
    before = desk.evaluations.export(locked)
    with pytest.raises(Locked, match="locked since 19 Nov 2026") as refused:
        change(desk, locked)
    assert refused.value.evaluation_id == locked
    assert "with a reason" in refused.value.hint
    assert desk.evaluations.export(locked) == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_opened_again_everything_can_be_changed(desk: Desk, locked: str, change: Act) -> None:
    desk.evaluations.open_again(locked, "The vendor answered")
    change(desk, locked)
    state = desk.evaluations.lock(locked).value
    assert state.stage is LockStage.LOCKED
    assert state.sha256 == sha256(desk, locked)
    assert state.reopenings[0].changes


def test_texts_that_decide_nothing_stay_editable(desk: Desk, locked: str) -> None:
    edits = desk.evaluations
    edits.edit(locked, title="Another title", question="Which one?")
    edits.set_scores(locked, [ScoreEdit("contoso", "cost", rationale="Said so", note="Ask again")])
    edits.edit_candidate(candidate(desk, locked, "contoso"), note="Nice people")
    edits.add_recommendation_item(locked, "reason", ItemDraft("One inbox"))
    edits.set_interest(locked, "northwind", PAID)
    assert edits.lock_state(locked).sha256 == sha256(desk, locked)


def test_interests_are_hidden_until_the_lock_and_shown_from_then_on(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_interest(harbour, "northwind", PAID)
    assert desk.evaluations.sheet(harbour).lock.stage is LockStage.BLIND
    assert desk.evaluations.sheet(harbour).interests == ()
    desk.evaluations.lock(harbour)
    assert desk.evaluations.sheet(harbour).interests[0].expected == PAID.expected
    desk.evaluations.open_again(harbour, "A typing error")
    assert desk.evaluations.sheet(harbour).interests[0].expected == PAID.expected


def test_a_lock_keeps_time_and_digest(desk: Desk, locked: str) -> None:
    state = desk.evaluations.sheet(locked).lock
    assert (state.locked_at, state.sha256) == ("2026-11-19T09:00:00.000Z", sha256(desk, locked))
    with pytest.raises(UserError, match="locked already"):
        desk.evaluations.lock(locked)


def test_every_opening_is_listed_with_its_reason_and_its_changes(desk: Desk, locked: str) -> None:
    edits = desk.evaluations
    edits.open_again(locked, "  The vendor\nanswered ")
    edits.set_scores(locked, [ScoreEdit("contoso", "cost", 12.0)])
    now = edits.sheet(locked).lock
    assert now.stage is LockStage.OPEN
    assert [(one.reason, len(one.changes)) for one in now.reopenings] == [("The vendor answered", 1)]
    edits.lock(locked)
    edits.open_again(locked, "Owner changed her mind")
    edits.lock(locked)
    first, second = edits.sheet(locked).lock.reopenings
    assert first.changes[0].text.startswith("Contoso Flow, ")
    assert (second.reason, second.changes) == ("Owner changed her mind", ())
    assert first.opened_at < first.locked_at < second.opened_at < second.locked_at


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 1001])
def test_opening_again_needs_a_reason_of_a_readable_length(desk: Desk, locked: str, reason: str) -> None:
    with pytest.raises(UserError):
        desk.evaluations.open_again(locked, reason)
    assert desk.evaluations.sheet(locked).lock.held


def test_only_what_is_locked_can_be_opened_again(desk: Desk, harbour: str) -> None:
    with pytest.raises(UserError, match="never locked"):
        desk.evaluations.open_again(harbour, "Why not")
    desk.evaluations.lock(harbour)
    desk.evaluations.open_again(harbour, "Once")
    with pytest.raises(UserError, match="open already"):
        desk.evaluations.open_again(harbour, "Twice")


def test_an_evaluation_without_criteria_weights_or_scores_is_not_locked(desk: Desk, harbour: str) -> None:
    empty = desk.evaluations.create("Till").value
    with pytest.raises(UserError, match="nothing to lock"):
        desk.evaluations.lock(empty)
    sheet = desk.evaluations.sheet(harbour)
    desk.evaluations.set_unknown(harbour, [(one, key) for one in sheet.candidates for key in sheet.criteria])
    with pytest.raises(UserError) as refused:
        desk.evaluations.lock(harbour)
    assert refused.value.hint == "No score is known."


def test_a_lock_cannot_be_undone_and_undo_does_not_go_behind_it(desk: Desk, harbour: str) -> None:
    desk.evaluations.create("Other")
    elsewhere = desk.undo_state().undo
    desk.evaluations.set_share(harbour, "cost", 0.4)
    desk.evaluations.trash_candidate(candidate(desk, harbour, "tailspin"))
    desk.evaluations.lock(harbour)
    assert desk.undo_state().undo == elsewhere
    while desk.undo().value is not None:
        pass
    while desk.redo().value is not None:
        pass
    state = desk.evaluations.lock_state(harbour)
    assert state.held
    assert state.sha256 == sha256(desk, harbour)


def test_a_note_written_after_the_lock_is_undone_as_ever(desk: Desk, locked: str) -> None:
    desk.evaluations.set_scores(locked, [ScoreEdit("contoso", "cost", note="Ask again")])
    desk.undo()
    assert desk.evaluations.problem(locked).cell_index()["contoso", "cost"].note == ""


def test_what_was_deleted_before_the_lock_stays_in_the_trash(desk: Desk, harbour: str) -> None:
    record = criterion(desk, harbour, "cost")
    desk.evaluations.trash_criterion(record)
    desk.evaluations.lock(harbour)
    with pytest.raises(Locked):
        desk.trash.restore("criterion", record)
    desk.trash.purge()
    assert desk.evaluations.lock_state(harbour).sha256 == sha256(desk, harbour)


def test_a_product_whose_evidence_supports_a_locked_score_cannot_be_deleted(desk: Desk) -> None:
    product = desk.products.create(ProductDraft("Contoso Flow")).value
    harbour = desk.evaluations.import_file(HARBOUR).value
    evidence = desk.products.add_evidence(product, EvidenceDraft("Price list")).value
    desk.evaluations.link_evidence(harbour, "contoso", "cost", evidence)
    desk.evaluations.lock(harbour)
    with pytest.raises(Locked):
        desk.products.trash(product)
    desk.products.edit(product, note="Nice people")
    desk.products.edit_evidence(evidence, title="Price list of 2026")


def test_an_evaluation_goes_to_the_trash_and_comes_back_with_its_lock(desk: Desk, locked: str) -> None:
    desk.evaluations.trash(locked)
    desk.trash.restore("evaluation", locked)
    assert desk.evaluations.sheet(locked).lock.held
    with pytest.raises(Locked):
        desk.evaluations.set_share(locked, "cost", 0.4)


def test_an_evaluation_comes_back_though_its_evidence_was_purged_and_must_be_opened_before_it_is_reported(
    desk: Desk,
) -> None:
    product = desk.products.create(ProductDraft("Contoso Flow")).value
    harbour = desk.evaluations.import_file(HARBOUR).value
    evidence = desk.products.add_evidence(product, EvidenceDraft("Price list")).value
    desk.evaluations.link_evidence(harbour, "contoso", "cost", evidence)
    desk.evaluations.lock(harbour)
    desk.evaluations.trash(harbour)
    desk.products.trash(product)
    desk.trash.purge([("product", product)])
    desk.trash.restore("evaluation", harbour)
    report = desk.reports.create(harbour).value
    assert "not what was locked" in desk.reports.readiness(report).blockers[0].text
    desk.evaluations.open_again(harbour, "The price list was deleted")
    (reopening,) = desk.evaluations.lock(harbour).value.reopenings
    assert "evidence" in reopening.changes[0].before
    assert "evidence" not in reopening.changes[0].after


def test_a_lock_alone_cannot_be_thrown_away(desk: Desk, locked: str) -> None:
    ids = select(EvaluationLock.id)
    (lock,) = desk._store.read(lambda session: session.scalars(ids).all())
    with pytest.raises(UserError, match="stays with its evaluation"):
        desk.trash.put("evaluation_lock", lock)
    assert desk.evaluations.sheet(locked).lock.held


def test_a_copy_and_a_file_are_not_locked(desk: Desk, locked: str) -> None:
    copy = desk.evaluations.duplicate(locked).value
    read = desk.evaluations.import_file(desk.evaluations.export(locked)).value
    for other in (copy, read):
        assert desk.evaluations.sheet(other).lock.stage is LockStage.BLIND
        desk.evaluations.set_share(other, "cost", 0.4)


def test_other_evaluations_are_not_held(desk: Desk, locked: str) -> None:
    other = desk.evaluations.import_file(HARBOUR).value
    desk.evaluations.set_share(other, "cost", 0.4)
    assert desk.undo().value is not None


def test_two_locks_at_one_moment_keep_their_order(desk: Desk, locked: str, clock: FixedClock) -> None:
    desk.evaluations.open_again(locked, "At once")
    state = desk.evaluations.lock(locked).value
    assert state.locked_at == (clock.now() + timedelta(milliseconds=2)).isoformat(timespec="milliseconds").replace(
        "+00:00", "Z"
    )


@pytest.fixture(scope="module")
def independent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str, str, Result]]:
    folder = tmp_path_factory.mktemp("independent") / "Practice.desk"
    with Desk.create(folder, name="Practice", clock=FixedClock(NOW)) as desk:
        evaluation = desk.evaluations.import_file(HARBOUR).value
        state = desk.evaluations.lock(evaluation).value
        yield desk, evaluation, state.sha256, evaluate(desk.evaluations.problem(evaluation))


interests = st.builds(
    InterestDraft,
    kind=st.sampled_from([kind for kind in InterestKind if kind is not InterestKind.NONE]),
    basis=st.text("abc %", max_size=8),
    expected=st.none() | st.builds(Money, st.integers(0, 10**9), st.just("EUR")),
    client_price_changes=st.booleans(),
)


@tried(6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stated=st.dictionaries(st.sampled_from(["northwind", "contoso", "fabrikam", "tailspin"]), interests))
def test_no_interest_whatever_it_is_changes_the_digest_or_any_figure(
    independent: tuple[Desk, str, str, Result], stated: dict[str, InterestDraft]
) -> None:
    desk, evaluation, digest, result = independent
    for key in ("northwind", "contoso", "fabrikam", "tailspin"):
        desk.evaluations.set_interest(evaluation, key, stated.get(key, InterestDraft()))
    problem = desk.evaluations.problem(evaluation)
    assert problem_sha256(problem) == digest
    assert evaluate(problem) == result
