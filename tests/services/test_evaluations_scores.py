from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Cell, EvidenceState
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations import EvidenceDraft, ScoreEdit
from consultant_desk.services.products import ProductDraft
from tests.services.conftest import HARBOUR


def cell(desk: Desk, evaluation: str, candidate: str, criterion: str) -> Cell | None:
    return load(desk.evaluations.export(evaluation)).cell_index().get((candidate, criterion))


def test_a_score_is_set_and_everything_else_about_it_stays(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_scores(harbour, [ScoreEdit("northwind", "support", 6.5)])
    assert cell(desk, harbour, "northwind", "support") == Cell(
        "northwind", "support", 6.5, evidence_state=EvidenceState.TESTED
    )
    assert desk.undo_state().undo == "Score Northwind Desk, Support response"


def test_a_value_typed_between_its_ends_keeps_them_and_one_outside_drops_them(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_scores(harbour, [ScoreEdit("contoso", "support", 4)])
    kept = cell(desk, harbour, "contoso", "support")
    assert (kept.value, kept.low, kept.high) == (4, 3, 15.01)
    desk.evaluations.set_scores(harbour, [ScoreEdit("contoso", "support", 20)])
    dropped = cell(desk, harbour, "contoso", "support")
    assert (dropped.value, dropped.low, dropped.high) == (20, None, None)


def test_ends_come_in_either_order_and_levels_compare_by_value(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_scores(
        harbour,
        [
            ScoreEdit("contoso", "order", None, 40, 12),
            ScoreEdit("contoso", "inbox", "Good", "Excellent", "Basic"),
        ],
    )
    numbers, levels = cell(desk, harbour, "contoso", "order"), cell(desk, harbour, "contoso", "inbox")
    assert (numbers.low, numbers.high, levels.low, levels.high) == (12, 40, "Basic", "Excellent")


@pytest.mark.parametrize(
    "edit",
    [
        ScoreEdit("contoso", "inbox", "Splendid"),
        ScoreEdit("contoso", "inbox", 5),
        ScoreEdit("contoso", "order", "Good"),
        ScoreEdit("contoso", "order", float("nan")),
        ScoreEdit("contoso", "order", 1e300),
        ScoreEdit("contoso", "order", 5, 10, 20),
        ScoreEdit("contoso", "order", None, 10, None),
        ScoreEdit("contoso", "nothing", 5),
        ScoreEdit("nobody", "order", 5),
    ],
)
def test_one_score_that_does_not_fit_refuses_the_whole_block(desk: Desk, harbour: str, edit: ScoreEdit) -> None:
    before = desk.evaluations.export(harbour)
    with pytest.raises(UserError):
        desk.evaluations.set_scores(harbour, [ScoreEdit("northwind", "order", 10), edit])
    assert desk.evaluations.export(harbour) == before


def test_a_pasted_block_is_one_step(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    keys = [candidate.id for candidate in desk.evaluations.problem(harbour).candidates]
    desk.evaluations.set_scores(harbour, [ScoreEdit(key, "links", 1, None, None) for key in keys])
    assert desk.undo_state().undo == "Score 5 cells"
    assert [cell(desk, harbour, key, "links").value for key in keys] == [1] * 5
    desk.undo()
    assert desk.evaluations.export(harbour) == before


def test_unknown_takes_the_score_and_leaves_the_rationale(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_scores(harbour, [ScoreEdit("contoso", "support", rationale="Ask again.")])
    desk.evaluations.set_unknown(harbour, [("contoso", "support")])
    found = cell(desk, harbour, "contoso", "support")
    assert found.unknown
    assert found.rationale == "Ask again."


def test_a_score_scored_again_after_undo_starts_afresh(desk: Desk) -> None:
    evaluation = desk.evaluations.import_file(HARBOUR).value
    key = desk.evaluations.add_candidate(evaluation, "Adatum").value
    desk.evaluations.set_scores(evaluation, [ScoreEdit("adatum", "order", 20, rationale="First try")])
    desk.undo()
    desk.evaluations.set_scores(evaluation, [ScoreEdit("adatum", "order", 30)])
    assert cell(desk, evaluation, "adatum", "order") == Cell("adatum", "order", 30)
    assert key in desk.evaluations.sheet(evaluation).candidates.values()


def test_evidence_under_a_score_belongs_to_the_product_and_says_how_it_is_known(desk: Desk) -> None:
    contoso = desk.products.create(ProductDraft("Contoso Flow")).value
    evaluation = desk.evaluations.import_file(HARBOUR).value
    desk.evaluations.set_scores(evaluation, [ScoreEdit("contoso", "support", evidence_state=EvidenceState.NONE)])
    draft = EvidenceDraft("Support page", "vendor claim", "C", seen_on="2026-11-04")
    added = desk.evaluations.add_evidence(evaluation, "contoso", "support", draft).value
    found = cell(desk, evaluation, "contoso", "support")
    assert (found.evidence, found.evidence_state) == (("E1",), EvidenceState.CLAIMED)
    assert [row.title for row in desk.products.sheet(contoso).evidence] == ["Support page"]
    sheet = desk.evaluations.sheet(evaluation)
    assert sheet.evidence_ids == {"E1": added}
    assert [(row.id, row.scores) for row in sheet.evidence] == [(added, 1)]
    assert desk.undo_state().undo == "Add evidence for Contoso Flow, Support response"


def test_evidence_is_linked_unlinked_and_linked_again(desk: Desk, harbour: str) -> None:
    evidence = desk.evaluations.add_evidence(harbour, "contoso", "support", EvidenceDraft("Log", "document")).value
    desk.evaluations.link_evidence(harbour, "contoso", "order", evidence)
    assert cell(desk, harbour, "contoso", "order").evidence == ("E1",)
    desk.evaluations.unlink_evidence(harbour, "contoso", "order", evidence)
    assert cell(desk, harbour, "contoso", "order").evidence == ()
    assert desk.trash.list() == ()
    with pytest.raises(UserError, match="not under this score"):
        desk.evaluations.unlink_evidence(harbour, "contoso", "order", evidence)
    desk.evaluations.link_evidence(harbour, "contoso", "order", evidence)
    assert cell(desk, harbour, "contoso", "order").evidence == ("E1",)


def test_evidence_about_another_product_is_refused(desk: Desk) -> None:
    desk.products.create(ProductDraft("Contoso Flow"))
    northwind = desk.products.create(ProductDraft("Northwind Desk")).value
    evaluation = desk.evaluations.import_file(HARBOUR).value
    evidence = desk.products.add_evidence(northwind, EvidenceDraft("Test")).value
    with pytest.raises(UserError, match="another product"):
        desk.evaluations.link_evidence(evaluation, "contoso", "order", evidence)


def test_evidence_of_the_catalogue_gets_a_key_of_its_own_in_the_file(desk: Desk) -> None:
    contoso = desk.products.create(ProductDraft("Contoso Flow")).value
    evaluation = desk.evaluations.import_file(HARBOUR).value
    evidence = desk.products.add_evidence(contoso, EvidenceDraft("Test")).value
    desk.evaluations.add_evidence(evaluation, "contoso", "support", EvidenceDraft("Page"))
    desk.evaluations.link_evidence(evaluation, "contoso", "order", evidence)
    problem = load(desk.evaluations.export(evaluation))
    assert [one.id for one in problem.evidence] == ["E1", f"E-{evidence[-8:]}"]


def test_the_place_in_a_source_reaches_the_file(desk: Desk) -> None:
    contoso = desk.products.create(ProductDraft("Contoso Flow")).value
    evaluation = desk.evaluations.import_file(HARBOUR).value
    drafts = [
        EvidenceDraft("Answers", source="Support page", locator="https://contoso.example/help, page 3"),
        EvidenceDraft("Terms", locator="page 7"),
        EvidenceDraft("Call", source="Mr Ito"),
    ]
    for draft in drafts:
        evidence = desk.products.add_evidence(contoso, draft).value
        desk.evaluations.link_evidence(evaluation, "contoso", "order", evidence)
    problem = load(desk.evaluations.export(evaluation))
    assert {one.title: one.source for one in problem.evidence} == {
        "Answers": "Support page, https://contoso.example/help, page 3",
        "Terms": "page 7",
        "Call": "Mr Ito",
    }


def test_evidence_in_the_trash_disappears_from_under_the_scores(desk: Desk, harbour: str) -> None:
    evidence = desk.evaluations.add_evidence(harbour, "contoso", "support", EvidenceDraft("Log")).value
    desk.products.trash_evidence(evidence)
    assert cell(desk, harbour, "contoso", "support").evidence == ()
    desk.undo()
    assert cell(desk, harbour, "contoso", "support").evidence == ("E1",)
