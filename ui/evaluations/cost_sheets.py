"""Small sheets of the cost lines: copy one to other products, and start one from a price of the catalogue."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import DeskError, UserError
from consultant_desk.services.rows.costs import CostRow
from consultant_desk.services.rows.products import PlanRow, ProductSheet
from ui.entry import date_text, formats, money_text
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.cost_words import whole_of
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.widgets.choice import TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import NumberField
from ui.widgets.form import Form
from ui.widgets.lists import RecordList
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

LIST_HEIGHT = 200


class CopyCostSheet(Sheet):
    """Which other products have the same cost."""

    def __init__(self, parent: QWidget, actions: EvaluationActions, row: CostRow) -> None:
        super().__init__(parent, f"Copy {row.line.label} to", width=400)
        self._actions, self._row = actions, row
        area = ScrollArea(margins=(0, 0, 0, 0), spacing=2)
        area.setMinimumHeight(LIST_HEIGHT)
        self.boxes = {
            item.id: TickBox(item.name) for item in actions.sheet.problem.candidates if item.id != row.line.candidate
        }
        for box in self.boxes.values():
            area.column.addWidget(box)
        area.column.addStretch(1)
        self.body.addWidget(area, 1)
        self.add_cancel()
        self.add_primary("Copy", self._copy)

    def _copy(self) -> None:
        chosen = [self._actions.sheet.candidates[key] for key, box in self.boxes.items() if box.isChecked()]
        if not chosen:
            self.say_problem("Choose at least one product.")
            return
        self.accept()
        cost = self._row.id
        self._actions.run(lambda area: area.copy_cost(cost, chosen))


class PriceSheet(Sheet):
    """The newest price of each plan of the product behind a candidate, and how many seats are bought."""

    def __init__(self, parent: QWidget, shell: Shell, actions: EvaluationActions, candidate: str) -> None:
        super().__init__(parent, "Cost from a price of the catalogue", width=500)
        self._actions, self._candidate = actions, candidate
        self._prices: dict[str, str] = {}
        self.list = RecordList(name="Plans of the product")
        self.list.setMinimumHeight(LIST_HEIGHT)
        self.list.opened.connect(lambda _key: self._add())
        self.seats = NumberField(name="Seats", value=_seats_before(actions), minimum=Decimal(1))
        self.rate = NumberField(name="Rate")
        form, self._rating = Form(), Form()
        form.add("Seats", self.seats)
        self._rating.add("Rate", self.rate)
        self._rating.hide()
        self._nothing = Text("No price of this product is in the catalogue.", tone="text2", wrap=True)
        self._nothing.hide()
        for part in (self.list, self._nothing, form, self._rating):
            self.body.addWidget(part)
        self.add_cancel()
        self.add_primary("Add cost", self._add)
        product, desk = actions.sheet.products[candidate], shell.desk
        shell.read(lambda: desk.products.sheet(product), self._show, key="prices of a product")

    def _show(self, product: ProductSheet) -> None:
        priced = [plan for plan in product.plans if plan.prices and plan.prices[0].amount is not None]
        self._prices = {plan.id: plan.prices[0].id for plan in priced}
        self._currencies = {plan.id: _currency(plan) for plan in priced}
        self.list.set_rows([_row(plan) for plan in priced])
        self.list.setVisible(bool(priced))
        self._nothing.setVisible(not priced)
        self.list.chosen.connect(lambda _key: self._follow())
        self.list.choose_first()

    def _follow(self) -> None:
        sheet, code = self._actions.sheet, self._currencies.get(self.list.current_key(), "")
        known = {sheet.currency, *(name for name, _ in sheet.problem.options.rates)}
        free = not sheet.costs and not sheet.problem.options.currency
        self._rating.setVisible(bool(code) and code not in known and not free)
        self.rate.setPlaceholderText(f"1 {code} in {sheet.currency}")
        self.rate.setAccessibleName(f"How much one {code} is worth in {sheet.currency}")

    def _add(self) -> None:
        price = self._prices.get(self.list.current_key(), "")
        if not price:
            self.say_problem("Choose a plan.")
            return
        try:
            seats = whole_of(self.seats, "The number of seats")
            rate = self.rate.value() if self._rating.isVisible() else None
        except UserError as error:
            self.say_problem(error.sentence())
            return
        record = self._actions.sheet.candidates[self._candidate]
        self._actions.run(
            lambda area: area.add_cost_from_price(record, price, seats, rate=rate),
            lambda _id: self.accept(),
            failed=self._refused,
        )

    def _refused(self, error: DeskError) -> None:
        self.say_problem(error.sentence())


def _row(plan: PlanRow) -> ListRow:
    price = plan.prices[0]
    basis = " a ".join(word for word in (plan.per, plan.billing) if word)
    least = f", at least {formats().number(plan.minimum, decimals=0)}" if plan.minimum else ""
    seen = f"seen {date_text(price.seen_on)}" if price.seen_on else ""
    return ListRow(plan.id, plan.name, f"per {basis}{least}", money_text(price.amount), seen)


def _currency(plan: PlanRow) -> str:
    amount = plan.prices[0].amount
    return amount.currency if amount is not None else ""


def _seats_before(actions: EvaluationActions) -> Decimal:
    """Return the seats of a line that is there already, since products are compared for the same people."""
    found = next((row.line.by_seat.seats for row in actions.sheet.costs if row.line.by_seat is not None), 1)
    return Decimal(found)
