"""Reading a table as a matrix: which way it lies, which names mean what, and what becomes of each cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.matrix_layout import Products, layout_of
from consultant_desk.domain.evaluation.matrix_names import matched
from consultant_desk.domain.evaluation.matrix_plan import CellOutcome, Decision, MatrixPlan, Use, plan_matrix
from consultant_desk.domain.evaluation.matrix_scale import nice_range, propose
from consultant_desk.domain.evaluation.problem import Candidate, Direction, Levels, Linear, Problem
from consultant_desk.domain.table import Table, boxed
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats
from consultant_desk.services.evaluations.checks import checked_criterion

PROBLEM = load((Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json").read_bytes())
parse = Formats("en_GB").parse_number


def table(text: str) -> Table:
    return Table(boxed([list(line.split("|")) for line in text.strip("\n").splitlines()]))


def plan(text: str, problem: Problem | None = PROBLEM, **decisions: dict[str, Decision]) -> MatrixPlan:
    return plan_matrix(layout_of(table(text), None, problem), problem, parse, **decisions)


def outcomes(found: MatrixPlan) -> list[list[str]]:
    return [[cell.outcome.value for cell in line] for line in found.cells]


def test_each_cell_is_new_changed_the_same_empty_or_faulty() -> None:
    found = plan(
        """
