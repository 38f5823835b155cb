"""Reading and writing evaluation files: every fault by its place, a round trip without loss, no crash on anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import (
    Cell,
    Levels,
    MeanWeights,
    Options,
    PairwiseWeights,
    Piecewise,
    PointWeights,
    Problem,
    RankFormula,
    RankWeights,
)
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.errors import UserError
from tests.domain.evaluation.samples import Tree, described, faults_of, read
from tests.domain.evaluation.strategies import problems
from tests.effort import tried

SCHEMA = json.loads((resources.files("resources.schemas") / "evaluation-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SAMPLE = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"

Bend = Callable[[Tree], object]


def put(*path: str | int, value: object) -> Bend:
    """Return a change that puts a value at a place."""

    def bend(tree: Tree) -> None:
        spot: Any = tree
        for step in path[:-1]:
            spot = spot[step]
        spot[path[-1]] = value

    return bend


def cut(*path: str | int) -> Bend:
    """Return a change that removes what stands at a place."""

    def bend(tree: Tree) -> None:
        spot: Any = tree
        for step in path[:-1]:
            spot = spot[step]
        del spot[path[-1]]

    return bend


def add(*path: str | int, value: object) -> Bend:
    """Return a change that appends to the list at a place."""

    def bend(tree: Tree) -> None:
        spot: Any = tree
        for step in path:
            spot = spot[step]
        spot.append(value)

    return bend


STRUCTURE: list[tuple[Bend, str]] = [
    (put("colour", value=1), "$.colour"),
    (put("criteria", 0, "wieght", value=1), "$.criteria[0].wieght"),
    (put("criteria", 0, "odd key", value=1), '$.criteria[0]["odd key"]'),
    (cut("title"), "$.title"),
    (cut("criteria"), "$.criteria"),
    (cut("candidates", 0, "name"), "$.candidates[0].name"),
    (put("title", value=7), "$.title"),
    (put("criteria", value=[]), "$.criteria"),
    (put("candidates", value=[]), "$.candidates"),
    (put("candidates", value={}), "$.candidates"),
    (put("criteria", 1, value="fit"), "$.criteria[1]"),
    (put("criteria", 0, "id", value="a b"), "$.criteria[0].id"),
    (put("criteria", 0, "name", value="  "), "$.criteria[0].name"),
    (put("criteria", 0, "direction", value="down"), "$.criteria[0].direction"),
    (put("criteria", 0, "scale", value=[60]), "$.criteria[0].scale"),
    (put("criteria", 0, "scale", value=[True, 10]), "$.criteria[0].scale[0]"),
    (put("criteria", 0, "scale", value=[1e16, 10]), "$.criteria[0].scale[0]"),
    (put("criteria", 0, "scale", value=["NaN", 10]), "$.criteria[0].scale[0]"),
    (put("criteria", 0, "cost", value="yes"), "$.criteria[0].cost"),
    (put("criteria", 1, "value", value={"kind": "curve"}), "$.criteria[1].value.kind"),
    (put("criteria", 1, "value", value={"points": [[0, 0], [1, 1]]}), "$.criteria[1].value.kind"),
    (put("criteria", 1, "value", "points", value=[[0, 0]]), "$.criteria[1].value.points"),
    (put("criteria", 1, "value", "points", 1, value=[6, 101]), "$.criteria[1].value.points[1]"),
    (put("criteria", 1, "value", "levels", value={"a": 1}), "$.criteria[1].value.levels"),
    (put("criteria", 3, "value", "levels", value={}), "$.criteria[3].value.levels"),
    (put("criteria", 3, "value", "levels", "no", value=-1), "$.criteria[3].value.levels.no"),
    (put("criteria", 3, "scale", value=[0, 1]), "$.criteria[3].scale"),
    (put("criteria", 3, "direction", value="min"), "$.criteria[3].direction"),
    (put("criteria", 2, "must", "op", value=">"), "$.criteria[2].must.op"),
    (put("criteria", 2, "must", value={"op": ">="}), "$.criteria[2].must.value"),
    (put("weights", "method", value="guess"), "$.weights.method"),
    (cut("weights", "method"), "$.weights.method"),
    (put("weights", "points", "price", value=-1), "$.weights.points.price"),
    (put("weights", "points", "price", value=None), "$.weights.points.price"),
    (put("weights", "formula", value="roc"), "$.weights.formula"),
    (put("weights", "within", "work", "within", value={}), "$.weights.within.work.within"),
    (put("stakeholders", 0, "weights", value={"method": "mean"}), "$.stakeholders[0].weights.method"),
    (put("scores", 0, "value", value="cheap"), "$.scores[0].value"),
    (put("scores", 0, "unknown", value=True), "$.scores[0].value"),
    (put("scores", 0, "level", value="no"), "$.scores[0].level"),
    (put("scores", 3, "unknown", value=False), "$.scores[3]"),
    (cut("scores", 2, "high"), "$.scores[2].high"),
    (put("scores", 1, "confidence", value="sure"), "$.scores[1].confidence"),
    (put("scores", 1, "evidence_state", value="proven"), "$.scores[1].evidence_state"),
    (put("scores", 1, "evidence", value="E1"), "$.scores[1].evidence"),
    (put("costs", 0, "currency", value="euro"), "$.costs[0].currency"),
    (put("costs", 0, "amount", value="4,800"), "$.costs[0].amount"),
    (put("options", "methods", value=["wizardry"]), "$.options.methods[0]"),
    (put("options", "discount_rate", value=5), "$.options.discount_rate"),
    (put("options", "simulation", "scheme", value="wild"), "$.options.simulation.scheme"),
    (put("options", "simulation", "samples", value=-5), "$.options.simulation.samples"),
    (put("options", "simulation", "seed", value=1.5), "$.options.simulation.seed"),
    (put("options", "promethee", "fit", "type", value="flat"), "$.options.promethee.fit.type"),
]
"""What a schema can say: the schema and the reader both refuse it."""

MEANING: list[tuple[Bend, str]] = [
    (add("criteria", value={"id": "price", "name": "Again", "direction": "max"}), "$.criteria[4].id"),
    (add("criteria", value={"id": "work", "name": "As the group", "direction": "max"}), "$.criteria[4].id"),
    (add("candidates", value={"id": "nw", "name": "Again"}), "$.candidates[2].id"),
    (add("groups", value={"id": "work", "name": "Again"}), "$.groups[1].id"),
    (add("evidence", value={"id": "E1"}), "$.evidence[1].id"),
    (put("criteria", 1, "group", value="none"), "$.criteria[1].group"),
    (put("criteria", 0, "scale", value=[10, 60]), "$.criteria[0].scale"),
    (put("criteria", 0, "scale", value=[10, 10]), "$.criteria[0].scale"),
    (put("criteria", 1, "value", "points", value=[[0, 80], [6, 0], [10, 100]]), "$.criteria[1].value.points"),
    (put("criteria", 1, "value", "points", value=[[0, 0], [0, 80], [10, 100]]), "$.criteria[1].value.points"),
    (put("criteria", 3, "must", "level", value="yes"), "$.criteria[3].must.level"),
    (put("criteria", 3, "must", value={"op": ">=", "value": 1}), "$.criteria[3].must.value"),
    (put("criteria", 2, "must", value={"op": ">=", "level": "no"}), "$.criteria[2].must.level"),
    (put("weights", "points", value={"price": 0, "work": 0, "sso": 0}), "$.weights.points"),
    (put("weights", "within", "work", "points", value={"fit": 0, "hours": 0}), "$.weights.within.work.points"),
    (cut("weights", "points", "sso"), "$.weights"),
    (put("weights", "points", "fit", value=3), "$.weights.points.fit"),
    (put("weights", "points", "speed", value=3), "$.weights.points.speed"),
    (cut("weights", "within"), "$.weights.within.work"),
    (cut("weights", "within", "work", "points", "fit"), "$.weights.within.work"),
    (put("weights", "within", "work", "points", "sso", value=1), "$.weights.within.work.points.sso"),
    (put("weights", "within", "price", value={"method": "rank", "order": ["price"]}), "$.weights.within.price"),
    (
        add("stakeholders", value={"name": "Owner", "weights": described()["stakeholders"][0]["weights"]}),
        "$.stakeholders[1].name",
    ),
    (put("scores", 0, "candidate", value="who"), "$.scores[0].candidate"),
    (put("scores", 3, "criterion", value="what"), "$.scores[3].criterion"),
    (add("scores", value={"candidate": "nw", "criterion": "price", "value": 1}), "$.scores[4]"),
    (put("scores", 1, "level", value="maybe"), "$.scores[1].level"),
    (put("scores", 0, "value", value=50), "$.scores[0].value"),
    (put("scores", 1, "evidence", value=["E9"]), "$.scores[1].evidence[0]"),
    (put("evidence", 0, "date", value="2026-13-03"), "$.evidence[0].date"),
    (put("costs", 0, "to_year", value=0), "$.costs[0].to_year"),
    (put("costs", 0, "candidate", value="who"), "$.costs[0].candidate"),
    (
        add("costs", value={"candidate": "nw", "label": "Set-up", "amount": 1, "currency": "USD"}),
        "$.costs[1].currency",
    ),
    (put("options", "simulation", "samples", value=10**7), "$.options.simulation.samples"),
    (put("options", "promethee", "speed", value={"type": "usual"}), "$.options.promethee.speed"),
    (put("options", "promethee", "fit", value={"type": "gaussian"}), "$.options.promethee.fit.s"),
]
"""What only a reader can see: the schema lets it pass."""


def bent(bend: Bend) -> Tree:
    tree = described()
    bend(tree)
    return tree


@pytest.mark.parametrize(("bend", "place"), STRUCTURE + MEANING, ids=lambda item: item if isinstance(item, str) else "")
def test_a_fault_is_named_by_its_place(bend: Bend, place: str) -> None:
    assert place in faults_of(bent(bend))


@pytest.mark.parametrize(("bend", "place"), STRUCTURE, ids=lambda item: item if isinstance(item, str) else "")
def test_the_schema_refuses_what_a_schema_can_refuse(bend: Bend, place: str) -> None:
    assert not VALIDATOR.is_valid(bent(bend))


@pytest.mark.parametrize(("bend", "place"), MEANING, ids=lambda item: item if isinstance(item, str) else "")
def test_what_passes_the_schema_is_still_checked_by_meaning(bend: Bend, place: str) -> None:
    VALIDATOR.validate(bent(bend))


def test_schema_and_reader_both_take_the_described_file_and_the_sample() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for tree in (described(), json.loads(SAMPLE.read_text(encoding="utf-8"))):
        VALIDATOR.validate(tree)
        read(tree)


@tried(15)
@given(problems())
def test_what_is_written_passes_the_schema_and_reads_back_the_same(problem: Problem) -> None:
    text = dump(problem)
    VALIDATOR.validate(json.loads(text))
    assert load(text) == problem
    assert dump(load(text)) == text


def test_the_described_file_survives_a_round_trip() -> None:
    problem = read(described())
    assert load(dump(problem)) == problem


def test_all_faults_are_told_at_once() -> None:
    tree = described()
    tree["colour"] = 1
    tree["criteria"][0]["scale"] = [10, 60]
    tree["scores"][0]["candidate"] = "who"
    assert {"$.colour", "$.criteria[0].scale", "$.scores[0].candidate"} <= faults_of(tree).keys()


def test_an_id_with_a_line_break_at_its_end_is_a_fault() -> None:
    assert "$.candidates[1].id" in faults_of(bent(put("candidates", 1, "id", value="keep\n")))


def test_an_unknown_key_is_named_with_the_keys_there_are() -> None:
    line = faults_of(bent(put("criteria", 0, "wieght", value=1)))["$.criteria[0].wieght"]
    assert "unknown key" in line
    assert "direction" in line


def test_a_single_fault_is_told_with_its_place() -> None:
    with pytest.raises(UserError) as refused:
        read(bent(put("title", value=5)))
    told = "The evaluation file has one fault. Nothing was evaluated. $.title: is 5; expected a text."
    assert refused.value.sentence() == told


def test_decimal_strings_are_numbers() -> None:
    tree = bent(put("scores", 0, "value", value="25.50"))
    tree["criteria"][0]["scale"] = ["60.00", "1e1"]
    cell = read(tree).cells[0]
    assert cell.value == 25.5


def test_the_ends_of_a_score_stand_in_either_order() -> None:
    one, other = described(), described()
    other["scores"][0].update(low=30, high=22)
    assert read(one) == read(other)
    other["scores"][1].update(low="built in", high="add-on")
    assert (read(other).cells[1].low, read(other).cells[1].high) == ("add-on", "built in")


def test_points_may_be_given_from_either_end() -> None:
    tree = bent(put("criteria", 1, "value", "points", value=[[10, 100], [6, 80], [0, 0]]))
    assert read(tree) == read(described())


def test_piecewise_without_a_scale_takes_its_ends_as_scale() -> None:
    function = read(bent(cut("criteria", 1, "scale"))).criteria[1].value
    assert isinstance(function, Piecewise)
    assert (function.worst, function.best) == (0, 10)


def test_texts_are_read_in_one_normal_form() -> None:
    composed, decomposed = described(), described()
    for tree, name in ((composed, "ge\u0300nial"), (decomposed, "g\u00e8nial")):
        tree["criteria"][3]["value"]["levels"] = {"no": 0, "add-on": 40, name: 100}
        tree["scores"][1]["level"] = name
    assert read(composed) == read(decomposed)


def test_rank_mean_and_pairwise_answers_are_read() -> None:
    tree = described()
    tree["weights"] = {
        "method": "rank",
        "order": ["sso", "work", "price"],
        "formula": "rs",
        "within": {"work": {"method": "rank", "order": ["hours", "fit"]}},
    }
    weights = read(tree).weights
    assert isinstance(weights, RankWeights)
    assert weights.formula is RankFormula.SUM
    assert weights.within == (("work", RankWeights(("hours", "fit"), RankFormula.ROC)),)
    assert isinstance(read(bent(put("weights", value={"method": "mean"}))).weights, MeanWeights)
    pairs = {
        "method": "ahp",
        "ids": ["price", "sso", "fit", "hours"],
        "rows": [[1, "1/3", 2, None], [3, 1, 4, 2.5], ["1/2", "0.25", 1, 1], [None, 0.4, 1, 1]],
    }
    problem = read(bent(put("weights", value=pairs)))
    assert isinstance(problem.weights, PairwiseWeights)
    assert problem.weights.rows[0] == ("1", "1/3", "2", None)
    assert load(dump(problem)) == problem


def test_the_mean_of_nobody_is_a_fault() -> None:
    tree = bent(put("weights", value={"method": "mean"}))
    tree["stakeholders"] = []
    assert list(faults_of(tree)) == ["$.weights.method"]


def test_pairwise_judgements_decide_the_weights() -> None:
    rows = [[1, 2, 2, 2], ["1/2", 1, 1, 1], ["1/2", 1, 1, 1], ["1/2", 1, 1, 1]]
    pairs = {"method": "ahp", "ids": ["price", "sso", "fit", "hours"], "rows": rows}
    weights = evaluate(read(bent(put("weights", value=pairs)))).weights
    assert weights == pytest.approx({"price": 0.4, "fit": 0.2, "hours": 0.2, "sso": 0.2})


def test_the_scheme_of_the_file_is_drawn_and_the_verdict_keeps_its_own() -> None:
    problem = read(described())
    result = evaluate(problem)
    assert result.simulation is not None
    assert result.simulation.options == problem.options.simulation
    assert result.verdict.share == evaluate(replace(problem, options=Options())).verdict.share
    assert evaluate(problem, whole=False).simulation is None


def test_what_is_read_has_the_types_of_the_core() -> None:
    problem = read(described())
    assert isinstance(problem.criteria[3].value, Levels)
    assert isinstance(problem.weights, PointWeights)
    assert problem.cells[3] == Cell("keep", "sso")
    assert problem.cells[2] == Cell("keep", "fit", low=1.0, high=3.0)


PLACES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["nw", "price", "linear"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@tried(65)
@given(st.data(), PLACES)
def test_any_value_at_any_place_is_read_or_refused_but_never_crashes(data: st.DataObject, value: object) -> None:
    tree = described()
    spot: Any = tree
    while isinstance(spot, dict | list) and spot:
        key = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        if not isinstance(spot[key], dict | list) or data.draw(st.booleans()):
            spot[key] = value
            break
        spot = spot[key]
    faults = faults_of(tree)
    assert all("\n" not in line for line in faults.values())
    if not faults:
        problem = read(tree)
        assert load(dump(problem)) == problem
        with suppress(UserError):
            evaluate(problem, simulate=False)


def test_whole_numbers_given_as_integers_are_written_like_any_other() -> None:
    problem = read(described())
    assert isinstance(problem.weights, PointWeights)
    points = replace(problem.weights, points=(("price", 3), ("work", 5), ("sso", 2)))
    changed = replace(problem, weights=points, cells=(Cell("nw", "price", 25, low=22, high=30),))
    assert load(dump(changed)) == changed


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([[1, "3"], ["3", 1]], "$.weights.rows[1][0]"),
        ([[1, "3"], ["1/3", 2]], "$.weights.rows[1][1]"),
        ([[1, 0], [None, 1]], "$.weights.rows[0][1]"),
        ([[1, -2], [None, 1]], "$.weights.rows[0][1]"),
    ],
)
def test_judgements_that_contradict_each_other_or_weigh_nothing_are_named(rows: list[Any], where: str) -> None:
    tree = described()
    tree["criteria"] = tree["criteria"][:1] + tree["criteria"][3:]
    tree["weights"] = {"method": "ahp", "ids": ["price", "sso"], "rows": rows}
    for key in ("scores", "stakeholders", "options", "costs", "groups"):
        tree.pop(key, None)
    assert where in faults_of(tree)


def test_reciprocals_may_be_written_with_few_digits_and_one_half_is_enough() -> None:
    tree = described()
    tree["criteria"] = tree["criteria"][:1] + tree["criteria"][3:]
    for key in ("scores", "stakeholders", "options", "costs", "groups"):
        tree.pop(key, None)
    for rows in ([[1, "3"], ["0.333", 1]], [[1, "3"], [None, 1]]):
        tree["weights"] = {"method": "ahp", "ids": ["price", "sso"], "rows": rows}
        assert read(tree).weights
