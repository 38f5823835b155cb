"""Plan the import of a table as a matrix: numbers read as its text or the person's locale has them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_decimal_symbol

from consultant_desk.domain.evaluation.entry import ParseNumber
from consultant_desk.domain.evaluation.matrix_layout import Products, layout_of
from consultant_desk.domain.evaluation.matrix_plan import Decision, MatrixPlan, plan_matrix
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.units import without_sign
from consultant_desk.domain.table import Decimals, Table
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats

KEPT = 4_096
"""Numbers that are kept as read: the same ones stand in a matrix again and again."""
_EXAMPLES = {Decimals.POINT: Formats("en_GB"), Decimals.COMMA: Formats("de_DE")}
_MARKS = {Decimals.POINT: ".", Decimals.COMMA: ","}


@dataclass(frozen=True, slots=True)
class MatrixChoices:
    """What the person decided about a table; None and absent headers are found out."""

    products: Products | None = None
    decimals: Decimals | None = None
    criteria: Mapping[str, Decision] = field(default_factory=dict)
    candidates: Mapping[str, Decision] = field(default_factory=dict)


def plan_table(
    table: Table, problem: Problem | None, formats: Formats, choices: MatrixChoices, elsewhere: Collection[str] = ()
) -> MatrixPlan:
    """Return what importing a table into an evaluation (None: into a new one) would do; `UserError` as `layout_of`.

    `elsewhere` as in `plan_matrix`.
    """
    layout = layout_of(table, choices.products, problem)
    parse = number_reader(choices.decimals or table.decimals, formats)
    return plan_matrix(layout, problem, parse, choices.criteria, choices.candidates, elsewhere)


def decimal_mark(formats: Formats) -> str:
    """Return the mark before the decimals where the person lives."""
    return str(get_decimal_symbol(formats.locale))


def number_reader(decimals: Decimals, formats: Formats) -> ParseNumber:
    """Return what reads numbers written with this mark before the decimals; the locale's own way where it has it."""
    own = decimals is Decimals.LOCALE or decimal_mark(formats) == _MARKS[decimals]
    chosen = formats if own else _EXAMPLES[decimals]

    @lru_cache(maxsize=KEPT)
    def parse(text: str) -> Decimal:
        bare = without_sign(text)
        if not any(letter.isdecimal() for letter in bare):  # a matrix is full of words; the locale need not be asked
            raise UserError(f"“{bare[:40]}” is not a number.")
        return chosen.parse_number(bare)

    return parse
