from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.charts.labels import Box
from consultant_desk.domain.charts.palette import ORDER
from consultant_desk.domain.contrast import MARK_CONTRAST, WHITE, contrast
from consultant_desk.domain.report_options import PageSize
from consultant_desk.domain.snapshot import ReportSnapshot
from reports import build
from reports.blocks import Exhibit
from reports.charts.bars import Bar, Piece, stacked_bars
from reports.charts.costs import CostFigures, cost_columns
from reports.charts.legend import Key
from reports.charts.profile import Value, value_profile
from reports.charts.shares import Shares, share_bars
from reports.charts.years import Year, year_columns
from reports.composing import compose
from reports.drawing import Drawing
from reports.fonts import FAMILIES, FontBook
from reports.rich import Figure, text_of
from reports.theme import Theme
from tests.effort import tried
from tests.reports.hard_charts import costly, hard_problems, made, snapshot_of
from tests.reports.reading import page_texts
from tests.reports.recording_pen import Mark, covered, cut_off, recorded
from tests.reports.rich import rich_snapshot
from tests.reports.sample import sample_problem
from tests.reports.test_svg import exhibits

PROBLEMS = dict(hard_problems())
INTER = FontBook("Inter")
WIDE = 481.9
money = st.decimals(Decimal(0), Decimal(200_000), places=2, allow_nan=False)


def charts_of(snapshot: ReportSnapshot) -> list[Exhibit]:
    return exhibits(compose(snapshot, Theme(snapshot.brand, PageSize.A4, INTER), lambda *_: True).blocks)


@cache
def exhibits_of(name: str, family: str, page: PageSize) -> tuple[Exhibit, ...]:
    snapshot = snapshot_of(PROBLEMS[name])
    theme = Theme(replace(snapshot.brand, font=family), page, FontBook(family))
    return tuple(exhibits(compose(snapshot, theme, lambda *_: True).blocks))


def chart(name: str, title: str) -> Drawing:
    return next(one.drawing for one in exhibits_of(name, "Inter", PageSize.A4) if title in text_of(one.title))


def told(name: str) -> str:
    snapshot = snapshot_of(PROBLEMS[name])
    return repr(compose(snapshot, Theme(snapshot.brand, PageSize.A4, INTER), lambda *_: True).blocks)


def titles(name: str) -> list[str]:
    return [text_of(one.title) for one in exhibits_of(name, "Inter", PageSize.A4)]


def words_in(marks: list[Mark]) -> list[str]:
    return [one.words for one in marks if one.kind == "text"]


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", PROBLEMS)
def test_nothing_in_a_chart_is_cut_off_or_covered(name, family, page):
    fonts = FontBook(family)
    for one in exhibits_of(name, family, page):
        marks = recorded(fonts, one.drawing)
        title = text_of(one.title)
        assert (title, cut_off(one.drawing, marks)) == (title, [])
        assert (title, covered(marks)) == (title, [])


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_figure_in_a_chart_is_never_shortened(name):
    for one in exhibits_of(name, "Inter", PageSize.A4):
        assert [mark.words for mark in recorded(INTER, one.drawing) if mark.figure and not mark.whole] == []


@pytest.mark.parametrize("name", ["sample with costs", "twenty", "long names"])
def test_a_name_in_the_scatter_stands_on_no_mark(name):
    marks = recorded(INTER, chart(name, "What each candidate gives"))
    boxes = [Box(one.left, one.bottom, one.right - one.left, one.top - one.bottom) for one in marks]
    dots = [box for box, one in zip(boxes, marks, strict=True) if one.kind == "dot"]
    texts = [box for box, one in zip(boxes, marks, strict=True) if one.kind == "text"]
    assert dots
    assert [text for text in texts if any(text.overlaps(dot) for dot in dots)] == []


