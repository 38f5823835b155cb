from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.evaluations import ScoreEdit
from consultant_desk.services.products import ProductDraft
from tests.effort import tried
from tests.services.conftest import HARBOUR, NOW
from tests.services.problems import problems

ORACLES = Path(__file__).parents[1] / "oracles"
SAMPLES = Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("shared") / "Practice.desk"
    with Desk.create(folder, name="Practice", clock=FixedClock(NOW)) as opened:
        yield opened


@dataclass(slots=True)
class SteppingClock:
    """A clock that goes on by one second each time it is asked."""

    moment: datetime = NOW

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def today(self) -> date:
        return self.moment.date()


def arranged(problem: Problem) -> Problem:
    """The problem with its cells by candidate and criterion, which is the order the workspace gives."""
    rows = [candidate.id for candidate in problem.candidates]
    columns = [criterion.id for criterion in problem.criteria]
    cells = sorted(problem.cells, key=lambda cell: (rows.index(cell.candidate), columns.index(cell.criterion)))
    return replace(problem, cells=tuple(cells))


def test_an_imported_evaluation_gives_the_figures_of_its_oracle(desk: Desk, harbour: str) -> None:
    expected = json.loads((ORACLES / "harbour-bakeries.expected.json").read_text(encoding="utf-8"))
    result = evaluate(desk.evaluations.sheet(harbour).problem)
    scores = {line.candidate: line.score for line in result.ranking}
    assert scores == pytest.approx(expected["scores"], abs=expected["tolerance"])
    assert result.verdict.kind == expected["verdict"]["kind"]
    for criterion, bounds in expected["winner_interval_percent"].items():
        found = [100 * bound for bound in result.stability[criterion].winner]
        assert found == pytest.approx(bounds, abs=expected["tolerance"])


