"""Templates as files: those of the program are sound, any one is read back as it was, bad ones are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Levels,
    MeanWeights,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.template import (
    MAX_USE_CASES,
    QUALITIES,
    Source,
    Template,
    UseCase,
    builtin_templates,
    dump_template,
    load_template,
    problem_of,
    template_of,
)
from consultant_desk.domain.evaluation.values import scale_ends
from consultant_desk.domain.evaluation.weights import leaf_weights
from consultant_desk.errors import UserError
from tests.domain.evaluation.samples import harbour
from tests.domain.evaluation.strategies import problems
from tests.effort import tried

SCHEMA: dict[str, Any] = json.loads(
    resources.files("resources.schemas").joinpath("template-1.schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FILES = [
    pytest.param(file.read_text("utf-8"), id=file.name)
    for file in resources.files("resources.templates").iterdir()
    if file.name.endswith(".template.json")
]
BUILTIN = [pytest.param(template, id=template.id) for template in builtin_templates()]
CATEGORIES = {"CRM", "Help desk", "Accounting", "Project management", "E-commerce", "Payroll and HR"} | {
    "Marketing automation",
    "Password manager",
}


def filled(template: Template, use_case: str = "") -> Problem:
    """The evaluation a template begins, with one product at the best and one at the worst of everything."""
    problem = problem_of(template, use_case)
    cells = []
    for criterion in problem.criteria:
        ends = scale_ends(criterion)
        if isinstance(criterion.value, Levels):
            ordered = sorted(criterion.value.levels, key=lambda level: level[1])
            worst, best = ordered[0][0], ordered[-1][0]
        else:
            assert ends is not None
            worst, best = ends
        cells += [Cell("good", criterion.id, best), Cell("bad", criterion.id, worst)]
    return replace(problem, candidates=(Candidate("bad", "Bad"), Candidate("good", "Good")), cells=tuple(cells))


def test_there_is_a_template_for_every_category_promised() -> None:
    assert {template.category for template in builtin_templates()} >= CATEGORIES
    assert len({template.id for template in builtin_templates()}) == len(builtin_templates())


@pytest.mark.parametrize("text", FILES)
def test_the_file_of_a_template_itself_follows_the_schema_and_is_offered(text: str) -> None:
    VALIDATOR.validate(json.loads(text))
    assert load_template(text) in builtin_templates()


@pytest.mark.parametrize("template", BUILTIN)
def test_a_template_of_the_program_follows_the_schema_and_is_read_back_as_it_was(template: Template) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(dump_template(template)))
    assert load_template(dump_template(template)) == template


@pytest.mark.parametrize("template", BUILTIN)
def test_every_criterion_of_it_can_be_tested_and_says_what_it_measures(template: Template) -> None:
    assert 10 <= len(template.criteria) <= 16
    assert template.sources
    assert template.note
    for criterion in template.criteria:
        assert criterion.question.endswith("?"), criterion.id
        assert criterion.quality in QUALITIES, criterion.id
        assert criterion.group, criterion.id
        if isinstance(criterion.value, Levels):
            assert {name for name, _ in criterion.value.levels} == {name for name, _ in criterion.anchors}, criterion.id
        else:
            assert criterion.unit, criterion.id
    assert sum(criterion.cost for criterion in template.criteria) <= 1


@pytest.mark.parametrize("template", BUILTIN)
def test_both_ends_of_every_scale_are_anchored_and_every_source_can_be_found(template: Template) -> None:
    assert all(source.author and source.where for source in template.sources)
    for criterion in template.criteria:
        ends = scale_ends(criterion)
        if ends is not None:
            anchored = [float(name) for name, _ in criterion.anchors]
            assert {min(anchored), max(anchored)} == set(ends), criterion.id


@pytest.mark.parametrize("template", BUILTIN)
def test_it_asks_where_the_data_lie_and_each_set_of_its_weights_is_a_hundred_points(template: Template) -> None:
    (hosting,) = (one for one in template.criteria if one.quality == "Buying: Data location")
    assert hosting.must == MustHave(MustOp.AT_LEAST, level="Safeguards")
    for use_case in ("", *(one.id for one in template.use_cases)):
        weights = template.weights_of(use_case)
        assert isinstance(weights, PointWeights)
        for answers in (weights, *(within for _, within in weights.within)):
            assert isinstance(answers, PointWeights)
            assert sum(share for _, share in answers.points) == 100, (use_case, answers)


def test_a_vault_that_is_only_claimed_to_be_unreadable_fails_the_must() -> None:
    (template,) = (one for one in builtin_templates() if one.id == "password-manager")
    problem = filled(template)
    cells = tuple(
        replace(cell, value="Claimed") if (cell.candidate, cell.criterion) == ("good", "zero-knowledge") else cell
        for cell in problem.cells
    )
    assert evaluate(problem).of("good").failed_musts == ()
    assert evaluate(replace(problem, cells=cells)).of("good").failed_musts == ("zero-knowledge",)


@pytest.mark.parametrize("template", BUILTIN)
def test_its_default_and_use_case_weights_reach_every_criterion_and_let_the_better_product_win(
    template: Template,
) -> None:
    assert len(template.use_cases) >= 3
    for use_case in ("", *(one.id for one in template.use_cases)):
        problem = filled(template, use_case)
        assert all(share > 0 for share in leaf_weights(problem, problem.weights).values())
        result = evaluate(problem)
        assert result.verdict.winner == "good"
        assert result.of("good").score == pytest.approx(100)
    defaults = leaf_weights(problem_of(template), template.weights)
    assert any(leaf_weights(problem_of(template), one.weights) != defaults for one in template.use_cases)


texts = st.text("abcÄé <&>🙂ع", min_size=1, max_size=8).map(lambda text: f"n{text}n")


@tried(25)
@given(problems(), texts, texts, texts, st.integers(1, 999))
def test_any_template_is_read_back_as_it_was(
    problem: Problem, name: str, category: str, note: str, number: int
) -> None:
    head = Template("t", name, category, (), problem.weights, number=number, date="2026-11-27", note=note)
    made = template_of(problem, head, (UseCase("u", name, problem.weights, note),))
    made = replace(made, sources=(Source(name, category, note), Source(name)))
    text = dump_template(made)
    VALIDATOR.validate(json.loads(text))
    assert load_template(text) == made
    assert problem_of(made, "u").criteria == made.criteria


def test_a_template_holds_nothing_about_products_people_or_notes() -> None:
    problem = harbour()
    told = replace(problem, criteria=tuple(replace(one, note="secret") for one in problem.criteria))
    text = dump_template(template_of(told, Template("t", "Desk", "Help desk", (), problem.weights)))
    for word in ("secret", "northwind", "Owner", "Trial"):
        assert word not in text


def test_a_mean_of_stakeholders_and_a_use_case_that_is_not_there_are_refused() -> None:
    template = builtin_templates()[0]
    with pytest.raises(UserError, match="mean of stakeholders"):
        template_of(replace(harbour(), weights=MeanWeights()), template)
    with pytest.raises(UserError, match="no use case"):
        problem_of(template, "nothing")


def tree() -> dict[str, Any]:
    small = template_of(harbour(), Template("t", "Desk", "Help desk", (), PointWeights("direct", ())))
    found: dict[str, Any] = json.loads(dump_template(small))
    return found


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"format": "consultant-desk/evaluation"}, "$.format"),
        ({"version": 2}, "$.version"),
        ({"candidates": []}, "$.candidates"),
        ({"name": " "}, "$.name"),
        ({"number": 0}, "$.number"),
        ({"date": "tomorrow"}, "$.date"),
        ({"criteria": []}, "$.criteria"),
        ({"weights": {"method": "mean"}}, "$.weights.method"),
        ({"sources": [{"author": "nobody"}]}, "$.sources[0].title"),
        ({"use_cases": [{"id": "a", "name": "A", "weights": {"method": "direct", "points": {}}}]}, "$.use_cases[0]"),
    ],
)
def test_every_fault_of_a_file_is_named_with_its_place(change: dict[str, Any], where: str) -> None:
    with pytest.raises(UserError) as caught:
        load_template(json.dumps({**tree(), **change}))
    assert any(fault.where.startswith(where) for fault in caught.value.faults), caught.value.faults


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe", b'{"format": NaN}', b"[" * 100_000, b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_template_at_all_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        load_template(data)
    assert refused.value.happened == "This is not a template file."
    assert "$" not in refused.value.sentence()


def test_use_cases_of_one_id_and_too_many_of_them_are_refused() -> None:
    small = tree()
    case = {"id": "a", "name": "A", "weights": small["weights"]}
    for cases, where in (([case, case], "$.use_cases[1].id"), ([case] * (MAX_USE_CASES + 1), "$.use_cases")):
        with pytest.raises(UserError) as caught:
            load_template(json.dumps({**small, "use_cases": cases}))
        assert where in {fault.where for fault in caught.value.faults}
