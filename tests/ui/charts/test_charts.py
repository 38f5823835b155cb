from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from consultant_desk.domain.evaluation.problem import Criterion, Direction, Levels, Linear
from ui.charts.contributions import ContributionBar, ContributionChart, Segment
from ui.charts.margin import MarginChart, SignedPart
from ui.charts.pictures import PAD
from ui.charts.rank_shares import RankShares, RankSharesChart, figures_of, ordinal, percents
from ui.charts.scale_picture import place_on, round_step, ticks_of

BARS = (
    ContributionBar(
        "nw", "1", "Northwind Desk", "60.0", 60.0, 60.0,
        (
            Segment("a", "Inbox", 40.0, 400, "50", 80.0, "#0072B2"),
            Segment("b", "Price", 20.0, 200, "50", 40.0, "#E69F00"),
        ),
        first=True,
    ),
    ContributionBar(
        "cf", "2", "Contoso Flow", "30.0", 25.0, 35.0,
        (
            Segment("a", "Inbox", 30.0, 300, "50", 60.0, "#0072B2"),
            Segment("b", "Price", 0.0, 0, "50", 0.0, "#E69F00"),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def chart(show):
    made = ContributionChart()
    made.show_bars(BARS)
    return show(made, 700, 100)


def test_bars_start_at_zero_and_segments_are_as_long_as_their_points(chart):
    first, second = (chart.segment_box("nw", key) for key in "ab")
    other = chart.segment_box("cf", "a")
    assert first.left() == other.left()
    assert (first.width() + 1) / (second.width() + 1) == pytest.approx(2.0)
    assert second.left() == pytest.approx(first.right() + 1)


def test_a_point_over_a_segment_tells_weight_and_value(chart):
    bar, segment = chart.segment_at(chart.segment_box("nw", "b").center())
    assert (bar.candidate, segment.tell()) == ("nw", "Price: 50 % × 40 = 20.0 points")
    assert chart.segment_at(QPointF(2.0, 2.0)) is None


def test_a_click_and_the_keyboard_open_the_same_score(chart, qtbot):
    with qtbot.waitSignal(chart.opened) as clicked:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.segment_box("cf", "a").center().toPoint())
    QTest.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(chart.opened) as entered:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert clicked.args == entered.args == ["cf", "a"]


def test_a_chart_is_read_aloud_and_copied_as_text_or_picture(chart):
    assert "1 Northwind Desk 60.0: Inbox" in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    picture = QGuiApplication.clipboard().image()
    assert picture.width() == 2 * (chart.width() + 2 * PAD)
    chart.copy_text()
    assert QGuiApplication.clipboard().text() == chart.as_text()


def test_a_chart_without_data_is_drawn_all_the_same(show):
    for empty in (ContributionChart(), MarginChart(), RankSharesChart()):
        assert not show(empty, 400, 200).grab().isNull()


def test_the_margin_is_told_with_its_parts(show):
    chart = MarginChart()
    chart.show_parts([SignedPart("Inbox", 7.7, "+7.7"), SignedPart("Learning", -3.9, "−3.9")], "+3.8")
    assert show(chart, 400, 120).as_text() == "Inbox +7.7, Learning −3.9. Margin +3.8"


def test_rank_shares_are_told_without_those_that_round_to_nothing():
    chart = RankSharesChart()
    chart.show_rows([RankShares("Northwind", (0.703, 0.294, 0.003))], "10,000")
    assert chart.as_text() == "Northwind: rank 1 in 70 %, rank 2 in 30 %"


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=12).filter(lambda raw: sum(raw) > 0))
def test_percents_of_a_candidate_add_up_to_a_hundred(raw):
    shares = [value / sum(raw) for value in raw]
    assert sum(percents(shares)) == 100


def test_ranks_are_named_as_people_say_them():
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd",
    ]  # fmt: skip


def test_the_scale_runs_from_worst_to_best():
    hours = Criterion("support", "Support", Direction.MIN, Linear(24.0, 1.0), unit="h")
    assert place_on(hours, 24.0) == 0.0
    assert place_on(hours, 1.0) == 1.0
    assert [words for _, words in ticks_of(hours)] == ["24", "18", "12", "6", "1"]


def test_levels_stand_at_equal_steps():
    inbox = Criterion("inbox", "Inbox", Direction.MAX, Levels((("None", 0.0), ("Good", 65.0), ("Excellent", 100.0))))
    assert ticks_of(inbox) == [(0.0, "None"), (0.5, "Good"), (1.0, "Excellent")]


@given(st.floats(1e-6, 1e9))
def test_a_step_of_an_axis_is_round_and_not_smaller_than_asked(rough):
    step = round_step(rough)
    assert rough * 0.99 <= step <= rough * 10.1


def test_a_share_that_is_not_all_or_none_is_not_printed_as_that():
    assert figures_of((0.9985, 0.0015, 0.0)) == ("99.9", "0.1", "0")
    chart = RankSharesChart()
    chart.show_rows([RankShares("Northwind", (0.9985, 0.0015))], "10,000")
    assert "100 %" not in chart.as_text()
    assert "100" not in chart.table().rows[0]