@pytest.mark.parametrize("path", sorted([*SAMPLES.glob("*.evaluation.json"), *ORACLES.glob("*.evaluation.json")]))
def test_a_file_comes_out_as_it_went_in(desk: Desk, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    exported = desk.evaluations.export(desk.evaluations.import_file(text).value)
    assert exported == dump(arranged(load(text)))
    assert problem_sha256(load(exported)) == problem_sha256(load(text))


@tried(9, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems())
def test_any_problem_is_kept_exactly(shared: Desk, problem: Problem) -> None:
    file = load(dump(problem))
    kept = shared.evaluations.import_file(dump(problem)).value
    assert shared.evaluations.problem(kept) == file
    assert shared.evaluations.export(kept) == dump(file)


def test_an_import_is_one_step(desk: Desk, harbour: str) -> None:
    assert desk.undo_state().undo == "Import evaluation Customer desk for Harbour Bakeries"
    desk.undo()
    assert desk.evaluations.list() == ()
    desk.redo()
    assert desk.evaluations.export(harbour) == dump(arranged(load(HARBOUR)))


def test_a_faulty_file_is_refused_whole(desk: Desk) -> None:
    broken = json.loads(HARBOUR)
    broken["scores"][0]["criterion"] = "nothing"
    broken["colour"] = "red"
    with pytest.raises(UserError) as refused:
        desk.evaluations.import_file(json.dumps(broken))
    assert [fault.where for fault in refused.value.faults] == ["$.colour", "$.scores[0].criterion"]
    assert desk.evaluations.list() == ()


def test_candidates_are_linked_to_products_of_exactly_their_name(desk: Desk) -> None:
    contoso = desk.products.create(ProductDraft("Contoso Flow")).value
    desk.products.create(ProductDraft("Fabrikam One "))
    for _ in range(2):
        desk.products.create(ProductDraft("Tailspin CRM"))
    sheet = desk.evaluations.sheet(desk.evaluations.import_file(HARBOUR).value)
    assert sheet.products["contoso"] == contoso
    assert sheet.products["northwind"] == sheet.products["tailspin"] == ""
    assert desk.evaluations.list(product_id=contoso)[0].id == sheet.id


def test_a_new_evaluation_compares_what_they_have_now_and_says_what_is_missing(desk: Desk) -> None:
    client = desk.clients.create(ClientDraft("Harbour Bakeries", engagement="Customer desk")).value
    engagement = desk.clients.sheet(client).engagement
    assert engagement is not None
    sheet = desk.evaluations.sheet(desk.evaluations.create("Customer desk", engagement.id, "Which desk?").value)
    assert [(one.name, one.baseline) for one in sheet.problem.candidates] == [("Keep what you have", True)]
    assert (sheet.client, sheet.question, sheet.currency) == ("Harbour Bakeries", "Which desk?", "EUR")
    assert sheet.incomplete == "There are no criteria yet."


def test_pairwise_judgements_of_a_file_are_kept_and_decide(desk: Desk) -> None:
    file = json.loads(HARBOUR)
    ids = [criterion["id"] for criterion in file["criteria"]]
    file["weights"] = {"method": "ahp", "ids": ids, "rows": [[1] * len(ids)] * len(ids)}
    kept = desk.evaluations.import_file(json.dumps(file)).value
    assert desk.evaluations.sheet(kept).incomplete == ""
    assert desk.evaluations.problem(kept).weights == load(json.dumps(file)).weights
    assert desk.evaluations.list()[0].verdict != ""


def test_judgements_that_do_not_decide_yet_say_how_many_are_needed(desk: Desk) -> None:
    file = json.loads(HARBOUR)
    ids = [criterion["id"] for criterion in file["criteria"]]
    rows = [[1 if one == other else None for other in ids] for one in ids]
    file["weights"] = {"method": "ahp", "ids": ids, "rows": rows}
    kept = desk.evaluations.import_file(json.dumps(file)).value
    assert desk.evaluations.sheet(kept).incomplete == "The weights do not decide yet: 8 more judgements are needed."
    assert desk.evaluations.list()[0].verdict == ""


def test_the_list_tells_the_verdict_and_how_far_each_is(desk: Desk, harbour: str) -> None:
    row = desk.evaluations.list("bakeries")[0]
    assert (row.candidates, row.criteria, row.scores_known, row.scores_total) == (5, 9, 44, 45)
    assert row.verdict == "Northwind Desk, closely followed by Contoso Flow"
    assert desk.evaluations.list("florist") == ()


def test_the_verdict_in_the_list_follows_every_edit(desk: Desk, harbour: str) -> None:
    desk.evaluations.list()
    desk.evaluations.set_share(harbour, "learn", 0.3)
    assert desk.evaluations.list()[0].verdict.startswith("Contoso Flow")
    desk.undo()
    assert desk.evaluations.list()[0].verdict.startswith("Northwind Desk")


def test_the_evaluation_worked_on_last_comes_first(tmp_path: Path) -> None:
    clock = SteppingClock()
    with Desk.create(tmp_path / "A.desk", name="A", clock=clock) as desk:
        first, second = (desk.evaluations.import_file(HARBOUR).value for _ in range(2))
        assert [row.id for row in desk.evaluations.list()] == [second, first]
        desk.evaluations.set_scores(first, [ScoreEdit("contoso", "order", 25)])
        rows = desk.evaluations.list()
        assert [row.id for row in rows] == [first, second]
        assert rows[0].updated_at > rows[1].updated_at


def test_archived_evaluations_are_listed_only_when_asked_for(desk: Desk, harbour: str) -> None:
    desk.evaluations.edit(harbour, status="archived")
    assert desk.evaluations.list() == ()
    assert [row.status for row in desk.evaluations.list(archived=True)] == ["archived"]


def test_an_evaluation_is_found_by_the_tail_of_its_id_or_its_title(desk: Desk, harbour: str) -> None:
    assert desk.evaluations.find_id(harbour[-8:]) == harbour
    assert desk.evaluations.find_id("Customer desk for Harbour Bakeries") == harbour
    desk.evaluations.import_file(HARBOUR)
    for text in ("Customer desk for Harbour Bakeries", "nothing like it", harbour[-5:]):
        with pytest.raises(UserError):
            desk.evaluations.find_id(text)


def test_a_copy_is_the_same_evaluation_under_another_title(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_method(harbour, "swing")
    copy = desk.evaluations.duplicate(harbour).value
    original, copied = desk.evaluations.sheet(harbour), desk.evaluations.sheet(copy)
    assert copied.title == "Customer desk for Harbour Bakeries (copy)"
    assert replace(copied.problem, title=original.title) == original.problem
    assert copied.answers == original.answers
    desk.evaluations.set_share(copy, "learn", 0.5)
    assert desk.evaluations.sheet(harbour).problem == original.problem
    assert desk.evaluations.sheet(desk.evaluations.duplicate(harbour).value).title.endswith("(copy 2)")


@tried(7, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems())
def test_any_problem_is_copied_exactly(shared: Desk, problem: Problem) -> None:
    kept = shared.evaluations.add_problem(load(dump(problem))).value
    copied = shared.evaluations.problem(shared.evaluations.duplicate(kept).value)
    assert replace(copied, title=problem.title) == shared.evaluations.problem(kept)


def test_an_evaluation_goes_to_the_trash_and_comes_back_whole(desk: Desk, harbour: str) -> None:
    before = desk.evaluations.export(harbour)
    desk.evaluations.trash(harbour)
    with pytest.raises(UserError):
        desk.evaluations.sheet(harbour)
    desk.undo()
    assert desk.evaluations.export(harbour) == before


@pytest.mark.parametrize(
    "values",
    [{"title": " "}, {"status": "lost"}, {"horizon_years": 0}, {"horizon_years": True}, {"discount_rate": "2"}],
)
def test_what_the_file_cannot_hold_is_refused(desk: Desk, harbour: str, values: dict[str, str | int]) -> None:
    before = desk.evaluations.export(harbour)
    with pytest.raises(UserError):
        desk.evaluations.edit(harbour, **values)
    assert desk.evaluations.export(harbour) == before


def test_options_are_edited_as_the_file_holds_them(desk: Desk, harbour: str) -> None:
    desk.evaluations.edit(harbour, horizon_years=5, discount_rate="0.05")
    options = desk.evaluations.problem(harbour).options
    assert (options.horizon_years, options.discount_rate) == (5, 0.05)