@tried(70)
@given(st.lists(st.tuples(money, money, money), min_size=1, max_size=8))
def test_the_parts_of_a_cost_bar_are_as_long_as_their_amounts(rows):
    kinds = ("licence", "training", "support")
    by_kind = {f"c{place}": dict(zip(kinds, row, strict=True)) for place, row in enumerate(rows)}
    figures = {
        key: CostFigures(
            key, Figure(f"total-cost/{key}", "€1"), {kind: Figure(f"cost-part/{key}/{kind}", "") for kind in kinds}
        )
        for key in by_kind
    }
    legend = [Key(ORDER[place], kind) for place, kind in enumerate(kinds)]
    drawing = cost_columns(INTER, WIDE, by_kind, figures, legend, ((), "alt"))
    bars = [one for one in recorded(INTER, drawing) if one.kind == "rect" and one.top - one.bottom == pytest.approx(14)]
    sums = [float(sum(amounts.values())) for amounts in by_kind.values()]
    longest, field = max(sums), WIDE * 0.73 - 62
    for place, key in enumerate(by_kind):
        y = drawing.height - (place + 1) * 21 + 3
        right = max((one.right for one in bars if one.bottom == pytest.approx(y)), default=WIDE * 0.27)
        wanted = field * sums[place] / longest if longest else 0.0
        assert right - WIDE * 0.27 == pytest.approx(wanted, abs=1.5), key


@tried(80)
@given(st.lists(st.lists(st.floats(0.5, 25.0), min_size=1, max_size=8), min_size=1, max_size=12))
def test_the_pieces_of_a_bar_follow_each_other_and_sum_to_its_score(rows):
    bars = [
        Bar("A", tuple(Piece(one, Figure("part/a/k", ""), ORDER[0]) for one in row), Figure("score/a", "1"))
        for row in rows
    ]
    marks = recorded(INTER, stacked_bars(INTER, WIDE, bars, [], (), "alt"))
    pieces = [one for one in marks if one.kind == "rect"]
    start, scale = pieces[0].left, (WIDE - pieces[0].left - 48) / max(10.0, *(sum(row) for row in rows))
    for row in rows:
        drawn, pieces = pieces[: len(row)], pieces[len(row) :]
        assert [one.left for one in drawn] == pytest.approx(
            [start + sum(row[:place]) * scale for place in range(len(row))]
        )
        assert drawn[-1].right == pytest.approx(start + sum(row) * scale, abs=0.81)


