"""Figures of value for money, and of the lead when one weight moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property

from consultant_desk.domain.charts.rounding import tenths
from consultant_desk.domain.evaluation.problem import Options
from consultant_desk.domain.evaluation.result import Result, TornadoBar, ValueForMoney
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import ReportSnapshot
from reports.words.language import Language


class WorthFacts:
    """What one snapshot says about cost and benefit, printed in a language."""

    def __init__(self, snapshot: ReportSnapshot, language: Language) -> None:
        self._snapshot, self._language = snapshot, language

    @property
    def result(self) -> Result:
        """Return the result."""
        return self._snapshot.result

    @property
    def options(self) -> Options:
        """Return the options, with horizon and discount rate."""
        return self._snapshot.problem.options

    @cached_property
    def worth(self) -> ValueForMoney:
        """Return value for money; `KeyError` where the evaluation has no cost axis."""
        if self.result.value_for_money is None:
            raise KeyError("worth")
        return self.result.value_for_money

    def amount(self, value: Decimal) -> str:
        """Print an amount on the cost axis: money without cents where that is what it is, else in its unit."""
        if self._in_money:
            return self._money(value, whole=abs(value) >= 100)
        places = 0 if abs(value) >= 100 else 2
        return self._language.in_unit(float(value.quantize(Decimal(1).scaleb(-places))), self.worth.unit)

    def tick(self, value: float) -> str:
        """Print a round number of the cost axis: without cents wherever it has none."""
        amount = Decimal(repr(value))
        if self._in_money and amount == amount.to_integral_value():
            return self._money(amount, whole=True)
        return self.amount(amount)

    @property
    def _in_money(self) -> bool:
        unit = self.worth.unit
        return len(unit) == 3 and unit.isalpha() and unit.isupper()

    def _money(self, value: Decimal, *, whole: bool) -> str:
        from consultant_desk.formats import minor_digits  # Babel, loaded when something is printed

        digits = minor_digits(self.worth.unit)
        shown = value.quantize(Decimal(1) if whole else Decimal(1).scaleb(-digits))
        return self._language.money(Money(int(shown.scaleb(digits)), self.worth.unit))

    def so_far(self, candidate: str, year: int) -> Decimal:
        """Return what a candidate costs up to the end of a year."""
        return sum(self.worth.by_year[candidate][: year + 1], Decimal(0))

    def part(self, candidate: str, kind: str) -> Decimal:
        """Return what one kind of cost comes to for a candidate."""
        return self.worth.by_kind[candidate].get(kind, Decimal(0))

    def _bar(self, criterion: str) -> TornadoBar:
        return next(bar for bar in self.result.tornado if bar.criterion == criterion)

    def _swing(self, criterion: str, side: str) -> str:
        bar = self._bar(criterion)
        shown = {"halved": bar.halved_shown, "doubled": bar.doubled_shown}[side]
        return self._language.signed(shown.number, shown.digits)

    def _step(self, start: str, end: str) -> str:
        step = next(one for one in self.worth.steps if (one.start, one.end) == (start, end))
        return self.amount(step.cost_per_point)

    def _apart(self, one: str, other: str) -> Decimal:
        return abs(self.worth.cost[one] - self.worth.cost[other])

    def _gain(self, one: str, other: str) -> str:
        points = abs(tenths(self.worth.benefit[one]) - tenths(self.worth.benefit[other]))
        return self._language.number(Decimal(points).scaleb(-1))

    def kinds(self) -> Mapping[str, Callable[..., str]]:
        """Return these figures by kind."""
        return {
            "benefit": lambda c: self._language.number(Decimal(tenths(self.worth.benefit[c])).scaleb(-1)),
            "total-cost": lambda c: self.amount(self.worth.cost[c]),
            "cost-part": lambda c, kind: self.amount(self.part(c, kind)),
            "cost-year": lambda c, year: self.amount(self.worth.by_year[c][int(year)]),
            "cost-so-far": lambda c, year: self.amount(self.so_far(c, int(year))),
            "total-gap": lambda a, b: self.amount(self._apart(a, b)),
            "benefit-gap": self._gain,
            "per-point": self._step,
            "budget": lambda place: self.amount(self.worth.budgets[int(place)][0]),
            "years": lambda: str(self.options.horizon_years),
            "rate": lambda: self._language.per_cent(self._language.short(self.options.discount_rate * 100)),
            "tornado": self._swing,
        }
