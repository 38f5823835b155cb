"""The editor of a cost line: what for, an amount or a price by seat with its tiers, currency, years, note."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.evaluation.problem import CostKind, CostLine, Per, SeatPrice
from consultant_desk.domain.evaluation.seats import yearly_amount
from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.rows.costs import CostRow
from ui.entry import formats
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.cost_words import KINDS, PERIODS, amount_text, whole_of
from ui.evaluations.pair_rows import Pair, PairRows
from ui.widgets.choice import Dropdown, Option, Segmented, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import NumberField
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import LABEL_WIDTH, Form
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.evaluations import CostDraft

AMOUNT, SEATS = "amount", "seats"
BODY_HEIGHT = 500
LAST_YEAR = Decimal(100)
AT_START = {CostKind.ONE_OFF, CostKind.IMPLEMENTATION, CostKind.TRAINING, CostKind.MIGRATION}
"""Kinds that are paid once, now, unless the person says otherwise."""


class CostSheet(Sheet):
    """Adds a cost line to a candidate, or edits the one given; closes once the workspace has taken it."""

    def __init__(self, parent: QWidget, actions: EvaluationActions, candidate: str, row: CostRow | None = None) -> None:
        sheet = actions.sheet
        name = next(item.name for item in sheet.problem.candidates if item.id == candidate)
        super().__init__(parent, f"Edit cost of {name}" if row else f"New cost of {name}", width=540)
        self._actions, self._candidate, self._row = actions, candidate, row
        line = row.line if row is not None else _blank(candidate, sheet.currency, sheet.problem.options.horizon_years)
        seats = line.by_seat
        self.label = Field(line.label, name="What for", placeholder=KINDS[line.kind])
        self.kind = Dropdown([Option(kind.value, words) for kind, words in KINDS.items()], name="Kind")
        self.kind.set_value(line.kind.value)
        ways = (Option(AMOUNT, "Amount a year"), Option(SEATS, "Price by seat"))
        self.way = Segmented(ways, name="How it is priced", value=AMOUNT if seats is None else SEATS)
        self.amount = NumberField(name="Amount a year", value=line.amount if row else None)
        self.currency = Field(line.currency, name="Currency")
        self.currency.setMaxLength(3)
        self.rate = NumberField(name="Rate")
        self.seats = NumberField(name="Seats", value=Decimal(seats.seats) if seats else None, minimum=Decimal(1))
        self.per = Dropdown([Option(per.value, words) for per, words in PERIODS.items()], name="Price for")
        self.per.set_value((seats.per if seats else Per.MONTH).value)
        self.tiers = PairRows("From seat", "Price a seat", "Add a tier")
        tiers = seats.tiers if seats else ()
        self.tiers.show_pairs([Pair(str(start), formats().number(price)) for start, price in tiers] or [Pair("1", "")])
        self.graduated = TickBox("Each seat at the price of its own tier", checked=bool(seats and seats.graduated))
        self.first = NumberField(name="From year", value=Decimal(line.from_year), minimum=Decimal(0), maximum=LAST_YEAR)
        self.last = NumberField(name="To year", value=Decimal(line.to_year), minimum=Decimal(0), maximum=LAST_YEAR)
        self.note = TextArea(row.note if row else "", name="Note", lines=2)
        self._sum = Text("", tone="text2")
        self._sum.setContentsMargins(LABEL_WIDTH + 16, 0, 0, 0)
        self._fill()
        self._connect()
        self._follow()

    def draft(self) -> CostDraft:
        """Return what the fields say; `UserError` says what cannot be read."""
        from consultant_desk.services.evaluations import CostDraft

        kind = CostKind(self.kind.value())
        by_seat = self._by_seat() if self.way.value() == SEATS else None
        amount = Decimal(0) if by_seat else self.amount.value()
        if amount is None:
            raise UserError("The amount is missing.", hint="Type 0 if it costs nothing.")
        return CostDraft(
            label=self.label.text().strip() or KINDS[kind],
            amount=amount,
            currency=self._code(),
            from_year=whole_of(self.first, "The first year"),
            to_year=whole_of(self.last, "The last year"),
            kind=kind,
            by_seat=by_seat,
            note=self.note.toPlainText(),
            rate=self.rate.value() if self._needs_rate() else None,
        )

    def _fill(self) -> None:
        area = ScrollArea(margins=(0, 0, 12, 0), spacing=8)
        area.setMinimumHeight(BODY_HEIGHT)
        top, self._plain, self._seated, end = Form(), Form(), Form(), Form()
        top.add("What for", self.label)
        top.add("Kind", self.kind)
        top.add("Price", self.way)
        self._plain.add("Amount a year", self.amount)
        self._seated.add("Seats", self.seats)
        self._seated.add("Price for", self.per)
        self._seated.add("Prices", self.tiers, tall=True)
        self._seated.add("", self.graduated)
        end.add("Currency", self.currency)
        self._rating = Form()
        self._rating.add("Rate", self.rate)
        years = Form()
        years.add("From year", self.first, help_text="0 is now, 1 a year from now.")
        years.add("To year", self.last)
        years.add("Note", self.note, tall=True)
        for part in (top, self._plain, self._seated, self._sum, end, self._rating, years):
            area.column.addWidget(part)
        area.column.addStretch(1)
        self.body.addWidget(area, 1)
        self.add_cancel()
        self.add_primary("Save" if self._row else "Add cost", self._save)

    def _connect(self) -> None:
        self.way.chosen.connect(lambda _value: self._follow())
        self.kind.chosen.connect(lambda _value: self._kind_chosen())
        self.per.chosen.connect(lambda _value: self._follow())
        self.graduated.ticked.connect(lambda _value: self._follow())
        for field in (self.amount, self.currency, self.seats):
            field.textChanged.connect(lambda _text: self._follow())
        self.tiers.changed.connect(self._follow)

    def _kind_chosen(self) -> None:
        """Propose the words and, for a new line, the years of a cost of this kind."""
        kind = CostKind(self.kind.value())
        self.label.setPlaceholderText(KINDS[kind])
        if self._row is None:
            horizon = self._actions.sheet.problem.options.horizon_years
            first, last = (0, 0) if kind in AT_START else (horizon, horizon) if kind is CostKind.EXIT else (1, horizon)
            self.first.show_number(Decimal(first))
            self.last.show_number(Decimal(last))

    def _follow(self) -> None:
        """Show the fields that count, and what a price by seat comes to."""
        seated = self.way.value() == SEATS
        self._plain.setVisible(not seated)
        self._seated.setVisible(seated)
        self._rating.setVisible(self._needs_rate())
        base = self._actions.sheet.currency
        self.rate.setAccessibleName(f"How much one {self._code()} is worth in {base}")
        self.rate.setPlaceholderText(f"1 {self._code()} in {base}")
        self._sum.setVisible(seated)
        if seated:
            try:
                self._sum.setText(f"Comes to {amount_text(yearly_amount(self._by_seat()))} {self._code()} a year.")
            except UserError:
                self._sum.setText("")

    def _code(self) -> str:
        return self.currency.text().strip().upper()

    def _needs_rate(self) -> bool:
        sheet, code = self._actions.sheet, self._code()
        others = [row for row in sheet.costs if self._row is None or row.id != self._row.id]
        known = {sheet.currency, *(name for name, _ in sheet.problem.options.rates)}
        return len(code) == 3 and code not in known and bool(others or sheet.problem.options.currency)

    def _decides_currency(self) -> bool:
        """Say whether this is the first line of all, and so changes the currency costs are compared in."""
        sheet = self._actions.sheet
        return not sheet.costs and not sheet.problem.options.currency and self._code() != sheet.currency

    def _by_seat(self) -> SeatPrice:
        from consultant_desk.services.evaluations.cost_drafts import checked_seats

        tiers = []
        for pair in self.tiers.pairs():
            start = formats().parse_number(pair.left)
            if start != start.to_integral_value():
                raise UserError("A tier starts at a whole number of seats.")
            tiers.append((int(start), formats().parse_number(pair.right)))
        seats = whole_of(self.seats, "The number of seats")
        price = SeatPrice(seats, tuple(tiers), Per(self.per.value()), graduated=self.graduated.isChecked())
        checked_seats(price)
        return price

    def _save(self) -> None:
        try:
            draft = self.draft()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        record = self._actions.sheet.candidates[self._candidate]
        if self._row is None:
            say = f"Costs are compared in {self._code()} now" if self._decides_currency() else ""
            self._actions.run(lambda area: area.add_cost(record, draft), self._done, say=say, failed=self._refused)
        else:
            cost = self._row.id
            self._actions.run(lambda area: area.edit_cost(cost, draft), self._done, failed=self._refused)

    def _done(self, _value: object) -> None:
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


def _blank(candidate: str, currency: str, years: int) -> CostLine:
    return CostLine(candidate, "", Decimal(0), currency, 1, years, CostKind.LICENCE)
