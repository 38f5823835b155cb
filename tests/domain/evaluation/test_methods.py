"""Other methods on the same problem: published cases, and what holds for any problem."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file_options import NEEDED, PreferenceType
from consultant_desk.domain.evaluation.problem import DirectValue, Linear, Options, Problem, ValueFunction
from consultant_desk.domain.evaluation.promethee import preference, promethee2, unicriterion_flows
from consultant_desk.domain.evaluation.raws import RawColumn
from consultant_desk.domain.evaluation.result import MethodCheck
from consultant_desk.domain.evaluation.topsis import closeness
from consultant_desk.domain.evaluation.values import value_table
from tests.domain.evaluation.samples import harbour
from tests.domain.evaluation.strategies import problems
from tests.domain.evaluation.test_published_cases import Case, cases, fixed, problem_of
from tests.effort import tried


def checked(problem: Problem, options: Options | None = None) -> MethodCheck:
    found = evaluate(replace(problem, options=options or problem.options), simulate=False).methods
    assert found is not None
    return found


def wide(case: Case) -> list[ValueFunction]:
    """Scales that hold all raw figures, worst first."""
    columns = list(zip(*case["matrix"], strict=True))
    return [
        fixed(one["direction"], [min(column), max(column) + (max(column) == min(column))])
        for one, column in zip(case["criteria"], columns, strict=True)
    ]


@pytest.mark.parametrize("case", [case for case in cases("topsis") if case.id == "topsis_jmcdm3x4"])
def test_topsis_with_the_vector_norm_agrees(case: Case) -> None:
    found = checked(problem_of(case, wide(case)), Options(topsis_matrix="raw")).topsis
    assert found is not None
    assert list(found.scores.values()) == pytest.approx(case["expected"]["scores"], abs=case["tolerance"])
    assert [found.ranks[f"a{place}"] for place in range(3)] == case["expected"]["ranks"]


@pytest.mark.parametrize("case", [case for case in cases("topsis") if case.id == "topsis_opricovic2004"])
def test_closeness_of_columns_scaled_to_their_range_agrees(case: Case) -> None:
    table = value_table(problem_of(case, wide(case)))
    columns = [RawColumn(tuple(row[place] / 100 for row in table.values), falling=False) for place in range(2)]
    assert closeness(columns, case["weights"]) == pytest.approx(case["expected"]["scores"], abs=case["tolerance"])


@pytest.mark.parametrize("case", cases("vikor"))
def test_vikor_agrees(case: Case) -> None:
    found = checked(problem_of(case, wide(case)), Options(vikor_v=case["parameters"]["v"])).vikor
    assert found is not None
    expected = case["expected"]
    for name, figures in (("S", found.s), ("R", found.r), ("Q", found.q)):
        assert list(figures.values()) == pytest.approx(expected[name], abs=case["tolerance"])
    assert (found.advantage, found.stability) == (expected["acceptable_advantage"], expected["acceptable_stability"])
    assert found.compromise == tuple(f"a{place}" for place in expected["compromise_set"])
    if "ranks" in expected:
        assert [found.ranks[f"a{place}"] for place in range(len(found.ranks))] == expected["ranks"]


@pytest.mark.parametrize("case", cases("promethee2"))
def test_promethee_agrees(case: Case) -> None:
    given_types = [(f"c{place}", one["type"], one.get("q"), one.get("p"), one.get("s"))
                   for place, one in enumerate(case["parameters"]["preference"])]  # fmt: skip
    found = checked(problem_of(case, wide(case)), Options(promethee=tuple(given_types))).promethee2
    assert found is not None
    assert list(found.phi.values()) == pytest.approx(case["expected"]["phi"], abs=case["tolerance"])


@pytest.mark.parametrize(
    ("kind", "leads"),
    [
        (PreferenceType.USUAL, (1, 1, 1, 1)),
        (PreferenceType.USHAPE, (0, 0, 1, 1)),
        (PreferenceType.VSHAPE, (0.2, 0.4, 0.6, 1)),
        (PreferenceType.LEVEL, (0, 0, 0.5, 1)),
        (PreferenceType.VSHAPE_INDIFF, (0, 0, 1 / 3, 1)),
        (PreferenceType.GAUSSIAN, (0.0540, 0.1993, 0.3935, 0.9561)),
    ],
)
def test_the_six_preference_functions_as_brans_and_vincke_give_them(
    kind: PreferenceType, leads: tuple[float, ...]
) -> None:
    prefer = preference(kind, q=2, p=5, s=3)
    assert [prefer(lead) for lead in (1, 2, 3, 7.5)] == pytest.approx(leads, abs=1e-4)


@given(st.sampled_from(PreferenceType), st.floats(0, 50), st.floats(0, 50), st.floats(0, 20), st.floats(1e-6, 100))
def test_a_preference_is_a_share_that_grows_with_the_lead(
    kind: PreferenceType, q: float, more: float, s: float, lead: float
) -> None:
    prefer = preference(kind, q, q + more, s)
    assert 0 <= prefer(lead) <= prefer(lead * 1.5) <= 1
    assert kind in NEEDED


@tried(20)
@given(problems(least_candidates=1))
def test_no_problem_leaves_a_figure_that_is_none_and_flows_sum_to_nothing(problem: Problem) -> None:
    for matrix in ("raw", "value"):
        result = evaluate(replace(problem, options=Options(topsis_matrix=matrix)), simulate=False)
        if result.verdict.winner is None:
            assert result.methods is None
            continue
        found = result.methods
        assert found is not None
        assert found.topsis is not None
        assert found.vikor is not None
        assert found.promethee2 is not None
        figures = [*found.topsis.scores.values(), *found.vikor.q.values(), *found.promethee2.phi.values()]
        assert all(isfinite(one) for one in figures)
        assert all(0 <= one <= 1 for one in (*found.topsis.scores.values(), *found.vikor.q.values()))
        assert sum(found.promethee2.phi.values()) == pytest.approx(0, abs=1e-9)
        assert set(found.firsts()) == {"topsis", "vikor", "promethee2"}
        assert found.vikor.compromise
        fit = {line.candidate for line in result.ranking if line.rank is not None}
        assert set(found.topsis.ranks) == set(found.vikor.ranks) == set(found.promethee2.ranks) == fit


@tried(25)
@given(problems(least_candidates=2, musts=False))
def test_promethee_is_linear_in_the_weights(problem: Problem) -> None:
    table, rows = value_table(problem), range(len(problem.candidates))
    flows = unicriterion_flows(problem, table, rows)
    weights = list(evaluate(problem, simulate=False, whole=False).weights.values())
    phi = promethee2(problem, table, weights, rows).phi
    for row, key in enumerate(table.candidates):
        assert phi[key] == pytest.approx(sum(w * f for w, f in zip(weights, flows[row], strict=True)), abs=1e-12)


def test_the_sample_says_what_the_mock_up_shows() -> None:
    check = checked(harbour())
    assert check.firsts() == {"topsis": ("northwind",), "vikor": ("contoso",), "promethee2": ("contoso",)}


def test_only_the_methods_asked_for_are_run() -> None:
    problem = harbour()
    assert evaluate(replace(problem, options=Options(methods=())), simulate=False).methods is None
    only = checked(problem, Options(methods=("vikor",)))
    assert (only.topsis, only.promethee2) == (None, None)


def test_a_v_shape_over_the_whole_scale_is_told_to_check_nothing() -> None:
    problem = harbour()
    widths = {
        one.id: abs(one.value.best - one.value.worst) if isinstance(one.value, Linear) else 100.0
        for one in problem.criteria
        if not isinstance(one.value, DirectValue)
    }
    shapes = tuple((key, "vshape", None, width, None) for key, width in widths.items())
    told = evaluate(replace(problem, options=Options(promethee=shapes)), simulate=False)
    assert "promethee_additive" in {warning.code for warning in told.warnings}
    additive = [line.candidate for line in told.ranking]
    assert told.methods is not None
    assert told.methods.promethee2 is not None
    phi = told.methods.promethee2.phi
    assert sorted(phi, key=lambda key: -phi[key]) == additive
    fewer = evaluate(replace(problem, options=Options(promethee=shapes[1:])), simulate=False)
    assert "promethee_additive" not in {warning.code for warning in fewer.warnings}
