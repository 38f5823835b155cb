"""The sample workspace is made through the same doors as any data and never ages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.report_options import Section
from consultant_desk.errors import UserError
from consultant_desk.sample import MAIN_EVALUATION, Sample, create_sample
from consultant_desk.services.readiness import Place, Weight

EXPECTED = json.loads((Path(__file__).parent / "oracles" / "harbour-bakeries.expected.json").read_text())


@pytest.fixture(scope="module", params=["2026-11-19", "2029-02-28"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    moment = datetime.fromisoformat(request.param).replace(hour=9, tzinfo=UTC)
    with create_sample(tmp_path_factory.mktemp("sample") / "Sample.desk", FixedClock(moment)) as desk:
        yield desk


def test_it_holds_a_dozen_clients_twenty_products_and_three_evaluations(sample: Desk) -> None:
    assert len(sample.clients.list()) == 12
    assert len(sample.products.list()) >= 20
    states = {row.verdict_kind for row in sample.evaluations.list()}
    assert len(sample.evaluations.list()) == 3
    assert {"close", "clear"} <= states


def test_its_main_evaluation_gives_the_expected_figures(sample: Desk) -> None:
    problem = sample.evaluations.problem(sample.evaluations.find_id(MAIN_EVALUATION))
    result = evaluate(problem)
    for candidate, score in EXPECTED["scores"].items():
        assert result.of(candidate).score == pytest.approx(score, abs=EXPECTED["tolerance"])
    assert result.verdict.share == pytest.approx(EXPECTED["verdict"]["share"], abs=EXPECTED["verdict"]["tolerance"])


def test_its_main_recommendation_speaks_of_its_finalists_and_of_adoption_and_lacks_nothing(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id(MAIN_EVALUATION)
    words = sample.evaluations.recommendation(evaluation)
    for candidate in ("northwind", "contoso", "fabrikam"):
        assert all(words.said_of(candidate, kind) for kind in ("fit", "flaw", "unsuited"))
    steps, adoption = ([row.due_on for row in rows] for rows in (words.steps, words.adoption))
    days = [(date.fromisoformat(due) - date.fromisoformat(steps[-1])).days for due in adoption]
    assert days[-3:] == [30, 90, 365]
    assert all(row.detail for row in words.adoption)
    report = sample.reports.draft_of(evaluation)
    assert report is not None
    assert sample.reports.notes(report).keys() == {Section.RANKING}
    readiness = sample.reports.readiness(report)
    assert readiness.blockers == ()
    assert {item.place for item in readiness.items if item.weight is Weight.WARNING} == {Place.SCORES, Place.CATALOGUE}


def test_one_evaluation_has_costs_with_tiers_in_two_currencies(sample: Desk) -> None:
    evaluation = sample.evaluations.find_id("Stock and duty records for Saltmarsh Brewing")
    sheet = sample.evaluations.sheet(evaluation)
    assert {row.line.currency for row in sheet.costs} == {"EUR", "USD"}
    assert any(row.line.by_seat is not None and len(row.line.by_seat.tiers) > 1 for row in sheet.costs)
    worth = evaluate(sheet.problem).value_for_money
    assert worth is not None
    assert worth.cost.keys() == {"coho", "blue", "trey"}


def test_its_day_looks_the_same_whenever_it_is_made(sample: Desk) -> None:
    sheet = sample.today.sheet()
    assert (sheet.due[0].client, sheet.due[0].days_late) == ("Kestrel Joinery", 2)
    assert len(sheet.due) == 4
    assert [row.client for row in sheet.quiet] == ["Saltmarsh Brewing"]


def test_every_requirement_that_names_a_criterion_is_linked_to_it(sample: Desk) -> None:
    client = sample.clients.sheet(sample.clients.find_id("Harbour Bakeries"))
    linked = {row.text: row.criterion for need in client.needs for row in need.requirements}
    assert linked["Learned within one shift"] == "Ease of learning"
    assert linked["Newsletter tool"] == ""


def test_an_interruption_leaves_no_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Sample, "_evaluation", interrupted)
        with pytest.raises(KeyboardInterrupt):
            create_sample(tmp_path / "Sample.desk")
    assert list(tmp_path.iterdir()) == []
    with create_sample(tmp_path / "Sample.desk") as desk:
        assert desk.evaluations.find_id(MAIN_EVALUATION)
    with pytest.raises(UserError, match="not empty"):
        create_sample(tmp_path / "Sample.desk")
