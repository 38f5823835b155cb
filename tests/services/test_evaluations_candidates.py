from __future__ import annotations

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Candidate
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.evaluations import InterestDraft, ItemDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from consultant_desk.services.products import ProductDraft


def names(desk: Desk, evaluation: str) -> list[str]:
    return [one.name for one in load(desk.evaluations.export(evaluation)).candidates]


def test_candidates_come_from_the_catalogue_or_by_name(desk: Desk, harbour: str) -> None:
    product = desk.products.create(ProductDraft("Adatum Post")).value
    desk.evaluations.add_candidate(harbour, product_id=product)
    desk.evaluations.add_candidate(harbour, "Adatum post!")
    assert desk.evaluations.problem(harbour).candidates[-2:] == (
        Candidate("adatum-post", "Adatum Post", product="Adatum Post"),
        Candidate("adatum-post-2", "Adatum post!"),
    )
    assert desk.evaluations.sheet(harbour).products["adatum-post"] == product
    with pytest.raises(UserError, match="on the short list already"):
        desk.evaluations.add_candidate(harbour, product_id=product)
    with pytest.raises(UserError, match="cannot be empty"):
        desk.evaluations.add_candidate(harbour, " ")


def test_a_rejected_candidate_leaves_the_problem_and_comes_back_with_its_scores(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    tailspin = desk.evaluations.sheet(harbour).candidates["tailspin"]
    desk.evaluations.reject_candidate(tailspin, why="No export")
    assert "Tailspin CRM" not in names(desk, harbour)
    rejected = desk.evaluations.sheet(harbour).rejected
    assert [(one.id, one.name, one.why) for one in rejected] == [(tailspin, "Tailspin CRM", "No export")]
    desk.evaluations.restore_candidate(tailspin)
    assert desk.evaluations.export(harbour) == before
    assert desk.undo_state().undo == "Put back Tailspin CRM"


def test_a_candidate_added_by_name_is_joined_to_a_product_once(desk: Desk, harbour: str) -> None:
    product = desk.products.create(ProductDraft("Litware")).value
    first = desk.evaluations.add_candidate(harbour, "Litware Inbox").value
    desk.evaluations.join_candidate(first, product)
    sheet = desk.evaluations.sheet(harbour)
    assert sheet.products["litware-inbox"] == product
    assert [one.name for one in sheet.problem.candidates][-1] == "Litware Inbox"
    assert desk.undo_state().undo == "Join Litware Inbox"
    other = desk.evaluations.add_candidate(harbour, "Another").value
    with pytest.raises(UserError, match="Litware Inbox"):
        desk.evaluations.join_candidate(other, product)


def test_a_rejected_candidate_names_the_requirement_it_failed(desk: Desk, harbour: str) -> None:
    client = desk.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk")).value
    need = desk.needs.add(desk.clients.sheet(client).engagements[0].id, NeedDraft(quote="Leave when we want")).value
    requirement = desk.needs.add_requirement(need, RequirementDraft("All data can be taken along")).value
    desk.evaluations.reject_candidate(desk.evaluations.sheet(harbour).candidates["tailspin"], requirement)
    assert desk.evaluations.sheet(harbour).rejected[0].requirement == "All data can be taken along"


def test_what_they_have_now_is_always_compared(desk: Desk, harbour: str) -> None:
    with pytest.raises(UserError, match="always compared"):
        desk.evaluations.reject_candidate(desk.evaluations.sheet(harbour).candidates["keep"])


def test_candidates_are_edited_moved_and_deleted(desk: Desk, harbour: str) -> None:
    ids = desk.evaluations.sheet(harbour).candidates
    desk.evaluations.edit_candidate(ids["fabrikam"], name="Fabrikam Two")
    desk.evaluations.move_candidate(ids["fabrikam"], 0)
    desk.evaluations.trash_candidate(ids["contoso"])
    assert names(desk, harbour) == ["Fabrikam Two", "Northwind Desk", "Tailspin CRM", "Keep the spreadsheet"]
    for _ in range(3):
        desk.undo()
    assert names(desk, harbour)[:3] == ["Northwind Desk", "Contoso Flow", "Fabrikam One"]


def test_interests_stand_beside_the_evaluation_and_never_in_it(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    desk.evaluations.lock(harbour)
    paid = InterestDraft(InterestKind.AFFILIATE, "20 % of the first year", "Northwind", Money(99_200, "EUR"))
    desk.evaluations.set_interest(harbour, "northwind", paid)
    interests = {row.candidate: row for row in desk.evaluations.sheet(harbour).interests}
    assert (interests["northwind"].kind, interests["northwind"].expected) == (paid.kind, paid.expected)
    assert interests["keep"].kind is InterestKind.NONE
    assert desk.evaluations.export(harbour) == before
    desk.evaluations.set_interest(harbour, "northwind", InterestDraft())
    assert desk.evaluations.sheet(harbour).interests[0].expected is None
    for wrong in (InterestDraft(basis="something"), InterestDraft(InterestKind.OTHER, expected=Money(-1, "EUR"))):
        with pytest.raises(UserError):
            desk.evaluations.set_interest(harbour, "northwind", wrong)


def test_a_recommendation_keeps_its_parts_in_order(desk: Desk, harbour: str) -> None:
    assert desk.evaluations.recommendation(harbour).reasons == ()
    desk.evaluations.set_recommendation(harbour, prepared_for="Aoife Brennan", valid_until="2027-01-31")
    add = desk.evaluations.add_recommendation_item
    first = add(harbour, "reason", ItemDraft("One inbox", criterion="inbox")).value
    second = add(harbour, "reason", ItemDraft("Links to the till")).value
    add(harbour, "risk", ItemDraft("Learning takes time", "Train two people first"))
    add(harbour, "step", ItemDraft("Sign", due_on="2026-12-01"))
    desk.evaluations.move_recommendation_item(second, 0)
    desk.evaluations.edit_recommendation_item(first, ItemDraft("One shared inbox", criterion="inbox"))
    sheet = desk.evaluations.recommendation(harbour)
    assert (sheet.prepared_for, sheet.valid_until) == ("Aoife Brennan", "2027-01-31")
    assert [(row.text, row.criterion) for row in sheet.reasons] == [
        ("Links to the till", ""),
        ("One shared inbox", "inbox"),
    ]
    assert [row.detail for row in sheet.risks] == ["Train two people first"]
    assert [row.due_on for row in sheet.steps] == ["2026-12-01"]
    desk.evaluations.trash_recommendation_item(first)
    assert len(desk.evaluations.recommendation(harbour).reasons) == 1


def test_a_recommendation_that_was_undone_starts_afresh(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_recommendation(harbour, prepared_for="Aoife Brennan")
    desk.undo()
    desk.evaluations.add_recommendation_item(harbour, "reason", ItemDraft("One inbox"))
    assert desk.evaluations.recommendation(harbour).prepared_for == ""


def test_a_part_of_a_recommendation_needs_a_text_a_kind_and_a_criterion_that_is_there(desk: Desk, harbour: str) -> None:
    for kind, draft in [
        ("reason", ItemDraft("")),
        ("joke", ItemDraft("Ha")),
        ("reason", ItemDraft("Why", criterion="nothing")),
        ("step", ItemDraft("Sign", due_on="tomorrow")),
    ]:
        with pytest.raises(UserError):
            desk.evaluations.add_recommendation_item(harbour, kind, draft)
    assert desk.evaluations.recommendation(harbour).reasons == ()


def test_two_candidates_cannot_be_told_apart_by_one_name(desk: Desk, harbour: str) -> None:
    with pytest.raises(UserError, match="is on the short list already"):
        desk.evaluations.add_candidate(harbour, "contoso flow")
    contoso = desk.evaluations.sheet(harbour).candidates["contoso"]
    desk.evaluations.reject_candidate(contoso, why="No export")
    with pytest.raises(UserError, match="was rejected before"):
        desk.evaluations.add_candidate(harbour, "Contoso Flow")
    desk.evaluations.trash_candidate(contoso)
    desk.evaluations.add_candidate(harbour, "Contoso Flow")
    assert "Contoso Flow" in names(desk, harbour)
