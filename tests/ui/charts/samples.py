"""One filled chart of each kind, and one without anything in it."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.charts.spans import ScoreSpan
from consultant_desk.domain.evaluation.result import Shown, Step, TornadoBar, ValueForMoney
from ui.charts.contributions import ContributionBar, ContributionChart, Segment
from ui.charts.cost_charts import CostBars, CostOverYears, CostWords
from ui.charts.curves import CurvePicture, CurvesChart, CurveScore
from ui.charts.margin import MarginChart, SignedPart
from ui.charts.months_chart import MonthFigures, MonthsChart, MonthWords
from ui.charts.pictures import LegendEntry
from ui.charts.rank_shares import RankShares, RankSharesChart
from ui.charts.span_chart import SpanChart
from ui.charts.tornado_chart import TornadoChart
from ui.charts.value_map import MapWords, ValueMap
from ui.charts.weight_shift import WeightShift, WeightShiftChart

HOSTILE = '<b>Shared & "inbox"</b>'
KINDS = (
    ContributionChart, MarginChart, RankSharesChart, TornadoChart, ValueMap, CostBars, CostOverYears, SpanChart,
    WeightShiftChart, CurvesChart, MonthsChart,
)  # fmt: skip


def made(kind):
    """A chart of this kind with something in it."""
    chart = kind()
    FILLED[kind](chart)
    return chart


def _contributions(chart):
    segments = (
        Segment("a", HOSTILE, 40.0, 400, "50", 80.0, "#0072B2"),
        Segment("b", "Price", 20.0, 200, "50", 40.0, "#E69F00"),
    )
    chart.show_bars(
        [
            ContributionBar("nw", "1", "Northwind", "60.0", 55.0, 65.0, segments, first=True),
            ContributionBar("cf", "–", "Contoso", "60.0", 60.0, 60.0, segments, failed="fails Price; would be 1st"),
        ],
        [LegendEntry("#0072B2", HOSTILE)],
    )


def _margin(chart):
    chart.show_parts([SignedPart(HOSTILE, 7.7, "+7.7"), SignedPart("Price", -3.9, "−3.9")], "+3.8")


def _shares(chart):
    chart.show_rows([RankShares(HOSTILE, (0.7, 0.3)), RankShares("Contoso", (0.3, 0.7))], "10,000")


def _tornado(chart):
    bars = [
        TornadoBar("a", -3.2, "cf", Shown(-3.2, 1), 8.5, "cf", Shown(8.5, 1)),
        TornadoBar("b", 3.8, "cf", Shown(3.8, 1), -3.1, "cf", Shown(-3.1, 1)),
    ]
    chart.show_bars(bars, 1.5, "+1.5", "cf", {"a": HOSTILE, "b": "Price"}, {"cf": "Contoso"})


def worth():
    cost = {"nw": Decimal(24_900), "cf": Decimal(18_900), "fb": Decimal(31_200)}
    return ValueForMoney(
        "EUR", cost, {"nw": 82.3, "cf": 77.3, "fb": 78.8}, ("cf", "nw"), (Step("cf", "nw", Decimal(1190)),),
        by_year={key: (amount / 2, amount / 2) for key, amount in cost.items()},
        by_kind={key: {"licence": amount / 2, "exit": amount / 2} for key, amount in cost.items()},
    )  # fmt: skip


NAMES = {"nw": HOSTILE, "cf": "Contoso", "fb": "Fabrikam"}


def _map(chart):
    chart.show_worth(worth(), MapWords(NAMES, NAMES, "nw", "cost over 3 years"))


def _costs(chart):
    kinds = {"licence": "Licences", "exit": "Exit"}
    chart.show_worth(worth(), CostWords(("nw", "cf", "fb"), NAMES, kinds))


def _spans(chart):
    chart.show_spans([ScoreSpan("nw", 76, 61, 84, (70, 78)), ScoreSpan("cf", 41, 41, 41)], NAMES)


def _shift(chart):
    chart.show_shifts([WeightShift(HOSTILE, 0.22, 0.19, "22", "19"), WeightShift("Price", 0.12, 0.15, "12", "15")])


def _curves(chart):
    scores = (
        CurveScore("Northwind", (1.0, 1.0), "9 h", "100", "#0072B2"),
        CurveScore("Contoso", None, "unknown", "0–100", "#E69F00"),
    )
    chart.show_curves([CurvePicture(HOSTILE, ((0, 0), (1, 1)), "1 h", "9 h", scores)], [LegendEntry("#0072B2", "N")])


def _months(chart):
    chart.show_months(
        [
            MonthFigures("2026-10", "Oct", HOSTILE, (10_000, 25_000, 0)),
            MonthFigures("2026-11", "Nov", "November 2026", (0, 0, 42_900)),
            MonthFigures("2026-12", "Dec", "December 2026", (0, 0, 0)),
        ],
        MonthWords(),
    )


FILLED = {
    ContributionChart: _contributions, MarginChart: _margin, RankSharesChart: _shares, TornadoChart: _tornado,
    ValueMap: _map, CostBars: _costs, CostOverYears: _costs, SpanChart: _spans, WeightShiftChart: _shift,
    CurvesChart: _curves, MonthsChart: _months,
}  # fmt: skip
