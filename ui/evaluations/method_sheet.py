"""The figures behind the method check: what each method computes for each product, and the conditions of VIKOR."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.domain.evaluation.result import Result, VikorResult
from consultant_desk.domain.sentences import ended
from ui.charts.table_sheet import TableSheet
from ui.evaluations.wording import DASH
from ui.figures import figures, points_text

DECIMALS = 3
ABOUT = "A check, not the verdict: other rules answer the same scores and weights. Where they disagree, look closer."


def open_method_sheet(parent: QWidget, result: Result, names: Mapping[str, str]) -> TableSheet:
    """Open the sheet and return it."""
    table = method_table(result, names)
    vikor = result.methods.vikor if result.methods is not None else None
    notes = [ABOUT, *([vikor_words(vikor, names)] if vikor is not None else [])]
    sheet = TableSheet(parent, "Method check", table, lambda: QGuiApplication.clipboard().setText(table.tsv()), notes)
    sheet.open()
    return sheet


def method_table(result: Result, names: Mapping[str, str]) -> ChartTable:
    """Return a row per product with the figures and ranks of every method that was asked for."""
    columns: list[tuple[str, Mapping[str, str]]] = [
        ("Score", {line.candidate: points_text(line.score) for line in result.ranking}),
        ("Rank", {line.candidate: str(line.rank) for line in result.ranking if line.rank is not None}),
    ]
    methods = result.methods
    if methods is not None and methods.topsis is not None:
        columns += [("TOPSIS", _decimals(methods.topsis.scores)), ("Rank ", _ranks(methods.topsis.ranks))]
    if methods is not None and methods.vikor is not None:
        vikor = methods.vikor
        columns += [
            ("VIKOR S", _decimals(vikor.s)), ("R", _decimals(vikor.r)), ("Q", _decimals(vikor.q)),
            ("Rank  ", _ranks(vikor.ranks)),
        ]  # fmt: skip
    if methods is not None and methods.promethee2 is not None:
        columns += [("PROMETHEE phi", _decimals(methods.promethee2.phi)), ("Rank   ", _ranks(methods.promethee2.ranks))]
    rows = tuple(
        (names[line.candidate], *(column.get(line.candidate, DASH) for _, column in columns)) for line in result.ranking
    )
    return ChartTable(("Product", *(title for title, _ in columns)), rows)


def vikor_words(vikor: VikorResult, names: Mapping[str, str]) -> str:
    """Return both conditions of VIKOR in words, and the compromise they lead to."""
    advantage = "has an acceptable advantage" if vikor.advantage else "lacks an acceptable advantage"
    stability = "is stable" if vikor.stability else "is not stable"
    compromise = ", ".join(names[key] for key in vikor.compromise)
    told = f"VIKOR: the first by Q {advantage} and {stability}."
    return f"{told} Compromise: {ended(compromise)}" if compromise else told


def _decimals(column: Mapping[str, float]) -> dict[str, str]:
    return {key: figures().toString(value, "f", DECIMALS).replace("-", "\u2212") for key, value in column.items()}


def _ranks(column: Mapping[str, int]) -> dict[str, str]:
    return {key: str(rank) for key, rank in column.items()}
