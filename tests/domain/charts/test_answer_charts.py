"""The charts of the whole answer: tornado, value for money, costs, spans, marks on curves, and the table of a chart."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.charts.costs import cost_bars, cost_lines, kinds_of
from consultant_desk.domain.charts.curve import curve_mark, value_curve
from consultant_desk.domain.charts.scatter import value_scatter
from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.domain.charts.spans import ScoreSpan, score_spans, spans
from consultant_desk.domain.charts.tornado import tornado
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Cell, DirectValue, Levels, Linear, Piecewise
from consultant_desk.domain.evaluation.result import Shown, Step, TornadoBar, ValueForMoney
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.verdict import lead_shown

SAMPLE = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"
leads = st.floats(-100, 100, allow_nan=False)


def bar(criterion, halved, doubled):
    return TornadoBar(criterion, halved, "b", lead_shown(halved, 0.0), doubled, "b", lead_shown(doubled, 0.0))


BARS = (bar("learn", 3.8, -3.1), bar("inbox", -3.2, 8.5), bar("eu", 1.5, 1.5))
COSTS = {
    key: Decimal(cost) for key, cost in (("s", 10_700), ("t", 14_300), ("c", 18_900), ("n", 24_900), ("f", 31_200))
}
BENEFIT = {"s": 34.2, "t": 48.8, "c": 77.3, "n": 82.3, "f": 78.8}
WORTH = ValueForMoney("EUR", COSTS, BENEFIT, ("s", "t", "c", "n"), (Step("c", "n", Decimal(1200)),))
WIDTHS = dict.fromkeys(COSTS, 80.0)


def test_the_widest_weight_comes_first_and_one_that_changes_nothing_is_left_to_the_table():
    drawn = tornado(BARS, 1.5, 200)
    assert [row.criterion for row in drawn.rows] == ["inbox", "learn"]
    assert drawn.more == 1


def test_bars_start_at_the_lead_of_now_and_flip_left_of_the_zero_line():
    drawn = tornado(BARS, 1.5, 200)
    inbox = drawn.rows[0]
    assert inbox.halved.x + inbox.halved.width == pytest.approx(drawn.now)
    assert inbox.doubled.x == pytest.approx(drawn.now)
    assert inbox.halved.flips
    assert inbox.halved.x < drawn.zero < drawn.now
    assert (inbox.halved.lead, inbox.doubled.lead) == (Shown(-3.2, 1), Shown(8.5, 1))
    assert not inbox.same_side


def test_a_lead_that_only_grows_shares_its_row():
    assert tornado((bar("a", 3.0, 4.0),), 1.5, 200).rows[0].same_side


def test_a_zero_that_is_far_off_is_not_drawn():
    assert tornado((bar("a", 39.0, 42.0),), 40.0, 200).zero is None


@given(st.lists(st.tuples(leads, leads), max_size=30), leads)
def test_a_tornado_stays_in_its_field(pairs, lead):
    drawn = tornado([bar(f"c{place}", *pair) for place, pair in enumerate(pairs)], lead, 200)
    assert len(drawn.rows) + drawn.more == len(pairs)
    for row in drawn.rows:
        for swing in (row.halved, row.doubled):
            assert -1e-6 <= swing.x <= swing.x + swing.width <= 200 + 1e-6


def test_nothing_to_weigh_is_an_empty_tornado():
    assert tornado((), 0.0, 200).rows == ()


def test_the_frontier_runs_from_the_cheapest_and_the_rest_is_off_it():
    drawn = value_scatter(WORTH, 320, 190, WIDTHS, 16)
    assert [point.candidate for point in drawn.points if not point.efficient] == ["f"]
    assert len(drawn.line) == 4
    assert [x for x, _ in drawn.line] == sorted(x for x, _ in drawn.line)
    assert [y for _, y in drawn.line] == sorted((y for _, y in drawn.line), reverse=True)


def test_every_product_of_the_mock_up_has_its_name_and_none_covers_another():
    drawn = value_scatter(WORTH, 320, 190, WIDTHS, 16)
    labels = [point.label for point in drawn.points]
    assert None not in labels
    assert not any(one.overlaps(other) for one, other in combinations(labels, 2))


def test_one_product_and_products_of_one_price_are_drawn():
    for costs in ({"a": Decimal(5)}, {"a": Decimal(5), "b": Decimal(5)}):
        worth = ValueForMoney("EUR", costs, dict.fromkeys(costs, 50.0), ("a",), ())
        drawn = value_scatter(worth, 320, 190, WIDTHS | dict.fromkeys(costs, 20.0), 16)
        assert all(0 <= point.x <= 320 and 0 <= point.y <= 190 for point in drawn.points)


BY_KIND = {"n": {"licence": Decimal(900), "exit": Decimal(100)}, "c": {"licence": Decimal(500)}}


def test_bars_of_cost_start_at_zero_and_the_dearest_fills_the_width():
    north, contoso = cost_bars(BY_KIND, ("n", "c"), 100)
    assert (north.total, contoso.total) == (1000, 500)
    assert [part.kind for part in north.parts] == ["licence", "exit"]
    assert north.parts[1].x + north.parts[1].width == pytest.approx(100)
    assert contoso.parts[0].width == pytest.approx(50)
    assert north.parts[0].colour == contoso.parts[0].colour


def test_a_kind_nobody_pays_for_has_no_colour():
    assert kinds_of({"n": {"licence": Decimal(1), "exit": Decimal(0)}}) == ("licence",)


def test_no_cost_at_all_is_a_bar_without_length():
    (free,) = cost_bars({"n": {"licence": Decimal(0)}}, ("n",), 100)
    assert (free.parts, free.total) == ((), 0)


def test_lines_of_cost_add_up_the_years():
    drawn = cost_lines({"n": (Decimal(100), Decimal(50), Decimal(50))}, ("n",), 200, 100, 16)
    (line,) = drawn.lines
    assert line.total == 200
    assert [x for x, _ in line.points] == [0, 100, 200]
    assert [100 - y for _, y in line.points] == pytest.approx([drawn.cost.place(amount) for amount in (100, 150, 200)])


def test_a_single_year_and_no_year_are_drawn():
    assert cost_lines({"n": (Decimal(100),)}, ("n",), 200, 100, 16).lines[0].points[0][0] == 100
    assert cost_lines({}, (), 200, 100, 16).lines == ()


def test_spans_count_the_ends_that_are_given_and_what_is_unknown():
    problem = load(SAMPLE.read_bytes())
    result = evaluate(problem, simulate=False)
    found = {one.candidate: one for one in score_spans(value_table(problem), result)}
    for line in result.ranking:
        one = found[line.candidate]
        assert one.low <= line.low + 1e-9
        assert one.high >= line.high - 1e-9
        assert one.low <= one.score <= one.high


def test_a_score_reaches_the_first_one_where_their_ranges_meet():
    scores = [ScoreSpan("a", 70, 60, 80), ScoreSpan("b", 55, 50, 61), ScoreSpan("c", 40, 40, 40)]
    drawn = spans(scores, 100)
    assert [row.overlaps_first for row in drawn.rows] == [False, True, False]
    assert all(0 <= row.low <= row.dot <= row.high <= 100 for row in drawn.rows)


def test_more_scores_than_can_be_drawn_are_counted():
    assert spans([ScoreSpan(f"p{place}", 5, 5, 5) for place in range(100)], 100).more == 80


LEVELS = Levels((("none", 0), ("good", 60), ("best", 100)))


@pytest.mark.parametrize(
    ("function", "cell", "spot"),
    [
        (Linear(10, 0), Cell("p", "c", 2.5), (0.25, 0.75)),
        (Linear(0, 10), Cell("p", "c", 99.0), (1.0, 1.0)),
        (Linear(0, 10), Cell("p", "c", None, 2.0, 4.0), (0.3, 0.3)),
        (Piecewise(((0, 0), (6, 80), (10, 100)), 0, 10), Cell("p", "c", 6.0), (0.6, 0.8)),
        (DirectValue(), Cell("p", "c", 40.0), (0.4, 0.4)),
        (LEVELS, Cell("p", "c", "good"), (0.5, 0.6)),
        (LEVELS, Cell("p", "c"), None),
        (LEVELS, None, None),
    ],
)
def test_a_score_lies_on_the_curve_of_its_criterion(function, cell, spot):
    found = curve_mark(function, cell)
    assert found == (pytest.approx(spot) if spot else None)


def test_the_mark_of_a_level_lies_on_its_step():
    (x, y) = curve_mark(LEVELS, Cell("p", "c", "good"))
    steps = value_curve(LEVELS)
    assert any(start[0] <= x <= end[0] and start[1] == end[1] == y for start, end in pairwise(steps))


def test_a_table_is_pasted_cell_by_cell_and_never_as_a_formula():
    table = ChartTable(("Product", "Points"), (("A\tB\nC", "+7.7"), ("=1+1", "−1.5"), ("@sum", "")))
    assert table.tsv() == "Product\tPoints\nA B C\t+7.7\n'=1+1\t−1.5\n'@sum\t\n"


@pytest.mark.parametrize(("text", "copied"), [
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"), ("-A1", "'-A1"), ("\uff1d1+1", "'\uff1d1+1"),
    ("+7.7", "+7.7"), ("-€5,900", "-€5,900"), ("+12 %", "+12 %"), ("−1.5", "−1.5"),
])  # fmt: skip
def test_a_figure_keeps_its_sign_and_a_name_that_begins_with_one_is_no_formula(text, copied):
    assert ChartTable(("Product",), ((text,),)).tsv() == f"Product\n{copied}\n"