|Northwind Desk|Tailspin CRM
Order lookup|32|
Data export|Any time|On request
Reporting|adj|purple
Support response|u|3-15
"""
    )
    assert outcomes(found) == [["same", "empty"], ["changed", "new"], ["same", "faulty"], ["changed", "changed"]]
    (faulty,) = found.faulty
    assert faulty.source.place == "C4"
    assert faulty.why == "“purple” is no level of Reporting."
    assert found.counts[CellOutcome.CHANGED] == 3


def test_a_matrix_that_lies_the_other_way_is_the_same_matrix() -> None:
    across = plan("|Northwind Desk|Contoso Flow\nOrder lookup|1|2\nEase of learning|3|4")
    along = plan("|Order lookup|Ease of learning\nNorthwind Desk|1|3\nContoso Flow|2|4")
    assert (across.layout.products, along.layout.products) == (Products.COLUMNS, Products.ROWS)
    assert [[cell.entry for cell in line] for line in across.cells] == [
        [cell.entry for cell in line] for line in along.cells
    ]
    assert along.cells[1][0].source.place == "C2"


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Criterion|A|B\nx|1|2\ny|3|4", Products.COLUMNS),
        ("Product|A|B\nx|1|2\ny|3|4", Products.ROWS),
        ("|Unit|A|B\nx|h|1|2", Products.COLUMNS),
        ("|A|B\nUnit|h|s\nx|1|2", Products.ROWS),
        ("|A|B|C\nx|1|2|3\ny|yes|no|yes", Products.COLUMNS),
        ("|A|B\nx|1|yes\ny|2|no\nz|3|yes", Products.ROWS),
    ],
)
def test_where_the_products_stand_is_found_out_without_an_evaluation(text: str, products: Products) -> None:
    assert layout_of(table(text)).products is products


def test_units_and_weights_are_taken_from_their_column_and_a_title_above_is_left_out() -> None:
    found = plan("Comparison of 2026\n\nCriterion|Weight|Unit|A|B\nSpeed|30 %|s|1|2\nFit (points)|10||8|9", None)
    assert [(line.header.text, line.criterion.name, line.criterion.unit) for line in found.criteria] == [
        ("Speed", "Speed", "s"),
        ("Fit (points)", "Fit", "points"),
    ]
    assert found.weights == (("new-0", 30.0), ("new-1", 10.0))
    assert found.criteria[0].header.place == "A4"


def test_an_evaluation_keeps_its_own_weights_and_says_so() -> None:
    found = plan("Criterion|Weight|Northwind Desk\nOrder lookup|90|32")
    assert found.weights == ()
    assert found.notes == ("The weights of the table are not taken over: this evaluation has its own.",)
    assert found.changes_nothing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("|A|Price|b|price\nx|1|2|3|4", "Column C and column E are both called “price”"),
        ("|A|B\nx|1|2\ny|1|2\n X |3|4", "Row 2 and row 4 are both called “X”"),
        ("Product|A|B\nUnit|h|s\nx|1|2\nX|3|4", "Row 3 and row 4 are both called “X”"),
        ("a|b", "There is no matrix"),
        ("|\nx|1", "There is no matrix"),
        ("x\ny", "There is no matrix"),
        ("|A|" + "n" * 201 + "\nx|1|2", "C1 is a name of 201 characters"),
    ],
)
def test_a_table_without_clear_names_is_refused_with_the_places(text: str, words: str) -> None:
    with pytest.raises(UserError) as refused:
        layout_of(table(text))
    assert words in refused.value.sentence()


def test_content_without_a_name_is_left_out_and_noted() -> None:
    found = layout_of(table("|A||C\nx|1|2|3\n|4|5|6"))
    assert [header.text for header in found.candidates] == ["A", "C"]
    assert found.notes == ("Column C has no name and is left out.", "Row 3 has no name and is left out.")


def test_names_are_known_by_case_by_unit_and_nearly_and_each_is_meant_once() -> None:
    named = [Candidate("a", "Northwind Desk"), Candidate("b", "Contoso Flow"), Candidate("c", "Flow")]
    found = matched(["NORTHWIND  desk", "Contosso Flow", "Flow (EUR)", "Other"], named)
    assert {place: (match.key, match.near) for place, match in found.items()} == {
        0: ("a", False),
        1: ("b", True),
        2: ("c", False),
    }


def test_two_headers_for_one_product_or_nothing_left_cannot_be_applied() -> None:
    text = "|Northwind Desk|Other\nOrder lookup|1|2"
    twice = plan(text, candidates={"C1": Decision(Use.THERE, "northwind")})
    assert [fault.line() for fault in twice.problems] == [
        "B1 and C1: both become “Northwind Desk”; expected one of them"
    ]
    nothing = plan(text, criteria={"A2": Decision(Use.SKIP)})
    assert nothing.problems[0].what == "has nothing left to import"
    again = plan(text, candidates={"B1": Decision(Use.NEW)})
    assert again.problems[0].line() == "B1: would be a second “Northwind Desk”; expected another name"


def test_more_than_an_evaluation_holds_is_said_before_anything_is_added() -> None:
    text = "|A\n" + "\n".join(f"C{row}|{row}" for row in range(201))
    assert [fault.line() for fault in plan(text, None).problems] == [
        "The table: would make 201 criteria; expected at most 200"
    ]


def test_a_product_that_was_rejected_is_left_out_unless_it_is_asked_for() -> None:
    layout = layout_of(table("|Adatum|B\nSpeed|1|2"))
    found = plan_matrix(layout, None, parse, elsewhere=["ADATUM"])
    assert [one.use for one in found.candidates] == [Use.SKIP, Use.NEW]
    assert found.notes == ("Adatum was considered and is not on the short list; its scores are left out.",)
    asked = plan_matrix(layout, None, parse, {}, {"B1": Decision(Use.NEW)}, ["ADATUM"])
    assert [one.use for one in asked.candidates] == [Use.NEW, Use.NEW]


def test_a_skipped_line_changes_nothing_and_another_choice_of_direction_turns_the_scale() -> None:
    text = "|A|B\nSpeed|10|90\nPrice|10|20"
    found = plan(text, None, criteria={"A2": Decision(Use.NEW, direction=Direction.MIN), "A3": Decision(Use.SKIP)})
    assert found.new_criteria[0].value == Linear(100.0, 0.0)
    assert outcomes(found)[1] == ["skipped", "skipped"]


def test_remarks_and_a_heading_of_a_group_are_no_criteria() -> None:
    found = plan("|A|B|C|D\nCosts||||\nPrice|1|2|3|4\nNotes|one|two|three|four", None)
    assert [line.use for line in found.criteria] == [Use.SKIP, Use.NEW, Use.SKIP]
    assert "look like remarks" in found.criteria[2].remark


def test_another_unit_than_that_of_the_criterion_is_said() -> None:
    found = plan("Criterion|Unit|Northwind Desk\nOrder lookup|min|1")
    assert found.criteria[0].remark == "The table says min, the criterion is in s."


@pytest.mark.parametrize(
    ("texts", "levels"),
    [
        (["yes", "no", "yes"], {"no": 0, "yes": 100}),
        (["High", "Low", "High"], {"Low": 0, "High": 100}),
        (["red", "blue", "red"], {"red": 0, "blue": 100}),
        (["yes"], {"no": 0, "yes": 100}),
        (["no"], {"no": 0, "yes": 100}),
        (["green"], {"green": 100}),
    ],
)
def test_words_that_repeat_become_levels(texts: list[str], levels: dict[str, float]) -> None:
    made = propose("k", "SSO", "", texts, parse)
    assert made is not None
    assert isinstance(made.criterion.value, Levels)
    assert dict(made.criterion.value.levels) == levels
    assert "proposal" in made.remark


@pytest.mark.parametrize(
    ("numbers", "ends"),
    [([3, 7, 15], (0, 15)), ([0, 10], (0, 10)), ([19.5, 20], (14, 24)), ([0, 0], (0, 10)), ([-5, 5], (-6, 6))],
)
def test_a_proposed_range_is_round_and_wider_than_what_lies_close(
    numbers: list[float], ends: tuple[float, float]
) -> None:
    assert nice_range(numbers) == ends


@given(
    st.lists(st.floats(-1e14, 1e14, allow_subnormal=False).map(lambda value: round(value, 6)), min_size=1, max_size=6)
)
def test_every_proposed_scale_is_valid_and_holds_all_scores(numbers: list[float]) -> None:
    made = propose("k", "Speed", "", numbers, parse)
    if made is not None:
        value = checked_criterion(made.criterion).value
        assert isinstance(value, Linear)
        assert value.worst <= min(numbers) <= max(numbers) <= value.best


@given(
    st.lists(
        st.lists(st.text("aA1,.=? -", max_size=4) | st.floats(-1e9, 1e9), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_any_table_gives_a_plan_or_a_sentence(rows: list[list[str | float]]) -> None:
    for problem in (None, PROBLEM):
        try:
            found = plan_matrix(layout_of(Table(boxed(rows)), None, problem), problem, parse)
        except UserError:
            continue
        assert sum(found.counts.values()) == len(found.criteria) * len(found.candidates)