@given(st.lists(st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_shares_of_a_candidate_fill_its_bar(rows):
    lines = [
        Shares("A", tuple((one / sum(row), Figure(f"rank-share/a/{place}", "1")) for place, one in enumerate(row)))
        for row in rows
    ]
    marks = recorded(
        INTER, share_bars(INTER, WIDE, lines, [Key(ORDER[0], f"Rank {one}") for one in (1, 2, 3)], (), "alt")
    )
    tops = {round(one.top, 3) for one in marks if one.kind == "rect" and one.top - one.bottom == pytest.approx(14)}
    assert len(tops) == len(rows)
    for top in tops:
        bar = [one for one in marks if one.kind == "rect" and round(one.top, 3) == top]
        assert bar[0].left == pytest.approx(WIDE * 0.27)
        assert bar[-1].right == pytest.approx(WIDE, abs=0.81)


@pytest.mark.parametrize("colour", ORDER)
def test_every_part_of_a_cost_bar_has_an_edge_that_is_seen_on_paper(colour):
    amounts = {"c": {"licence": Decimal(10)}}
    figures = {"c": CostFigures("C", Figure("total-cost/c", "€10"), {"licence": Figure("cost-part/c/licence", "€10")})}
    drawing = cost_columns(INTER, WIDE, amounts, figures, [Key(colour, "licence")], ((), "alt"))
    legend = [one for one in recorded(INTER, drawing) if one.kind == "rect" and one.right - one.left == 7]
    assert contrast(legend[0].colour, WHITE) >= MARK_CONTRAST


@given(st.lists(st.floats(-50_000, 50_000), min_size=1, max_size=26))
def test_the_columns_of_years_start_at_zero_and_their_words_stand_apart(costs):
    years = [
        Year(
            f"Year {place}",
            cost,
            Figure(f"cost-year/c/{place}", f"€{cost:,.0f}"),
            Figure(f"cost-so-far/c/{place}", "€900,000"),
        )
        for place, cost in enumerate(costs)
    ]
    drawing = year_columns(WIDE, years, lambda value: f"€{value:,.0f}", (), "alt")
    marks = recorded(INTER, drawing)
    zero = next(one.bottom for one in marks if one.kind == "line" and one.top - one.bottom == pytest.approx(0.6))
    columns = [one for one in marks if one.kind == "rect"]
    assert len(columns) == len(costs)
    assert all(min(abs(one.bottom - zero), abs(one.top - zero)) < 0.4 for one in columns)
    assert years[-1].so_far.printed in words_in(marks)
    assert cut_off(drawing, marks) == []
    figures = [one for one in marks if one.figure is not None and one.figure.path.startswith("cost-year")]
    assert covered(figures) == []


def test_a_rival_is_named_where_halving_or_doubling_a_weight_puts_it_first():
    snapshot = snapshot_of(PROBLEMS["turns"])
    names = {one.id: one.name for one in snapshot.problem.candidates}
    turned = {
        names[rival]
        for bar in snapshot.result.tornado
        for shown, rival in ((bar.halved_shown, bar.halved_rival), (bar.doubled_shown, bar.doubled_rival))
        if shown.number < 0
    }
    assert turned
    shown = words_in(recorded(INTER, chart("turns", "when one weight is halved")))
    assert turned <= set(shown)
    assert "0" in shown


def test_criteria_that_the_tornado_leaves_out_are_named_under_it():
    words = told("twenty")
    drawn = words_in(recorded(INTER, chart("twenty", "when one weight is halved")))
    left_out = [f"Criterion {place}" for place in range(30) if f"Criterion {place}" not in drawn]
    assert left_out
    named = words.split("move the lead by less: ")[1].split("Line(")[0].split("Exhibit(")[0]
    assert [name for name in left_out if f"'{name}'" not in named] == []


def test_candidates_too_close_to_others_to_be_named_in_the_scatter_are_named_under_it():
    shown = words_in(recorded(INTER, chart("twenty", "What each candidate gives")))
    missing = [f"Product {place}" for place in range(14) if f"Product {place}" not in shown]
    assert missing
    named = told("twenty").split("too close to others to be named: ")[1][:2_000]
    assert [name for name in missing if f"'{name}'" not in named] == []


def test_a_tornado_in_which_nothing_moves_is_not_drawn():
    assert not any("when one weight is halved" in title for title in titles("equal scores"))


def test_a_lead_stands_on_no_line_of_the_tornado():
    marks = recorded(INTER, chart("sample with costs", "when one weight is halved"))
    last_line = max(place for place, one in enumerate(marks) if one.kind == "line")
    leads = [place for place, one in enumerate(marks) if one.figure is not None]
    assert leads
    assert min(leads) > last_line
    for place in leads:
        ground = marks[place - 1]
        assert (ground.kind, ground.colour) == ("rect", WHITE)
        assert ground.left <= marks[place].left
        assert ground.right >= marks[place].right


def test_a_finalist_with_twelve_criteria_keeps_to_one_page():
    texts = page_texts(build(snapshot_of(PROBLEMS["five"])).pdf)
    pages = [text for text in texts if "Values of Product" in text]
    assert len(pages) == 5
    assert [text.count("Criterion 11") >= 2 for text in pages] == [True] * 5


def test_criteria_beyond_those_of_the_profile_are_counted():
    assert "14 more criteria stand in the table." in " ".join(words_in(recorded(INTER, chart("twenty", "Values of"))))


def test_halved_and_doubled_are_told_apart_without_colour():
    marks = recorded(INTER, chart("sample with costs", "when one weight is halved"))
    keys = [
        one for one in marks if one.kind == "rect" and one.bottom >= chart("sample with costs", "halved").height - 10
    ]
    assert [one.colour == WHITE for one in keys] == [
        False,
        True,
        False,
    ]  # an edge, its white inside, and a filled square


def test_ranges_are_drawn_only_where_there_are_any():
    assert "Where each score may lie" in titles("unknown")
    assert "Where each score may lie" not in titles("two")


def test_ranges_of_the_report_are_those_of_the_window():
    cells = tuple(
        replace(cell, value=None, low=2.0, high=9.0) if cell.criterion == "k0" else cell for cell in made(3, 4).cells
    )
    snapshot = snapshot_of(replace(made(3, 4), cells=cells))
    found = exhibits(compose(snapshot, Theme(snapshot.brand, PageSize.A4, INTER), lambda *_: True).blocks)
    assert "Where each score may lie" in [text_of(one.title) for one in found]


def test_candidates_whose_cost_is_unknown_are_all_named():
    words = told("twenty")
    named = words.split("cost is not known: ")[1][:2_000]
    assert [place for place in range(14, 20) if f"'Product {place}'" not in named] == []


def test_one_known_cost_is_drawn_year_by_year():
    assert "What Product 0 costs year by year" in titles("one candidate")
    assert "What each candidate gives for what it costs" not in titles("one candidate")
    marks = recorded(INTER, chart("one candidate", "year by year"))
    assert [one for one in words_in(marks) if one.startswith("Year")] == ["Year 0", "Year 1", "Year 2", "Year 3"]


def test_nothing_is_said_of_value_without_a_cost():
    snapshot = snapshot_of(made(3, 4))
    assert snapshot.result.value_for_money is None
    assert not any("costs" in text_of(one.title) for one in exhibits(
        compose(snapshot, Theme(snapshot.brand, PageSize.A4, INTER), lambda *_: True).blocks
    ))  # fmt: skip


def test_a_bar_of_the_profile_is_as_long_as_its_value_and_an_unknown_one_is_a_word():
    lines = [Value("Price", 40.0, Figure("value/a/price", "40"), 90.0), Value("Fit", None, None, 100.0)]
    drawing = value_profile(WIDE, lines, "#1F4E79", ("unknown", (), "alt"))
    marks = recorded(INTER, drawing)
    bars = [one for one in marks if one.kind == "rect" and one.colour == "#1F4E79"]
    field = WIDE * 0.64 - 30
    assert [one.right - one.left for one in bars] == [pytest.approx(0.4 * field)]
    assert "unknown" in words_in(marks)
    ticks = [(one.left + one.right) / 2 - WIDE * 0.36 for one in marks if one.kind == "line"]
    assert ticks == [pytest.approx(0.9 * field), pytest.approx(field)]


def test_a_name_in_the_scatter_is_whole_where_there_is_room():
    name = "Customer Engagement Suite for Small Shops"
    problem = costly(sample_problem())
    candidates = tuple(
        replace(one, name=f"{name} {one.id}") if place < 2 else one for place, one in enumerate(problem.candidates)
    )
    charts = charts_of(snapshot_of(replace(problem, candidates=candidates)))
    drawing = next(one.drawing for one in charts if "What each candidate gives" in text_of(one.title))
    shown = words_in(recorded(INTER, drawing))
    assert [one.name for one in candidates if one.name not in shown] == []


def test_a_name_in_the_scatter_stands_on_two_lines_before_it_is_cut():
    drawing = next(one.drawing for one in charts_of(rich_snapshot()) if "What each" in text_of(one.title))
    shown = words_in(recorded(INTER, drawing))
    assert {"Wingtip Toys Customer", "Engagement Suite Enterprise"} <= set(shown)


def test_a_chart_in_words_is_not_a_page_long():
    problem = costly(made(3, 3))
    endless = "Vorgangsbearbeitung " * 500
    candidates = tuple(replace(one, name=f"{endless}{one.name}") for one in problem.candidates)
    criteria = tuple(replace(one, name=f"{endless}{one.name}") for one in problem.criteria)
    charts = charts_of(snapshot_of(replace(problem, candidates=candidates, criteria=criteria)))
    told = {text_of(one.title)[:60]: len(one.drawing.alt) for one in charts}
    assert {title: length for title, length in told.items() if length > 700} == {}


def test_a_range_under_the_bars_is_named_whole_or_not_at_all():
    bars = [one.drawing for one in charts_of(rich_snapshot()) if one.drawing.alt.startswith("Bar chart of scores")]
    notes = [words for one in bars for words in words_in(recorded(INTER, one)) if "unknown" in words]
    assert notes
    assert [words for words in notes if words.endswith("…") and not words.endswith("unknown; …")] == []
